"""Due deliveries reach their places: leased, sent under their own key, and what became of each is stored.

The lease ends by itself, so a crash at any line leaves a row that is taken up again; the messenger then asks the
platform whether the first attempt arrived. What became of a message is stored a moment after it was sent, many at
once: a crash in between is such a row too.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, cast

import structlog

from bot.core.codec import unpack
from bot.core.context import Person
from bot.core.errors import Oops
from bot.core.messenger import Ping, TryLater
from bot.core.perform import Impossible, perform
from bot.core.roles import Role
from bot.core.words import words
from bot.domain.delivery import ASIDE, Stage, Task
from bot.domain.schedule import Sort
from bot.scheduler import outcome
from bot.scheduler.lanes import Lanes
from bot.scheduler.marks import Mark, Marks
from bot.scheduler.ways import ABSENT, habits, reach, role, whom
from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.context import Place
    from bot.core.core import Core
    from bot.core.reply import Reply
    from bot.domain.delivery import Delivery
    from bot.domain.schedule import Schedule
    from bot.storage.store import Tx

LEASE = timedelta(seconds=30)
RENEW = 10.0  # seconds
BATCH = 500  # rows leased in one go
ROOM = 1_000  # rows on their way at once
LONGEST = 60.0  # seconds that one attempt may take, and up to RENEW more
FRESH = timedelta(minutes=1)  # how long an answer serves the places that are still to have it

log = structlog.get_logger()


class Courier:
    """Carries what is due. `freed` is told when there is room for what had to wait, or something to do that was not."""

    def __init__(self, core: Core, freed: Callable[[], None]) -> None:
        self._core = core
        self._freed = freed
        self._left = False  # whether something that is due had no room
        self._lanes = Lanes(self._carry)
        self._marks = Marks(core, self._stored)
        self._attempts: dict[int, tuple[float, asyncio.Task[None]]] = {}  # when each began, and who makes it
        self._overdue: set[int] = set()
        self._schedules: dict[int, Schedule] = {}
        self._made: dict[tuple[object, ...], tuple[datetime, asyncio.Future[Reply]]] = {}

    async def fetch(self) -> None:
        """Lease what is due and put it on its way, for as long as there is room."""
        now = self._core.clock.now()
        ids = self._lanes.ids | self._marks.ids
        if not ids:
            self._schedules.clear()
        reap = True
        while await self._claim(now, reap=reap):
            reap = False

    async def _claim(self, now: datetime, *, reap: bool) -> bool:
        """Lease a batch; whether there may be more that finds room at once."""
        ids = self._lanes.ids | self._marks.ids
        most, busy = min(BATCH, ROOM - len(ids)), self._lanes.full()
        self._left = bool(busy) or most <= 0
        if most <= 0:
            return False

        def claim(tx: Tx) -> tuple[list[Delivery], dict[int, Schedule]]:
            if reap:
                tx.deliveries.reap(now, ids)
            rows = tx.deliveries.claim(now, now + LEASE, most, busy)
            return rows, tx.schedules.several({row.schedule for row in rows})

        rows, schedules = await self._core.database.write(claim)
        self._schedules |= schedules
        in_time = []
        for row in rows:
            if row.task is Task.POST and row.attempts == 1 and row.ends_at <= now:  # told of together, so at once
                self._marks.note(Mark(outcome.missed(row), self._schedules[row.schedule]))
            else:
                in_time.append(row)
        self._lanes.enter(in_time)
        more = len(rows) == most
        self._left = self._left or more
        return more

    async def keep(self) -> None:
        """Renew the leases of what is on its way, and give up attempts that take too long, for ever."""
        while True:
            await asyncio.sleep(RENEW)
            self._give_up(monotonic() - LONGEST)
            ids, to = self._lanes.ids | self._marks.ids, self._core.clock.now() + LEASE
            if not ids:
                continue
            try:
                await self._core.database.write(lambda tx, ids=ids, to=to: tx.deliveries.renew(ids, to))  # type: ignore[misc]
            except StorageFault as fault:  # who takes them up then asks whether they arrived
                log.warning("leases could not be renewed", n=len(ids), why=str(fault))

    async def settle(self) -> None:
        """Wait until what is on its way has arrived or failed, and that is stored."""
        await self._lanes.settle()
        await self._marks.settle()

    async def stop(self, within: float) -> None:
        """End in good order: what is being sent may end, what became of it is stored."""
        await self._lanes.stop(within)
        await self._marks.settle()

    async def _carry(self, row: Delivery) -> None:
        schedule, paused, orphaned = self._schedules[row.schedule], False, False
        task = cast("asyncio.Task[None]", asyncio.current_task())
        self._attempts[row.id] = monotonic(), task  # `asyncio.timeout` for each would be most of what it costs
        try:
            after = await self._attempt(row, schedule)
        except Oops as error:
            after = outcome.failed(row, error, schedule, self._core.clock.now())
            paused = after.stage is Stage.DEAD and row.task not in ASIDE and outcome.pauses(error)
            orphaned = isinstance(error, Impossible)
        except asyncio.CancelledError:
            if row.id not in self._overdue or task.cancelling() > 1:
                raise
            after = outcome.failed(row, TryLater(timedelta(0)), schedule, self._core.clock.now())
        except Exception as error:
            log.exception("a delivery failed", delivery=row.id, exc_info=error)
            after = outcome.failed(row, TryLater(ABSENT), schedule, self._core.clock.now())
        finally:
            del self._attempts[row.id]
            if row.id in self._overdue:
                self._overdue.remove(row.id)
                task.uncancel()
        self._marks.note(Mark(after, schedule, paused=paused, orphaned=orphaned))

    def _give_up(self, before: float) -> None:
        """End attempts that began before a moment; each but once."""
        for id, (began, task) in self._attempts.items():
            if began < before and id not in self._overdue:
                self._overdue.add(id)
                task.cancel()

    async def _attempt(self, row: Delivery, schedule: Schedule) -> Delivery:
        now, again = self._core.clock.now(), row.attempts > 1
        here = await habits(self._core, row.place)
        over = again and row.ends_at <= now
        if row.task in (Task.POST, Task.TELL) and not schedule.urgent and not over:
            until = here.free_from(now)
            if until > now:
                return outcome.held(row, until, schedule.grace)
        muted = here.muted and self._unasked(row, schedule)
        if muted and not again:
            return outcome.muted(row, schedule)
        messenger, place = await reach(self._core, row.place)
        cut_off = row.turned_at if again else None
        if row.task is Task.DELETE:
            await messenger.delete(place, row.message_ids, since=cut_off)
            return outcome.retracted(row)
        reply, t = await self._reply(row, schedule, place, here.language, now), words(here.language)
        if row.task is Task.EDIT:
            return outcome.sent(row, await messenger.edit(place, row.message_ids, reply, t, since=cut_off), now)
        key, since = f"delivery:{row.id}", row.first_at if again else None
        if since and (over or muted):
            arrived = await messenger.arrived(place, reply, key, t, since=since)
            if arrived:
                return outcome.sent(row, arrived, now)
            return outcome.muted(row, schedule) if muted else row._replace(stage=Stage.DEAD)
        if reply.idle and schedule.silent:
            return outcome.idle(row)
        ping = Ping(schedule.ping) if row.task is Task.POST else Ping.NONE
        ids = await messenger.post(place, reply, key, t, since=since, traced=True, ping=ping)
        return outcome.sent(row, ids, self._core.clock.now())

    async def _reply(self, row: Delivery, schedule: Schedule, place: Place, language: str, now: datetime) -> Reply:
        """What is to be posted, made now; the same for all channels of one language."""
        packed = row.command or schedule.command
        whose = (schedule.id, schedule.version, packed, row.place if place.direct else language)
        made = self._made.get(whose)
        if made is None or now - made[0] > FRESH:
            if len(self._made) > ROOM:
                self._made.clear()
            work = asyncio.ensure_future(self._perform(row, schedule, place, language))
            work.add_done_callback(lambda done: self._forget(whose, done))
            made = self._made[whose] = (now, work)
        return made[1].result() if made[1].done() else await asyncio.shield(made[1])

    def _stored(self, more: bool) -> None:
        if more or self._left:
            self._freed()

    async def _reader(self, place: str) -> Person:
        """Whose direct messages these are; nobody in a channel."""
        if account := whom(place):
            return await self._core.people.of(account)
        return Person("", Role.GUEST, self._core.club.language, self._core.club.zone)

    def _forget(self, whose: tuple[object, ...], done: asyncio.Future[Reply]) -> None:
        """What could not be made is made anew for whoever asks next."""
        if done.cancelled() or done.exception():
            self._made.pop(whose, None)

    async def _perform(self, row: Delivery, schedule: Schedule, place: Place, language: str) -> Reply:
        packed = row.command or schedule.command
        who = await self._core.people.by_id(schedule.owner) if schedule.owner else None
        if row.task is Task.TELL or schedule.sort is Sort.NOTICE:
            return await perform(self._core, packed, who or await self._reader(row.place), place, language)
        if who is None:
            raise Impossible("The person who scheduled this is not with us any more.")
        now = max(who.role, await role(self._core, schedule.via))
        return await perform(self._core, packed, replace(who, role=now), place, language)

    def _unasked(self, row: Delivery, schedule: Schedule) -> bool:
        """Whether a direct message comes of the bot's own accord; not what was asked for, nor what can't wait."""
        if row.task is Task.POST or schedule.sort is not Sort.NOTICE:
            return row.task in (Task.POST, Task.TELL)
        command = self._core.book.find(unpack(row.command).command) if row.command else None
        return row.task is Task.TELL and not schedule.urgent and not (command and command.awaited)
