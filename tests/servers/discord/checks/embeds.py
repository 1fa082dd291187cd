"""Embeds: https://docs.discord.com/developers/resources/message#embed-object-embed-limits"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from tests.servers.discord.checks.tree import Path, Problems
    from tests.servers.discord.world import Json

ALL_TOGETHER = 6000
_LINK = re.compile(r"https?://[^\s/?#.]+[^\s]*", re.IGNORECASE)


def check_embeds(problems: Problems, at: Path, value: object, files: Container[str]) -> None:
    """Find what is wrong with the embeds of one message; `files` are the names of its files."""
    embeds = []
    for n, each in enumerate(problems.items(at, value, 10)):
        embed = problems.object((*at, n), each)
        if embed is not None:
            _embed(problems, (*at, n), embed, files)
            embeds.append(embed)
    if sum(len(text) for embed in embeds for text in _texts(embed) if isinstance(text, str)) > ALL_TOGETHER:
        problems.add(at, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {ALL_TOGETHER}")


def _embed(problems: Problems, at: Path, embed: Json, files: Container[str]) -> None:
    if not any(
        embed.get(part) for part in ("title", "description", "fields", "image", "thumbnail", "author", "footer")
    ):
        problems.required((*at, "description"))
    problems.text((*at, "title"), embed.get("title"), 256)
    problems.text((*at, "description"), embed.get("description"), 4096)
    link(problems, (*at, "url"), embed.get("url"))
    problems.whole((*at, "color"), embed.get("color"), 0, 0xFFFFFF)
    _timestamp(problems, (*at, "timestamp"), embed.get("timestamp"))
    for n, each in enumerate(problems.items((*at, "fields"), embed.get("fields"), 25)):
        part = problems.object((*at, "fields", n), each)
        if part is not None:
            for name, most in (("name", 256), ("value", 1024)):
                _filled(problems, (*at, "fields", n, name), part.get(name), most)
            problems.yes_no((*at, "fields", n, "inline"), part.get("inline"))
    for name, text, most in (("footer", "text", 2048), ("author", "name", 256)):
        if embed.get(name) is not None and (part := problems.object((*at, name), embed[name])) is not None:
            _filled(problems, (*at, name, text), part.get(text), most)
            for key in ("icon_url", "url"):
                link(problems, (*at, name, key), part.get(key), files)
    for name in ("image", "thumbnail"):
        if embed.get(name) is not None and (part := problems.object((*at, name), embed[name])) is not None:
            link(problems, (*at, name, "url"), part.get("url"), files, needed=True)
            problems.text((*at, name, "description"), part.get("description"), 1024)


def _filled(problems: Problems, at: Path, value: Any, most: int) -> None:  # noqa: ANN401 - any JSON
    """A text that is there, spaces alone being none."""
    if isinstance(value, str) and not value.strip():
        problems.required(at)
    else:
        problems.text(at, value, most, needed=True)


def link(
    problems: Problems,
    at: Path,
    value: Any,  # noqa: ANN401 - any JSON
    files: Container[str] | None = None,
    *,
    needed: bool = False,
) -> None:
    """An address, or a file of the same request where `files` says that it may be one."""
    if not value and not needed:
        return
    if not problems.text(at, value, 2048, needed=needed):
        return
    if files is not None and str(value).startswith("attachment://"):
        if str(value).removeprefix("attachment://") not in files:
            problems.add(at, "URL_TYPE_INVALID_URL", "Referenced attachment not found.")
    elif "://" in str(value) and not str(value).lower().startswith(("http://", "https://")):
        scheme = str(value).split("://", 1)[0]
        problems.add(
            at, "URL_TYPE_INVALID_SCHEME", f'Scheme "{scheme}" is not supported. Scheme must be one of http(s).'
        )
    elif not _LINK.fullmatch(str(value)):
        problems.add(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _timestamp(problems: Problems, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
    if value is None:
        return
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        problems.add(at, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")


def _texts(embed: Json) -> Iterator[Any]:
    yield embed.get("title")
    yield embed.get("description")
    for name, text in (("footer", "text"), ("author", "name")):
        part = embed.get(name)
        yield part.get(text) if isinstance(part, dict) else None
    fields = embed.get("fields")
    for part in fields if isinstance(fields, list) else ():
        if isinstance(part, dict):
            yield part.get("name")
            yield part.get("value")
