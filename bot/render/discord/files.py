"""Files and pictures as attachments: names that hide nothing, descriptions, and what must be said in words instead."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.core.reply import File
from bot.render.discord import limits
from bot.render.discord.escape import label
from bot.render.discord.inline import pieces
from bot.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from bot.core.reply import Image
    from bot.core.words import Words

Json = dict[str, Any]

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}  # that embeds show
_UNSAFE = re.compile(r"[^\w.-]+")
_UNSHOWN = re.compile(r"[^A-Za-z0-9_-]+")  # in the name of a file that an embed shows
_HIDDEN = re.compile(r"^(?:SPOILER_|[._])+")  # what Discord or a system would hide
_HEADERS = 1024  # bytes that a file takes besides its content, at most
_BESIDES = 1024 * 1024  # bytes of a message without its files, by far


def attachments(files: Iterable[File]) -> list[Json]:
    """What a message's body says of its files, by their position."""
    return [_attachment(number, file) for number, file in enumerate(files)]


def _attachment(number: int, file: File) -> Json:
    made: Json = {"id": number, "filename": file.name}
    return {**made, "description": label(file.about, limits.FILE_ABOUT)} if file.about.strip() else made


def have_room(files: list[File], one: File) -> bool:
    """Whether a message with these files takes one more: ten at most, and no more bytes than Discord takes at once."""
    used = sum(len(file.content) + _HEADERS for file in (*files, one))
    return not files or (len(files) < limits.FILES and used <= limits.REQUEST - _BESIDES)


def sent(files: Iterable[File]) -> list[File]:
    """Those that Discord takes, by names that it takes."""
    return [replace(file, name=file_name(file)) for file in files if _fits(file)]


def file_name(file: File) -> str:
    """The file's name without what a path or a shell would read, or what would hide it."""
    return _HIDDEN.sub("", _UNSAFE.sub("_", clean(file.name))).rstrip("._")[-limits.FILE_NAME :] or "file"


def shown(images: Iterable[Image]) -> list[Image]:
    """Those that Discord takes and shows."""
    return [image for image in images if _fits(image) and image.media_type in ENDINGS]


def picture(image: Image, taken: Container[str]) -> File:
    """A picture as a file that an embed can show, by a name that none of those `taken` has."""
    stem = _HIDDEN.sub("", _UNSHOWN.sub("_", clean(image.name).rpartition(".")[0])).strip("_-")[:40] or "picture"
    ending, name, n = ENDINGS[image.media_type], stem, 1
    while f"{name}.{ending}" in taken:
        n += 1
        name = f"{stem}-{n}"
    return File(f"{name}.{ending}", image.media_type, image.content, image.alt)


def in_words(files: Iterable[File], images: Iterable[Image], t: Words) -> Iterator[str]:
    """What must be said of them: those that are not sent, and what has no room beside them."""
    for file in files:
        if not _fits(file):
            yield from ("\n", *pieces((_too_large(file, t),)))
        elif len(clean(file.about)) > limits.FILE_ABOUT:
            yield from ("\n", *pieces((file.about,)))
    for image in images:
        if not _fits(image):
            yield from ("\n", *pieces((_too_large(image, t),)))
        if not _fits(image) or image.media_type not in ENDINGS or len(clean(image.alt)) > limits.FILE_ABOUT:
            yield from ("\n", *pieces((t("Picture: {alt}", alt=clean(image.alt)),)))


def _fits(file: File | Image) -> bool:
    return len(file.content) <= limits.FILE


def _too_large(file: File | Image, t: Words) -> str:
    return t("{name} is too large for Discord. The web chat has it.", name=clean(file.name)[:100])
