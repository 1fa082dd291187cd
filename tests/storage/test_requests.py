from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.requests import Handled

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx


async def test_a_replay_finds_the_first_result_even_when_it_is_nothing(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.requests.record("r1", 0, None, now))
    await database.write(lambda tx: tx.requests.record("r1", 1, {"име": ["а", 1]}, now))
    assert await database.read(lambda tx: tx.requests.find("r1", 0)) == Handled(None, now)
    assert await database.read(lambda tx: tx.requests.find("r1", 1)) == Handled({"име": ["а", 1]}, now)
    assert await database.read(lambda tx: tx.requests.find("r1", 2)) is None


async def test_a_step_is_recorded_once(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.requests.record("r1", 0, 1, now))
    with pytest.raises(IntegrityError):
        await database.write(lambda tx: tx.requests.record("r1", 0, 2, now))


async def test_a_result_that_is_no_json_undoes_the_write_it_stands_for(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> None:
        tx.audit.add(now, "p", "about", "dm")
        tx.requests.record("r1", 0, now, now)

    with pytest.raises(TypeError):
        await database.write(unit)
    assert await database.read(lambda tx: tx.audit.latest(10)) == []


async def test_old_results_are_pruned(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.requests.record("old", 0, 1, now - timedelta(days=31)))
    await database.write(lambda tx: tx.requests.record("young", 0, 1, now))
    assert await database.write(lambda tx: tx.requests.prune(now - timedelta(days=30))) == 1
    assert await database.read(lambda tx: tx.requests.find("young", 0)) is not None
