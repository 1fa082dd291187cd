"""Which schedules the organisers have in common, and what they may do with what was sent of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.delivery import Stage, Task
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.deliveries import Row

if TYPE_CHECKING:
    from bot.storage.database import Database
    from bot.storage.store import Tx

HOUR = timedelta(hours=1)
OVER = (Stage.SENT, Stage.DEAD, Stage.MISSED, Stage.UNCLEAR, Stage.IDLE, Stage.RETRACTED)


def made(tx: Tx, now: datetime, **more: Any) -> Schedule:  # noqa: ANN401 - any field of a Schedule
    """A schedule of Ana's, to #general unless said otherwise."""
    if tx.people.get("ana") is None:
        tx.people.create("ana", "web", "ana", at=now)
        tx.people.create("boris", "web", "boris", at=now)
    series = Series(datetime(2026, 11, 23, 10), "Europe/Sofia")  # noqa: DTZ001 - a wall time
    one = Schedule(0, Sort.POST, "ana", "web:ana", "1 calls", "Calls", series, ("web:general",), State.ACTIVE)
    return tx.schedules.add(replace(one, **more), now)


@pytest.mark.parametrize(
    ("more", "shared"),
    [
        ({}, True),
        ({"state": State.CANCELLED}, True),
        ({"sort": Sort.DIGEST}, True),
        ({"places": ("web:general", "web:@ana")}, True),
        ({"sort": Sort.REMINDER}, False),
        ({"sort": Sort.REMINDER, "places": ("web:@ana",)}, False),
        ({"sort": Sort.DIGEST, "places": ("web:@ana",)}, False),
        ({"state": State.DRAFT}, False),
    ],
)
async def test_what_is_posted_for_all_is_shared(
    database: Database, now: datetime, more: dict[str, Any], *, shared: bool
) -> None:
    def unit(tx: Tx) -> tuple[bool, int, int]:
        one = made(tx, now, **more)
        counts = (tx.schedules.count(tuple(State), shared_with=who) for who in ("ana", "boris"))
        return (tx.schedules.shared(one.id), *counts)  # type: ignore[return-value]

    mine = any(":@" not in place for place in more.get("places", ("web:general",)))
    assert await database.write(unit) == (shared, int(mine), int(shared))


async def test_a_place_that_is_one_of_several_finds_it(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[int]:
        made(tx, now)
        made(tx, now, places=("web:general", "web:funding"))
        found = tx.schedules.listed([State.ACTIVE], places=["web:funding", "web:events"])
        return [one.id for one in found]

    assert await database.write(unit) == [2]


async def test_what_is_due_survives_a_change_and_what_is_planned_does_not(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[str]:
        one = made(tx, now)
        rows = [Row(one.id, key, "web:general", now + ahead, now + HOUR) for key, ahead in (("a", -HOUR), ("b", HOUR))]
        tx.deliveries.add(rows)
        tx.schedules.put(replace(one, title="Other"), now)
        return [row.key for row in tx.deliveries.of(one.id)]

    assert await database.write(unit) == ["a"]


async def test_nothing_is_left_to_send_of_what_is_cancelled(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[tuple[str, datetime]]:
        one = made(tx, now)
        tx.deliveries.add([Row(one.id, key, "web:general", now, now + HOUR) for key in ("tried", "now:1")])
        (tried, _) = tx.deliveries.claim(now, now + HOUR, 2)
        tx.deliveries.mark([tried._replace(stage=Stage.DUE, attempts=1, due_at=now + HOUR / 2)])
        tx.deliveries.reap(now + 2 * HOUR)
        tx.deliveries.drop(one.id)
        tx.deliveries.stop(one.id, now)
        return [(row.key, row.ends_at) for row in tx.deliveries.of(one.id)]

    left = await database.write(unit)
    assert ("tried", now) in left
    assert all(ends == now for _, ends in left), "what was tried is only asked after"


@pytest.mark.parametrize(
    ("task", "stage", "turns"),
    [
        (Task.POST, Stage.SENT, True),
        (Task.EDIT, Stage.DEAD, True),
        (Task.EDIT, Stage.DUE, True),
        (Task.POST, Stage.DUE, False),
        (Task.EDIT, Stage.LEASED, False),
    ],
)
async def test_what_is_being_sent_is_not_turned_into_something_else(
    database: Database, now: datetime, task: Task, stage: Stage, *, turns: bool
) -> None:
    def unit(tx: Tx) -> bool:
        one = made(tx, now)
        tx.deliveries.add([Row(one.id, "a", "web:general", now, now + HOUR, task=task)])
        (row,) = tx.deliveries.claim(now, now + HOUR, 1)
        if stage is not Stage.LEASED:
            tx.deliveries.mark([row._replace(stage=stage)])
        return tx.deliveries.turn(row.id, Task.DELETE, now, now + HOUR)

    assert await database.write(unit) is turns


async def test_receipts_are_of_what_is_posted_to_places(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[int]:
        shared = made(tx, now)
        own = made(tx, now, sort=Sort.DIGEST, places=("web:@ana",))
        here = made(tx, now, sort=Sort.REMINDER)
        tx.deliveries.add([Row(one.id, "a", one.places[0], now, now) for one in (shared, own, here)])
        rows = tx.deliveries.claim(now, now + HOUR, 5)
        tx.deliveries.mark([row._replace(stage=Stage.SENT) for row in rows])
        return [row.schedule for row in tx.deliveries.receipts(OVER)]

    assert await database.write(unit) == [1]


async def test_what_is_pinned_says_so_until_it_is_let_go(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[list[str | None]]:
        one = made(tx, now)
        tx.deliveries.add([Row(one.id, "a", "web:general", now, now)])
        tx.deliveries.add([Row(one.id, "t", "web:general", now, now, task=Task.TELL, command="1 told")])

        def commands() -> list[str | None]:
            return [row.command for id in (1, 2) if (row := tx.deliveries.get(id))]

        tx.deliveries.pin(one.id, "1 calls")
        tx.deliveries.pin(one.id, "1 events")
        pinned = commands()
        tx.deliveries.pin(one.id, None)
        return [pinned, commands()]

    assert await database.write(unit) == [["1 calls", "1 told"], [None, "1 told"]]
