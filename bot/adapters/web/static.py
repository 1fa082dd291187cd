"""The page's own files, read once at start."""

from __future__ import annotations

import mimetypes
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


class Static:
    """Files by their names, each with an ETag: a browser asks again and is answered 304."""

    def __init__(self) -> None:
        self._files = dict(_read(files("bot.adapters.web") / "static", ""))

    def answer(self, request: web.Request, name: str) -> web.Response | None:
        """The file, or word that it has not changed; None when there is no such file."""
        found = self._files.get(name)
        if found is None:
            return None
        content, etag, media_type = found
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if etag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        return web.Response(body=content, content_type=media_type, charset="utf-8", headers=headers)


def _read(folder: Traversable, path: str) -> Iterator[tuple[str, tuple[bytes, str, str]]]:
    for item in folder.iterdir():
        name = f"{path}{item.name}"
        if item.is_dir():
            yield from _read(item, f"{name}/")
        else:
            content = item.read_bytes()
            suffix = f".{name.rpartition('.')[2]}"
            media_type = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
            yield name, (content, f'"{sha256(content).hexdigest()[:32]}"', media_type)
