"""What a unit of work costs: three reads and one insert in one transaction, each way beside raw aiosqlite.

Run by hand: `python benchmarks/storage.py [ROUNDS]`. The ways take turns in one run, so that the ratios hold where the
microseconds do not. Figures and the choice: docs/decisions/0001-units-of-work-on-aiosqlite.md.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import aiosqlite
from sqlalchemy import StaticPool, bindparam, create_engine, event, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.database import Database
from bot.storage.kept import KeptText
from bot.storage.people import StoredPerson
from bot.storage.schema import account, audit, fact, kept, person
from bot.storage.store import Tx
from bot.storage.values import FactChange, StoredFact

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Way = tuple[str, "Callable[[], Awaitable[object]]"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
UNITS = 150  # in a round
FACTS = 10_000

SQL_PERSON = (
    "SELECT p.id, p.role, p.locale, p.zone, p.seen_seq, a.name FROM account a JOIN person p ON p.id = a.person_id"
    " WHERE a.platform = ? AND a.account_id = ?"
)
SQL_FACT = "SELECT kind, id, body, position, version FROM fact WHERE kind = ? AND id = ?"
SQL_KEPT = (
    "SELECT token, purpose, text, person_id, expires_at, used_at FROM kept"
    " WHERE token = ? AND used_at IS NULL AND (expires_at IS NULL OR expires_at > ?)"
)
SQL_AUDIT = "INSERT INTO audit (at, person_id, command, place) VALUES (?, ?, ?, ?)"

PERSON = (
    select(person.c.id, person.c.role, person.c.locale, person.c.zone, person.c.seen_seq, account.c.name)
    .join_from(account, person)
    .where(account.c.platform == bindparam("platform"), account.c.account_id == bindparam("account"))
)
FACT = select(fact.c.kind, fact.c.id, fact.c.body, fact.c.position, fact.c.version).where(
    fact.c.kind == bindparam("kind"), fact.c.id == bindparam("id")
)
KEPT = select(*kept.c).where(
    kept.c.token == bindparam("token"),
    kept.c.used_at.is_(None),
    or_(kept.c.expires_at.is_(None), kept.c.expires_at > bindparam("now")),
)


def unit(tx: Tx) -> tuple[object, object, object]:
    """The unit of work, as the bot writes it."""
    read = tx.people.find("web", "ana"), tx.facts.get("call", "c77"), tx.kept.get("t", NOW)
    tx.audit.add(NOW, "p1", "calls topic=hydrogen", "web:general")
    return read


async def raw_unit(db: aiosqlite.Connection, rows: Callable[..., Awaitable[list[Any]]]) -> tuple[object, ...]:
    """The same by hand: SQL as text, values decoded the same."""
    now = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")
    async with db.execute("BEGIN IMMEDIATE"):
        pass
    who = StoredPerson(*(await rows(SQL_PERSON, ("web", "ana")))[0])
    kind, id, body, position, version = (await rows(SQL_FACT, ("call", "c77")))[0]
    what = StoredFact(kind, id, json.loads(body), position, version)
    token, purpose, long, whose, until, used = (await rows(SQL_KEPT, ("t", now)))[0]
    until = datetime.fromisoformat(until).replace(tzinfo=UTC)
    text = KeptText(token, purpose, long, whose, until, used)
    async with db.execute(SQL_AUDIT, (now, "p1", "calls topic=hydrogen", "web:general")):
        pass
    await db.commit()
    return who, what, text


async def statement_by_statement(engine: AsyncEngine) -> tuple[object, ...]:
    """The same on SQLAlchemy's asyncio, awaiting every statement."""
    async with engine.begin() as connection:
        who = (await connection.execute(PERSON, {"platform": "web", "account": "ana"})).one()
        what = (await connection.execute(FACT, {"kind": "call", "id": "c77"})).one()
        text = (await connection.execute(KEPT, {"token": "t", "now": NOW})).one()
        values = {"at": NOW, "person_id": "p1", "command": "calls topic=hydrogen", "place": "web:general"}
        _ = await connection.execute(insert(audit), values)
        return StoredPerson(*who), StoredFact(*what), KeptText(*text)


def pragmas(raw: Any) -> None:  # noqa: ANN401 - sqlite3's connection or SQLAlchemy's stand-in for it
    """What every way has in common."""
    with closing(raw.cursor()) as cursor:
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")


def engine_for(path: Path, **options: object) -> AsyncEngine:
    """SQLAlchemy's asyncio on aiosqlite, beginning with BEGIN IMMEDIATE."""
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}", connect_args={"isolation_level": None, "timeout": 15}, **options
    )
    event.listen(engine.sync_engine, "connect", lambda raw, _: pragmas(raw))
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


async def ways(path: Path, stack: AsyncExitStack) -> list[Way]:
    """Every way, ready to run."""
    raw = await stack.enter_async_context(aiosqlite.connect(path, isolation_level=None, timeout=15))
    _ = await raw.execute_fetchall("PRAGMA synchronous=NORMAL")
    _ = await raw.execute_fetchall("PRAGMA foreign_keys=ON")

    async def fetchall(sql: str, values: tuple[object, ...]) -> list[Any]:
        return list(await raw.execute_fetchall(sql, values))

    async def cursor(sql: str, values: tuple[object, ...]) -> list[Any]:
        async with raw.execute(sql, values) as found:
            return list(await found.fetchall())

    pooled, single = engine_for(path), engine_for(path, poolclass=StaticPool)
    for engine in (pooled, single):
        stack.push_async_callback(engine.dispose)

    async def run_sync(engine: AsyncEngine) -> object:
        async with engine.begin() as connection:
            return await connection.run_sync(lambda inner: unit(Tx(inner)))

    one = await stack.enter_async_context(single.connect())

    async def run_sync_kept() -> object:
        async with one.begin():
            return await one.run_sync(lambda inner: unit(Tx(inner)))

    database = await stack.enter_async_context(await Database.open(f"sqlite+aiosqlite:///{path}"))

    threaded = create_engine(
        f"sqlite:///{path}", poolclass=StaticPool, connect_args={"isolation_level": None, "check_same_thread": False}
    )
    event.listen(threaded, "connect", lambda raw, _: pragmas(raw))
    event.listen(threaded, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    stack.callback(threaded.dispose)

    def in_thread() -> object:
        with threaded.begin() as connection:
            return unit(Tx(connection))

    return [
        ("raw aiosqlite, execute_fetchall", lambda: raw_unit(raw, fetchall)),
        ("raw aiosqlite, cursors", lambda: raw_unit(raw, cursor)),
        ("a  run_sync, pool", lambda: run_sync(pooled)),
        ("a' run_sync, one connection kept", run_sync_kept),
        ("b  await each statement, pool", lambda: statement_by_statement(pooled)),
        ("d  one hop in aiosqlite's thread (Database)", lambda: database.write(unit)),
        ("e  sync engine, asyncio.to_thread", lambda: asyncio.to_thread(in_thread)),
    ]


async def measure(count: int) -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "club.db"
        async with await Database.open(f"sqlite+aiosqlite:///{path}") as database:
            body = {"title": "Хидрогел за лечение на рани " * 3, "budget": 12_000_000, "topics": ["health", "cancer"]}
            calls = [FactChange("call", f"c{number}", None, body) for number in range(FACTS)]

            def fill(tx: Tx) -> None:
                tx.people.create("p1", "web", "ana", at=NOW, name="Ана")
                tx.kept.put("t", "button", "calls topic=hydrogen", "p1", NOW + timedelta(days=1))
                tx.facts.apply(calls, by=None, how="start", at=NOW)

            await database.write(fill)
        async with AsyncExitStack() as stack:
            contenders = await ways(path, stack)
            wanted = await contenders[0][1]()
            took: dict[str, list[float]] = {name: [] for name, _ in contenders}
            for turn in range(count + 1):  # the first warms up
                for name, way in contenders:
                    if (got := await way()) != wanted:
                        sys.exit(f"{name} gave {got}")
                    start = perf_counter()
                    for _ in range(UNITS):
                        _ = await way()
                    if turn:
                        took[name].append((perf_counter() - start) / UNITS * 1e6)
    floor = median(took[contenders[0][0]])
    print(f"{'way':<48} {'us':>7} {'ratio':>6}")
    for name, times in took.items():
        print(f"{name:<48} {median(times):>7.0f} {median(times) / floor:>6.2f}")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
