"""Single occurrences of a series, to be chosen from."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from bot.commands.schedules.storing import ordered
from bot.core.errors import Oops
from bot.core.reply import Option
from bot.domain.recurrence import occurrences

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.domain.recurrence import Occurrence
    from bot.domain.schedule import Schedule

CHOICE = 10  # next occurrences to choose from


async def next_ones(id: int, version: int, ctx: Context) -> tuple[Schedule, tuple[Occurrence, ...]]:
    """A schedule and its next occurrences. Raises Oops for what is sent only once, StaleSchedule as `ordered` does."""
    schedule = await ctx.look(lambda tx: ordered(tx, id, ctx.who, version))
    if not schedule.series.rule:
        raise Oops("It is sent only once: change its time, or cancel it.")
    return schedule, await asyncio.to_thread(occurrences, schedule.series, ctx.now, CHOICE, schedule.changes)


def option(one: Occurrence, name: str, schedule: Schedule, ctx: Context, label: str = "") -> Option:
    """An occurrence to choose; `name` is the command that is run with it."""
    does = ctx.opener(name, schedule=schedule.id, version=schedule.version, wall=wall(one.wall))
    return Option(label or ctx.t.moment(one.at, ctx.zone).shown, does)


def wall(at: datetime) -> str:
    """What tells an occurrence from the others, as it is packed."""
    return at.isoformat(timespec="minutes")


def to_come(schedule: Schedule, text: str, now: datetime) -> datetime:
    """The wall time of one of the next occurrences; Oops when it is none of them any more."""
    for one in occurrences(schedule.series, now, CHOICE, schedule.changes):
        if wall(one.wall) == text and schedule.series.rule:
            return one.wall
    raise Oops("This time has passed, or is not there any more. /schedules shows the next ones.")
