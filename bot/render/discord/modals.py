"""Forms as modals: five questions each (https://docs.discord.com/developers/components/reference#label)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.core.codec import Parcel, pack
from bot.render.discord import ids, limits
from bot.render.discord.escape import escape, label
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import Blank, Form

Json = dict[str, Any]

SELECT, TEXT_INPUT, TEXT, LABEL, UPLOAD = 3, 4, 10, 18, 19
PICTURE = "picture"
SHORT, PARAGRAPH = 1, 2
SHOWN = 300  # characters of a text that is shown and cannot be changed here
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def parts(form: Form) -> int:
    """How many modals the form takes."""
    return max(1, -(-len(form.blanks) // limits.MODAL_BLANKS))


def own_id(form: Form) -> str | None:
    """The custom_id that says all there is to know of the form; None if it must be set aside in the store first."""
    custom_id, kept = ids.carry(0, pack(Parcel(form.command, dict(form.hidden))))
    whole = parts(form) == 1 and kept is None
    return custom_id if whole and not any(_stays(blank) or _has_picture(blank) for blank in form.blanks) else None


def modal(form: Form, custom_id: str, part: int = 0, *, kept: str = "") -> Json:
    """One part of the form, with what is filled in already and what was wrong.

    A picture can't be shown there again: `kept` says that it is kept when no other one is given.
    """
    blanks = form.blanks[part * limits.MODAL_BLANKS :][: limits.MODAL_BLANKS]
    title = clean(form.title).strip()
    if not 0 < len(title) <= limits.MODAL_TITLE:
        title = label(f"/{form.command}", limits.MODAL_TITLE)
    components = list(_components(blanks, kept)) or [_text(escape(title))]
    return {"title": title, "custom_id": custom_id, "components": components}


def _components(blanks: tuple[Blank, ...], kept: str) -> Iterator[Json]:
    """The questions; what is too long to stand below one stands above it while there is room for one more."""
    room = limits.MODAL_BLANKS - len(blanks)
    for blank in blanks:
        if _stays(blank):
            yield _text(f"**{escape(label(blank.label, SHOWN), begins=False)}**\n{escape(label(blank.value, SHOWN))}")
            continue
        name, error = clean(blank.label).strip(), clean(blank.error).strip()
        error = kept if _has_picture(blank) and not error else error
        about = [error, name if len(name) > limits.LABEL else ""]
        for n, said in enumerate(about):
            if len(said) > limits.LABEL_ABOUT and room:
                about[n], room = "", room - 1
                yield _text(escape(said))
        both = " · ".join(filter(None, about))
        said = both if len(both) <= limits.LABEL_ABOUT else about[0] or about[1]
        made = {"type": LABEL, "label": label(name, limits.LABEL), "component": _input(blank)}
        yield {**made, "description": label(said, limits.LABEL_ABOUT)} if said else made


def _stays(blank: Blank) -> bool:
    """Whether what is filled in has no room in a modal. It is shown, and stays as it is in the form set aside."""
    return len(_sendable(blank.value)) > limits.INPUT and not blank.error


def _has_picture(blank: Blank) -> bool:
    """Whether a picture was given for it before."""
    return blank.kind == PICTURE and bool(blank.value)


def _text(content: str) -> Json:
    return {"type": TEXT, "content": content[: limits.INPUT]}


def _input(blank: Blank) -> Json:
    made: Json = {"custom_id": label(blank.name, limits.CUSTOM_ID), "required": blank.required}
    if blank.kind == PICTURE:
        needed = blank.required and not blank.value
        return {"type": UPLOAD, **made, "required": needed, "min_values": int(needed), "max_values": 1}
    values = [value for _, value in blank.choices]
    if 0 < len(set(values)) == len(values) <= limits.OPTIONS and all(label(v, limits.OPTION) == v for v in values):
        options = [_option(name, value, blank) for name, value in blank.choices]
        return {"type": SELECT, **made, "min_values": int(blank.required), "max_values": 1, "options": options}
    filled = _sendable(blank.value)
    style = PARAGRAPH if blank.kind == "long text" or "\n" in filled else SHORT
    # What was wrong and has no room is not offered cut: who sends the form would store the cut text.
    value = {"value": filled} if filled.strip() and len(filled) <= limits.INPUT else {}
    return {"type": TEXT_INPUT, **made, "style": style, "max_length": limits.INPUT, **value}


def _sendable(text: str) -> str:
    """A text to go on with: as it was, but for what no request can hold."""
    return _UNSENDABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _option(name: str, value: str, blank: Blank) -> Json:
    made = {"label": label(name, limits.OPTION), "value": value}
    return {**made, "default": True} if value == blank.value else made
