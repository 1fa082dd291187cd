"""Buttons and lists as actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.reply import Weight
from bot.render.slack import ids, limits
from bot.render.slack.blocks import Piece
from bot.render.slack.inline import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.reply import Action, Button, Select
    from bot.render.held import Opens

Json = dict[str, Any]

STYLES = {Weight.MAIN: {"style": "primary"}, Weight.PLAIN: {}, Weight.DANGER: {"style": "danger"}}


class Controls:
    """Draws what can be pressed or picked, and gathers what must be kept for it."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def buttons(self, buttons: Sequence[Button], opens: Opens | None = None) -> Iterator[Piece]:
        """Rows of buttons."""
        drawn = [
            {
                "type": "button",
                "text": _text(button.label, limits.BUTTON),
                "value": self._carry(button.does, limits.VALUE, public=button.public),
                **STYLES[button.weight],
            }
            for button in buttons
        ]
        if opens:
            value = ids.aside(opens.token)
            drawn.insert(
                0, {"type": "button", "text": _text(opens.label, limits.BUTTON), "value": value, "style": "primary"}
            )
        for n in range(0, len(drawn), limits.ROW):
            yield _actions(drawn[n : n + limits.ROW])

    def select(self, select: Select) -> Iterator[Piece]:
        """A list to pick from; a long one in parts."""
        for n in range(0, len(select.options), limits.OPTIONS):
            options = []
            for option in select.options[n : n + limits.OPTIONS]:
                value = self._carry(option.does, limits.OPTION_VALUE)
                made = {"text": _text(option.label, limits.OPTION), "value": value}
                about = {"description": _text(option.about, limits.OPTION)} if option.about.strip() else {}
                options.append({**made, **about})
            placeholder = _text(select.label, limits.PLACEHOLDER)
            yield _actions([{"type": "static_select", "placeholder": placeholder, "options": options}])

    def _carry(self, does: Action, longest: int, *, public: bool = False) -> str:
        value, kept = ids.carry(does.pack(public=public), longest)
        if kept:
            self.kept[kept[0]] = kept[1]
        return value


def _actions(some: Sequence[Json]) -> Piece:
    named = [{**one, "action_id": f"a{n}"} for n, one in enumerate(some)]
    says = [one["text"]["text"] for one in some if "text" in one]
    says += [one["placeholder"]["text"] for one in some if "placeholder" in one]
    says += [
        part["text"]
        for one in some
        for option in one.get("options", ())
        for part in (option["text"], option.get("description", {"text": ""}))
    ]
    return Piece({"type": "actions", "elements": named}, "  ".join(f"[{said}]" for said in says if said))


def _text(text: str, longest: int) -> Json:
    return {"type": "plain_text", "text": label(text, longest), "emoji": False}
