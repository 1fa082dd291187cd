"""Forms as modal views (https://docs.slack.dev/surfaces/modals)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.render.slack import limits
from bot.render.slack.inline import label, shown
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.reply import Blank, Form
    from bot.core.words import Words

Json = dict[str, Any]

CLOSED = ("record", "country", "time zone", "organisation")  # kinds whose suggestions are all that there is
PICTURE, PLACES = "picture", "places"
# https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
PICTURES: Json = {"type": "file_input", "filetypes": ["png", "jpg", "jpeg", "gif", "webp"], "max_files": 1}
ACTION = "answer"
SHOWN = 300  # characters of a text that is shown and cannot be changed here
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def modal(form: Form, t: Words, metadata: str, named: Callable[[str], str] = str) -> Json:
    """The form, with what is filled in already and what was wrong; `metadata` comes back with the answers.

    `named` gives what people call a place, by its id.
    """
    title, submit = clean(form.title).strip(), clean(form.submit).strip()
    if not 0 < len(title) <= limits.TITLE:
        title = f"/{form.command}"
    if not 0 < len(submit) <= limits.TITLE:
        submit = t("Send")
    drawn = [_block(blank, t, named) for blank in form.blanks[: limits.VIEW_BLOCKS]]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": shown(title, limits.TITLE),
        "submit": shown(submit, limits.TITLE),
        "close": shown(t("Cancel"), limits.TITLE),
        "private_metadata": metadata,
        "blocks": drawn or [_said(form.title)],
    }


def must_be_kept(form: Form) -> bool:
    """Whether something filled in can't stand in a modal: it stays as it is if the form is set aside in the store."""
    return any(_stays(blank) or _has_picture(blank) for blank in form.blanks)


def answers(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, one text for each blank that was asked; nothing picked is an empty text.

    Files are no texts: those are `given`.
    """
    return {name: _answer(answer) for name, answer in _fields(view).items() if answer.get("type") != PICTURES["type"]}


def given(view: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The files that were put in, as Slack tells of them, by the blank; those left empty are not there."""
    return {name: answer["files"][0] for name, answer in _fields(view).items() if answer.get("files")}


def _fields(view: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    values: Mapping[str, Mapping[str, Any]] = view["state"]["values"]
    return {name: answer[ACTION] for name, answer in values.items() if ACTION in answer}


def _answer(answer: Mapping[str, Any]) -> str:
    if (several := answer.get("selected_options")) is not None:
        return ", ".join(str(option["value"]) for option in several)
    picked = answer.get("selected_option")
    return str(picked["value"] if picked else answer.get("value") or "")


def _stays(blank: Blank) -> bool:
    return len(_sendable(blank.value)) > limits.INPUT and not blank.error


def _has_picture(blank: Blank) -> bool:
    """Whether a picture was given for it before, which can't be shown there again."""
    return blank.kind == PICTURE and bool(blank.value)


def _block(blank: Blank, t: Words, named: Callable[[str], str]) -> Json:
    if _stays(blank):
        name = f"{label(blank.label, limits.LABEL)}\n{label(blank.value, SHOWN)}"
        return {"type": "section", "text": {"type": "plain_text", "text": name, "emoji": False}}
    element = _element(blank, named)
    hints = [clean(blank.error).strip()]
    if _has_picture(blank) and not blank.error:
        hints.append(t("A picture is kept already; another one would take its place."))
    if len(_sendable(blank.value)) > limits.INPUT:
        # What was wrong and has no room is not offered cut: who sends the form would store the cut text.
        hints.append(t("What you wrote is too long for this field, so it is empty now."))
    hint = " ".join(filter(None, hints))
    made: Json = {
        "type": "input",
        "block_id": label(blank.name, limits.ID),
        "label": shown(blank.label, limits.LABEL),
        "optional": not blank.required or (_has_picture(blank) and not blank.error),
        "element": element,
    }
    return {**made, "hint": shown(hint, limits.HINT)} if hint else made


def _element(blank: Blank, named: Callable[[str], str]) -> Json:
    if blank.kind == PICTURE:
        return {**PICTURES, "action_id": ACTION}
    values = [value for _, value in blank.choices]
    if 0 < len(set(values)) == len(values) <= limits.OPTIONS and all(map(_carries, values)):
        options = {value: _option(name, value) for name, value in blank.choices}
        made: Json = {"type": "static_select", "action_id": ACTION, "options": list(options.values())}
        return {**made, "initial_option": options[blank.value]} if blank.value in options else made
    if blank.suggests and blank.kind in CLOSED and (not blank.value or _carries(blank.value)):
        made = {"type": "external_select", "action_id": ACTION, "min_query_length": 1}
        return {**made, "initial_option": _option(blank.value, blank.value)} if blank.value else made
    if blank.kind == PLACES and blank.suggests and all(map(_carries, places := _parted(blank.value))):
        made = {"type": "multi_external_select", "action_id": ACTION, "min_query_length": 0}
        picked = [_option(named(place), place) for place in places]
        return {**made, "initial_options": picked} if picked else made
    filled = _sendable(blank.value)
    many = blank.kind == "long text" or "\n" in filled
    made = {"type": "plain_text_input", "action_id": ACTION, "multiline": many, "max_length": limits.INPUT}
    return {**made, "initial_value": filled} if filled.strip() and len(filled) <= limits.INPUT else made


def _parted(places: str) -> list[str]:
    """The names that were given, each once."""
    return list(dict.fromkeys(filter(None, (place.strip() for place in re.split(r"[,;\n]", places)))))


def _carries(value: str) -> bool:
    """Whether an option can stand for exactly this."""
    return label(value, limits.OPTION_VALUE) == value


def _option(name: str, value: str) -> Json:
    return {"text": shown(name, limits.OPTION), "value": value}


def _said(text: str) -> Json:
    return {"type": "section", "text": shown(text, limits.PIECE)}


def _sendable(text: str) -> str:
    """A text to go on with: as it was, but for what no request can hold."""
    return _UNSENDABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
