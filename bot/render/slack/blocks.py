"""Cards and text as blocks, each with the plain text that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.core.reply import Code, Link, When
from bot.render.slack import limits
from bot.render.slack.inline import BOLD, Part, link, parts, plain, room, web, words
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.reply import Card, Field, File, Line

Json = dict[str, Any]

BESIDE = 60  # characters of an element besides its text, about


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and what it says; or something to be said that the blocks show elsewhere."""

    block: Json | None
    says: str = ""


DIVIDER = Piece({"type": "divider"})


def text(line: Line) -> Iterator[Piece]:
    """A line of a reply."""
    yield from _rich(parts(line))


def card(card: Card) -> Iterator[Piece]:
    """A card: its title with its state, what it is about, its facts, where they come from."""
    address, footer = web(card.url), plain(card.footer).strip()
    small = 0 < room(footer) <= limits.CONTEXT and not any(isinstance(part, Link | When) for part in card.footer)
    rows = [_title(card, address), *map(parts, card.body)]
    if card.url and not address:
        rows.append(words(clean(card.url)))
    rows += map(_field, card.fields)
    if footer and not small:
        rows.append(parts(card.footer))
    first, *rest = rows
    yield from _rich(chain(first, *(chain(words("\n"), row) for row in rest)))
    if address:
        yield Piece(None, address)
    if small:
        yield Piece({"type": "context", "elements": [{"type": "plain_text", "text": footer, "emoji": False}]}, footer)


def files(some: Iterable[File]) -> Iterator[Piece]:
    """What comes beside the message, by name."""
    for file in some:
        about = clean(file.about).strip()
        yield from text((Code(clean(file.name).strip() or "…"), f": {about}" if about else ""))


def _title(card: Card, address: str) -> Iterator[Part]:
    title, badge = clean(card.title).strip() or "…", clean(card.badge.text).strip() if card.badge else ""
    yield from link(title, address, BOLD, says=title[: limits.NAME]) if address else words(title, BOLD)
    if badge:
        yield from words(f"  ·  {badge}")


def _field(field: Field) -> Iterator[Part]:
    yield from words(f"{clean(field.label).strip() or '…'}: ", BOLD)
    yield from parts(field.value)


def _rich(some: Iterable[Part]) -> Iterator[Piece]:
    """Parts as rich text, in as many blocks as their length needs; none for nothing but space."""
    group: list[Part] = []
    size = 0
    for part in some:
        takes = _size(part)
        if group and size + takes > limits.PIECE:
            yield from _section(group)
            group, size = [], 0
        group.append(part)
        size += takes
    yield from _section(group)


def _size(part: Part) -> int:
    shown = sum(len(part.element.get(name, "")) for name in ("text", "url", "fallback"))
    return max(room(part.says), shown + BESIDE)


def _section(group: list[Part]) -> Iterator[Piece]:
    says = "".join(part.says for part in group).strip("\n")
    if says.strip():
        shown = [part.element for part in group]
        yield Piece({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": shown}]}, says)
