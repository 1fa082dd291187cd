"""Occurrences become deliveries: one row for each schedule, occurrence and place, ahead of time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.domain.recurrence import occurrences
from bot.scheduler.ways import habits
from bot.storage.deliveries import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.core.core import Core
    from bot.domain.schedule import Schedule
    from bot.scheduler.ways import Habits
    from bot.storage.schedules import Pending
    from bot.storage.store import Tx

BATCH = 100  # schedules planned in one go
CATCH_UP = 50  # occurrences of one schedule planned in one go, after a long absence
AGAIN = timedelta(hours=1)  # before what could not be planned is looked at again

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Plan:
    """What follows for one schedule: rows to add, up to where it is planned then, and when to look again."""

    schedule: Schedule
    rows: tuple[Row, ...]
    planned_to: datetime
    plan_at: datetime | None


class Planner:
    """Keeps the next occurrence of every active schedule planned, and those that passed unplanned."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def run(self) -> None:
        """Plan whatever is to be planned by now.

        A row that is there already stays as it is: a crash, or somebody else who plans the same, plans nothing twice.
        """
        while True:
            now = self._core.clock.now()
            pending = await self._core.database.read(lambda tx, now=now: tx.schedules.to_plan(now, BATCH))  # type: ignore[misc]
            if not pending:
                return
            at = {place: await habits(self._core, place) for one in pending for place in one.schedule.places}
            plans = await asyncio.to_thread(_plans, pending, now, at)
            await self._core.database.write(lambda tx, plans=plans: _store(tx, plans))  # type: ignore[misc]


def _plans(pending: Iterable[Pending], now: datetime, at: Mapping[str, Habits]) -> Sequence[Plan]:
    return [_planned(one, now, at) for one in pending]


def _planned(pending: Pending, now: datetime, at: Mapping[str, Habits]) -> Plan:
    """What follows for one schedule. One that can't be planned must not keep the others from being sent."""
    try:
        return _plan(pending, now, at)
    except Exception as error:
        log.exception("a schedule can't be planned", schedule=pending.schedule.id, exc_info=error)
        return Plan(pending.schedule, (), pending.planned_to, now + AGAIN)


def _plan(pending: Pending, now: datetime, at: Mapping[str, Habits]) -> Plan:
    s, rows, upto = pending.schedule, [], pending.planned_to
    for occurrence in occurrences(s.series, pending.planned_to, CATCH_UP, s.changes):
        upto = occurrence.at
        for place in s.places:
            due = upto if s.urgent else at[place].free_from(upto)
            held = upto if due != upto else None
            rows.append(Row(s.id, s.key(occurrence.wall), place, due, due + s.grace, held))
        if upto > now:
            break
    return Plan(s, tuple(rows), upto, upto if rows else None)


def _store(tx: Tx, plans: Iterable[Plan]) -> None:
    plans = list(plans)
    current = tx.schedules.several([plan.schedule.id for plan in plans])
    meant = [p for p in plans if (now := current.get(p.schedule.id)) and now.version == p.schedule.version]
    tx.deliveries.add(row for plan in meant for row in plan.rows)
    tx.schedules.planned((plan.schedule, plan.planned_to, plan.plan_at) for plan in meant)
