"""Whom the bot greets who came, as the database keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage.newcomers import Newcomer

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx

DAY = timedelta(days=1)


def ana(now: datetime) -> Newcomer:
    return Newcomer("discord", "7", "1", "Ана", "", now, "b1")


async def test_somebody_who_comes_again_is_kept_once(database: Database, now: datetime) -> None:
    again = replace(ana(now), came_at=now + DAY, batch="b2")

    def put(tx: Tx) -> Newcomer | None:
        tx.newcomers.put(ana(now))
        tx.newcomers.put(again)
        return tx.newcomers.get("discord", "7")

    assert await database.write(put) == again
    assert await database.read(lambda tx: tx.newcomers.get("slack", "7")) is None


async def test_a_batch_is_counted_and_greets_those_who_are_still_there(database: Database, now: datetime) -> None:
    boris = replace(ana(now), account_id="8", name="Boris", came_at=now + DAY)

    def put(tx: Tx) -> None:
        for one in (boris, ana(now), replace(boris, account_id="9", batch="b2"), replace(boris, platform="slack")):
            tx.newcomers.put(one)
            tx.memberships.arrive(one.platform, one.community, one.account_id, now, now)

    await database.write(put)
    assert await database.read(lambda tx: tx.newcomers.count("discord", "b1")) == 2
    assert await database.read(lambda tx: tx.newcomers.greeted("discord", "b1")) == [ana(now), boris]
    assert await database.read(lambda tx: tx.newcomers.latest("discord")) == "b2"
    await database.write(lambda tx: tx.memberships.leave("discord", "1", "7", now + DAY))
    assert await database.read(lambda tx: tx.newcomers.greeted("discord", "b1")) == [boris]
    assert not await database.read(lambda tx: tx.newcomers.is_here(ana(now)))
    assert await database.read(lambda tx: tx.newcomers.is_here(boris))


async def test_a_person_has_come_by_each_of_their_accounts(database: Database, now: datetime) -> None:
    later = replace(ana(now), platform="slack", account_id="U1", came_at=now + DAY)

    def put(tx: Tx) -> None:
        tx.people.create("ana", "discord", "7", at=now)
        tx.people.link("ana", "slack", "U1")
        for one in (later, ana(now), replace(ana(now), account_id="8")):
            tx.newcomers.put(one)

    await database.write(put)
    assert await database.read(lambda tx: tx.newcomers.of("ana")) == [ana(now), later]


async def test_without_a_newcomer_there_is_no_batch(database: Database) -> None:
    assert await database.read(lambda tx: tx.newcomers.latest("discord")) == ""
