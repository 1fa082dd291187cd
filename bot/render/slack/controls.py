"""Buttons and lists as actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.reply import Weight
from bot.render.slack import ids, limits
from bot.render.slack.blocks import Piece
from bot.render.slack.inline import label, room, shown
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.reply import Button, Option, Select
    from bot.render.held import Opens

Json = dict[str, Any]

STYLES = {Weight.MAIN: {"style": "primary"}, Weight.PLAIN: {}, Weight.DANGER: {"style": "danger"}}


class Controls:
    """Draws what can be pressed or picked, and gathers what must be kept for it."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def buttons(self, buttons: Sequence[Button], opens: Opens | None = None, about: str = "") -> Iterator[Piece]:
        """Rows of buttons. Who hears those of several cards also hears which one they are `about`."""
        drawn = [_opening(opens)] if opens else []
        drawn += [self._button(button, about) for button in buttons]
        for n in range(0, len(drawn), limits.ROW):
            yield _actions(drawn[n : n + limits.ROW])

    def under(self, buttons: Sequence[Button], *, about: str = "") -> Iterator[Piece]:
        """What a card of a long list offers: its first button, the others behind “⋯”, so that it stays short."""
        rest = buttons[1:]
        if not 0 < len(rest) <= limits.OVERFLOW or any(button.weight is not Weight.PLAIN for button in rest):
            yield from self.buttons(buttons, about=about)
            return
        options = []
        for button in rest:
            value = self._carry(button, limits.OPTION_VALUE, button.public)
            options.append({"text": shown(button.label, limits.OPTION), "value": value})
        first = self._button(buttons[0], about)
        says = "  ".join(f"[{one['text']['text']}]" for one in (first, *options))
        yield _actions([first, {"type": "overflow", "options": options}], says)

    def _button(self, button: Button, about: str) -> Json:
        value, text = self._carry(button, limits.VALUE, button.public), shown(button.label, limits.BUTTON)
        heard = {"accessibility_label": label(f"{text['text']}: {about}", limits.BUTTON)} if about else {}
        return {"type": "button", "text": text, "value": value, **STYLES[button.weight], **heard}

    def select(self, select: Select) -> Iterator[Piece]:
        """A list to pick from; a long one in parts, each of which says from where to where."""
        parts = list(self._parts(select))
        for some, says in parts:
            named = select.label if len(parts) == 1 else f"{select.label}: {_short(some[0])} – {_short(some[-1])}"
            yield _menu(label(named, limits.PLACEHOLDER), some, says)

    def _parts(self, select: Select) -> Iterator[tuple[list[Json], list[str]]]:
        some: list[Json] = []
        says: list[str] = []
        said = size = 0
        for option in select.options:
            drawn, heard = self._option(option)
            most = len(some) == limits.OPTIONS or said + room(heard) > limits.PIECE
            if some and (most or size + len(str(drawn)) > limits.ALL_BLOCKS // 2):
                yield some, says
                some, says, said, size = [], [], 0, 0
            some.append(drawn)
            says.append(heard)
            said, size = said + room(heard) + 1, size + len(str(drawn))
        if some:
            yield some, says

    def _option(self, option: Option) -> tuple[Json, str]:
        """An option and what it says; the end of a name that is too long stands below it, if nothing else does."""
        name, about = label(option.label, limits.OPTION), clean(option.about).strip()
        if not about and name.endswith("…"):
            rest = clean(option.label).strip()[len(name) - 1 :].strip()
            about = f"…{rest}" if rest not in ("", "…") else ""
        drawn = {"text": shown(name, limits.OPTION), "value": self._carry(option, limits.OPTION_VALUE)}
        if not about:
            return drawn, f"- {name}"
        about = label(about, limits.OPTION)
        return {**drawn, "description": shown(about, limits.OPTION)}, f"- {name} – {about}"

    def _carry(self, choice: Button | Option, longest: int, public: bool = False) -> str:
        value, kept = ids.carry(choice.does.pack(public=public), longest)
        if kept:
            self.kept[kept[0]] = kept[1]
        return value


def _opening(opens: Opens) -> Json:
    drawn = {"type": "button", "text": shown(opens.label, limits.BUTTON), "value": ids.aside(opens.token)}
    return {**drawn, **STYLES[Weight.MAIN]}


def _short(option: Json) -> str:
    """The beginning of an option, to tell lists of the same things apart."""
    return label(str(option["text"]["text"]), 30)


def _menu(name: str, options: list[Json], says: list[str]) -> Piece:
    menu = {"type": "static_select", "placeholder": shown(name, limits.PLACEHOLDER), "options": options}
    return _actions([menu], "\n".join([name, *says]))


def _actions(some: Sequence[Json], says: str = "") -> Piece:
    named = [{**one, "action_id": f"a{n}"} for n, one in enumerate(some)]
    labels = says or "  ".join(f"[{one['text']['text']}]" for one in some)
    return Piece({"type": "actions", "elements": named}, labels, len(str(named)))
