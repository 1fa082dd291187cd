"""One open socket: what comes in is read and heeded, what goes out waits in a bounded queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import WSCloseCode, WSMsgType

from bot.adapters.web import wire
from bot.adapters.web.messages import Hello, Ping, Refused, read
from bot.adapters.web.seat import Seat
from bot.core.errors import Oops
from bot.core.pace import Paces
from bot.core.spec import Pace

if TYPE_CHECKING:
    from aiohttp.web import WebSocketResponse

    from bot.adapters.web.house import House
    from bot.render.web import Json

QUEUE = 256  # messages on the way to a slow reader before it is dropped; it comes back and reads on
AT_ONCE = 8  # requests of one window answered side by side
WAITING = 64  # requests of one window that wait for that
SLOW = 20.0  # seconds that a frame may take
PACE = Pace(120, timedelta(seconds=30))  # typing asks for suggestions often

log = structlog.get_logger()


class Window:
    """Serves one socket until it closes."""

    def __init__(self, house: House, socket: WebSocketResponse, cookie_hash: str, abort: Callable[[], None]) -> None:
        self._house = house
        self._socket = socket
        self._abort = abort
        self._seat = Seat(house, cookie_hash, self.tell)
        self._out: asyncio.Queue[Json] = asyncio.Queue(QUEUE)
        self._news = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()
        self._paces = Paces()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._closing = False

    async def serve(self) -> None:
        """Read and write until either side closes."""
        both = [asyncio.create_task(self._write()), asyncio.create_task(self._bring())]
        try:
            async for frame in self._socket:
                await self._heard(frame.data if frame.type is WSMsgType.TEXT else "")
        finally:
            self._house.hub.leave(self)
            left = [*both, *self._busy]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def wake(self) -> None:
        """There may be posts."""
        self._news.set()

    def changed(self, person_id: str) -> None:
        """Send who they are now, if it is the reader that changed."""
        if self._seat.is_(person_id):
            self._spawn(self._guarded("", self._seat.introduce))

    def gone(self, person_id: str) -> None:
        """Close if it is the reader who is no more: nothing that is asked here may make them known again."""
        if self._seat.is_(person_id):
            self._seat.leave()
            self.close()

    def tell(self, message: Json) -> None:
        """Put a message on the way; a reader that does not keep up is dropped."""
        try:
            self._out.put_nowait(message)
        except asyncio.QueueFull:
            self.close(WSCloseCode.TRY_AGAIN_LATER)

    def close(self, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Close the socket, once; the page comes back by itself."""
        if not self._closing:
            self._closing = True
            self._spawn(self._close(code))

    async def _close(self, code: int) -> None:
        try:
            await asyncio.wait_for(self._socket.close(code=code, drain=False), SLOW)
        except (TimeoutError, ConnectionError):
            self._abort()  # what is still on the way would keep the connection open

    async def _write(self) -> None:
        with suppress(ConnectionError, asyncio.TimeoutError):
            while True:
                frame = wire.written(await self._out.get())
                await asyncio.wait_for(self._socket.send_str(frame), SLOW)
                self._out.task_done()
        self.close(WSCloseCode.TRY_AGAIN_LATER)

    async def _bring(self) -> None:
        while await self._news.wait():
            self._news.clear()
            try:
                if await self._seat.news():
                    self._news.set()
                await self._out.join()  # a slow reader is not read ahead for
            except Exception as error:  # noqa: BLE001 - whatever it was, the page comes back and reads on
                log.warning("a window could not be brought its posts", error=repr(error))
                self.close(WSCloseCode.TRY_AGAIN_LATER)
                return

    async def _heard(self, frame: str) -> None:
        async with self._answering(""):
            self._paces.take("", "", PACE, self._house.clock.now())
            message = read(frame)
            if isinstance(message, Hello):
                await self._seat.hello(message)
                self._house.hub.enter(self)
                self.wake()
            elif isinstance(message, Ping):
                self.tell({"type": "pong"})
            else:
                async with self._answering(message.id):
                    self._free()
                    self._spawn(self._guarded(message.id, partial(self._seat.heed, message)))

    def _free(self) -> None:
        if not self._seat.taken:
            raise Refused
        if len(self._busy) >= AT_ONCE + WAITING:
            raise Oops("That was a lot at once. Please try again in {n} s.", n=1)

    async def _guarded(self, id: str, work: Callable[[], Awaitable[None]]) -> None:
        async with self._room, self._answering(id):
            await work()

    @asynccontextmanager
    async def _answering(self, id: str) -> AsyncIterator[None]:
        """Whatever goes wrong is said to the page: a window outlives a fault, and nobody sees a traceback."""
        t = self._seat.t
        try:
            yield
        except Refused:
            self._failed(id, t("I don't understand that message."))
        except Oops as oops:
            self._failed(id, t(oops.text, **oops.names))
        except Exception:
            log.exception("a window's request failed", request=id)
            self._failed(id, t("Something broke on our side; nothing was lost. Please try again."))

    def _failed(self, id: str, text: str) -> None:
        self.tell({"type": "error", "id": id, "text": text})

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
