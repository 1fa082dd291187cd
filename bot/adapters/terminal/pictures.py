"""Pictures for a form: files of this machine, by their paths."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import Oops
from bot.core.pictures import LARGEST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Keep = Callable[[str, bytes], Awaitable[str]]


def is_path(answer: str) -> bool:
    """Whether an answer that begins with a slash is a path rather than a command."""
    return "/" in answer[1:].partition(" ")[0] or _path(answer).is_file()


async def kept(answer: str, keep: Keep) -> str:
    """Keep the file at a path as a picture; returns its id. Raises Oops for what can't be read or is no picture."""
    path = _path(answer)
    try:
        content = await asyncio.to_thread(_content, path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Oops("I can't read {name}: {why}.", name=path.name or answer, why=why) from error
    return await keep(path.name, content)


def _path(answer: str) -> Path:
    # A file that is dragged into a terminal comes in quotes.
    return Path(answer.strip("'\"").replace("\x00", "")).expanduser()


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
