"""Cards and text as blocks, each with the plain text that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.reply import Link, When
from bot.render.slack import limits
from bot.render.slack.inline import elements, plain, web, words
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.reply import Card, Line

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and what it says."""

    block: Json
    says: str = ""


def text(line: Line) -> Iterator[Piece]:
    """A line of a reply."""
    yield from _rich(elements(line), plain(line))


def card(card: Card) -> Iterator[Piece]:
    """A card: its title with its state, what it is about, its facts, where they come from."""
    title, badge = clean(card.title).strip() or "…", clean(card.badge.text).strip() if card.badge else ""
    address = web(card.url)
    made: list[Json] = []
    if address:
        made.append({"type": "link", "url": address, "text": title, "style": {"bold": True}})
    else:
        made += words(title, bold=True)
    said = [title]
    if badge:
        made += words(f"  ·  {badge}")
        said = [f"{title} · {badge}"]
    lines: list[tuple[list[Json], str]] = [(elements(line), plain(line)) for line in card.body]
    if card.url and not address:
        lines.append((words(card.url), clean(card.url)))
    for field in card.fields:
        name = clean(field.label).strip() or "…"
        lines.append(([*words(f"{name}: ", bold=True), *elements(field.value)], f"{name}: {plain(field.value)}"))
    linked = any(isinstance(part, Link | When) for part in card.footer)
    if card.footer and (linked or len(plain(card.footer)) > limits.CONTEXT):
        lines.append((elements(card.footer), plain(card.footer)))
    for some, says in lines:
        made += [*words("\n"), *some]
        said.append(says)
    if address:
        said.append(address)
    yield from _rich(made, "\n".join(said))
    if card.footer and not linked and 0 < len(footer := plain(card.footer).strip()) <= limits.CONTEXT:
        shown = {"type": "plain_text", "text": footer, "emoji": False}
        yield Piece({"type": "context", "elements": [shown]}, footer)


def _rich(some: Iterable[Json], says: str) -> Iterator[Piece]:
    """Elements as rich text, in as many blocks as their length needs."""
    groups: list[list[Json]] = [[]]
    size = 0
    for one in _cut(some):
        length = len(str(one.get("text", ""))) + len(str(one.get("url", "")))
        if groups[-1] and size + length > limits.PIECE:
            groups.append([])
            size = 0
        groups[-1].append(one)
        size += length
    full = [group for group in groups if group]
    for group in full:
        block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": group}]}
        yield Piece(block, says if len(full) == 1 else "".join(_said(one) for one in group))


def _cut(some: Iterable[Json]) -> Iterator[Json]:
    for one in some:
        text = one.get("text", "")
        if one["type"] != "text" or len(text) <= limits.PIECE:
            yield one
        else:
            yield from ({**one, "text": piece} for piece in _sliced(text))


def _sliced(text: str) -> Iterator[str]:
    """A long text in pieces, cut at the end of a line or of a word where there is one."""
    while len(text) > limits.PIECE:
        half = limits.PIECE // 2
        at = text.rfind("\n", half, limits.PIECE) + 1 or text.rfind(" ", half, limits.PIECE) + 1 or limits.PIECE
        yield text[:at]
        text = text[at:]
    yield text


def _said(one: Json) -> str:
    if one["type"] == "date":
        return str(one["fallback"])
    if one["type"] == "link":
        return f"{one.get('text', '')} ({one['url']})"
    return str(one["text"])
