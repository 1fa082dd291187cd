"""What only several processes can show."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.storage.database import Database

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Tx

HEAD = """
import asyncio, json, sys, time
from datetime import UTC, datetime
from bot.storage.database import Database
NOW = datetime(2026, 1, 1, tzinfo=UTC)
url = sys.argv[1]
"""

WRITES = (
    HEAD
    + """
async def main():
    async with await Database.open(url) as database:
        for number in range(int(sys.argv[2])):
            await database.write(lambda tx: tx.audit.add(NOW, sys.argv[3], str(number), "dm"))
            print(number, flush=True)
asyncio.run(main())
"""
)

HANGS = (
    HEAD
    + """
def unit(tx):
    for number in range(20_000):
        tx.audit.add(NOW, "half", str(number), "dm")
        if number == 15_000:
            print("in the middle", flush=True)
    time.sleep(600)
async def main():
    async with await Database.open(url) as database:
        await database.write(lambda tx: tx.audit.add(NOW, "whole", "0", "dm"))
        await database.write(unit)
asyncio.run(main())
"""
)

IMPORTS = (
    HEAD
    + """
async def main():
    async with await Database.open(url) as database:
        await database.read(lambda tx: tx.facts.version())
imported = "alembic" in sys.modules
asyncio.run(main())
print(json.dumps([imported] + [name in sys.modules for name in ("alembic", "sqlalchemy.ext.asyncio", "greenlet")]))
"""
)


def start(script: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *args], stdout=subprocess.PIPE, text=True)


def whole(tx: Tx) -> str:
    found: str = tx._connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    return found


async def test_processes_that_start_at_once_on_an_empty_file_and_write_lose_nothing(url: str) -> None:
    running = [start(WRITES, url, "40", name) for name in "abcd"]
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    async with await Database.open(url) as database:
        entries = await database.read(lambda tx: tx.audit.latest(1000))
    assert {(entry.person_id, entry.command) for entry in entries} == {(n, str(i)) for n in "abcd" for i in range(40)}
    assert len(entries) == 160


async def test_a_process_killed_in_the_middle_of_a_write_leaves_the_database_whole(url: str, now: datetime) -> None:
    with start(HANGS, url) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.kill()
    async with await Database.open(url) as database:
        assert await database.read(whole) == "ok"
        assert [entry.person_id for entry in await database.read(lambda tx: tx.audit.latest(10))] == ["whole"]
        await database.write(lambda tx: tx.audit.add(now, "after", "0", "dm"))


async def test_what_a_killed_process_said_it_stored_is_stored(url: str) -> None:
    with start(WRITES, url, "1000000", "a") as process:
        assert process.stdout is not None
        for _ in range(100):
            process.stdout.readline()
        process.kill()
        said = 99 + len(process.stdout.read().splitlines(keepends=False))
    async with await Database.open(url) as database:
        assert await database.read(whole) == "ok"
        stored = {int(entry.command) for entry in await database.read(lambda tx: tx.audit.latest(1_000_000))}
    assert set(range(said)) <= stored


def test_alembic_is_imported_only_to_migrate_and_asyncio_of_sqlalchemy_never(url: str) -> None:
    seen = [json.loads(start(IMPORTS, url).communicate()[0]) for _ in range(2)]
    assert seen == [[False, True, False, False], [False, False, False, False]]
