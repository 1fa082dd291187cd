from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database
from bot.storage.errors import StorageFault
from bot.storage.values import FactChange

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.storage.store import Tx


async def test_the_folder_of_the_file_is_made(url: str, tmp_path: Path) -> None:
    async with await Database.open(url):
        pass
    assert (tmp_path / "data" / "club.db").is_file()


async def test_a_second_start_loses_nothing(url: str, now: datetime) -> None:
    async with await Database.open(url) as first:
        await first.write(lambda tx: tx.audit.add(now, "p", "calls topic=водород", "web:general"))
    async with await Database.open(url) as second:
        (entry,) = await second.read(lambda tx: tx.audit.latest(10))
    assert (entry.command, entry.at) == ("calls topic=водород", now)


async def test_what_is_in_memory_is_read_back(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.audit.add(now, "p", "about", "dm"))
    assert len(await database.read(lambda tx: tx.audit.latest(10))) == 1


async def test_a_unit_that_raises_stores_nothing(stored: Database, now: datetime) -> None:
    def unit(tx: Tx) -> None:
        tx.audit.add(now, "p", "about", "dm")
        raise LookupError

    with pytest.raises(LookupError):
        await stored.write(unit)
    assert await stored.read(lambda tx: tx.audit.latest(10)) == []


@pytest.mark.parametrize("memory", [True, False])
async def test_a_reading_unit_cannot_write(memory: bool, url: str, now: datetime) -> None:
    async with await Database.open("sqlite+aiosqlite://" if memory else url) as database:
        with pytest.raises(StorageFault, match="readonly"):
            await database.read(lambda tx: tx.audit.add(now, "p", "about", "dm"))
        await database.write(lambda tx: tx.audit.add(now, "p", "about", "dm"))


async def test_a_reader_does_not_wait_for_the_writer(stored: Database, now: datetime) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        tx.audit.add(now, "p", "about", "dm")
        begun.set()
        go.wait()

    writing = asyncio.create_task(stored.write(slow))
    await asyncio.to_thread(begun.wait)
    assert await stored.read(lambda tx: tx.audit.latest(10)) == []
    go.set()
    await writing
    assert len(await stored.read(lambda tx: tx.audit.latest(10))) == 1


async def test_a_reading_unit_sees_one_moment(stored: Database, now: datetime) -> None:
    first, go = threading.Event(), threading.Event()

    def twice(tx: Tx) -> tuple[int, int]:
        before = len(tx.audit.latest(10))
        first.set()
        go.wait()
        return before, len(tx.audit.latest(10))

    reading = asyncio.create_task(stored.read(twice))
    await asyncio.to_thread(first.wait)
    await stored.write(lambda tx: tx.audit.add(now, "p", "about", "dm"))
    go.set()
    assert await reading == (0, 0)


async def test_a_cancelled_wait_leaves_no_open_transaction(stored: Database, now: datetime) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        tx.audit.add(now, "p", "about", "dm")
        begun.set()
        go.wait()

    writing = asyncio.create_task(stored.write(slow))
    await asyncio.to_thread(begun.wait)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    go.set()
    await stored.write(lambda tx: tx.audit.add(now, "p", "help", "dm"))
    assert [entry.command for entry in await stored.read(lambda tx: tx.audit.latest(10))] == ["help", "about"]


async def test_closing_waits_for_what_was_begun(url: str, now: datetime) -> None:
    async with await Database.open(url) as database:
        writing = asyncio.create_task(database.write(lambda tx: tx.audit.add(now, "p", "about", "dm")))
        await asyncio.sleep(0)
    await writing
    async with await Database.open(url) as database:
        assert len(await database.read(lambda tx: tx.audit.latest(10))) == 1


async def test_a_stray_stop_iteration_is_an_error_and_no_endless_wait(database: Database) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await database.write(lambda _tx: next(iter(())))


async def test_two_databases_on_one_file_lose_no_write(url: str, now: datetime) -> None:
    async with await Database.open(url) as one, await Database.open(url) as two:

        async def many(database: Database, name: str) -> None:
            for number in range(50):
                await database.write(lambda tx, at=number: tx.audit.add(now, name, str(at), "dm"))  # type: ignore[misc]

        await asyncio.gather(many(one, "a"), many(two, "b"))
        assert len(await one.read(lambda tx: tx.audit.latest(1000))) == 100


async def test_a_full_disk_is_a_fault_and_stores_nothing(stored: Database, now: datetime) -> None:
    await stored.write(lambda tx: tx.audit.add(now, "p", "about", "dm"))

    def limit(tx: Tx) -> None:
        pages = tx._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx._connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 5}")

    def flood(tx: Tx) -> None:
        tx.audit.add(now, "p", "help", "dm")
        tx.facts.apply(
            [FactChange("call", str(n), None, {"title": "x" * 4000}) for n in range(100)], by=None, how="import", at=now
        )

    await stored.write(limit)
    with pytest.raises(StorageFault, match="full"):
        await stored.write(flood)
    assert [entry.command for entry in await stored.read(lambda tx: tx.audit.latest(10))] == ["about"]
    assert await stored.read(lambda tx: tx.facts.version()) == 0
    await stored.write(lambda tx: tx.audit.add(now, "p", "language", "dm"))  # what fits still goes in


async def test_foreign_keys_hold(stored: Database, now: datetime) -> None:
    with pytest.raises(IntegrityError):
        await stored.write(lambda tx: tx.sessions.add("hash", "nobody", now))


async def test_a_file_that_is_no_database_is_a_fault(url: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "club.db").write_bytes(b"this is no database " * 500)
    with pytest.raises(StorageFault, match="not a database"):
        await Database.open(url)


async def test_a_folder_that_cannot_be_made_is_a_fault(url: str, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StorageFault):
        await Database.open(url)


@pytest.mark.parametrize("wrong", ["club.db", "oracle9://x", "postgresql+asyncpg://ana:hushhush@127.0.0.1:1/club"])
async def test_an_address_that_leads_nowhere_is_a_fault_that_keeps_the_password(wrong: str) -> None:
    with pytest.raises(StorageFault) as fault:
        await Database.open(wrong)
    assert "hushhush" not in str(fault.value)


async def test_closing_twice_does_no_harm(url: str) -> None:
    async with await Database.open(url) as database:
        await database.close()


async def test_a_folder_in_the_place_of_the_file_is_a_fault(url: str, tmp_path: Path) -> None:
    (tmp_path / "data" / "club.db").mkdir(parents=True)
    with pytest.raises(StorageFault):
        await Database.open(url)


async def test_a_database_opened_read_only_is_a_fault_when_written(url: str, tmp_path: Path, now: datetime) -> None:
    async with await Database.open(url):
        pass
    path = tmp_path / "data" / "club.db"
    async with await Database.open(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true") as database:
        assert await database.read(lambda tx: tx.facts.version()) == 0
        with pytest.raises(StorageFault, match="readonly"):
            await database.write(lambda tx: tx.audit.add(now, "p", "about", "dm"))


async def test_the_log_is_tidied_away_on_closing(url: str, tmp_path: Path, now: datetime) -> None:
    async with await Database.open(url) as database:
        await database.write(lambda tx: tx.audit.add(now, "p", "about", "dm"))
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["club.db"]


async def test_it_runs_in_wal_with_foreign_keys_and_patience(stored: Database) -> None:
    def pragmas(tx: Tx) -> list[object]:
        names = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        return [tx._connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert await stored.read(pragmas) == ["wal", 1, 1, 15000]
    assert await stored.write(pragmas) == ["wal", 1, 1, 15000]
