"""One place's messages go one after the other; no place waits for another."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from bot.domain.delivery import Delivery

SLICE = 0.0005  # seconds of one round of the event loop in which messages begin; chats want their turn as well
ABREAST = 4  # lanes that are called up for one round
FULL = 16  # messages that wait in one lane; more of them stay in the database, and leave the room to other places


class Lanes:
    """Deliveries on their way, by place."""

    def __init__(self, carry: Callable[[Delivery], Awaitable[None]]) -> None:
        self._carry = carry
        self._waiting: dict[str, deque[Delivery]] = {}
        self._at_work: dict[str, asyncio.Task[None]] = {}
        self._over: float | None = None  # when this round has lasted long enough
        self._queue: deque[asyncio.Future[None]] = deque()  # who waits for a later one
        self.ids: set[int] = set()  # of everything on its way

    def enter(self, rows: Iterable[Delivery]) -> None:
        """Send these, each in its place's turn."""
        for row in rows:
            self.ids.add(row.id)
            self._waiting.setdefault(row.place, deque()).append(row)
            if row.place not in self._at_work:
                self._at_work[row.place] = asyncio.create_task(self._drive(row.place))

    def full(self) -> list[str]:
        """The places that have enough to do."""
        return [place for place, rows in self._waiting.items() if len(rows) >= FULL]

    async def settle(self) -> None:
        """Wait until everything on its way has arrived or failed."""
        while self._at_work:
            await asyncio.wait(list(self._at_work.values()))

    async def stop(self, within: float) -> None:
        """Let what is being sent end, for so many seconds; what waits is left to whoever comes next."""
        for rows in self._waiting.values():
            rows.clear()
        if self._at_work:
            _, late = await asyncio.wait(list(self._at_work.values()), timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _crowded(self) -> bool:
        """Whether this round of the event loop has lasted long enough; who asks first begins one."""
        if self._over is None:
            self._begin()
            return False
        return asyncio.get_running_loop().time() > self._over

    async def _turn(self) -> None:
        """Wait for a later round."""
        self._queue.append(asyncio.get_running_loop().create_future())
        await self._queue[-1]

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        self._over = loop.time() + SLICE
        loop.call_soon(self._next_round)

    def _next_round(self) -> None:
        self._over, called = None, 0
        while self._queue and called < ABREAST:
            turn = self._queue.popleft()
            if not turn.done():  # cancelled
                turn.set_result(None)
                called += 1
        if self._queue:
            self._begin()

    async def _drive(self, place: str) -> None:
        rows = self._waiting[place]
        try:
            while rows:
                row = rows.popleft()
                try:
                    if self._crowded():
                        await self._turn()
                    await self._carry(row)
                finally:
                    self.ids.discard(row.id)
        finally:
            del self._waiting[place], self._at_work[place]
