"""Who joins: noticed whether the bot was there or away, and followed up once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.core.arrivals import Arrivals, Arrived, Community
from bot.storage.database import Database
from tests.kit import NOW, Still

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.store import Tx

HOME = Community("discord", "1")
ANA = Arrived("7", "Ана", joined_at=NOW)
BORIS = Arrived("8", "Boris", "en", NOW - timedelta(days=1))

Told = list[tuple[Community, Arrived]]


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with await Database.open("sqlite+aiosqlite://") as opened:
        yield opened


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def arrivals(database: Database, told: Told) -> Arrivals:
    def listen(_tx: Tx, community: Community, one: Arrived) -> None:
        told.append((community, one))

    made = Arrivals(database, Still())
    made.listeners.append(listen)
    return made


async def test_the_first_look_tells_of_nobody(arrivals: Arrivals, told: Told) -> None:
    assert await arrivals.present(HOME, [ANA, BORIS]) == ()
    assert not told


async def test_who_came_while_the_bot_was_away_is_told_in_the_order_of_joining(arrivals: Arrivals, told: Told) -> None:
    await arrivals.present(HOME, [])
    assert await arrivals.present(HOME, [ANA, BORIS]) == (BORIS, ANA)
    assert told == [(HOME, BORIS), (HOME, ANA)]


async def test_somebody_is_told_of_once_however_often_they_are_seen(arrivals: Arrivals, told: Told) -> None:
    await arrivals.present(HOME, [BORIS])
    assert await arrivals.came(HOME, ANA)
    assert not await arrivals.came(HOME, ANA)
    for _ in range(2):
        assert await arrivals.present(HOME, [ANA, BORIS]) == ()
    assert told == [(HOME, ANA)]


async def test_a_restart_tells_of_nobody_again(arrivals: Arrivals, database: Database, told: Told) -> None:
    await arrivals.came(HOME, ANA)
    again = Arrivals(database, Still())
    again.listeners = arrivals.listeners
    await again.present(HOME, [ANA])
    assert not await again.came(HOME, ANA)
    assert len(told) == 1


async def test_who_went_and_comes_back_is_told_of_again_with_when_they_left(arrivals: Arrivals, told: Told) -> None:
    await arrivals.came(HOME, BORIS)
    await arrivals.went(HOME, BORIS.account_id)
    back = Arrived(BORIS.account_id, BORIS.name, BORIS.language, NOW)
    assert await arrivals.came(HOME, back)
    assert told == [(HOME, BORIS), (HOME, replace(back, returns=True, left_at=NOW))]


async def test_a_return_that_nobody_watched_is_told_of_as_one(arrivals: Arrivals, told: Told) -> None:
    await arrivals.present(HOME, [BORIS])
    back = Arrived(BORIS.account_id, BORIS.name, BORIS.language, NOW)
    assert await arrivals.present(HOME, [back]) == (back,)
    assert told == [(HOME, replace(back, returns=True))]


async def test_somebody_is_noted_together_with_what_follows_or_not_at_all(
    arrivals: Arrivals, database: Database, told: Told
) -> None:
    def broken(tx: Tx, _community: Community, _one: Arrived) -> None:
        tx.people.create("ana", "discord", ANA.account_id, at=NOW)
        raise LookupError

    await arrivals.present(HOME, [])
    arrivals.listeners.append(broken)
    with capture_logs() as logs:
        assert await arrivals.present(HOME, [ANA, BORIS]) == ()
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["a joining was not followed up"] * 2
    assert await database.read(lambda tx: tx.people.find("discord", ANA.account_id)) is None
    arrivals.listeners.remove(broken)
    told.clear()
    assert await arrivals.present(HOME, [ANA, BORIS]) == (BORIS, ANA)
    assert told == [(HOME, BORIS), (HOME, ANA)]


async def test_the_log_knows_who_joined_by_number_and_not_by_name(arrivals: Arrivals) -> None:
    with capture_logs() as logs:
        await arrivals.came(HOME, ANA)
    assert logs == [{"event": "somebody joined", "community": "discord:1", "account": "7", "log_level": "info"}]


async def test_who_waits_for_writes_hears_of_a_newcomer_and_of_nothing_else(database: Database) -> None:
    heard: list[None] = []
    arrivals = Arrivals(database, Still(), [lambda: heard.append(None)])
    await arrivals.present(HOME, [BORIS])
    await arrivals.came(HOME, BORIS)
    assert not heard
    await arrivals.came(HOME, ANA)
    assert len(heard) == 1
