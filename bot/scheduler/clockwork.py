"""The alarm clock. It only wakes: what is due lies in the database, and whoever is woken looks there.

APScheduler's own defaults drop a job that is a second late and run a missed one again and again; here nothing hangs on
a single alarm, since a poll looks as well (https://apscheduler.readthedocs.io/en/3.x/userguide.html).
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.clock import Clock

POLL = 30  # seconds between looks that nothing has asked for: a clock set anew, another process, a missed alarm


class Clockwork:
    """Calls `wake` in the event loop: at the moment it is set to, and every half minute."""

    def __init__(self, clock: Clock, wake: Callable[[], None]) -> None:
        self._clock = clock
        self._wake = wake
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.add_job(self._ring, IntervalTrigger(seconds=POLL, timezone=UTC), id="poll")
        self._scheduler.start()

    def set(self, at: datetime | None) -> None:
        """Wake at a moment, instead of the one set before; None leaves it to the poll."""
        if at is not None:
            when = DateTrigger(self._clock.machine(at), timezone=UTC)
            self._scheduler.add_job(self._ring, when, id="alarm", replace_existing=True)
        elif self._scheduler.get_job("alarm"):
            self._scheduler.remove_job("alarm")

    def stop(self) -> None:
        """End; nothing wakes any more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _ring(self) -> None:  # a plain function would be run in a thread
        self._wake()
