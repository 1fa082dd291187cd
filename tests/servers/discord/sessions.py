"""Sessions of the gateway and the connections that they have, one after another."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from enum import IntFlag
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from tests.servers.discord.world import Guild, Json


class Intent(IntFlag):
    """What a session asks to be told."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


NOTHING = Intent(0)
PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


@dataclass
class Frame:
    """One frame of the log."""

    way: str  # "out" is from Discord to the bot, "in" from the bot
    op: int
    event: str | None
    data: Any
    at: float = field(default_factory=time.monotonic)


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began; it outlives its connections."""

    intents: Intent
    shard: tuple[int, int]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    number: int = 0
    history: list[tuple[int, str, str]] = field(default_factory=list)
    line: Line | None = None

    def has(self, guild: Guild | None) -> bool:
        """Whether a guild's events, or those outside of guilds, belong to this shard."""
        mine, all = self.shard
        return ((guild.id >> 22) % all if guild else 0) == mine


class Line:
    """One connection. Frames are sent in the order in which they were put."""

    def __init__(self, socket: web.WebSocketResponse, log: list[Frame]) -> None:
        self.socket = socket
        self.session: Session | None = None
        self.closed_with: int | None = None
        self._log = log
        self._frames: asyncio.Queue[str | int | None] = asyncio.Queue()

    def put(self, op: int, data: Any = None) -> None:  # noqa: ANN401 - any JSON
        """Send a frame that is no event."""
        self._log.append(Frame("out", op, None, data))
        self._frames.put_nowait(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def put_event(self, event: str, data: Json, text: str) -> None:
        """Send an event, already as text."""
        self._log.append(Frame("out", 0, event, data))
        self._frames.put_nowait(text)

    def close(self, code: int) -> None:
        """Close after what was put."""
        self._detach()
        self.closed_with = code
        self._frames.put_nowait(code)

    def drop(self) -> None:
        """Break the connection without a word."""
        self._detach()
        self._frames.put_nowait(None)

    async def write(self, request: web.Request) -> None:
        """Send what is put until the line ends."""
        while not self.socket.closed:
            frame = await self._frames.get()
            try:
                if frame is None:
                    if request.transport:
                        request.transport.abort()
                    return
                if isinstance(frame, int):
                    await self.socket.close(code=frame)
                    return
                await self.socket.send_str(frame)
            except ConnectionError:
                return

    def _detach(self) -> None:
        if self.session and self.session.line is self:
            self.session.line = None
