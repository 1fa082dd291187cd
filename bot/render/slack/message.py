"""A Reply as messages, each within Slack's limits, with a text that says all that its blocks say.

Screen readers read the text and not the blocks (https://docs.slack.dev/reference/methods/chat.postMessage#accessibility).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.reply import File, Image
from bot.core.words import words
from bot.render.slack import blocks, limits, previews
from bot.render.slack.blocks import DIVIDER, Piece
from bot.render.slack.controls import Controls
from bot.render.slack.inline import escape, room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.core.reply import Preview, Reply
    from bot.core.words import Words
    from bot.render.held import Opens

Json = dict[str, Any]

NOTHING = "…"


@dataclass(frozen=True, slots=True)
class Message:
    """A body, what comes with it, and what its buttons stand for (token, packed text).

    `files` are the pictures of the body's image blocks, which lack their ids until they are uploaded, and what is to be
    uploaded `beside` it.
    """

    body: Json
    files: tuple[File | Image, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def pictures(self) -> tuple[Image, ...]:
        """Those that the body shows, from top to bottom."""
        return tuple(file for file in self.files if isinstance(file, Image))

    @property
    def beside(self) -> tuple[File, ...]:
        """What does not stand in the body."""
        return tuple(file for file in self.files if isinstance(file, File))

    def showing(self, ids: Sequence[str]) -> Json:
        """The body with Slack's ids of its pictures; without ids, their words are what is left of them."""
        given, shown = iter(ids), []
        for block in self.body.get("blocks", ()):
            if block["type"] != "image":
                shown.append(block)
            elif id := next(given, ""):
                shown.append({**block, "slack_file": {"id": id}})
            else:
                said = {"type": "plain_text", "text": block["alt_text"], "emoji": False}
                shown.append({"type": "section", "text": said})
        return {**self.body, "blocks": shown} if shown else self.body


def messages(reply: Reply, t: Words, *, opens: Opens | None = None) -> tuple[Message, ...]:
    """The reply, but for its form and its notices: at least one message, in the order in which they are read."""
    controls = Controls()
    pages = list(_pages(groups(reply, controls, t, opens))) or [_Page()]
    kept, last = tuple(controls.kept.items()), len(pages) - 1
    files = (*_beside(reply), *reply.files)
    return tuple(
        Message(page.body(), (*page.pictures, *(files if n == last else ())), kept if n == 0 else ())
        for n, page in enumerate(pages)
    )


def _beside(reply: Reply) -> Iterator[File]:
    """Pictures that Slack's blocks don't show; of a preview, whose words are enough, none."""
    for image in reply.images:
        if image.media_type not in blocks.SHOWN:
            yield File(image.name, image.media_type, image.content, image.alt)


def groups(reply: Reply, controls: Controls, t: Words, opens: Opens | None = None) -> Iterator[list[Piece]]:
    """All blocks of a reply, from top to bottom; those of a group are best seen together."""
    yield list(blocks.text(reply.text, calls=True))
    several = len(reply.cards) > 1
    many = sum(len(card.buttons) for card in reply.cards) > limits.ROW
    for n, card in enumerate(reply.cards):
        seam = [DIVIDER] if n or reply.text else []
        offer = controls.under if many else controls.buttons
        offered = offer(card.buttons, about=card.title if several else "")
        yield [*seam, *blocks.card(card), *offered]
    for image in reply.images:
        yield list(blocks.picture(image, t))
    yield list(blocks.files(reply.files))
    for select in reply.selects:
        yield list(controls.select(select))
    for preview in reply.previews:
        yield from _preview(preview, controls, t)
    yield list(controls.buttons(reply.buttons, opens))


def _preview(preview: Preview, controls: Controls, t: Words) -> Iterator[list[Piece]]:
    """A post under its title, in the words of its place."""
    above = [DIVIDER, *previews.title(preview, t)]
    if preview.platform != previews.PLATFORM:
        yield [*above, *previews.elsewhere(preview)]
        return
    for group in groups(previews.still(preview.reply), controls, words(preview.language)):
        yield [*above, *group]
        above = []


class _Page:
    """A message while it fills."""

    def __init__(self) -> None:
        self.some: list[Piece] = []
        self._says = self._size = 0

    @property
    def pictures(self) -> list[Image]:
        return [piece.picture for piece in self.some if piece.picture]

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
