"""A Reply as messages, each within Discord's limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.render.discord import limits
from bot.render.discord.components import Controls, marks
from bot.render.discord.embeds import embeds, size
from bot.render.discord.escape import label
from bot.render.discord.inline import cut, pieces
from bot.render.held import Opens
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.core.reply import File, Reply
    from bot.core.words import Words

Json = dict[str, Any]

NOTHING = "…"
SEAM = " · "  # between a footer and a mark
_UNSAFE = re.compile(r"[^\w.-]+")
_HIDDEN = re.compile(r"^(?:SPOILER_|[._])+")  # what Discord or a system would hide
_HEADERS = 1024  # bytes that a file takes besides its content, at most
_BESIDES = 1024 * 1024  # bytes of a message without its files, by far


@dataclass(frozen=True, slots=True)
class Message:
    """A body ready to be sent, the files that its attachments name by their position, and what its buttons stand for.

    `kept` (token, packed text) must be in the store before somebody can press.
    """

    body: Json
    files: tuple[File, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


def messages(reply: Reply, t: Words, *, mark: str = "", opens: Opens | None = None) -> tuple[Message, ...]:
    """The reply, but for its form and its notices: at least one message, in the order in which they are read."""
    files = [_sendable(file) for file in reply.files if len(file.content) <= limits.FILE]
    texts = cut((*pieces(reply.text), *_of_files(reply.files, t)), limits.CONTENT)
    shown = list(_packed([embed for card in reply.cards for embed in embeds(card)]))
    controls = Controls(reply, opens)
    rows = [controls.rows[n : n + limits.ROWS] for n in range(0, len(controls.rows), limits.ROWS)]

    bodies: list[Json] = [{"content": text} for text in texts]
    _lay(bodies, "embeds", shown, after=("embeds",))
    # Controls stand under all that they are about, files in the same place.
    _lay(bodies, "components", rows, after=("components",))
    sent: list[tuple[File, ...]] = [()] * (len(bodies) or 1)
    bodies = bodies or [{}]
    for n, some in enumerate(_together(files)):
        if n:
            bodies.append({})
            sent.append(())
        bodies[-1]["attachments"] = [_attachment(m, file) for m, file in enumerate(some)]
        sent[-1] = tuple(some)
    for body in bodies if mark else ():
        if "components" in body:
            controls.mark(body["components"], mark)
    kept = tuple(controls.kept.items())
    return tuple(
        Message(_whole(body, mark), some, kept if n == 0 else ())
        for n, (body, some) in enumerate(zip(bodies, sent, strict=True))
    )


def marked(message: Mapping[str, Any], mark: str) -> bool:
    """Whether a message, as Discord's history gives it back, carries this delivery's mark."""
    if mark in marks(message.get("components", ())):
        return True
    return any(_footer(embed).split(SEAM)[-1] == mark for embed in message.get("embeds", ()))


def _lay(bodies: list[Json], key: str, groups: Iterable[Any], after: tuple[str, ...]) -> None:
    """Put each group into a message: the first into the last one that there is, the others into further ones."""
    for group in groups:
        if not bodies or any(name in bodies[-1] for name in after):
            bodies.append({})
        bodies[-1][key] = group


def _packed(all: list[Json]) -> Iterator[list[Json]]:
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


def _whole(body: Json, mark: str) -> Json:
    if not (body.get("content") or body.get("embeds") or body.get("attachments")):
        body["content"] = NOTHING
    if mark and "components" not in body:
        _footnote(body, mark)
    return {**body, "allowed_mentions": {"parse": []}}


def _footnote(body: Json, mark: str) -> None:
    """Where there is no button, the mark stands in the last embed's footer; text alone becomes an embed for it."""
    if not body.get("embeds"):
        body["embeds"] = [{"description": body.pop("content")}] if body.get("content") else [{}]
    last = body["embeds"][-1]
    said = _footer(last)
    last["footer"] = {"text": f"{said}{SEAM}{mark}" if said else mark}


def _footer(embed: Mapping[str, Any]) -> str:
    return str((embed.get("footer") or {}).get("text", ""))


def _sendable(file: File) -> File:
    return replace(file, name=file_name(file))


def _together(files: Iterable[File]) -> Iterator[list[File]]:
    """Files by message: ten at most, and no more bytes than Discord takes at once; a message has room besides."""
    some: list[File] = []
    room = limits.REQUEST - _BESIDES
    for file in files:
        if some and (len(some) == limits.FILES or sum(map(_bytes, some)) + _bytes(file) > room):
            yield some
            some = []
        some.append(file)
    if some:
        yield some


def _bytes(file: File) -> int:
    return len(file.content) + _HEADERS


def _attachment(number: int, file: File) -> Json:
    made: Json = {"id": number, "filename": file.name}
    return {**made, "description": label(file.about, limits.FILE_ABOUT)} if file.about.strip() else made


def file_name(file: File) -> str:
    """The file's name without what a path or a shell would read, or what would hide it."""
    return _HIDDEN.sub("", _UNSAFE.sub("_", clean(file.name))).rstrip("._")[-limits.FILE_NAME :] or "file"


def _of_files(files: Iterable[File], t: Words) -> Iterator[str]:
    """What must be said of files: those that are not sent, and what has no room beside them."""
    for file in files:
        if len(file.content) > limits.FILE:
            said = t("{name} is too large for Discord. The web chat has it.", name=clean(file.name)[:100])
            yield from ("\n", *pieces((said,)))
        elif len(clean(file.about)) > limits.FILE_ABOUT:
            yield from ("\n", *pieces((file.about,)))
