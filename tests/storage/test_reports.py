from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage.reports import Report

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx


def told(now: datetime, tx: Tx) -> list[int]:
    tx.people.create("ana", "web", "1", at=now)
    return [tx.reports.add("call", f"c{n}", "ana", "Грешна дата", now) for n in range(2)]


async def test_reports_wait_oldest_first_until_they_are_closed(database: Database, now: datetime) -> None:
    first, second = await database.write(lambda tx: told(now, tx))
    done = now + timedelta(hours=1)
    assert await database.write(lambda tx: tx.reports.close(first, "ana", done))
    assert await database.read(lambda tx: tx.reports.open()) == [
        Report(second, "call", "c1", "ana", "Грешна дата", now, None, None)
    ]
    closed = await database.read(lambda tx: tx.reports.get(first))
    assert closed is not None
    assert (closed.done_at, closed.done_by) == (done, "ana")


async def test_a_report_is_closed_once_and_can_be_opened_again(database: Database, now: datetime) -> None:
    first, _ = await database.write(lambda tx: told(now, tx))
    assert not await database.write(lambda tx: tx.reports.reopen(first))
    await database.write(lambda tx: tx.reports.close(first, "ana", now))
    assert not await database.write(lambda tx: tx.reports.close(first, "ana", now))
    assert await database.write(lambda tx: tx.reports.reopen(first))
    assert len(await database.read(lambda tx: tx.reports.open())) == 2


async def test_an_unknown_report_is_none(database: Database) -> None:
    assert await database.read(lambda tx: tx.reports.get(7)) is None
