"""Lengths of time in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.words import Words

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def length(time: timedelta, t: Words) -> str:
    """A length as it was set, in the largest unit that tells it exactly: 90 minutes, 2 hours, 7 days."""
    unit, name = next((pair for pair in ((DAY, "day"), (HOUR, "hour")) if not time % pair[0]), (MINUTE, "minute"))
    return _unit(round(time / unit), name, t)


def roughly(time: timedelta, t: Words) -> str:
    """A length as people would tell it: 40 seconds, 5 minutes, 3 hours, 2 days."""
    if time < 2 * MINUTE:
        return _unit(round(time.total_seconds()), "second", t)
    if time < 2 * HOUR:
        return _unit(round(time / MINUTE), "minute", t)
    return _unit(round(time / HOUR), "hour", t) if time < 2 * DAY else _unit(round(time / DAY), "day", t)


def _unit(n: int, name: str, t: Words) -> str:
    from babel.units import format_unit

    return str(format_unit(n, f"duration-{name}", length="long", locale=t.language))
