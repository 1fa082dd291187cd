"""Schedules that follow a record: when an event or a deadline is moved, so are they."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.reminding.keeping import MINUTE, once
from bot.commands.reminding.subject import Subject, instant
from bot.domain.zones import resolve

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.core import Core
    from bot.domain.schedule import Schedule
    from bot.search.library import Library
    from bot.storage.store import Tx

SOON = 2 * MINUTE


class Anchors:
    """Moves what is still to come along with its record, as soon as the library is another one."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._version = -1

    async def run(self) -> None:
        """Look at every schedule that follows a record, if a record may have changed since the last look."""
        library = self._core.shelf.library
        if library.version == self._version:
            return
        now = self._core.clock.now()
        if _moved(await self._core.database.read(lambda tx: tx.schedules.anchored()), library, now):
            await self._core.database.write(lambda tx: _move(tx, library, now))
        self._version = library.version


def _move(tx: Tx, library: Library, now: datetime) -> None:
    for schedule in _moved(tx.schedules.anchored(), library, now):
        tx.deliveries.drop(schedule.id)  # what is due by the old time, after an absence, comes by the new one
        tx.schedules.put(schedule, now)


def _moved(schedules: list[Schedule], library: Library, now: datetime) -> list[Schedule]:
    """The schedules whose record has another time, each as it is to be from now on."""
    following = ((schedule, _followed(schedule, library, now)) for schedule in schedules)
    return [after for before, after in following if after.series != before.series]


def _followed(schedule: Schedule, library: Library, now: datetime) -> Schedule:
    """Ahead of the record's time; at once where that is too near for it.

    What is gone or has passed leaves the time as it is: the reminder then says so.
    """
    zone = ZoneInfo(schedule.series.zone)
    at = Subject.of(schedule.anchor, library).at(now)
    begins = None if at is None else instant(at, zone)
    if begins is None or begins <= now:
        return schedule
    due = begins - schedule.before
    if due <= now:
        if now < resolve(schedule.series.start, zone) <= now + SOON:
            return schedule  # at once already
        due = now + MINUTE
    return replace(schedule, series=once(due, zone))
