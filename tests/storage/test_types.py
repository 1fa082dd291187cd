from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.storage.store import Tx

SOFIA = ZoneInfo("Europe/Sofia")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


async def test_a_naive_moment_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 22, 12)  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="time zone"):
        await database.write(lambda tx: tx.audit.add(naive, "p", "about", "dm"))


@pytest.mark.parametrize("fold", [0, 1])
async def test_a_moment_comes_back_in_utc_whatever_its_zone(database: Database, fold: int) -> None:
    autumn = datetime(2026, 10, 25, 3, 30, tzinfo=SOFIA, fold=fold)
    await database.write(lambda tx: tx.audit.add(autumn, "p", "about", "dm"))
    (entry,) = await database.read(lambda tx: tx.audit.latest(1))
    assert (entry.at, entry.at.tzinfo) == (datetime(2026, 10, 25, fold, 30, tzinfo=UTC), UTC)


async def test_moments_are_compared_as_moments(database: Database, now: datetime) -> None:
    east = (now + timedelta(minutes=1)).astimezone(timezone(timedelta(hours=14)))
    await database.write(lambda tx: tx.kept.put("t", "button", "calls", None, east))
    assert await database.read(lambda tx: tx.kept.get("t", now)) is not None
    assert await database.read(lambda tx: tx.kept.get("t", now + timedelta(minutes=1))) is None


@given(result=JSON)
def test_any_json_comes_back_as_it_was(result: object) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)

    def unit(tx: Tx) -> object:
        tx.requests.record("r", 0, result, now)
        found = tx.requests.find("r", 0)
        return found and found.result

    async def there_and_back() -> object:
        async with await Database.open("sqlite+aiosqlite://") as database:
            return await database.write(unit)

    assert asyncio.run(there_and_back()) == result
