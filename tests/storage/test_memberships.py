from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, make_url, select

from bot.storage import migrations
from bot.storage.database import Database
from bot.storage.schema import membership

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Tx

HOME = ("discord", "1")
DAY = timedelta(days=1)


def left(tx: Tx) -> dict[str, datetime | None]:
    """When each account left."""
    rows = tx._connection.execute(select(membership.c.account_id, membership.c.left_at))
    return {row.account_id: row.left_at for row in rows}


async def test_the_first_look_at_a_community_takes_everybody_as_known(database: Database, now: datetime) -> None:
    crowd = {str(n): now - DAY for n in range(5_000)}
    assert not await database.read(lambda tx: tx.memberships.known(*HOME))
    await database.write(lambda tx: tx.memberships.baseline(*HOME, crowd, now))
    assert await database.read(lambda tx: tx.memberships.known(*HOME))
    assert await database.write(lambda tx: tx.memberships.compare(*HOME, crowd, now)) == frozenset()
    assert not await database.write(lambda tx: tx.memberships.arrive(*HOME, "7", now - DAY, now))


async def test_a_later_look_finds_who_came_since_until_they_are_noted(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.memberships.baseline(*HOME, {"ana": now - DAY}, now))
    crowd = {"ana": now - DAY} | {str(n): now for n in range(1_000)}
    came = await database.write(lambda tx: tx.memberships.compare(*HOME, crowd, now))
    assert came == frozenset(str(n) for n in range(1_000))
    await database.write(lambda tx: [tx.memberships.arrive(*HOME, str(n), now, now) for n in range(999)])
    assert await database.write(lambda tx: tx.memberships.compare(*HOME, crowd, now)) == {"999"}


async def test_somebody_who_comes_before_the_first_look_is_in_it(database: Database, now: datetime) -> None:
    assert await database.write(lambda tx: tx.memberships.arrive(*HOME, "ana", now, now))
    everybody = {"ana": now, "boris": now - DAY}
    await database.write(lambda tx: tx.memberships.baseline(*HOME, everybody, now))
    assert await database.read(left) == {"ana": None, "boris": None}


async def test_a_community_in_which_nobody_was_is_known_all_the_same(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.memberships.baseline(*HOME, {}, now))
    assert await database.read(lambda tx: tx.memberships.known(*HOME))


async def test_somebody_comes_once(database: Database, now: datetime) -> None:
    told = [await database.write(lambda tx: tx.memberships.arrive(*HOME, "ana", now, now)) for _ in range(2)]
    assert told == [True, False]


async def test_somebody_who_left_and_came_back_comes_again(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[bool]:
        first = tx.memberships.arrive(*HOME, "ana", now, now)
        tx.memberships.leave(*HOME, "ana", now + DAY)
        again = tx.memberships.arrive(*HOME, "ana", now + 2 * DAY, now + 2 * DAY)
        return [first, again, tx.memberships.arrive(*HOME, "ana", now + 2 * DAY, now + 2 * DAY)]

    assert await database.write(unit) == [True, True, False]
    assert await database.read(left) == {"ana": None}


async def test_a_return_that_nobody_watched_is_seen_by_when_it_began(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.memberships.baseline(*HOME, {"ana": now - DAY, "boris": now - DAY}, now))
    back = {"ana": now + DAY, "boris": now - DAY}
    assert await database.write(lambda tx: tx.memberships.compare(*HOME, back, now + 2 * DAY)) == {"ana"}


async def test_one_start_told_in_two_precisions_is_one_stay(database: Database, now: datetime) -> None:
    assert await database.write(lambda tx: tx.memberships.arrive(*HOME, "ana", now.replace(microsecond=0), now))
    assert not await database.write(lambda tx: tx.memberships.arrive(*HOME, "ana", now, now))


async def test_where_no_start_is_told_a_leaving_parts_two_stays(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[bool]:
        told = [tx.memberships.arrive("slack", "T1", "ana", None, now) for _ in range(2)]
        tx.memberships.leave("slack", "T1", "ana", now)
        return [*told, tx.memberships.arrive("slack", "T1", "ana", None, now)]

    assert await database.write(unit) == [True, False, True]


async def test_who_is_missing_at_a_look_has_left_and_the_moment_stays(database: Database, now: datetime) -> None:
    everybody = {"ana": now - DAY, "boris": now - DAY}
    await database.write(lambda tx: tx.memberships.baseline(*HOME, everybody, now))
    for later in (now + DAY, now + 2 * DAY):
        await database.write(lambda tx, at=later: tx.memberships.compare(*HOME, {"ana": now - DAY}, at))  # type: ignore[misc]
    await database.write(lambda tx: tx.memberships.leave(*HOME, "boris", now + 3 * DAY))
    assert await database.read(left) == {"ana": None, "boris": now + DAY}


async def test_somebody_missing_from_a_list_that_was_not_whole_never_left(database: Database, now: datetime) -> None:
    everybody = {"ana": now - DAY, "boris": now - DAY}
    await database.write(lambda tx: tx.memberships.baseline(*HOME, everybody, now))
    for members in (everybody, {}, everybody):
        came = await database.write(lambda tx, here=members: tx.memberships.compare(*HOME, here, now))  # type: ignore[misc]
        assert came == frozenset()
    assert await database.read(left) == {"ana": None, "boris": None}


async def test_each_community_is_looked_at_for_itself(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.memberships.baseline(*HOME, {"ana": now}, now))
    for other in (("discord", "2"), ("slack", "1")):
        assert not await database.read(lambda tx, where=other: tx.memberships.known(*where))  # type: ignore[misc]
        assert await database.write(lambda tx, where=other: tx.memberships.arrive(*where, "ana", now, now))  # type: ignore[misc]


async def test_leaving_what_one_was_never_in_is_nothing(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.memberships.leave(*HOME, "ana", now))
    assert await database.read(left) == {}


async def test_a_database_from_before_communities_is_brought_up_to_date(url: str, now: datetime) -> None:
    path = make_url(url).database
    assert path
    Path(path).parent.mkdir()
    with create_engine(f"sqlite:///{path}").begin() as connection:
        migrations.upgrade(connection, "0001")
        connection.exec_driver_sql("INSERT INTO person (id, created_at) VALUES ('p1', '2026-11-22 00:00:00')")
        connection.exec_driver_sql("INSERT INTO account VALUES ('web', '1', 'p1', '')")
    async with await Database.open(url) as database:
        assert await database.write(lambda tx: tx.memberships.arrive(*HOME, "ana", now, now))
        assert await database.read(lambda tx: tx.people.get("p1")) is not None
