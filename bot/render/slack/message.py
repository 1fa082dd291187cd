"""A Reply as messages, each within Slack's limits, with a text that says all that its blocks say.

Screen readers read the text and not the blocks (https://docs.slack.dev/reference/methods/chat.postMessage#accessibility).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.render.slack import blocks, limits
from bot.render.slack.blocks import Piece
from bot.render.slack.controls import Controls
from bot.render.slack.inline import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    drawn = list(_packed(pieces(reply, controls, opens)))
    kept = tuple(controls.kept.items())
    bodies = [_body(some) for some in drawn] or [{"text": NOTHING}]
    last = len(bodies) - 1
    return tuple(
        Message(body, reply.files if n == last else (), kept if n == 0 else ()) for n, body in enumerate(bodies)
    )


def pieces(reply: Reply, controls: Controls, opens: Opens | None = None) -> Iterator[Piece]:
    """All blocks of a reply, from top to bottom."""
    yield from blocks.text(reply.text)
    for n, card in enumerate(reply.cards):
        if n or reply.text:
            yield Piece({"type": "divider"})
        yield from blocks.card(card)
        yield from controls.buttons(card.buttons)
    for select in reply.selects:
        yield from controls.select(select)
    yield from controls.buttons(reply.buttons, opens)


def _packed(all: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Blocks by message."""
    some: list[Piece] = []
    says = size = 0
    for piece in all:
        said, length = len(escape(piece.says)) + 1, len(str(piece.block))
        if some and (len(some) == limits.BLOCKS or says + said > limits.TEXT or size + length > limits.ALL_BLOCKS):
            yield some
            some, says, size = [], 0, 0
        some.append(piece)
        says, size = says + said, size + length
    if some:
        yield some


def _body(some: list[Piece]) -> Json:
    text = "\n".join(piece.says for piece in some if piece.says) or NOTHING
    return {"text": escape(text), "blocks": [piece.block for piece in some]}
