"""A Reply as messages, each within Discord's limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.core.reply import Tone
from bot.render.discord import limits
from bot.render.discord.blocks import blocks
from bot.render.discord.components import Controls, marks
from bot.render.discord.embeds import COLOURS, size
from bot.render.discord.escape import label
from bot.render.discord.files import attachments, have_room, picture
from bot.render.discord.inline import called, cut, mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.core.reply import File, Image, Reply
    from bot.core.words import Words
    from bot.render.discord.blocks import Block
    from bot.render.held import Opens

Json = dict[str, Any]

NOTHING = "…"
SEAM = " · "  # between a footer and a mark


@dataclass(frozen=True, slots=True)
class Message:
    """A body ready to be sent, the files that its attachments name by their position, and what its buttons stand for.

    `kept` (token, packed text) must be in the store before somebody can press.
    """

    body: Json
    files: tuple[File, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Page:
    """A message that is still being put together."""

    body: Json = field(default_factory=dict)
    files: list[File] = field(default_factory=list)


def messages(reply: Reply, t: Words, *, mark: str = "", opens: Opens | None = None) -> tuple[Message, ...]:
    """The reply, but for its form and its notices: at least one message, in the order in which they are read."""
    all = list(blocks(reply, t))
    pages = _laid(all) or [_Page()]
    controls = Controls(reply, opens)
    # Controls stand under all that they are about, files in the same place.
    for n in range(0, len(controls.rows), limits.ROWS):
        if n:
            pages.append(_Page())
        pages[-1].body["components"] = controls.rows[n : n + limits.ROWS]
    for file in (file for block in all for file in block.files):
        if not have_room(pages[-1].files, file):
            pages.append(_Page())
        pages[-1].files.append(file)
    if mark:
        for page in pages:
            if "components" in page.body:
                controls.mark(page.body["components"], mark)
    kept = tuple(controls.kept.items())
    people = list(dict.fromkeys(filter(None, map(called, reply.text))))
    return tuple(
        Message(_whole(page, mark, people), tuple(page.files), () if n else kept) for n, page in enumerate(pages)
    )


def marked(message: Mapping[str, Any], mark: str) -> bool:
    """Whether a message, as Discord's history gives it back, carries this delivery's mark."""
    if mark in marks(message.get("components", ())):
        return True
    return any(_footer(embed).split(SEAM)[-1] == mark for embed in message.get("embeds", ()))


def _laid(all: Iterable[Block]) -> list[_Page]:
    """Text, and what stands below it; texts that have nothing below them share a message with the next one."""
    pages: list[_Page] = []
    text: list[str] = []
    for block in all:
        text += ("\n\n", *block.text) if text else block.text
        if block.cards or block.images:
            pages += (_Page({"content": said}) for said in cut(text, limits.CONTENT))
            text = []
            _lay(pages, block)
    return [*pages, *(_Page({"content": said}) for said in cut(text, limits.CONTENT))]


def _lay(pages: list[_Page], block: Block) -> None:
    """Put cards and pictures under the last text; what has no room there goes on in further messages."""
    for group in _packed(embed for card in block.cards for embed in card):
        if not pages or "embeds" in pages[-1].body:
            pages.append(_Page())
        pages[-1].body["embeds"] = group
    for n, image in enumerate(block.images):
        _show(pages, image, inside=n == 0 and len(block.cards) == 1)


def _show(pages: list[_Page], image: Image, *, inside: bool) -> None:
    """Put a picture into the last card there is, or under everything else."""
    page = pages[-1] if pages else None
    file = picture(image, [file.name for file in page.files] if page else ())
    inside = inside and page is not None and have_room(page.files, file)
    if page is None or not have_room(page.files, file) or (not inside and _full(page)):
        file = picture(image, ())
        pages.append(page := _Page())
    page.files.append(file)
    embeds: list[Json] = page.body.setdefault("embeds", [])
    if not inside:
        embeds.append({"color": COLOURS[Tone.PLAIN]})
    # A screen reader is told an embed's picture by the embed, whatever its attachment says:
    # https://github.com/discord/discord-api-docs/issues/8373
    embeds[-1]["image"] = {"url": f"attachment://{file.name}", "description": label(image.alt, limits.FILE_ABOUT)}


def _full(page: _Page) -> bool:
    return len(page.body.get("embeds", ())) == limits.EMBEDS


def _packed(all: Iterable[Json]) -> Iterator[list[Json]]:
    """Embeds by message: ten at most, and 6000 characters over all of them, a mark included."""
    some: list[Json] = []
    most = room = limits.EMBEDS_IN_ALL - 20
    for embed in all:
        room -= (takes := size(embed))
        if len(some) == limits.EMBEDS or room < 0:
            yield some
            some, room = [], most - takes
        some.append(embed)
    if some:
        yield some


def _whole(page: _Page, mark: str, people: Iterable[str]) -> Json:
    body = {**page.body, **({"attachments": attachments(page.files)} if page.files else {})}
    if not (body.get("content") or body.get("embeds") or body.get("attachments")):
        body["content"] = NOTHING
    said = str(body.get("content", ""))
    users = [id for id in people if mention(id) in said]
    if mark and "components" not in body:
        _footnote(body, mark, calls=bool(users))
    return {**body, "allowed_mentions": {"parse": [], **({"users": users} if users else {})}}


def _footnote(body: Json, mark: str, *, calls: bool) -> None:
    """Where there is no button, the mark stands in the last embed's footer; text alone becomes an embed for it.

    Text that calls somebody stays where it is: an embed calls nobody.
    """
    if not body.get("embeds"):
        body["embeds"] = [{"description": body.pop("content")}] if body.get("content") and not calls else [{}]
    last = body["embeds"][-1]
    said = _footer(last)
    last["footer"] = {"text": f"{said}{SEAM}{mark}" if said else mark}


def _footer(embed: Mapping[str, Any]) -> str:
    return str((embed.get("footer") or {}).get("text", ""))
