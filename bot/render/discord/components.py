"""Buttons and lists. On Discord they belong to a message, not to a card: those of several cards become lists."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from bot.core.reply import Weight
from bot.render.discord import ids, limits
from bot.render.discord.escape import label
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.core.reply import Action, Badge, Button, Card, Reply
    from bot.render.held import Opens

Json = dict[str, Any]

# https://docs.discord.com/developers/components/reference#component-object-component-types
ROW, BUTTON, SELECT = 1, 2, 3
STYLES = {Weight.MAIN: 1, Weight.PLAIN: 2, Weight.DANGER: 4}


class Controls:
    """The rows of a reply's messages, five to a message, and what must be kept for them."""

    def __init__(self, reply: Reply, opens: Opens | None) -> None:
        self._slots = count()
        self.kept: dict[str, str] = {}
        self.rows: list[Json] = []
        own: list[Json] = []
        pressed = [card for card in reply.cards if card.buttons]
        if len(pressed) == 1:
            own += map(self._button, pressed[0].buttons)
        else:
            own += self._lists(pressed)
        for select in reply.selects:
            self._select(select.label, [(o.label, o.about, o.does, False) for o in select.options])
        if opens:
            own.append({"type": BUTTON, "style": 1, "label": label(opens.label, limits.BUTTON)})
            own[-1]["custom_id"] = ids.aside(next(self._slots), opens.token, opens.part)
        own += map(self._button, reply.buttons)
        self.rows += [{"type": ROW, "components": own[n : n + limits.ROW]} for n in range(0, len(own), limits.ROW)]

    def _button(self, button: Button) -> Json:
        return {
            "type": BUTTON,
            "style": STYLES[button.weight],
            "label": label(button.label, limits.BUTTON),
            "custom_id": self._carry(button.does, public=button.public),
        }

    def _lists(self, cards: Sequence[Card]) -> Iterator[Json]:
        """One list for each label that the cards' buttons have, to pick the card from; a button if one card has it."""
        grouped: dict[str, list[tuple[str, str, Action, bool]]] = {}
        for card in cards:
            for button in card.buttons:
                option = (card.title, _about(card.badge), button.does, button.public)
                grouped.setdefault(button.label, []).append(option)
        for name, options in grouped.items():
            if len(options) > 1:
                self._select(name, options)
        for card in cards:
            for button in card.buttons:
                if len(grouped[button.label]) == 1:
                    yield self._button(replace(button, label=_naming(button.label, card.title)))

    def _select(self, name: str, options: Sequence[tuple[str, str, Action, bool]]) -> None:
        for n in range(0, len(options), limits.OPTIONS):
            some = options[n : n + limits.OPTIONS]
            shown = [self._option(*option) for option in some]
            own, _ = ids.carry(next(self._slots), "1 picked")
            named = name if some == options else f"{name}: {_short(some[0][0])} – {_short(some[-1][0])}"
            select = {"type": SELECT, "custom_id": own, "placeholder": label(named, limits.PLACEHOLDER)}
            self.rows.append({"type": ROW, "components": [{**select, "options": shown}]})

    def _option(self, name: str, about: str, does: Action, public: bool) -> Json:
        made = {"label": label(name, limits.OPTION), "value": self._carry(does, public=public)}
        rest = f"…{clean(name).strip()[limits.OPTION - 1 :]}" if made["label"].endswith("…") else ""
        about = about if about.strip() else rest
        return {**made, "description": label(about, limits.OPTION)} if about not in ("", "…") else made

    def _carry(self, does: Action, *, public: bool) -> str:
        custom_id, kept = ids.carry(next(self._slots), does.pack(public=public))
        if kept:
            self.kept[kept[0]] = kept[1]
        return custom_id

    def mark(self, rows: Sequence[Json], mark: str) -> None:
        """Put a delivery's mark into the first of the controls of a message."""
        first = rows[0]["components"][0]
        first["custom_id"], kept = ids.with_mark(first["custom_id"], mark)
        if kept:
            self.kept[kept[0]] = kept[1]


def _short(name: str) -> str:
    """The beginning of an option, to tell lists of the same things apart."""
    return label(name, 30)


def _naming(button: str, title: str) -> str:
    """A button that says which card it is about."""
    return f"{clean(button).strip()}: {title}" if button.strip() else title


def _about(badge: Badge | None) -> str:
    return badge.text if badge else ""


def marks(rows: Iterable[Any]) -> set[str]:
    """The deliveries' marks in the components of a message, as Discord gives them back."""
    return {ids.mark_of(str(leaf.get("custom_id", ""))) for row in rows for leaf in (row, *row.get("components", ()))}
