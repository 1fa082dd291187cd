"""What it costs to send what is due, with few and with very many rows waiting, beside APScheduler's own job store.

Run by hand: `python benchmarks/scheduling.py [ROUNDS]`. All on files of SQLite in one folder, taking turns, since a
shared machine is now quick and now slow:

ours       the scheduler as it runs: it leases due rows, runs the command as its owner, posts to a messenger that does
           nothing, and stores what became of each; timed until all of that is stored
defaults   APScheduler 3.11 with SQLAlchemyJobStore as it comes
wal        the same over a connection with WAL and synchronous=NORMAL

Also how late the event loop is meanwhile, how late an announcement is with the clockwork and the real clock, and a
thousand places at one minute on a platform that takes fifty messages a second (Discord's limit for a bot, kept by a
messenger that waits its turn, as discord.py does: https://docs.discord.com/developers/topics/rate-limits).
"""

from __future__ import annotations

import asyncio
import platform
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Engine, create_engine, event

from bot import app
from bot.core.clock import Clock
from bot.core.messenger import Ping
from bot.core.roles import Role
from bot.domain.announcement import Announcement
from bot.domain.delivery import Stage
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.domain.zones import wall_time
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

    Round = Callable[..., Awaitable[float]]

ROUNDS = 4  # of ours at each turn
DUE = 1_000  # rows that fall due at once
PLACES = 100
MANY = 10_000  # so that the loop is felt often enough for a percentile
WAITING = (1_000, 100_000, 1_000_000)
BESIDE = WAITING[1:]  # how many wait where the job store is measured too
TURNS = 5  # of the job store
ZONE = ZoneInfo("Europe/Sofia")
THOUSAND, A_SECOND = 1_000, 50  # places at one minute, and messages that their platform takes
OFTEN = 0.001  # seconds between two looks at how late the loop is
BARS = {
    "times the job store at its defaults": 20.0,
    "times the job store with WAL": 4.0,
    "growth of the cost per row": 4 / 3,
    "late by at the 99.9th percentile, ms": 5.0,
    "median lateness of an announcement, s": 1.0,
    "a thousand places, times the limit's least": 1.25,
}
FILL = """
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
INSERT INTO delivery (schedule_id, key, place, task, stage, due_at, ends_at)
SELECT ?, 'w' || n, 'web:' || n % 500, 'post', 0, '2099-01-01 00:00:00.000000', '2099-01-01 02:00:00.000000' FROM n
"""


@dataclass
class Nowhere(Board):
    """A platform where everything arrives at once; one after another, if it takes only so `many` a second."""

    carried: int = 0
    awaited: int = 0
    full: asyncio.Event = field(default_factory=asyncio.Event)
    last: datetime | None = None
    clock: Clock = field(default_factory=Clock)
    many: int = 0
    _free: float = 0.0

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
        """Take it, in its turn."""
        if self.many:
            now = perf_counter()
            self._free = max(self._free, now) + 1 / self.many
            await asyncio.sleep(self._free - now)
        self.carried += 1
        if self.carried == self.awaited:
            self.last = self.clock.now()
            self.full.set()
        return (key,)

    def expect(self, number: int) -> None:
        """Let `full` tell when so many have come from now on."""
        self.carried, self.awaited = 0, number
        self.full.clear()


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


async def timed(work: Awaitable[object], pulse: Pulse | None) -> float:
    """How long the work takes, in seconds; the loop is felt meanwhile if there is a pulse."""
    feeling = asyncio.create_task(pulse.feel()) if pulse else None
    began = perf_counter()
    await work
    took = perf_counter() - began
    if feeling:
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


@asynccontextmanager
async def at_work(core: Core) -> AsyncIterator[Scheduler]:
    """A running scheduler that has nothing to do yet."""
    scheduler = Scheduler(core)
    running = asyncio.create_task(scheduler.run())
    await asyncio.sleep(0.2)
    yield scheduler
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def ours(folder: Path, waiting: int, number: int = DUE) -> AsyncIterator[Round]:
    """A scheduler with so many rows waiting; each call has `number` more fall due and tells microseconds for each."""
    board, turns = Nowhere(), count()
    async with club(folder, f"ours{waiting}-{number}", board) as (core, schedule), at_work(core) as scheduler:
        fill = (waiting, schedule.id)
        await core.database.write(lambda tx: tx._connection.exec_driver_sql(FILL, fill).close())  # noqa: SLF001

        async def send() -> None:
            scheduler.wake()
            await board.full.wait()
            await scheduler._courier.settle()  # noqa: SLF001 - until all is stored; `Scheduler.settle` looks once more

        async def round(pulse: Pulse | None = None) -> float:
            plan = partial(due, core, schedule, str(next(turns)), number=number)
            await core.database.write(lambda tx: tx.deliveries.add(plan()))
            board.expect(number)
            took = await timed(send(), pulse)
            await asyncio.sleep(0.1)  # its last look is over
            return took / number * 1e6

        await round()  # imports and compiles
        yield round
        planned = number * next(turns)
        sent = await core.database.read(lambda tx: tx.deliveries.receipts([Stage.SENT], limit=planned + 1))
        if len(sent) != planned:
            sys.exit(f"{len(sent)} were sent of {planned}")


class Bell:
    """What the job store's jobs do."""

    left = 0
    done: ClassVar[asyncio.Event] = asyncio.Event()


async def ring(_number: int) -> None:
    """A job."""
    Bell.left -= 1
    if not Bell.left:
        Bell.done.set()


def engine(path: Path, *, wal: bool) -> Engine:
    """The job store's database."""
    made = create_engine(f"sqlite:///{path}")
    if wal:

        @event.listens_for(made, "connect")
        def _(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's own
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

    return made


async def theirs(folder: Path, waiting: int, *, wal: bool, feel: bool = False) -> tuple[float, Pulse]:
    """Microseconds for each job that is due, with so many others waiting; or how late the loop was."""
    made, pulse = engine(folder / f"jobs{waiting}{wal}{feel}.db", wal=wal), Pulse()
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
    Bell.left, Bell.done = DUE, asyncio.Event()

    async def fire() -> None:
        scheduler.resume()
        await Bell.done.wait()

    took = await timed(fire(), pulse if feel else None)
    scheduler.shutdown(wait=False)
    made.dispose()
    return took / DUE * 1e6, pulse


async def lateness(folder: Path, times: int = 20) -> float:
    """Seconds from the moment at which an announcement is due to its arrival, the median."""
    board = Nowhere()
    async with club(folder, "late", board) as (core, schedule), at_work(core):
        late = []
        for number in range(times):
            at = core.clock.now() + timedelta(seconds=0.7)
            row = Row(schedule.id, f"late-{number}", "web:general", at, at + timedelta(hours=2))
            await core.database.write(lambda tx, row=row: tx.deliveries.add([row]))  # type: ignore[misc]
            board.expect(1)
            for told in core.written:
                told()
            await board.full.wait()
            if board.last:
                late.append((board.last - at).total_seconds())
    return median(late)


async def thousand(folder: Path) -> float:
    """Seconds until a thousand places at one minute have theirs."""
    board = Nowhere(many=A_SECOND)
    async with club(folder, "thousand", board) as (core, schedule), at_work(core) as scheduler:
        rows = due(core, schedule, "minute", places=THOUSAND, number=THOUSAND)
        await core.database.write(lambda tx: tx.deliveries.add(rows))
        began = perf_counter()
        scheduler.wake()
        while board.carried < THOUSAND:  # noqa: ASYNC110 - as people wait
            await asyncio.sleep(OFTEN)
        return perf_counter() - began


def verdict(name: str, figure: float, *, least: bool) -> bool:
    """Print a figure beside its bar; whether it holds."""
    bar = BARS[name]
    holds = figure >= bar if least else figure <= bar
    print(f"  {name:42} {figure:8.2f}   {'at least' if least else 'at most'} {bar:.2f}   {'ok' if holds else 'MISSED'}")
    return holds


async def cost(folder: Path, rounds: int) -> list[bool]:
    """What a row costs, beside the job store's, with ever more others waiting; all of them take turns."""
    each: dict[int, list[float]] = {waiting: [] for waiting in WAITING}
    jobs: dict[tuple[int, bool], list[float]] = {(waiting, wal): [] for waiting in BESIDE for wal in (False, True)}
    async with AsyncExitStack() as stack:
        clubs = {waiting: await stack.enter_async_context(ours(folder, waiting)) for waiting in WAITING}
        for turn in range(TURNS):
            for (waiting, wal), took in jobs.items():
                for _ in range(rounds):
                    for size, round in clubs.items():
                        each[size].append(await round())
                took.append((await theirs(folder, waiting + turn, wal=wal))[0])
    cost = {waiting: median(took) for waiting, took in each.items()}
    holds = []
    for waiting in WAITING:
        print(f"  {waiting:>9,} waiting, ours           {cost[waiting]:7.0f} us a row")
        for wal in (False, True) if waiting in BESIDE else ():
            a_job = median(jobs[waiting, wal])
            print(f"  {waiting:>9,} waiting, {'job store, WAL' if wal else 'job store':14} {a_job:7.0f} us a job")
            bar = "times the job store with WAL" if wal else "times the job store at its defaults"
            holds.append(verdict(bar, a_job / cost[waiting], least=True))
    growth = cost[WAITING[-1]] / cost[WAITING[0]]
    return [*holds, verdict("growth of the cost per row", growth, least=False)]


async def stalls(folder: Path, rounds: int) -> bool:
    """How late the event loop is while much is sent."""
    pulses = [Pulse() for _ in range(rounds)]
    async with ours(folder, BESIDE[0], MANY) as round:
        for pulse in pulses:
            await round(pulse)
    worst = [pulse.worst() for pulse in pulses]
    print(f"  {MANY:,} due at once: the loop late by {min(worst):.1f} to {max(worst):.1f} ms, round by round")
    for wal in (False, True):
        late = (await theirs(folder, BESIDE[0], wal=wal, feel=True))[1].worst()
        print(f"  {DUE:,} due at once, {'job store, WAL' if wal else 'job store'}: late by {late:.0f} ms")
    return verdict("late by at the 99.9th percentile, ms", median(worst), least=False)


async def main(rounds: int) -> int:
    """Measure, print, and say by the exit code whether every bar holds."""
    print(f"Python {platform.python_version()}, {DUE:,} rows due at once in {PLACES} places, medians of {TURNS} turns")
    with TemporaryDirectory() as name:
        folder = Path(name)
        holds = [*await cost(folder, rounds), await stalls(folder, rounds)]
        holds.append(verdict("median lateness of an announcement, s", await lateness(folder), least=False))
        took, shortest = await thousand(folder), THOUSAND / A_SECOND
        print(f"  {THOUSAND:,} places at one minute, {A_SECOND} messages a second: {took:.1f} s of {shortest:.0f} s")
        holds.append(verdict("a thousand places, times the limit's least", took / shortest, least=False))
    return 0 if all(holds) else 1


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
