"""Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSCloseCode, WSMsgType, web

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.slack.deliveries import Attempt, Delivery
    from tests.servers.slack.ids import Json

MOST = 10  # connections of one application


@dataclass(eq=False)
class Connection:
    """One of the bot's connections."""

    ws: web.WebSocketResponse
    request: web.Request
    warned: bool = False  # gets nothing new: it is about to be closed


@dataclass
class Frame:
    """What went over a connection, from Slack's side (`out`) or from the bot's."""

    out: bool
    data: Json
    at: float = field(default_factory=time.monotonic)


class Socket:
    """The connections. `enabled` is the switch in the settings of the application."""

    def __init__(self, app_id: str, taken: Callable[[str, Json | None], None]) -> None:
        self.url = ""
        self.enabled = True
        self.most = MOST
        self.live: list[Connection] = []
        self.frames: list[Frame] = []
        self.opened = 0  # connections since the start
        self._app_id = app_id
        self._taken = taken
        self._tickets: set[str] = set()
        self._turn = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def ticket(self) -> str:
        """Where to connect."""
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return f"{self.url}?ticket={ticket}&app_id={self._app_id}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, until it ends."""
        if request.query.get("ticket") not in self._tickets:
            return web.Response(status=401)
        ws = web.WebSocketResponse(timeout=0.2)
        await ws.prepare(request)
        connection = Connection(ws, request)
        if len(self.live) >= self.most:
            await self._send(connection, {"type": "disconnect", "reason": "too_many_websockets"})
            await ws.close()
            return ws
        self.live.append(connection)
        self.opened += 1
        await self._hello(connection)
        try:
            async for message in ws:
                if message.type is WSMsgType.TEXT:
                    self._hear(message.data)
        finally:
            if connection in self.live:
                self.live.remove(connection)
        return ws

    async def _hello(self, connection: Connection) -> None:
        about = {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060}
        info = {"app_id": self._app_id}
        hello = {"type": "hello", "num_connections": len(self.live), "debug_info": about, "connection_info": info}
        await self._send(connection, hello)

    def _hear(self, text: str) -> None:
        try:
            data = json.loads(text)
        except ValueError:
            return
        if isinstance(data, dict):
            self.frames.append(Frame(out=False, data=data))
            if "envelope_id" in data:
                self._taken(data["envelope_id"], data.get("payload"))

    async def carry(self, delivery: Delivery, attempt: Attempt) -> str:
        """Send an envelope to one of the connections, each in its turn; says why that was impossible."""
        ready = [each for each in self.live if not each.warned]
        if not ready:
            return "connection_failed"
        self._turn += 1
        envelope: Json = {
            "envelope_id": delivery.id,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.takes_answer,
        }
        if delivery.kind == "events_api" or attempt.number:
            envelope |= {"retry_attempt": attempt.number, "retry_reason": attempt.reason}
        await self._send(ready[self._turn % len(ready)], envelope)
        return ""

    async def _send(self, connection: Connection, data: Json) -> None:
        self.frames.append(Frame(out=True, data=data))
        try:
            await connection.ws.send_str(json.dumps(data))
        except ConnectionError:
            self._forget(connection)

    def warn(self, close_after: float | None = 10.0) -> None:
        """Say that the connections will be closed; close them these seconds later (None: never)."""
        self._disconnect("warning", close_after)

    def refresh(self) -> None:
        """Ask for new connections, and close these at once."""
        self._disconnect("refresh_requested", 0)

    def disable(self) -> None:
        """Somebody switches Socket Mode off."""
        self.enabled = False
        self._disconnect("link_disabled", 0)

    def _disconnect(self, reason: str, close_after: float | None) -> None:
        leaving = list(self.live)
        for each in leaving:
            each.warned = True
        task = asyncio.create_task(self._end(leaving, reason, close_after))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end(self, leaving: list[Connection], reason: str, close_after: float | None) -> None:
        for each in leaving:
            await self._send(each, {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}})
        if close_after is None:
            return
        await asyncio.sleep(close_after)
        for each in leaving:
            self._forget(each)
            await each.ws.close(code=WSCloseCode.GOING_AWAY)

    def drop(self) -> None:
        """Break every connection without a word."""
        for each in list(self.live):
            self._forget(each)
            if each.request.transport:
                each.request.transport.abort()

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        self.drop()

    def _forget(self, connection: Connection) -> None:
        if connection in self.live:
            self.live.remove(connection)
