"""What it costs to send what is due, with few and with very many rows waiting, beside APScheduler's own job store.

Run by hand: `python benchmarks/scheduling.py [ROUNDS]`. All on files of SQLite in one folder, taking turns:

ours       the courier as it is: leases due rows, runs the command, posts to a messenger that does nothing, stores marks
defaults   APScheduler 3.11 with SQLAlchemyJobStore as it comes
wal        the same over a connection with WAL and synchronous=NORMAL

Also how late the event loop is meanwhile, how late an announcement is with the clockwork and the real clock, and a
thousand places at one minute on a platform that takes fifty messages a second.
"""

from __future__ import annotations

import asyncio
import platform
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Engine, create_engine, event

from bot import app
from bot.core.clock import Clock
from bot.core.messenger import Ping, TryLater
from bot.core.roles import Role
from bot.domain.announcement import Announcement
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.domain.zones import wall_time
from bot.scheduler.courier import Courier
from bot.scheduler.service import Scheduler
from bot.settings import Settings
from bot.storage.deliveries import Row
from tests.kit import Board

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.core.context import Place
    from bot.core.core import Core
    from bot.core.reply import Reply
    from bot.core.words import Words
    from bot.storage.store import Tx

ROUNDS = 7
DUE = 200  # rows that fall due at once
PLACES = 50
MANY = 3_000  # so that the loop is felt often enough for a percentile; the least disturbed round counts
WAITING = (1_000, 100_000, 1_000_000)
ZONE = ZoneInfo("Europe/Sofia")
A_SECOND = 50  # messages that the platform of the thousand places takes
OFTEN = 0.001  # seconds between two looks at how late the loop is
BARS = {
    "times the job store at its defaults": 20.0,
    "times the job store with WAL": 4.0,
    "growth of the cost per row": 4 / 3,
    "late by at the 99.9th percentile, ms": 5.0,
    "median lateness of an announcement, s": 1.0,
}
FILL = """
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
INSERT INTO delivery (schedule_id, key, place, task, stage, due_at, ends_at)
SELECT ?, 'w' || n, 'web:' || n % 500, 'post', 0, '2099-01-01 00:00:00.000000', '2099-01-01 02:00:00.000000' FROM n
"""
ran: list[int] = []  # APScheduler stores a job by the name of its function


@dataclass
class Nowhere(Board):
    """A platform where everything arrives at once; `limit` messages a second, if it has one."""

    arrived_at: list[datetime] = field(default_factory=list)
    clock: Clock | None = None
    limit: int = 0
    _second: tuple[int, int] = (0, 0)

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
        """Take it, or say when there is room again."""
        if self.limit:
            now = int(perf_counter())
            second, taken = self._second
            taken = taken if second == now else 0
            if taken >= self.limit:
                raise TryLater(timedelta(seconds=1))
            self._second = now, taken + 1
        if self.clock:
            self.arrived_at.append(self.clock.now())
        return (key,)


class Pulse:
    """How late the event loop is, again and again."""

    def __init__(self) -> None:
        self.late: list[float] = []

    async def feel(self) -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(OFTEN)
            self.late.append(perf_counter() - began - OFTEN)

    def worst(self, part: float = 0.999) -> float:
        """In milliseconds, at this part of all looks."""
        return sorted(self.late)[min(int(len(self.late) * part), len(self.late) - 1)] * 1e3


async def felt(pulse: Pulse, work: Callable[[], Awaitable[object]]) -> float:
    """How long the work takes, in seconds, the loop being felt meanwhile."""
    feeling = asyncio.create_task(pulse.feel())
    began = perf_counter()
    await work()
    took = perf_counter() - began
    await asyncio.sleep(2 * OFTEN)  # a loop that was held up all the time has not been felt yet
    feeling.cancel()
    return took


@asynccontextmanager
async def club(folder: Path, name: str, board: Nowhere) -> AsyncIterator[tuple[Core, Schedule]]:
    """A bot's core on a file of its own, with an organiser and an announcement of theirs, paused."""
    settings = Settings(database_url=f"sqlite+aiosqlite:///{folder / name}.db")
    async with app.house(settings, Clock()) as core:
        core.messengers.append(board)
        said = Announcement({"bg": "Отворени врати", "en": "Open day"}, {"bg": "Заповядайте.", "en": "Do come."})

        def order(tx: Tx) -> Schedule:
            now = core.clock.now()
            tx.people.create("olga", "web", "olga", at=now, role=int(Role.ORGANISER))
            content = tx.contents.add(said.body(), "olga", now)
            return tx.schedules.add(
                Schedule(
                    id=0,
                    sort=Sort.POST,
                    owner="olga",
                    via="web:olga",
                    command=f"1 post content={content}",
                    title="Open day",
                    series=Series(wall_time(now, ZONE).replace(microsecond=0), ZONE.key),
                    places=("web:general",),
                    state=State.PAUSED,
                    content=content,
                    urgent=True,
                ),
                now,
            )

        yield core, await core.database.write(order)


def due(core: Core, schedule: Schedule, label: str, places: int = PLACES, number: int = DUE) -> list[Row]:
    """Rows that are due now."""
    now = core.clock.now()
    ends = now + timedelta(hours=2)
    return [Row(schedule.id, f"{label}-{n}", f"web:p{n % places}", now, ends) for n in range(number)]


async def ours(folder: Path, waiting: int, rounds: int, number: int = DUE) -> tuple[list[float], list[Pulse]]:
    """Microseconds for each row that is due, and how late the loop was, round by round."""
    pulses, took = [], []
    async with club(folder, f"ours{waiting}", Nowhere()) as (core, schedule):
        fill = (waiting, schedule.id)
        await core.database.write(lambda tx: tx._connection.exec_driver_sql(FILL, fill).close())  # noqa: SLF001
        courier = Courier(core, lambda: None)

        async def send() -> None:
            while await courier.fetch():
                pass
            await courier.settle()

        for turn in range(rounds + 1):
            rows = due(core, schedule, str(turn), number=number)
            await core.database.write(lambda tx, rows=rows: tx.deliveries.add(rows))  # type: ignore[misc]
            pulses.append(Pulse())
            took.append(await felt(pulses[-1], send) / number * 1e6)
    return took[1:], pulses[1:]  # the first round imports and compiles


async def ring(number: int) -> None:
    """What a job does."""
    ran.append(number)


def engine(path: Path, *, wal: bool) -> Engine:
    """The job store's database."""
    made = create_engine(f"sqlite:///{path}")
    if wal:

        @event.listens_for(made, "connect")
        def _(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's own
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

    return made


async def theirs(folder: Path, waiting: int, *, wal: bool) -> tuple[float, Pulse]:
    """Microseconds for each job that is due, with so many others waiting."""
    made, pulse = engine(folder / f"jobs{waiting}{wal}.db", wal=wal), Pulse()
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})
    scheduler.add_jobstore(SQLAlchemyJobStore(engine=made))
    scheduler.start(paused=True)
    at = datetime.now(UTC)
    scheduler.add_job(ring, "date", run_date=at + timedelta(days=9_000), args=[0], id="w")
    with made.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?) INSERT INTO apscheduler_jobs"
            " SELECT 'w' || n, next_run_time + n, job_state FROM n, apscheduler_jobs",
            (waiting,),
        )
    for number in range(DUE):
        scheduler.add_job(ring, "date", run_date=at, args=[number], id=f"d{number}")
    ran.clear()

    async def fire() -> None:
        scheduler.resume()
        while len(ran) < DUE:  # noqa: ASYNC110 - the jobs know no event
            await asyncio.sleep(0.001)

    took = await felt(pulse, fire)
    scheduler.shutdown(wait=False)
    made.dispose()
    return took / DUE * 1e6, pulse


async def lateness(folder: Path, times: int = 20) -> float:
    """Seconds from the moment at which an announcement is due to its arrival, the median."""
    board = Nowhere()
    async with club(folder, "late", board) as (core, schedule):
        board.clock = core.clock
        running = asyncio.create_task(Scheduler(core).run())
        late = []
        for number in range(times):
            at = core.clock.now() + timedelta(seconds=0.7)
            row = Row(schedule.id, f"late-{number}", "web:general", at, at + timedelta(hours=2))
            await core.database.write(lambda tx, row=row: tx.deliveries.add([row]))  # type: ignore[misc]
            for told in core.written:
                told()
            while len(board.arrived_at) <= number:  # noqa: ASYNC110 - as a person waits
                await asyncio.sleep(0.01)
            late.append((board.arrived_at[-1] - at).total_seconds())
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    return median(late)


async def thousand(folder: Path) -> tuple[float, float]:
    """Seconds until a thousand places at one minute have theirs, and the least that the platform's limit allows."""
    board = Nowhere(limit=A_SECOND)
    async with club(folder, "thousand", board) as (core, schedule):
        board.clock = core.clock
        running = asyncio.create_task(Scheduler(core).run())
        rows = due(core, schedule, "minute", places=1_000, number=1_000)
        began = perf_counter()
        await core.database.write(lambda tx: tx.deliveries.add(rows))
        while len(board.arrived_at) < len(rows):
            for told in core.written:
                told()
            await asyncio.sleep(0.05)
        took = perf_counter() - began
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    return took, len(rows) / A_SECOND


def verdict(name: str, figure: float, *, least: bool) -> bool:
    """Print a figure beside its bar; whether it holds."""
    bar = BARS[name]
    holds = figure >= bar if least else figure <= bar
    print(f"  {name:42} {figure:8.2f}   {'at least' if least else 'at most'} {bar:.2f}   {'ok' if holds else 'MISSED'}")
    return holds


async def main(rounds: int) -> int:
    """Measure, print, and say by the exit code whether every bar holds."""
    print(f"Python {platform.python_version()}, {DUE} rows due at once in {PLACES} places, median of {rounds} rounds")
    with TemporaryDirectory() as name:
        folder = Path(name)
        costs, holds = {}, []
        for waiting in WAITING:
            costs[waiting] = median((await ours(folder, waiting, rounds))[0])
            print(f"  {waiting:>9,} waiting, ours           {costs[waiting]:7.0f} us a row")
        for waiting in WAITING[1:]:
            for wal in (False, True):
                runs = [await theirs(folder, waiting + n, wal=wal) for n in range(3)]
                cost, late = median(cost for cost, _ in runs), median(pulse.worst() for _, pulse in runs)
                label = "job store, WAL" if wal else "job store"
                print(f"  {waiting:>9,} waiting, {label:14} {cost:7.0f} us a job, loop late {late:.0f} ms")
                bar = "times the job store with WAL" if wal else "times the job store at its defaults"
                holds.append(verdict(bar, cost / costs[waiting], least=True))
        holds.append(verdict("growth of the cost per row", costs[WAITING[-1]] / costs[WAITING[0]], least=False))
        worst = [pulse.worst() for pulse in (await ours(folder, 100_001, rounds, MANY))[1]]
        print(f"  {MANY} due at once: the loop late by {min(worst):.1f} to {max(worst):.1f} ms, round by round")
        holds.append(verdict("late by at the 99.9th percentile, ms", min(worst), least=False))
        holds.append(verdict("median lateness of an announcement, s", await lateness(folder), least=False))
        took, least = await thousand(folder)
        print(
            f"  a thousand places at one minute: {took:.1f} s at {A_SECOND} a second, where {least:.0f} s is the least"
        )
    return 0 if all(holds) else 1


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
