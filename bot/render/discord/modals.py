"""Forms as modals: five questions each (https://docs.discord.com/developers/components/reference#label)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.codec import Parcel, pack
from bot.render.discord import ids, limits
from bot.render.discord.escape import label
from bot.render.text import clean

if TYPE_CHECKING:
    from bot.core.reply import Blank, Form

Json = dict[str, Any]

SELECT, TEXT_INPUT, TEXT, LABEL = 3, 4, 10, 18
SHORT, PARAGRAPH = 1, 2


def parts(form: Form) -> int:
    """How many modals the form takes."""
    return max(1, -(-len(form.blanks) // limits.MODAL_BLANKS))


def own_id(form: Form) -> str | None:
    """The custom_id that says all there is to know of the form; None if it must be set aside in the store first."""
    custom_id, kept = ids.carry(0, pack(Parcel(form.command, dict(form.hidden))))
    return custom_id if parts(form) == 1 and kept is None else None


def modal(form: Form, custom_id: str, part: int = 0) -> Json:
    """One part of the form, with what is filled in already and what was wrong."""
    blanks = form.blanks[part * limits.MODAL_BLANKS :][: limits.MODAL_BLANKS]
    title = clean(form.title).strip()
    if not 0 < len(title) <= limits.MODAL_TITLE:
        title = label(f"/{form.command}", limits.MODAL_TITLE)
    components = [_labelled(blank) for blank in blanks] or [{"type": TEXT, "content": title}]
    return {"title": title, "custom_id": custom_id, "components": components}


def _labelled(blank: Blank) -> Json:
    made: Json = {"type": LABEL, "label": label(blank.label, limits.LABEL), "component": _input(blank)}
    about = blank.error or (blank.label if len(clean(blank.label)) > limits.LABEL else "")
    return {**made, "description": label(about, limits.LABEL_ABOUT)} if about.strip() else made


def _input(blank: Blank) -> Json:
    made: Json = {"custom_id": label(blank.name, limits.CUSTOM_ID), "required": blank.required}
    values = {label(value, limits.OPTION) for _, value in blank.choices}
    if 0 < len(values) == len(blank.choices) <= limits.OPTIONS:
        options = [_option(name, value, blank) for name, value in blank.choices]
        return {"type": SELECT, **made, "min_values": int(blank.required), "max_values": 1, "options": options}
    style = PARAGRAPH if blank.kind == "long text" or "\n" in blank.value else SHORT
    # What has no room is not offered cut: who sends the form would store the cut text.
    value = {"value": blank.value} if 0 < len(blank.value) <= limits.INPUT else {}
    return {"type": TEXT_INPUT, **made, "style": style, "max_length": limits.INPUT, **value}


def _option(name: str, value: str, blank: Blank) -> Json:
    made = {"label": label(name, limits.OPTION), "value": label(value, limits.OPTION)}
    return {**made, "default": True} if value == blank.value else made
