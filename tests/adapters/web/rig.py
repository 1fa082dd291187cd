"""A web chat on a real port with a few commands of its own, and windows that talk to it as a browser does."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType

from bot.adapters.web.client import WebChat
from bot.commands.language import SetLanguage
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Label
from bot.core.reply import Badge, Button, Card, Field, File, Reply
from tests.kit import Kit, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.clock import Clock

Json = dict[str, Any]
SETTLE = "(that was all)"
NUMBERS = count(1)
PATIENCE = 10.0  # seconds until a test gives up waiting; no test waits that long when all is well


class Echo(Command, name="echo", hidden=True):
    """Says again what was asked."""

    text: str = arg("What to say")

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"You asked: {self.text}",))


class Rows(Command, name="rows"):
    """A long list."""

    page: int = arg(default=1, hidden=True)
    csv: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        if self.csv:
            return Reply(("Here.",), files=(File("rows.csv", "text/csv", b"a,b\r\n1,2\r\n", "2 columns"),))
        card = Card(
            f"Row {self.page}",
            url="https://example.org/row",
            badge=Badge("Open"),
            fields=(Field("When", (ctx.t.moment(ctx.now),)),),
            footer=("Source: a test",),
            buttons=(Button("Details", Greet(name=f"row {self.page}")),),
        )
        more = (Button("More", replace(self, page=self.page + 1)), Button("As CSV", replace(self, csv=True)))
        back = (Button("Back", replace(self, page=self.page - 1)),) if self.page > 1 else ()
        return Reply((f"Page {self.page}",), cards=(card,), buttons=(*back, *more))


class Mood(Label):
    GLAD = "glad"
    SAD = "sad"


class Greet(Command, name="greet", examples=("greet Ana",)):
    """Greets somebody."""

    name: str = arg("Whom to greet")
    mood: Mood = arg("How", default=Mood.GLAD)

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"Hello {self.name}, {self.mood.value}!",))


class Loud(Command, name="loud", private=False):
    """Answers for all to hear."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("Hear, hear",))


class Boom(Command, name="boom"):
    """Fails."""

    async def run(self, ctx: Context) -> Reply:
        raise RuntimeError("secret detail")


GATE: dict[str, asyncio.Event] = {}
COUNTED: list[str] = []


class Slow(Command, name="slow", writes=True):
    """Waits until it is let go, and counts how often it really ran."""

    async def run(self, ctx: Context) -> Reply:
        gate = GATE.get(ctx.who.id)
        if gate:
            await gate.wait()
        await ctx.work(lambda _tx: COUNTED.append(ctx.request))
        return Reply(("At last",))


class Secret(Command, name="secret"):
    """Tells a secret."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("xyzzy",), private=True, fleeting=True)


COMMANDS = (Secret, Rows, Greet, Loud, Boom, Slow, SetLanguage, Echo)


@dataclass
class Window:
    """One open window: what it was told so far, and ways to say something."""

    socket: ClientWebSocketResponse
    told: list[Json] = field(default_factory=list)

    @property
    def you(self) -> Json:
        return next(m for m in reversed(self.told) if m["type"] == "you")

    @property
    def posts(self) -> list[Json]:
        return [m["post"] for m in self.told if m["type"] == "post" and m["post"].get("text") != SETTLE]

    async def hear(self, kind: str, **parts: object) -> Json:
        """The next message of this kind with these parts; earlier ones not yet waited for count too."""
        async with asyncio.timeout(PATIENCE):
            at = 0
            while True:
                for number in range(at, len(self.told)):
                    message = self.told[number]
                    flat = {**message, **message.get("post", {})} | {"type": message["type"]}
                    if message["type"] == kind and all(flat.get(k) == v for k, v in parts.items()):
                        return message
                at = len(self.told)
                frame = await self.socket.receive()
                if frame.type is not WSMsgType.TEXT:
                    raise Oops(f"the socket closed: {frame.type} {frame.data}")
                self.told.append(frame.json())

    async def send(self, type: str, **parts: object) -> str:
        id = str(parts.pop("id", None) or f"request-{next(NUMBERS):08d}")
        await self.socket.send_json({"type": type, "id": id, **parts})
        return id

    async def say(self, text: str, place: str = "dm", id: str = "") -> Json:
        """Say a line and wait for it to be acknowledged; returns the bot's answer, or the line where none comes."""
        id = await self.send("say", text=text, place=place, id=id)
        await self.hear("done", id=id)
        return await self.answer(id, bot=place == "dm" or text.startswith("/") or "@club" in text)

    async def press(self, does: str, place: str = "dm", **parts: object) -> Json:
        id = await self.send("press", does=does, place=place, **parts)
        await self.hear("done", id=id)
        return await self.answer(id)

    async def answer(self, id: str, *, bot: bool = True) -> Json:
        post: Json = (await self.hear("post", id=id, bot=bot))["post"]
        return post

    async def settle(self) -> None:
        """Wait until all that was posted so far has come: posts come in their order, so a last one is waited for."""
        id = await self.send("say", text=SETTLE, place="general")
        await self.hear("post", id=id)

    async def history(self, place: str = "dm", **parts: object) -> Json:
        id = await self.send("history", place=place, **parts)
        return await self.hear("history", id=id)

    async def drop(self) -> None:
        """Vanish without a word, as a lost connection does."""
        self.socket._response.close()

    async def close(self) -> None:
        await self.socket.close()


@dataclass
class Browser:
    """One browser: a cookie jar."""

    url: str
    http: ClientSession

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    async def open(self, persona: str = "", language: str = "en", **hello: object) -> Window:
        """Open a window and wait until it knows who it is."""
        async with self.http.post(f"{self.url}session", headers={"Origin": self.origin}) as answer:
            assert answer.status == 204
        window = Window(await self.connect())
        await window.socket.send_json({"type": "hello", "persona": persona, "language": language, **hello})
        await window.hear("you")
        return window

    async def connect(self) -> ClientWebSocketResponse:
        return await self.http.ws_connect(f"{self.url}ws", headers={"Origin": self.origin}, max_msg_size=0)


@dataclass
class Rig:
    """The server, its kit, and browsers."""

    url: str
    kit: Kit
    web: WebChat
    serving: asyncio.Task[None]
    sessions: list[ClientSession] = field(default_factory=list)

    def browser(self) -> Browser:
        session = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.sessions.append(session)
        return Browser(self.url, session)

    async def stop(self) -> None:
        """Stop the server, as a signal does."""
        self.serving.cancel()
        with suppress(asyncio.CancelledError):
            await self.serving

    @property
    def clock(self) -> Clock:
        return self.kit.clock


@asynccontextmanager
async def served(*, demo: bool = True, commands: tuple[type[Command], ...] = COMMANDS) -> AsyncIterator[Rig]:
    """Serve until the block ends."""
    async with opened(*commands, facts=False, question=Echo) as kit:
        web = WebChat(kit.core, ("127.0.0.1", 0), demo=demo)
        kit.core.messengers[:] = [web]
        url: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(web.run(url.set_result))
        await asyncio.wait((task, url), return_when=asyncio.FIRST_COMPLETED)
        rig = Rig(await url, kit, web, task)
        try:
            yield rig
        finally:
            for session in rig.sessions:
                await session.close()
            await rig.stop()
