"""When something will be sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.recurrence import occurrences

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.context import Context
    from bot.domain.schedule import Schedule

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """An occurrence, and until when quiet hours hold it in some of its places; None where they don't."""

    wall: datetime
    at: datetime
    held: datetime | None


async def coming(schedule: Schedule, ctx: Context, most: int = SHOWN) -> tuple[Coming, ...]:
    """The next times of a schedule."""
    found = await asyncio.to_thread(occurrences, schedule.series, ctx.now, most, schedule.changes)
    return tuple(Coming(one.wall, one.at, held(schedule, one.at, ctx)) for one in found)


def held(schedule: Schedule, at: datetime, ctx: Context) -> datetime | None:
    """The end of the quiet hours that an instant falls in, in the place where they end last."""
    if schedule.urgent:
        return None
    ends = [end for place in schedule.places if (end := free_from(place, at, ctx)) > at]
    return max(ends, default=None)


def free_from(place: str, at: datetime, ctx: Context) -> datetime:
    """When something due at an instant may be sent to a place; the asker's own quiet hours count for people."""
    if ":@" in place:
        return (ctx.who.quiet or ctx.club.quiet).over(at, ctx.zone)
    habits = ctx.places.habits.get(place)
    return ((habits and habits.quiet) or ctx.club.quiet).over(at, ctx.club.zone)
