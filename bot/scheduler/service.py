"""The scheduler, running: woken by the clockwork and by whoever stores something, it plans and sends what is due."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import structlog

from bot.domain.recurrence.public_holidays import public_holidays
from bot.scheduler.anchors import Anchors
from bot.scheduler.clockwork import Clockwork
from bot.scheduler.coffee import Coffees
from bot.scheduler.courier import Courier
from bot.scheduler.enrolment import Enrolling
from bot.scheduler.erasing import Erasing
from bot.scheduler.planner import Planner
from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.core.core import Core
    from bot.storage.store import Tx

LAST_WORDS = 2.0  # seconds that what is being sent has when the bot stops
STOPS = 500  # due moments at which a clock that is moved ahead stops; beyond them it jumps

log = structlog.get_logger()


class Scheduler:
    """Sends what is due for as long as `run` runs."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._woken = asyncio.Event()
        self._turn = asyncio.Lock()
        self._anchors = Anchors(core)
        self._planner = Planner(core)
        self._courier = Courier(core, self.wake)
        self._erasing = Erasing(core)
        self._enrolling = Enrolling(core, self.wake)
        self._coffees = Coffees(core)
        self._clockwork = Clockwork(core.clock, self.wake)

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Run until cancelled; then what is being sent may end."""
        self._core.written.append(self.wake)
        self._core.clock.moved.append(self.wake)
        self._core.clock.traveller = self.travel
        self._clockwork.start()
        self.wake()
        beside = [asyncio.create_task(self._courier.keep()), asyncio.create_task(self._warm_up())]
        try:
            while await self._woken.wait():
                self._woken.clear()
                await self._look()
        finally:
            self._core.written.remove(self.wake)
            self._core.clock.moved.remove(self.wake)
            self._core.clock.traveller = None
            self._clockwork.stop()
            for task in beside:
                task.cancel()
            await self._erasing.stop()
            await self._enrolling.stop()
            await self._courier.stop(LAST_WORDS)

    async def settle(self) -> None:
        """Do everything that is due by now, and wait until it is done."""
        while True:
            await self.look()
            await self._courier.settle()
            await self._erasing.settle()
            await self._enrolling.settle()
            nearest = await self._core.database.read(self._nearest)
            if nearest > self._core.clock.now():
                return

    async def travel(self, by: timedelta) -> None:
        """Move the clock ahead from one due moment to the next, so that a demo's week passes like a week."""
        clock = self._core.clock
        until = clock.now() + by
        for _ in range(STOPS):
            await self.settle()
            nearest = await self._core.database.read(self._told)
            if nearest >= until:
                return
            clock.forward(nearest - clock.now())

    async def look(self) -> None:
        """Move what follows a record, plan and put on its way what is due, forget who is to be forgotten."""
        async with self._turn:
            await self._anchors.run()
            await self._planner.run()
            await self._courier.fetch()
            await self._erasing.run()
            await self._enrolling.run()
            await self._coffees.run()

    async def _warm_up(self) -> None:
        """Load what is slow the first time.

        What was made until then lives as long as the process: collections of garbage need not look at it, for which
        everybody would wait 10 ms and more in the midst of sending.
        """
        await asyncio.to_thread(public_holidays, self._core.clock.now().year)
        gc.collect()
        gc.freeze()

    async def _look(self) -> None:
        try:
            await self.look()
            self._clockwork.set(await self._core.database.read(self._nearest))
        except StorageFault as fault:
            log.warning("what is due could not be looked up; the next look is soon", why=str(fault))
        except Exception:
            log.exception("the scheduler stumbled; the next look is soon")

    def _nearest(self, tx: Tx) -> datetime:
        return min(filter(None, (self._told(tx), self._erasing.nearest(tx), self._enrolling.nearest(tx))))

    def _told(self, tx: Tx) -> datetime:
        """When somebody will hear of something."""
        return min(filter(None, (_sends(tx), self._coffees.nearest(tx))))


def _sends(tx: Tx) -> datetime | None:
    moments = (tx.deliveries.nearest(), tx.schedules.nearest(), tx.erasures.nearest())
    return min(filter(None, moments), default=None)
