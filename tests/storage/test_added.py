"""Which facts were not there before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.storage.values import FactChange

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database

DAY = timedelta(days=1)
Body = dict[str, Any]


@pytest.fixture
async def begun(database: Database, now: datetime) -> Database:
    """A library that began with one partner."""
    await changed(database, now, ("partner", "first", None, {"n": 1}))
    return database


async def changed(database: Database, at: datetime, *changes: tuple[str, str, Body | None, Body | None]) -> None:
    wishes = [FactChange(*change) for change in changes]
    await database.write(lambda tx: tx.facts.apply(wishes, by=None, how="test", at=at))


async def added(database: Database, since: datetime) -> list[tuple[str, str]]:
    return await database.read(lambda tx: tx.facts.added(("partner", "call"), since))


async def test_what_the_library_began_with_was_never_added(begun: Database, now: datetime) -> None:
    assert await added(begun, now - DAY) == []


async def test_what_came_since_is_told_the_latest_first(begun: Database, now: datetime) -> None:
    await changed(begun, now + DAY, ("partner", "a", None, {}), ("event", "e", None, {}))
    await changed(begun, now + 2 * DAY, ("call", "c", None, {}))
    assert await added(begun, now) == [("call", "c"), ("partner", "a")]
    assert await added(begun, now + DAY) == [("call", "c")]


async def test_what_was_changed_removed_or_put_back_is_not_new(begun: Database, now: datetime) -> None:
    await changed(begun, now + DAY, ("partner", "first", {"n": 1}, {"n": 2}), ("partner", "gone", None, {}))
    await changed(begun, now + 2 * DAY, ("partner", "gone", {}, None), ("partner", "first", {"n": 2}, None))
    await changed(begun, now + 3 * DAY, ("partner", "first", None, {"n": 2}))
    assert await added(begun, now) == []


async def test_what_was_added_and_changed_since_is_told_once(begun: Database, now: datetime) -> None:
    await changed(begun, now + DAY, ("partner", "a", None, {}))
    await changed(begun, now + 2 * DAY, ("partner", "a", {}, {"n": 1}))
    assert await added(begun, now) == [("partner", "a")]
    assert await added(begun, now + DAY) == [], "it was there already"


async def test_an_empty_library_has_nothing_new(database: Database, now: datetime) -> None:
    assert await added(database, now) == []
