"""A process that is killed in the midst of forgetting somebody leaves all of it done, or nothing."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.commands import ALL, QUESTION
from bot.core.book import Book
from bot.core.core import Core
from bot.core.people import People
from bot.core.shelf import Shelf
from bot.core.words import words
from bot.scheduler.service import Scheduler
from bot.storage.database import Database
from tests.kit import CLUB, Board, Still, said
from tests.owning import everything, fill, naming, one

if TYPE_CHECKING:
    from pathlib import Path

    from bot.storage.store import Tx

FAREWELL = "It is done: everything that I kept of you is deleted. If you write to me again, you come anew."
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
GONE = one("a" * 31 + "7", "Цветана Ünïque", "Zabravi", "f" * 31 + "1", "900000000000000001", "U0FORGET1")
STAYS = one("b" * 31 + "8", "Boris", "Pazi", "e" * 31 + "2", "900000000000000012", "U0FORGET12")


def furnish(tx: Tx) -> None:
    for who in (GONE, STAYS):
        tx.people.create(who.id, "web", who.accounts["web"], name=who.name, at=NOW)
    fill(tx, GONE, STAYS, NOW)
    fill(tx, STAYS, GONE, NOW)
    tx.erasures.ask(GONE.id, GONE.via("web"), NOW, NOW + timedelta(days=1))


async def killed(path: Path, number: int) -> str:
    """Run the forgetter until it is killed; what it said before."""
    command = (sys.executable, "-m", "tests.scheduler.forgetter", str(path), str(number))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == -signal.SIGKILL
    return out.decode()


@pytest.mark.parametrize("number", [1, 12, 40, 70])
async def test_a_kill_at_any_statement_undoes_all_and_the_next_start_does_all(tmp_path: Path, number: int) -> None:
    path = tmp_path / "club.db"
    url = f"sqlite+aiosqlite:///{path}"
    async with await Database.open(url) as database:
        await database.write(furnish)
        before = await database.read(everything)
    assert await killed(path, number) == "", "the erasure was over before the kill"
    async with await Database.open(url) as database:
        assert await database.read(everything) == before
    await _start(url)


async def test_a_kill_after_the_last_statement_leaves_only_the_farewell_to_be_said(tmp_path: Path) -> None:
    path = tmp_path / "club.db"
    url = f"sqlite+aiosqlite:///{path}"
    async with await Database.open(url) as database:
        await database.write(furnish)
    assert int(await killed(path, 0)) > 70
    async with await Database.open(url) as database:
        left = naming(GONE, await database.read(everything))
        assert [row.split(":")[0] for row in left] == ["erased"]
    await _start(url)


async def _start(url: str) -> None:
    clock, board = Still(NOW + timedelta(days=1)), Board()
    async with await Database.open(url) as database:
        people = People(database, CLUB, clock)
        core = Core(Book(ALL, QUESTION), database, Shelf(database), people, clock, CLUB, [board])
        await Scheduler(core).settle()
        assert naming(GONE, await database.read(everything)) == []
    assert sum(words("bg")(FAREWELL) in said(reply) for _, reply, _ in board.posts.values()) == 1
