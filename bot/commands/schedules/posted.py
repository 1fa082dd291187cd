"""What of a schedule stands in its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.delivery import Stage, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.delivery import Delivery
    from bot.domain.schedule import Schedule
    from bot.storage.store import Tx

CHANGING = (Task.EDIT, Task.DELETE)
LATEST = 500  # deliveries of one schedule that are looked at: far more than one occurrence has


def deliveries(tx: Tx, id: int) -> list[Delivery]:
    """The latest deliveries of a schedule."""
    return tx.deliveries.of(id, LATEST)


def stands(row: Delivery) -> bool:
    """Whether a post can be read, changed and deleted: it arrived, and was not retracted since."""
    if not row.message_ids or row.task not in (Task.POST, *CHANGING):
        return False
    if row.stage in (Stage.DUE, Stage.LEASED):
        return row.task is Task.EDIT
    return row.stage is Stage.SENT or (row.stage is Stage.DEAD and row.task in CHANGING)


def standing(schedule: Schedule, rows: Sequence[Delivery]) -> list[Delivery]:
    """What is changed along with a schedule: the posts of its last occurrence; all, if it was to be sent once."""
    there = sorted(filter(stands, rows), key=lambda row: (row.sent_at or row.due_at, row.id))
    if not schedule.series.rule or not there:
        return there
    return [row for row in there if row.key == there[-1].key]


def waiting(rows: Sequence[Delivery]) -> list[Delivery]:
    """What is still to be posted."""
    return [row for row in rows if row.task is Task.POST and row.stage in (Stage.DUE, Stage.LEASED)]
