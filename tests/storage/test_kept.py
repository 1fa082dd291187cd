from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Tx

SOON = timedelta(minutes=10)


def people(now: datetime, tx: Tx) -> None:
    tx.people.create("ana", "web", "1", at=now)
    tx.people.create("boris", "web", "2", at=now)


async def test_a_kept_text_is_read_as_often_as_one_likes_until_it_expires(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.kept.put("t", "button", "calls topic='сърце'", None, now + SOON))
    for _ in range(2):
        found = await database.read(lambda tx: tx.kept.get("t", now))
        assert found is not None
        assert (found.text, found.purpose, found.expires_at) == ("calls topic='сърце'", "button", now + SOON)
    assert await database.read(lambda tx: tx.kept.get("t", now + SOON)) is None
    assert await database.read(lambda tx: tx.kept.get("u", now)) is None


async def test_a_text_kept_for_good_is_never_pruned(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.kept.put("t", "button", "calls", None, None))
    assert await database.write(lambda tx: tx.kept.prune(now + timedelta(days=9999))) == 0
    assert await database.read(lambda tx: tx.kept.get("t", now)) is not None


async def test_a_token_is_taken_once_however_many_ask_at_once(url: str, now: datetime) -> None:
    async with await Database.open(url) as one, await Database.open(url) as two:
        await one.write(lambda tx: people(now, tx))
        await one.write(lambda tx: tx.kept.put("t", "confirm", "fact remove=1", "ana", now + SOON))
        asks = [place.write(lambda tx: tx.kept.take("t", "confirm", "ana", now)) for place in (one, two) * 10]
        results = await asyncio.gather(*asks)
    assert sorted(results, key=str) == [None] * 19 + ["fact remove=1"]


@pytest.mark.parametrize(
    ("purpose", "person", "late"), [("draft", "ana", False), ("confirm", "boris", False), ("confirm", "ana", True)]
)
async def test_a_token_is_not_taken_for_something_else_by_somebody_else_or_too_late(
    database: Database, now: datetime, purpose: str, person: str, late: bool
) -> None:
    await database.write(lambda tx: people(now, tx))
    await database.write(lambda tx: tx.kept.put("t", "confirm", "fact remove=1", "ana", now + SOON))
    at = now + SOON if late else now
    assert await database.write(lambda tx: tx.kept.take("t", purpose, person, at)) is None  # type: ignore[arg-type]
    assert await database.write(lambda tx: tx.kept.take("t", "confirm", "ana", now)) == "fact remove=1"
    assert await database.read(lambda tx: tx.kept.get("t", now)) is None


async def test_anybody_may_take_what_is_nobody_s(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.kept.put("t", "confirm", "about", None, now + SOON))
    assert await database.write(lambda tx: tx.kept.take("t", "confirm", "whoever", now)) == "about"


async def test_a_draft_grows_under_its_token(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> str | None:
        people(now, tx)
        tx.kept.put("t", "draft", "one", "ana", now + SOON)
        tx.kept.put("t", "draft", "one two", "ana", now + SOON)
        found = tx.kept.get("t", now)
        return found.text if found else None

    assert await database.write(unit) == "one two"


async def test_nobody_writes_over_another_s_token(database: Database, now: datetime) -> None:
    await database.write(lambda tx: people(now, tx))
    await database.write(lambda tx: tx.kept.put("t", "draft", "mine", "ana", now + SOON))
    with pytest.raises(IntegrityError):
        await database.write(lambda tx: tx.kept.put("t", "draft", "yours", "boris", now + SOON))


async def test_what_has_expired_is_pruned(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.kept.put("old", "button", "a", None, now))
    await database.write(lambda tx: tx.kept.put("young", "button", "b", None, now + SOON))
    assert await database.write(lambda tx: tx.kept.prune(now)) == 1
    assert await database.read(lambda tx: tx.kept.get("young", now)) is not None
