"""Forms as modal views (https://docs.slack.dev/surfaces/modals)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.slack import limits
from bot.render.slack.inline import label
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.reply import Blank, Form
    from bot.core.words import Words

Json = dict[str, Any]

CLOSED = ("record", "country")  # kinds whose suggestions are all that there is
ACTION = "answer"


def modal(form: Form, t: Words, metadata: str) -> Json:
    """The form, with what is filled in already and what was wrong; `metadata` comes back with the answers."""
    title = clean(form.title).strip()
    if not 0 < len(title) <= limits.TITLE:
        title = label(f"/{form.command}", limits.TITLE)
    return {
        "type": "modal",
        "callback_id": "form",
        "title": _plain(title, limits.TITLE),
        "submit": _plain(form.submit, limits.TITLE),
        "close": _plain(t("Cancel"), limits.TITLE),
        "private_metadata": metadata,
        "blocks": [_input(blank) for blank in form.blanks[: limits.VIEW_BLOCKS]]
        or [{"type": "section", "text": _plain(form.title, limits.PIECE)}],
    }


def answers(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, one text for each blank; nothing picked is an empty text."""
    values: Mapping[str, Mapping[str, Any]] = view["state"]["values"]
    return {name: _answer(answer[ACTION]) for name, answer in values.items() if ACTION in answer}


def _answer(answer: Mapping[str, Any]) -> str:
    picked = answer.get("selected_option")
    return str(picked["value"] if picked else answer.get("value") or "")


def _input(blank: Blank) -> Json:
    hints = [clean(blank.error)] if blank.error.strip() else []
    if blank.value and len(blank.value) > limits.INPUT:
        hints.append("…")
    made: Json = {
        "type": "input",
        "block_id": label(blank.name, 255),
        "label": _plain(blank.label, limits.LABEL),
        "optional": not blank.required,
        "element": _element(blank),
    }
    return {**made, "hint": _plain("\n".join(hints), limits.HINT)} if hints else made


def _element(blank: Blank) -> Json:
    values = {label(value, limits.OPTION_VALUE) for _, value in blank.choices}
    if 0 < len(values) == len(blank.choices) <= limits.OPTIONS:
        options = [_option(name, value) for name, value in blank.choices]
        chosen = [o for o, (_, value) in zip(options, blank.choices, strict=True) if value == blank.value]
        made: Json = {"type": "static_select", "action_id": ACTION, "options": options}
        return {**made, "initial_option": chosen[0]} if chosen else made
    if blank.suggests and blank.kind in CLOSED and len(blank.value) <= limits.OPTION_VALUE:
        made = {"type": "external_select", "action_id": ACTION, "min_query_length": 1}
        return {**made, "initial_option": _option(blank.value, blank.value)} if blank.value.strip() else made
    many = blank.kind == "long text" or "\n" in blank.value
    made = {"type": "plain_text_input", "action_id": ACTION, "multiline": many, "max_length": limits.INPUT}
    return {**made, "initial_value": blank.value} if 0 < len(blank.value) <= limits.INPUT else made


def _option(name: str, value: str) -> Json:
    return {"text": _plain(name, limits.OPTION), "value": label(value, limits.OPTION_VALUE)}


def _plain(text: str, longest: int) -> Json:
    return {"type": "plain_text", "text": label(text, longest), "emoji": False}
