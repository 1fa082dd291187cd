from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage.database import Database

if TYPE_CHECKING:
    from datetime import datetime

DAY = timedelta(days=1)


async def test_an_invitation_gives_its_role_once_however_many_ask_at_once(url: str, now: datetime) -> None:
    async with await Database.open(url) as one, await Database.open(url) as two:
        await one.write(lambda tx: tx.people.create("ana", "web", "1", at=now))
        await one.write(lambda tx: tx.invites.add("hash", 2, None, now, now + DAY))
        asks = [place.write(lambda tx: tx.invites.use("hash", "ana", now)) for place in (one, two) * 5]
        results = await asyncio.gather(*asks)
    assert sorted(results, key=str) == [2] + [None] * 9


async def test_an_invitation_that_is_late_or_unknown_gives_nothing(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.people.create("ana", "web", "1", at=now))
    await database.write(lambda tx: tx.invites.add("hash", 2, "ana", now, now + DAY))
    assert await database.write(lambda tx: tx.invites.use("hash", "ana", now + DAY)) is None
    assert await database.write(lambda tx: tx.invites.use("other", "ana", now)) is None


async def test_an_invitation_that_expired_unused_is_pruned(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.people.create("ana", "web", "1", at=now))
    await database.write(lambda tx: tx.invites.add("used", 2, None, now, now + DAY))
    await database.write(lambda tx: tx.invites.add("unused", 1, None, now, now + DAY))
    await database.write(lambda tx: tx.invites.use("used", "ana", now))
    assert await database.write(lambda tx: tx.invites.prune(now + DAY)) == 1
