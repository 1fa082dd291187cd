"""A week over a change of the clock: random schedules, faults and crashes, against a model that counts days on fingers.

The bot is crashed at any of its steps: at a write to the database, before or after it is stored, and at a message,
before or after the platform has it. Then another one takes over, on the same database, after the lease has ended.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.messenger import Ping, TryLater
from bot.core.roles import Role
from bot.domain.delivery import Stage
from bot.domain.recurrence import Series
from bot.scheduler.service import Scheduler
from tests.kit import Board, Kit, opened
from tests.scheduler.conftest import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.context import Place
    from bot.core.reply import Reply
    from bot.core.words import Words
    from bot.storage.store import Tx

T = TypeVar("T")

SOFIA = ZoneInfo("Europe/Sofia")
WEEKS = (date(2026, 10, 22), date(2027, 3, 25))  # the clock goes back on the 25th, and forward on the 28th
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LEASE = timedelta(seconds=31)
LATEST = timedelta(hours=2)
STEPS = 1_000  # more than a week has moments at which something is due


class Crash(BaseException):
    """The process is gone."""


@dataclass
class Fate:
    """What goes wrong, in the order in which it is asked. Who is dead does nothing any more."""

    crashes: list[bool]
    faults: list[int]  # 0: none, 1: before a message is carried out, 2: after
    dead: bool = False

    def strike(self) -> None:
        """Perhaps the end."""
        self.dead = self.dead or (bool(self.crashes) and self.crashes.pop())
        if self.dead:
            raise Crash

    def fault(self) -> int:
        return self.faults.pop() if self.faults else 0


@dataclass
class Platform(Board):
    """Keeps every message that was posted, and when. Who does not say `since` when trying again posts it twice."""

    fate: Fate = field(default_factory=lambda: Fate([], []))
    now: Callable[[], datetime] = lambda: datetime.max.replace(tzinfo=UTC)
    standing: list[tuple[str, datetime]] = field(default_factory=list)

    async def post(
        self,
        place: Place,
        reply: Reply,
        key: str,
        t: Words,
        *,
        since: datetime | None = None,
        traced: bool = False,
        ping: Ping = Ping.NONE,
    ) -> tuple[str, ...]:
        if since and any(known == key for known, _ in self.standing):
            return (key,)
        fault = self.fate.fault()
        self.fate.strike()
        if fault == 1:
            raise TryLater(timedelta(0))
        await asyncio.sleep(0)
        self.standing.append((key, self.now()))
        if fault == 2:
            raise TryLater(timedelta(0))
        self.fate.strike()
        return (key,)


@dataclass(frozen=True)
class Plan:
    """A weekly schedule: at what time of which days; some days of the week under test are skipped or have another."""

    at: time
    days: frozenset[int]
    places: tuple[str, ...]
    urgent: bool
    otherwise: Mapping[int, time | None]

    def series(self, first: date) -> Series:
        start = next(day for n in range(7) if (day := first + timedelta(days=n)).weekday() in self.days)
        rule = "FREQ=WEEKLY;BYDAY=" + ",".join(DAYS[day] for day in sorted(self.days))
        return Series(datetime.combine(start, self.at), SOFIA.key, rule)

    def changes(self, first: date) -> dict[datetime, datetime | None]:
        found: dict[datetime, datetime | None] = {}
        for n, other in self.otherwise.items():
            day = first + timedelta(days=n)
            found[datetime.combine(day, self.at)] = datetime.combine(day, other) if other else None
        return found

    def expected(self, first: date) -> list[datetime]:
        """When it goes out, by plain reckoning: day by day, each at its hour, held from 21 to 8."""
        found = []
        for n in range(7):
            day, other = first + timedelta(days=n), self.otherwise.get(n, self.at)
            if day.weekday() in self.days and other is not None:
                # Python takes the first of two and moves ahead what is not there, when it is told nothing else.
                shown = datetime.combine(day, other, SOFIA).astimezone(UTC).astimezone(SOFIA)
                if not self.urgent and (shown.hour >= 21 or shown.hour < 8):
                    shown = datetime.combine(shown.date() + timedelta(days=shown.hour >= 21), time(8), SOFIA)
                found.append(shown.astimezone(UTC))
        return sorted(found)


times = st.sampled_from([time(h, m) for h in (0, 2, 3, 4, 7, 8, 12, 20, 21, 23) for m in (0, 30)])
plans = st.builds(
    Plan,
    times,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from([("web:general",), ("web:general", "web:events"), ("web:funding",)]),
    st.booleans(),
    st.dictionaries(st.integers(0, 6), st.none() | times, max_size=2),
)
fates = st.builds(Fate, st.lists(st.booleans(), max_size=16), st.lists(st.sampled_from([0, 0, 1, 2]), max_size=12))


async def lived(kit: Kit, fate: Fate) -> bool:
    """A bot does what is due; False when that was its end."""
    fate.dead = False
    with suppress(Crash):
        await Scheduler(kit.core).settle()
    return not fate.dead


async def pass_until(kit: Kit, end: datetime, fate: Fate) -> None:
    """Time goes from one moment at which something is due to the next; who has crashed is followed by another one."""

    def next_due(tx: Tx) -> datetime | None:
        return min(filter(None, (tx.deliveries.nearest(), tx.schedules.nearest())), default=None)

    for _ in range(STEPS):
        if kit.clock.now() >= end:
            return
        if not await lived(kit, fate):
            kit.clock.forward(LEASE)
            continue
        due = await kit.database.read(next_due) or end
        kit.clock.forward(max(min(due, end) - kit.clock.now(), timedelta(seconds=1)))
    raise AssertionError("it is never done")


def fragile(kit: Kit, fate: Fate) -> None:
    """Let every write be the last thing that the bot does, before it is stored or after."""
    write = kit.database.write

    async def last(unit: Callable[[Tx], T]) -> T:
        fate.strike()
        result = await write(unit)
        fate.strike()
        return result

    kit.database.write = last  # type: ignore[method-assign]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=st.sampled_from(WEEKS), ordered=st.lists(plans, min_size=1, max_size=3), fate=fates)
async def test_whatever_breaks_each_message_stands_once_at_its_hour(
    first: date, ordered: list[Plan], fate: Fate
) -> None:
    begin = datetime.combine(first, time(0), SOFIA) - timedelta(hours=1)
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _about: None)  # who is dead tells nobody why
    async with opened(now=begin, facts=False) as kit:
        board = Platform(fate=fate, now=kit.clock.now)
        kit.core.messengers[:] = [board]
        _, who = await kit.person(Role.ORGANISER, "en", "olga")
        office = Office(kit, Scheduler(kit.core), who.id)
        made = [
            await office.order(
                rule=plan.series(first).rule,
                start=plan.series(first).start,
                places=plan.places,
                urgent=plan.urgent,
                changes=plan.changes(first),
            )
            for plan in ordered
        ]
        fragile(kit, fate)
        # What is due before the week's end may be held until the next morning.
        await pass_until(kit, begin + timedelta(days=7, hours=10, minutes=30), fate)
        fate.crashes.clear()
        rows = {f"delivery:{row.id}": row for s in made for row in await office.rows(s)}
        assert [key for key, times in Counter(key for key, _ in board.standing).items() if times > 1] == []
        for plan, schedule in zip(ordered, made, strict=True):
            for place in plan.places:
                mine = {key: row for key, row in rows.items() if (row.schedule, row.place) == (schedule.id, place)}
                came = sorted(at for key, at in board.standing if key in mine)
                week = [at for at in came if at < plan.expected(first)[-1] + LATEST] if plan.expected(first) else []
                assert len(week) == len(plan.expected(first)), (came, plan.expected(first))
                assert all(due <= at < due + LATEST for at, due in zip(week, plan.expected(first), strict=True))
        assert [row for row in rows.values() if row.stage in (Stage.MISSED, Stage.DEAD, Stage.UNCLEAR)] == []
