"""Stretches counted from this very moment: "in 2 hours", "the next 30 days", "within a week"."""

from datetime import datetime, timedelta

from bot.domain.when.frame import Frame
from bot.domain.when.shapes import Shapes
from bot.domain.when.span import Span, point
from bot.domain.when.stretches import ONE, shifted
from bot.domain.zones import local_midnight

AMOUNTS: Shapes[Span] = Shapes()
_EXACT = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


@AMOUNTS.on("now")
def now(frame: Frame) -> Span:
    """This minute."""
    return point(frame.now)


@AMOUNTS.on("in|after N T", "N T from now")
def ahead(frame: Frame, amount: int, unit: str) -> Span:
    """In 2 hours: two real ones, whatever the clock does meanwhile."""
    return point(frame.now + amount * _EXACT[unit])


@AMOUNTS.on("after tick")
def one_ahead(frame: Frame, unit: str) -> Span:
    """След час."""
    return ahead(frame, 1, unit)


@AMOUNTS.on("in|after N T and? N T")
def ahead_by_both(frame: Frame, hours: int, larger: str, minutes: int, smaller: str) -> Span:
    """In 1 hour and 30 minutes."""
    if (larger, smaller) != ("hour", "minute"):
        raise ValueError(larger)
    return point(frame.now + timedelta(hours=hours, minutes=minutes))


@AMOUNTS.on("N T ago", "before N T")
def back(frame: Frame, amount: int, unit: str) -> Span:
    """2 hours ago."""
    return ahead(frame, -amount, unit)


@AMOUNTS.on("before tick")
def one_back(frame: Frame, unit: str) -> Span:
    """Преди час."""
    return ahead(frame, -1, unit)


@AMOUNTS.on("~ which|coming N U|T", "within coming N U|T", "until N U|T", "within N U|T")
def onwards(frame: Frame, *said: int | str) -> Span:
    """The next 30 days: from now to the end of the thirtieth day after today."""
    *which, amount, unit = said
    return _from_now(frame, int(amount), str(unit), which)


def _from_now(frame: Frame, amount: int, unit: str, which: list[int | str]) -> Span:
    if which == [-1]:
        return frame.range(_away(frame, -amount, unit), frame.now)
    if which not in ([], [1]):
        raise ValueError(which)
    return frame.range(frame.now, _away(frame, amount, unit))


def _away(frame: Frame, amount: int, unit: str) -> datetime:
    """So far from now; counted in days or longer, all of the farthest day is in."""
    if unit in _EXACT:
        return frame.now + amount * _EXACT[unit]
    there = shifted(frame.wall, amount, unit).date()
    return local_midnight(there if amount < 0 else there + ONE, frame.zone)


@AMOUNTS.on("within which N U|T")
def within_next(frame: Frame, which: int, amount: int, unit: str) -> Span:
    """Within the next 60 days."""
    return _from_now(frame, amount, unit, [which])


@AMOUNTS.on("within unit|tick")
def within_one(frame: Frame, unit: str) -> Span:
    """В рамките на седмица."""
    return _from_now(frame, 1, unit, [])
