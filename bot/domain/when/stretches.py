"""Stretches of whole local days, counted from today: what the shapes of days and of periods are made from."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.domain.when.frame import Frame
from bot.domain.when.span import Precision

ONE = timedelta(days=1)
WEEK = timedelta(weeks=1)
WINTER = 4


class Days(NamedTuple):
    """Whole local days: the first one and the first no longer in; `moment` is the wall clock meant within them."""

    first: date
    after: date
    precision: Precision
    moment: datetime | None = None


Options = tuple[Days, ...]  # in order of time; one: the phrase leaves no choice


def day(of: date) -> Days:
    """One day."""
    return Days(of, of + ONE, Precision.DAY)


def months(year: int, month: int, count: int, precision: Precision) -> Days:
    """Whole months, from one that may lie outside 1 to 12, counted on from January."""
    return Days(nth_month(year, month), nth_month(year, month + count), precision)


def nth_month(year: int, month: int) -> date:
    """The first day of a month; month 13 is the January after, month 0 the December before."""
    years, rest = divmod(month - 1, 12)
    return date(year + years, rest + 1, 1)


def shifted(wall: datetime, amount: int, unit: str) -> datetime:
    """The same wall clock some days, weeks, months or years away; 31 January and a month is the last of February."""
    if unit in _DAYS:
        return wall + timedelta(days=amount * _DAYS[unit])
    first = nth_month(wall.year, wall.month + amount * MONTHS[unit])
    last = calendar.monthrange(first.year, first.month)[1]
    return wall.replace(year=first.year, month=first.month, day=min(wall.day, last))


_DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
WHOLE = {"month": Precision.MONTH, "quarter": Precision.QUARTER, "half": Precision.RANGE, "year": Precision.YEAR}


def period(frame: Frame, unit: str, offset: int = 0) -> Days:
    """This week, month, quarter, half or year, or one that many away."""
    if unit == "week":
        monday = frame.monday + offset * WEEK
        return Days(monday, monday + WEEK, Precision.WEEK)
    if unit == "day":
        return day(frame.today + offset * ONE)
    size = MONTHS[unit]
    start = (frame.today.month - 1) // size * size + 1
    return months(frame.today.year, start + offset * size, size, WHOLE[unit])


def every_year(frame: Frame, of: Callable[[int], Days], around: int = 1) -> Options:
    """What comes once a year, last year to next; a 29 February needs a wider look."""
    found = []
    for year in range(frame.today.year - around, frame.today.year + around + 1):
        try:
            found.append(of(year))
        except ValueError:
            continue
    if not found:
        raise ValueError(frame.today)
    return tuple(found)


def counted(frame: Frame, options: Options, which: int) -> Options:
    """This, next or last of what comes once a year, where counting from now and from this year agree."""
    if which == 0:
        return options
    beside = [d for d in options if (d.first > frame.today if which > 0 else d.after <= frame.today)]
    if abs(which) != 1 or not beside:
        raise ValueError(which)
    nearest = beside[0] if which > 0 else beside[-1]
    if nearest.first.year != frame.today.year + which:
        raise ValueError(which)
    return (nearest,)


def checked(month: int) -> int:
    """A month that exists. Raises ValueError for any other."""
    return date(2000, month, 1).month
