"""A Reply as messages, each within Slack's limits, with a text that says all that its blocks say.

Screen readers read the text and not the blocks (https://docs.slack.dev/reference/methods/chat.postMessage#accessibility).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.render.slack import blocks, limits
from bot.render.slack.blocks import DIVIDER, Piece
from bot.render.slack.controls import Controls
from bot.render.slack.inline import escape, room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.core.reply import File, Reply
    from bot.core.words import Words
    from bot.render.held import Opens

Json = dict[str, Any]

NOTHING = "…"


@dataclass(frozen=True, slots=True)
class Message:
    """A body ready to be sent, files to be uploaded beside it, and what its buttons stand for (token, packed text)."""

    body: Json
    files: tuple[File, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


def messages(
    reply: Reply,
    t: Words,  # noqa: ARG001 - every renderer is given the words of its reader
    *,
    opens: Opens | None = None,
) -> tuple[Message, ...]:
    """The reply, but for its form and its notices: at least one message, in the order in which they are read."""
    controls = Controls()
    bodies = [page.body() for page in _pages(groups(reply, controls, opens))] or [{"text": NOTHING}]
    kept, last = tuple(controls.kept.items()), len(bodies) - 1
    return tuple(
        Message(body, reply.files if n == last else (), kept if n == 0 else ()) for n, body in enumerate(bodies)
    )


def groups(reply: Reply, controls: Controls, opens: Opens | None = None) -> Iterator[list[Piece]]:
    """All blocks of a reply, from top to bottom; those of a group are best seen together."""
    yield list(blocks.text(reply.text))
    several = len(reply.cards) > 1
    many = sum(len(card.buttons) for card in reply.cards) > limits.ROW
    for n, card in enumerate(reply.cards):
        seam = [DIVIDER] if n or reply.text else []
        offer = controls.under if many else controls.buttons
        offered = offer(card.buttons, about=card.title if several else "")
        yield [*seam, *blocks.card(card), *offered]
    yield list(blocks.files(reply.files))
    for select in reply.selects:
        yield list(controls.select(select))
    yield list(controls.buttons(reply.buttons, opens))


class _Page:
    """A message while it fills."""

    def __init__(self) -> None:
        self.some: list[Piece] = []
        self._says = self._size = 0

    def takes(self, more: Sequence[Piece]) -> bool:
        """Whether these have room in it."""
        return (
            len(self.some) + len(more) <= limits.BLOCKS
            and self._size + sum([piece.size for piece in more]) <= limits.ALL_BLOCKS
            and self._says + sum([room(piece.says) + 1 for piece in more]) <= limits.TEXT
        )

    def add(self, piece: Piece) -> None:
        self.some.append(piece)
        self._says += room(piece.says) + 1
        self._size += piece.size

    def body(self) -> Json:
        text = escape("\n".join(piece.says for piece in self.some if piece.says))
        drawn = [piece.block for piece in self.some if piece.block]
        return {"text": text or NOTHING, **({"blocks": drawn} if drawn else {})}


def _pages(all: Iterable[list[Piece]]) -> Iterator[_Page]:
    """Blocks by message. A group goes on in the next one only if it has no room in one of its own."""
    page = _Page()
    for group in all:
        whole = page.takes(group)
        if page.some and not whole and _Page().takes(group):
            yield page
            page = _Page()
        for piece in group:
            if page.some and not (whole or page.takes((piece,))):
                yield page
                page = _Page()
            if page.some or piece is not DIVIDER:
                page.add(piece)
    if page.some:
        yield page
