"""Forms as modals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.codec import Parcel, pack
from bot.render.discord import limits

if TYPE_CHECKING:
    from bot.core.reply import Blank, Form

Json = dict[str, object]


def parts(form: Form) -> int:
    """How many modals it takes."""
    return max(1, -(-len(form.blanks) // limits.MODAL_BLANKS))


def own_id(form: Form) -> str | None:
    """The id of a form that needs no store."""
    packed = "0|" + pack(Parcel(form.command, dict(form.hidden)))
    return packed if parts(form) == 1 and len(packed) <= limits.CUSTOM_ID else None


def modal(form: Form, custom_id: str, part: int = 0) -> Json:
    """One modal."""
    blanks = form.blanks[part * limits.MODAL_BLANKS :][: limits.MODAL_BLANKS]
    title = form.title if len(form.title) <= limits.MODAL_TITLE else f"/{form.command}"
    return {"title": title, "custom_id": custom_id, "components": [_label(blank) for blank in blanks]}


def _label(blank: Blank) -> Json:
    return {
        "type": 18,
        "label": blank.label[: limits.LABEL],
        "description": (blank.error or blank.label)[: limits.LABEL_ABOUT],
        "component": _input(blank),
    }


def _input(blank: Blank) -> Json:
    if blank.choices:
        options = [{"label": label, "value": value, "default": value == blank.value} for label, value in blank.choices]
        least = 1 if blank.required else 0
        return {"type": 3, "custom_id": blank.name, "options": options, "required": blank.required, "min_values": least}
    own: Json = {"type": 4, "custom_id": blank.name, "style": 2 if blank.kind == "long text" else 1}
    return own | {"required": blank.required} | ({"value": blank.value} if blank.value else {})
