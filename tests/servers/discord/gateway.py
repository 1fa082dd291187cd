"""The gateway: sessions, their events with numbers, and replaying what was missed.

https://docs.discord.com/developers/events/gateway
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.servers.discord import payloads
from tests.servers.discord.permissions import Permission
from tests.servers.discord.sessions import NOTHING, PRIVILEGED, Frame, Intent, Line, Session
from tests.servers.discord.world import Guild, Json

if TYPE_CHECKING:
    from tests.servers.discord.state import State
    from tests.servers.discord.world import Message

ENDS_SESSION = (1000, 1001)  # close codes of the client after which nothing can be resumed
FRAMES = 120  # in a minute
FRAME_SIZE = 4096  # bytes
CHUNK = 1000


class Gateway:
    """All sessions of the bot."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.url = ""  # told in READY as the place to resume
        self.heartbeat = 41_250  # ms
        self.shards = 1  # how many are recommended
        self.refuses = False  # answers 503 to connections while set
        self.enabled = PRIVILEGED  # the privileged intents that the portal grants
        self.sessions: dict[str, Session] = {}
        self.frames: list[Frame] = []
        self.lines: list[Line] = []

    @property
    def live(self) -> list[Session]:
        """Sessions with a connection."""
        return [session for session in self.sessions.values() if session.line]

    def dispatch(self, event: str, data: Json, guild: Guild | None = None, intent: Intent = NOTHING) -> None:
        """Tell every session that should know; one without a connection learns of it when it resumes."""
        for session in self.sessions.values():
            if session.has(guild) and session.intents & intent == intent:
                self._tell(session, event, data)

    def dispatch_message(self, event: str, message: Message) -> None:
        """Tell of a message; its content only to those who may read it."""
        guild, me = message.channel.guild, self._state.me
        if guild and not guild.permissions(me, message.channel) & Permission.VIEW_CHANNEL:
            return
        intent = Intent.GUILD_MESSAGES if guild else Intent.DIRECT_MESSAGES
        data = payloads.message(message, gateway=True)
        open = not guild or message.author is me or me in message.mentions
        bare = {**data, "content": "", "embeds": [], "components": [], "attachments": []}
        for session in self.sessions.values():
            if session.has(guild) and session.intents & intent:
                may = open or session.intents & Intent.MESSAGE_CONTENT
                self._tell(session, event, data if may else bare)

    def _tell(self, session: Session, event: str, data: Json) -> None:
        session.number += 1
        text = json.dumps({"op": 0, "d": data, "s": session.number, "t": event})
        session.history.append((session.number, event, text))
        if session.line:
            session.line.put_event(event, data, text)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection."""
        if self.refuses:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = Line(socket, self.frames)
        self.lines.append(line)
        writer = asyncio.create_task(line.write(request))
        line.put(10, {"heartbeat_interval": self.heartbeat, "_trace": []})
        recent: deque[float] = deque(maxlen=FRAMES)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT and line.closed_with is None:
                    now = time.monotonic()
                    if len(recent) == FRAMES and now - recent[0] < 60:
                        line.close(4008)
                    recent.append(now)
                    self._hear(line, message.data)
        finally:
            if line.session and line.session.line is line:
                line.session.line = None
                if line.closed_with is None and socket.close_code in ENDS_SESSION:
                    self.sessions.pop(line.session.id, None)
            self.lines.remove(line)
            writer.cancel()
        return socket

    def _hear(self, line: Line, text: str) -> None:
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, TypeError):
            line.close(4002)
            return
        self.frames.append(Frame("in", op, None, data))
        if len(text.encode()) > FRAME_SIZE:
            line.close(4002)
            return
        match op:
            case 1:
                line.put(11)
            case 2 if line.session:
                line.close(4005)
            case 2:
                self._identify(line, data)
            case 6:
                self._resume(line, data)
            case 3 | 4 | 8 if not line.session:
                line.close(4003)
            case 3 | 4:
                pass
            case 8:
                self._chunk(line, data)
            case _:
                line.close(4001)

    def _identify(self, line: Line, data: Json) -> None:
        state = self._state
        mine, all = data.get("shard", (0, 1))
        asked = data.get("intents", -1)
        if data.get("token") != state.token:
            line.close(4004)
        elif not 0 <= mine < all:
            line.close(4010)
        elif not isinstance(asked, int) or not 0 <= asked < 1 << 27:
            line.close(4013)
        elif Intent(asked) & PRIVILEGED & ~self.enabled:
            line.close(4014)
        else:
            session = Session(Intent(asked), (mine, all))
            self.sessions[session.id] = session
            session.line, line.session = line, session
            self._ready(session)

    def _ready(self, session: Session) -> None:
        state = self._state
        guilds = [g for g in state.guilds if state.me.id in g.members and session.has(g)]
        ready = {
            "v": 10,
            "user": payloads.user(state.me) | {"verified": True, "mfa_enabled": True, "flags": 0, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "session_type": "normal",
            "shard": list(session.shard),
            "application": {"id": str(state.application_id), "flags": 1 << 15 | 1 << 19},
            "private_channels": [],
            "relationships": [],
            "_trace": [],
        }
        self._tell(session, "READY", ready)
        if session.intents & Intent.GUILDS:
            for guild in guilds:
                self._tell(session, "GUILD_CREATE", payloads.guild(guild, state.me))

    def _resume(self, line: Line, data: Json) -> None:
        session = self.sessions.get(data.get("session_id", ""))
        seen = data.get("seq") or 0
        if data.get("token") != self._state.token:
            line.close(4004)
        elif session is None:
            line.put(9, data=False)
        elif seen > session.number:
            line.close(4007)
        else:
            if session.line:
                session.line.drop()
            session.line, line.session = line, session
            for number, event, text in session.history:
                if number > seen:
                    line.put_event(event, json.loads(text)["d"], text)
            self._tell(session, "RESUMED", {"_trace": []})

    def _chunk(self, line: Line, data: Json) -> None:
        guild = self._state.find_guild(int(data["guild_id"]))
        if guild is None or line.session is None:
            return
        ids = data.get("user_ids")
        query, limit = data.get("query", ""), data.get("limit", 0)
        if ids is not None:
            wanted = {int(id) for id in (ids if isinstance(ids, list) else [ids])}
            found = [member for member in guild.members.values() if member.user.id in wanted]
            missing = [str(id) for id in wanted if id not in guild.members]
        elif not (query or limit) and not line.session.intents & Intent.GUILD_MEMBERS:
            return  # the whole list is for those with the intent
        else:
            found = [m for m in guild.members.values() if m.user.name.lower().startswith(query.lower())]
            found = found[: min(limit, 100)] if limit else found
            missing = []
        parts = [found[at : at + CHUNK] for at in range(0, len(found), CHUNK)] or [[]]
        for number, part in enumerate(parts):
            chunk: Json = {
                "guild_id": str(guild.id),
                "members": [payloads.member(member) for member in part],
                "chunk_index": number,
                "chunk_count": len(parts),
                "not_found": missing,
            }
            if "nonce" in data:
                chunk["nonce"] = data["nonce"]
            self._tell(line.session, "GUILD_MEMBERS_CHUNK", chunk)

    def repeat(self, event: str) -> None:
        """Tell the last event of a kind once more, as happens to a client that lost count of what it saw."""
        for session in self.sessions.values():
            text = next(text for _, name, text in reversed(session.history) if name == event)
            self._tell(session, event, json.loads(text)["d"])

    def close(self, code: int) -> None:
        """Close every connection with a code; sessions can be resumed."""
        for line in self.lines:
            line.close(code)

    def drop(self) -> None:
        """Break every connection."""
        for line in self.lines:
            line.drop()

    def ask_to_reconnect(self) -> None:
        """Op 7: the client is to come back and resume."""
        for line in self.lines:
            line.put(7)

    def invalidate(self, *, resumable: bool) -> None:
        """Op 9."""
        for line in self.lines:
            line.put(9, resumable)
            if not resumable and line.session:
                self.sessions.pop(line.session.id, None)
