"""What became of deliveries, stored many at once; and whoever must hear of it gets a delivery of their own."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import structlog

from bot.commands.told import Told
from bot.commands.unposted import Unposted
from bot.core.places import PLATFORMS
from bot.domain.delivery import ASIDE, Stage, Task
from bot.domain.schedule import PATIENCE, Sort, State
from bot.storage.deliveries import Row
from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.core.core import Core
    from bot.domain.delivery import Delivery
    from bot.domain.schedule import Schedule
    from bot.storage.store import Tx

ROUNDS = 12  # of the event loop
AGAIN = 1.0  # seconds before what could not be stored is tried again
TELL_WITHIN = timedelta(hours=24)
WORTH_TELLING = (Stage.UNCLEAR, Stage.DEAD, Stage.MISSED)

log = structlog.get_logger()


class Mark(NamedTuple):
    """A delivery as it is now; `paused` if its schedule had better wait for a person, `orphaned` for another one."""

    row: Delivery
    schedule: Schedule
    paused: bool = False
    orphaned: bool = False


class Marks:
    """Stores marks as fast as the database takes them: what comes meanwhile goes along with the next.

    `stored` is told when some have been, and whether more follows from them: another try, or somebody to be told.
    """

    def __init__(self, core: Core, stored: Callable[[bool], None]) -> None:
        self._core = core
        self._told = stored
        self._waiting: list[Mark] = []
        self._task: asyncio.Task[None] | None = None
        self._behind = 0
        self.ids: set[int] = set()  # of what is not stored yet

    def note(self, mark: Mark) -> None:
        """Store this soon."""
        self._waiting.append(mark)
        self.ids.add(mark.row.id)
        if self._task is None:
            self._task = asyncio.create_task(self._store())

    async def settle(self) -> None:
        """Wait until everything noted is stored."""
        if self._task:
            await asyncio.shield(self._task)

    async def _store(self) -> None:
        try:
            while self._waiting:
                for _ in range(ROUNDS):  # what is about to arrive comes along
                    await asyncio.sleep(0)
                batch, self._waiting = self._waiting, []
                while not await self._stored(batch):  # noqa: ASYNC110 - it waits for the database, not for an event
                    await asyncio.sleep(AGAIN)
                self.ids.difference_update(mark.row.id for mark in batch)
                self._told(bool(self._behind) or any(mark.row.stage is not Stage.SENT for mark in batch))
        finally:
            self._task = None

    async def _stored(self, batch: Sequence[Mark]) -> bool:
        try:
            self._behind = await self._core.database.write(lambda tx: self._write(tx, batch))
        except StorageFault as fault:  # a full disk: what was sent must not be forgotten for that
            log.warning("what became of deliveries could not be stored yet", n=len(batch), why=str(fault))
            return False
        return True

    def _write(self, tx: Tx, batch: Sequence[Mark]) -> int:
        """Store them; returns how many are to be edited, since what they tell has changed while they were sent."""
        now = self._core.clock.now()
        tx.deliveries.mark(mark.row for mark in batch)
        notices = [mark.row for mark in batch if mark.schedule.sort is Sort.NOTICE and _is_post(mark.row)]
        behind = tx.deliveries.overtaken(notices, now, now + PATIENCE)
        for mark in batch:
            if mark.paused and (current := tx.schedules.get(mark.schedule.id)) and current.state is State.ACTIVE:
                after = tx.schedules.put(replace(current, state=State.PAUSED), now)
                tx.schedules.note(current.id, now, None, "pause", current, after)
        tx.deliveries.add(
            Row(schedule.id, key, place, now, now + TELL_WITHIN, task=Task.TELL, command=command)
            for schedule, key, place, command in self._tells(batch)
        )
        return behind

    def _tells(self, batch: Sequence[Mark]) -> Iterator[tuple[Schedule, str, str, str]]:
        """Who is to be told of what. Of many occurrences missed at once the owner hears in one message."""
        last: dict[tuple[int, Stage], Mark] = {}
        more: dict[tuple[int, Stage], int] = {}
        for mark in batch:
            if mark.row.stage not in WORTH_TELLING:
                continue
            if mark.row.task in ASIDE or (mark.row.task is Task.EDIT and mark.schedule.sort is Sort.NOTICE):
                yield from self._instead(mark)
                continue
            group = (mark.schedule.id, mark.row.stage)
            more[group] = more.get(group, -1) + 1
            last[group] = mark
        for group, mark in last.items():
            row, schedule = mark.row, mark.schedule
            platform, _, id = schedule.via.partition(":")
            command = Told(delivery=row.id, more=more[group]).pack()
            owner = f"{platform}:@{id}" if platform in PLATFORMS else self._organisers("")
            if owner:
                yield schedule, f"told:{_attempt(row)}", owner, command
            if mark.orphaned and schedule.sort is Sort.POST and (there := self._organisers(platform)):
                yield schedule, f"orphaned:{row.id}", there, command

    def _instead(self, mark: Mark) -> Iterator[tuple[Schedule, str, str, str]]:
        """An owner who could not be told, or a channel that takes nothing: organisers hear of it in their own place.

        Of an owner once, of a channel once a week.
        """
        row, schedule = mark.row, mark.schedule
        if row.task is not Task.TELL or not row.command:
            return
        there, direct = self._organisers(row.place.partition(":")[0]), ":@" in row.place
        if there and direct and schedule.sort is Sort.POST:
            yield schedule, f"instead:{row.id}", there, row.command
        if not direct and schedule.sort is Sort.NOTICE:
            log.warning("a notice did not reach its channel", place=row.place, why=(row.why or {}).get("text"))
            if there not in ("", row.place):
                yield schedule, f"unposted:{row.place}:{row.due_at:%G-%V}", there, Unposted(delivery=row.id).pack()

    def _organisers(self, first: str) -> str:
        """The organisers' own place, on this platform if there is one."""
        places = {m.platform: str(m.organisers) for m in self._core.messengers if m.organisers}
        return places.get(first) or next(iter(places.values()), "")


def _attempt(row: Delivery) -> str:
    """One attempt, among all that are made of a delivery: with each change of a post they are counted anew."""
    turned = f":{row.turned_at:%Y%m%d%H%M%S%f}" if row.turned_at else ""
    return f"{row.id}:{row.attempts}{turned}"


def _is_post(row: Delivery) -> bool:
    """Whether it stands in a channel now."""
    return row.stage is Stage.SENT and row.command is not None and ":@" not in row.place
