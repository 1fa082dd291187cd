"""What is to be given by fields of interest, as the database keeps it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.enrolments import Enrolment
    from bot.storage.store import Tx

HERE = ("discord", "7")
HOUR = timedelta(hours=1)


@pytest.fixture
async def wanted(database: Database, now: datetime) -> Enrolment:
    def want(tx: Tx) -> Enrolment | None:
        tx.people.create("ana", *HERE, at=now)
        tx.enrolments.want(*HERE, "ana", ["cancer"], now)
        return tx.enrolments.first(now)

    found = await database.write(want)
    assert found
    return found


async def test_what_is_wanted_is_due_at_once_and_not_earlier(
    database: Database, now: datetime, wanted: Enrolment
) -> None:
    assert (wanted.interests, wanted.done, wanted.tries) == (("cancer",), (), 0)
    assert await database.read(lambda tx: tx.enrolments.first(now - HOUR)) is None
    assert await database.read(lambda tx: tx.enrolments.nearest()) == now


async def test_what_is_given_is_kept_and_nothing_is_due_any_more(
    database: Database, now: datetime, wanted: Enrolment
) -> None:
    await database.write(lambda tx: tx.enrolments.settle(wanted, ["111"], None))
    assert await database.read(lambda tx: tx.enrolments.first(now + HOUR)) is None
    kept = await database.read(lambda tx: tx.enrolments.get(*HERE))
    assert kept
    assert (kept.done, kept.due_at, kept.tries) == (("111",), None, 1)


async def test_the_rest_is_due_again_later(database: Database, now: datetime, wanted: Enrolment) -> None:
    await database.write(lambda tx: tx.enrolments.settle(wanted, [], now + HOUR))
    assert await database.read(lambda tx: tx.enrolments.first(now)) is None
    assert await database.read(lambda tx: tx.enrolments.nearest()) == now + HOUR


async def test_what_is_wanted_anew_meanwhile_stays_due(database: Database, now: datetime, wanted: Enrolment) -> None:
    await database.write(lambda tx: tx.enrolments.want(*HERE, "ana", ["policy"], now + HOUR))
    await database.write(lambda tx: tx.enrolments.settle(wanted, ["111"], None))
    found = await database.read(lambda tx: tx.enrolments.first(now + HOUR))
    assert found
    assert (found.interests, found.done) == (("policy",), ("111",))


async def test_a_platform_can_be_left_alone_for_a_while(database: Database, now: datetime, wanted: Enrolment) -> None:
    await database.write(lambda tx: tx.enrolments.defer("slack", now + HOUR))
    assert await database.read(lambda tx: tx.enrolments.first(now)) == wanted
    await database.write(lambda tx: tx.enrolments.defer("discord", now + HOUR))
    assert await database.read(lambda tx: tx.enrolments.nearest()) == now + HOUR
