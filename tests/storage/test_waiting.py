"""What is planned for somebody and not begun, and how it is put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.deliveries import Row

if TYPE_CHECKING:
    from bot.storage.database import Database
    from bot.storage.store import Tx

HOUR = timedelta(hours=1)
OWN = (Sort.REMINDER, Sort.DIGEST)
MADE = Schedule(
    id=0,
    sort=Sort.REMINDER,
    owner="mila",
    via="web:mila",
    command="1 about",
    title="A reminder",
    series=Series(datetime(2026, 11, 23, 9), "Europe/Sofia"),  # noqa: DTZ001 - a wall time
    places=("web:@mila",),
    state=State.ACTIVE,
)


def furnish(tx: Tx, now: datetime) -> list[int]:
    """Two reminders of Mila's, of which the second is due first; one of Ana's, and a post of Mila's."""
    for name in ("mila", "ana"):
        tx.people.create(name, "web", name, at=now)
    ids = []
    for hours, more in ((2, {}), (1, {}), (1, {"owner": "ana"}), (1, {"sort": Sort.POST})):
        made = tx.schedules.add(replace(MADE, **more), now)
        ids.append(made.id)
        due = now + hours * HOUR
        tx.deliveries.add([Row(made.id, "x", "web:@mila", due, due + HOUR)])
    return ids


async def test_ones_own_are_told_the_soonest_first(database: Database, now: datetime) -> None:
    first, second, *_ = await database.write(lambda tx: furnish(tx, now))
    rows = await database.read(lambda tx: tx.deliveries.waiting("mila", OWN))
    assert [row.schedule for row in rows] == [second, first]


async def test_what_is_being_sent_waits_no_more(database: Database, now: datetime) -> None:
    first, *_ = await database.write(lambda tx: furnish(tx, now))
    await database.write(lambda tx: tx.deliveries.claim(now + HOUR, now + 2 * HOUR, 10))
    rows = await database.read(lambda tx: tx.deliveries.waiting("mila", OWN))
    assert [row.schedule for row in rows] == [first]


async def test_it_is_put_off_with_the_time_it_had(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    row, _ = await database.read(lambda tx: tx.deliveries.waiting("mila", OWN))
    due = now + 5 * HOUR
    await database.write(lambda tx: tx.deliveries.defer(row.id, due, due + HOUR, row.due_at))
    _, later = await database.read(lambda tx: tx.deliveries.waiting("mila", OWN))
    assert (later.id, later.due_at, later.ends_at, later.held_from) == (row.id, due, due + HOUR, row.due_at)


async def test_what_was_begun_is_not_put_off(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    row, _ = await database.read(lambda tx: tx.deliveries.waiting("mila", OWN))
    await database.write(lambda tx: tx.deliveries.claim(now + HOUR, now + 2 * HOUR, 10))
    await database.write(lambda tx: tx.deliveries.defer(row.id, now + 5 * HOUR, now + 6 * HOUR, None))
    found = await database.read(lambda tx: tx.deliveries.get(row.id))
    assert found
    assert found.due_at == row.due_at
