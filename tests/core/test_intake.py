from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.core.intake import compare, furnish, take
from bot.sources.problem import Problems
from bot.sources.table import load
from bot.storage.database import Database

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
LAB = b"partners:\n  - {id: lab, name: Lab, country: BG, relation: {type: partner}}\n"
CLUB = b"partners:\n  - {id: club, name: Club, country: RO, relation: {type: partner}}\n"


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with await Database.open("sqlite+aiosqlite://") as opened:
        yield opened


async def imported(database: Database, content: bytes, *, replace: bool = False) -> None:
    tables = [load(content, "more.yaml")]
    await database.write(lambda tx: take(tx, compare(tx, tables, replace=replace), how="import", at=NOW))


async def ids(database: Database) -> list[str]:
    return [fact.id for fact in await database.read(lambda tx: tx.facts.all())]


async def test_an_empty_database_is_given_the_clubs_own_facts(database: Database) -> None:
    await furnish(database, NOW)
    kinds = await database.read(lambda tx: tx.facts.counts())
    assert kinds["partner"] > 50
    assert kinds["call"] > 50
    assert {change.how for change in await database.read(lambda tx: tx.facts.since(0, 10))} == {"start"}


async def test_a_database_that_held_facts_is_left_as_it_is(database: Database) -> None:
    await imported(database, LAB)
    await furnish(database, NOW)
    assert await ids(database) == ["lab"]


async def test_a_database_whose_facts_were_all_removed_stays_empty(database: Database) -> None:
    await imported(database, LAB)
    await imported(database, b"partners: []\n", replace=True)
    await furnish(database, NOW)
    assert await ids(database) == []


async def test_nothing_is_removed_unless_the_file_is_the_whole(database: Database) -> None:
    await imported(database, LAB)
    await imported(database, CLUB)
    assert await ids(database) == ["lab", "club"]
    await imported(database, CLUB, replace=True)
    assert await ids(database) == ["club"]


async def test_importing_the_same_again_changes_nothing(database: Database) -> None:
    await imported(database, LAB)
    before = await database.read(lambda tx: tx.facts.version())
    await imported(database, LAB)
    assert await database.read(lambda tx: tx.facts.version()) == before


async def test_a_fact_that_names_one_that_is_not_there_is_refused_whole(database: Database) -> None:
    with pytest.raises(Problems, match="There is no partner nobody"):
        await imported(database, LAB + b"programmes:\n  - {id: p, name: P, partners: [nobody]}\n")
    assert await ids(database) == []
