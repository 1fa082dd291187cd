"""Cards and text as blocks, each with the plain text that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.reply import Code, Link, When
from bot.render.slack import limits
from bot.render.slack.inline import BESIDE, BOLD, Part, label, link, parts, plain, room, web, words
from bot.render.text import clean
from bot.render.text import picture as told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.reply import Card, Field, File, Image, Line
    from bot.core.words import Words

Json = dict[str, Any]

# https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
SHOWN = ("image/png", "image/jpeg", "image/gif")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, what it says, and its size; or something to be said that the blocks show elsewhere.

    The block of a `picture` lacks the id that Slack gives it when it is uploaded.
    """

    block: Json | None
    says: str = ""
    size: int = 0
    picture: Image | None = None


DIVIDER = Piece({"type": "divider"}, size=BESIDE)
_BREAK = Part({"type": "text", "text": "\n"}, "\n", BESIDE)


def text(line: Line, *, calls: bool = False) -> Iterator[Piece]:
    """A line of a reply; `calls` says whether it mentions people or names them."""
    yield from _rich(parts(line, calls=calls))


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
    made: list[Part] = []
    for row in rows:
        made += row
        made.append(_BREAK)
    yield from _rich(made[:-1])
    if address:
        yield Piece(None, address)
    if small:
        said = {"type": "plain_text", "text": footer, "emoji": False}
        yield Piece({"type": "context", "elements": [said]}, footer, len(footer) + BESIDE)


def picture(image: Image, t: Words) -> Iterator[Piece]:
    """A picture with its words; those alone, of one that Slack's blocks don't show."""
    alt, said = clean(image.alt).strip() or "…", told(image, t)
    fits = len(alt) <= limits.ALT and room(said) <= limits.PIECE
    if image.media_type in SHOWN:
        block = {"type": "image", "slack_file": {"id": ""}, "alt_text": label(alt, limits.ALT)}
        yield Piece(block, said if fits else "", min(len(alt), limits.ALT) + BESIDE, image)
    if image.media_type not in SHOWN or not fits:
        yield from text((said,))


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
        full = size + part.size > limits.RICH or size + part.size - BESIDE * (len(group) + 1) > limits.PIECE
        if group and full:
            yield from _section(group, size)
            group, size = [], 0
        group.append(part)
        size += part.size
    yield from _section(group, size)


def _section(group: list[Part], size: int) -> Iterator[Piece]:
    says = "".join(part.says for part in group).strip("\n")
    if says.strip():
        shown = [part.element for part in group]
        yield Piece({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": shown}]}, says, size)
