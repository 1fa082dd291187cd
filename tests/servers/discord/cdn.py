"""Where files lie that people attached: anybody may fetch them who has the signed address."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.discord.faults import Drop, Fail, Slow
from tests.servers.discord.payloads import SIGNED
from tests.servers.discord.rest.http import Requested

if TYPE_CHECKING:
    from tests.servers.discord.state import State
    from tests.servers.discord.world import Attachment


class Cdn:
    """Discord's CDN; faults are ordered by "GET /ephemeral-attachments/...\"."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Give a file, or let go wrong what was ordered to."""
        logged = Requested("GET", request.path, dict(request.query), None, {}, "", time.monotonic())
        self._state.requests.append(logged)
        if "Authorization" in request.headers:
            self._state.broken.append("the bot's token was sent to the CDN")
        for fault in self._state.faults.next(f"GET {request.path}"):
            match fault:
                case Slow():
                    await asyncio.sleep(fault.seconds)
                case Drop():
                    if request.transport:
                        request.transport.abort()
                    return web.Response(status=500)
                case Fail():
                    logged.status = fault.status
                    return web.Response(status=fault.status)
        file = self._file(request)
        logged.status = 200 if file else 404
        if file is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=file.content, content_type=file.content_type)

    def _file(self, request: web.Request) -> Attachment | None:
        found = self._state.uploads.get(int(request.match_info["file"]))
        signed = request.rel_url.raw_query_string == SIGNED
        return found if found and signed and found.filename == request.match_info["name"] else None
