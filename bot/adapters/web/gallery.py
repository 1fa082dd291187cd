"""Pictures on their way in, for a form, and out, for whoever was shown their name."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.adapters.web.visitors import hashed, meet, persona, role_of, visitor
from bot.core.errors import Oops
from bot.core.kinds import Picture
from bot.core.pace import Paces
from bot.core.pictures import LARGEST
from bot.core.spec import Pace
from bot.core.words import words

if TYPE_CHECKING:
    from aiohttp.web import Request, Response

    from bot.adapters.web.house import House
    from bot.core.context import Person
    from bot.storage.store import Tx

UPLOADS = Pace(30, timedelta(minutes=10))  # of one person
SLOWEST = 120.0  # seconds that one may take
CHUNK = 65_536
SHOWN = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Gallery:
    """Takes and shows pictures. Their names can't be guessed, so that only those who were shown one can ask for it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._paces = Paces()

    async def take(self, request: Request, cookie_hash: str) -> Response:
        """Keep the body as a picture; answers its id, or in words why not."""
        person = await self._sender(request, cookie_hash)
        name = request.query.get("name", "")[:120]
        try:
            self._admit(person)
            async with asyncio.timeout(SLOWEST):
                content = await _read(request)
            kept = await self._house.core.pictures.keep(person.id, name, content)
        except TimeoutError:
            oops = Oops("“{name}” took too long to arrive. Please try again.", name=name)
        except Oops as wrong:
            oops = wrong
        else:
            return web.json_response({"id": kept})
        return web.json_response({"error": words(person.language)(oops.text, **oops.names)}, status=422)

    async def show(self, request: Request, cookie: str) -> Response | None:
        """A picture by its name: what a post shows, or what was kept for a form; None where there is none."""
        name = request.match_info["name"]

        def find(tx: Tx) -> tuple[str, bytes] | None:
            if tx.sessions.person(hashed(cookie)) is None:
                return None
            found = tx.posts.picture(name) if _DIGEST.fullmatch(name) else tx.pictures.get(name)
            return (found.media_type, found.content) if found else None

        found = await self._house.core.database.read(find)
        if found is None or found[0] not in SHOWN:
            return None
        headers = {"ETag": f'"{name}"', "Cache-Control": "private, no-cache"}  # what is deleted is not shown again
        if headers["ETag"] in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        return web.Response(body=found[1], content_type=found[0], headers=headers)

    def _admit(self, person: Person) -> None:
        """Only those have something to give a picture for who may run a command that takes one."""
        shown = (param for spec in self._house.core.specs(person.role) for param in spec.shown)
        if not any(isinstance(param.kind, Picture) for param in shown):
            raise Oops("There is nothing here that you could give a picture for.")
        self._paces.take(person.id, "", UPLOADS, self._house.clock.now())

    async def _sender(self, request: Request, cookie_hash: str) -> Person:
        role = role_of(request.query.get("as", "")) if self._house.demo else None
        who = visitor(cookie_hash) if role is None else persona(cookie_hash, role)
        return await meet(self._house.core, who, role)


async def _read(request: Request) -> bytes:
    """The body; one byte more than a picture may have tells that it is too large, and no more is kept of it."""
    content = bytearray()
    async for chunk in request.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > LARGEST:
            break
    return bytes(content[: LARGEST + 1])
