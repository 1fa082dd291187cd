from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.storage.errors import StaleFact
from bot.storage.values import FactChange, StoredFact

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx

KRIB = {"name": "КРИБ", "country": "BG"}
BASF = {"name": "BASF", "country": "DE"}


def apply(now: datetime, *changes: FactChange, how: str = "import", undoes: int | None = None) -> Callable[[Tx], int]:
    return lambda tx: tx.facts.apply(changes, by=None, how=how, at=now, undoes=undoes)


def added(kind: str, id: str, body: dict[str, Any], position: int | None = None) -> FactChange:
    return FactChange(kind, id, None, body, position)


async def test_a_database_without_facts_has_version_zero(database: Database) -> None:
    assert await database.read(lambda tx: (tx.facts.version(), tx.facts.all(), tx.facts.counts())) == (0, [], {})


async def test_facts_come_back_in_the_order_of_their_file(database: Database, now: datetime) -> None:
    changes = [added("partner", "krib", KRIB, 2), added("partner", "basf", BASF, 1), added("call", "c", {}, 1)]
    assert await database.write(apply(now, *changes)) == 3
    assert await database.read(lambda tx: tx.facts.all()) == [
        StoredFact("call", "c", {}, 1, 3),
        StoredFact("partner", "basf", BASF, 1, 2),
        StoredFact("partner", "krib", KRIB, 2, 1),
    ]
    assert await database.read(lambda tx: tx.facts.counts()) == {"call": 1, "partner": 2}


async def test_a_fact_without_a_place_in_the_file_goes_to_the_end_of_its_kind(
    database: Database, now: datetime
) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB, 7)))
    await database.write(apply(now, *(added("partner", id, {}) for id in "zab"), added("call", "c", {})))
    found = await database.read(lambda tx: tx.facts.all())
    assert [(fact.id, fact.position) for fact in found] == [("c", 1), ("krib", 7), ("z", 8), ("a", 9), ("b", 10)]


async def test_a_change_keeps_the_place_and_raises_the_version(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB, 5)))
    await database.write(apply(now, FactChange("partner", "krib", KRIB, BASF)))
    assert await database.read(lambda tx: tx.facts.get("partner", "krib")) == StoredFact("partner", "krib", BASF, 5, 2)
    assert await database.read(lambda tx: tx.facts.version()) == 2


async def test_a_fact_can_move_within_its_kind(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB, 5)))
    await database.write(apply(now, FactChange("partner", "krib", KRIB, KRIB, 2)))
    assert await database.read(lambda tx: tx.facts.get("partner", "krib")) == StoredFact("partner", "krib", KRIB, 2, 2)


async def test_a_fact_that_is_removed_is_gone_and_its_history_stays(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB)))
    await database.write(apply(now, FactChange("partner", "krib", KRIB, None)))
    assert await database.read(lambda tx: tx.facts.get("partner", "krib")) is None
    history = await database.read(lambda tx: tx.facts.history("partner", "krib", 10))
    assert [(line.before, line.after) for line in history] == [(KRIB, None), (None, KRIB)]


async def test_a_fact_that_comes_back_has_a_version_it_never_had(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB)))
    await database.write(apply(now, FactChange("partner", "krib", KRIB, None)))
    await database.write(apply(now, added("partner", "krib", KRIB)))
    back = await database.read(lambda tx: tx.facts.get("partner", "krib"))
    assert back is not None
    assert back.version == 3


@pytest.mark.parametrize(
    ("before", "current"),
    [(None, KRIB), ({**KRIB, "country": "RO"}, KRIB), (KRIB, None), ({}, None)],
    ids=["there already", "another", "gone", "never there"],
)
async def test_a_change_of_something_else_than_is_stored_is_refused(
    database: Database, now: datetime, before: dict[str, Any] | None, current: dict[str, Any] | None
) -> None:
    if current is not None:
        await database.write(apply(now, added("partner", "krib", current)))
    version = await database.read(lambda tx: tx.facts.version())
    with pytest.raises(StaleFact) as stale:
        await database.write(apply(now, added("call", "c", {}), FactChange("partner", "krib", before, BASF)))
    assert (stale.value.kind, stale.value.id) == ("partner", "krib")
    assert (stale.value.current.body if stale.value.current else None) == current
    assert await database.read(lambda tx: (tx.facts.version(), tx.facts.get("call", "c"))) == (version, None)


async def test_of_two_who_change_the_same_fact_at_once_one_is_refused(stored: Database, now: datetime) -> None:
    await stored.write(apply(now, added("partner", "krib", KRIB)))
    wishes = [stored.write(apply(now, FactChange("partner", "krib", KRIB, {"name": str(n)}))) for n in range(5)]
    results = await asyncio.gather(*wishes, return_exceptions=True)
    assert [type(result) for result in results].count(StaleFact) == 4


async def test_two_changes_of_one_fact_at_once_are_refused(database: Database, now: datetime) -> None:
    with pytest.raises(ValueError, match="two changes of one fact"):
        await database.write(apply(now, added("partner", "krib", KRIB), added("partner", "krib", BASF)))


async def test_no_change_leaves_the_version(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB)))
    assert await database.write(apply(now)) == 1


async def test_the_history_says_who_when_and_how(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> int:
        tx.people.create("ana", "web", "1", at=now)
        return tx.facts.apply([added("partner", "krib", KRIB)], by="ana", how="chat", at=now)

    seq = await database.write(unit)
    line = await database.read(lambda tx: tx.facts.change(seq))
    assert line is not None
    assert (line.by, line.how, line.at, line.undone_by) == ("ana", "chat", now, None)
    assert await database.read(lambda tx: tx.facts.change(seq + 1)) is None


async def test_news_since_a_version_come_oldest_first_and_bounded(database: Database, now: datetime) -> None:
    await database.write(apply(now, *(added("call", f"c{n}", {}) for n in range(5))))
    assert [line.id for line in await database.read(lambda tx: tx.facts.since(2, 2))] == ["c2", "c3"]


async def test_the_history_of_a_fact_is_newest_first_and_bounded(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("call", "c", {"n": 0}), added("call", "d", {})))
    for n in range(3):
        await database.write(apply(now, FactChange("call", "c", {"n": n}, {"n": n + 1})))
    history = await database.read(lambda tx: tx.facts.history("call", "c", 2))
    assert [line.after for line in history] == [{"n": 3}, {"n": 2}]


async def test_an_undo_is_marked_on_what_it_undoes_once(database: Database, now: datetime) -> None:
    first = await database.write(apply(now, added("partner", "krib", KRIB)))
    back = FactChange("partner", "krib", KRIB, None)
    undo = await database.write(apply(now, back, how="undo", undoes=first))
    line = await database.read(lambda tx: tx.facts.change(first))
    assert line is not None
    assert line.undone_by == undo
    await database.write(apply(now, added("partner", "krib", KRIB)))
    with pytest.raises(StaleFact):
        await database.write(apply(now, back, how="undo", undoes=first))
    assert await database.read(lambda tx: tx.facts.get("partner", "krib")) is not None


async def test_more_facts_than_one_question_may_name_are_changed_together(database: Database, now: datetime) -> None:
    old, new = {"title": "стара"}, {"title": "нова"}
    await database.write(apply(now, *(added("call", f"c{n}", old) for n in range(1200))))
    await database.write(apply(now, *(FactChange("call", f"c{n}", old, new) for n in range(1200))))
    found = await database.read(lambda tx: tx.facts.all())
    assert [(fact.id, fact.version) for fact in found] == [(f"c{n}", 1201 + n) for n in range(1200)]
    assert all(fact.body == new for fact in found)


async def test_names_are_kept_as_written_and_told_apart_by_case(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "КРИБ", KRIB), added("partner", "криб", BASF)))
    assert await database.read(lambda tx: tx.facts.counts()) == {"partner": 2}
    text = await database.read(lambda tx: tx._connection.exec_driver_sql("SELECT body FROM fact LIMIT 1").scalar_one())
    assert "КРИБ" in text


async def test_facts_of_some_kinds_come_alone(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB), added("call", "c", {}), added("series", "s", {})))
    found = await database.read(lambda tx: tx.facts.all("series", "partner"))
    assert [fact.id for fact in found] == ["krib", "s"]


async def test_news_are_the_first_and_last_change_of_what_is_not_as_it_was(database: Database, now: datetime) -> None:
    await database.write(apply(now, added("partner", "krib", KRIB), added("partner", "back", KRIB)))
    await database.write(apply(now, FactChange("partner", "back", KRIB, BASF)))
    await database.write(apply(now, FactChange("partner", "krib", KRIB, {"name": "K"})))
    await database.write(apply(now, FactChange("partner", "krib", {"name": "K"}, BASF)))
    await database.write(apply(now, FactChange("partner", "back", BASF, KRIB)))
    await database.write(apply(now, added("call", "c", {})))
    await database.write(apply(now, FactChange("call", "c", {}, None)))
    await database.write(apply(now, FactChange("partner", "back", KRIB, None)))
    assert await database.read(lambda tx: tx.facts.news(2, 9, 0, 10)) == ([(3, 9), (4, 5)], 2)
    assert await database.read(lambda tx: tx.facts.news(2, 9, 1, 10)) == ([(4, 5)], 2)
    assert await database.read(lambda tx: tx.facts.news(2, 8, 0, 10)) == ([(4, 5)], 1)
    assert await database.read(lambda tx: tx.facts.news(2, 7, 0, 10)) == ([(7, 7), (4, 5)], 2)
    assert await database.read(lambda tx: tx.facts.news(9, 9, 0, 10)) == ([], 0)
