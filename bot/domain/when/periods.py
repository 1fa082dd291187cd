"""Weeks, weekends, months, seasons, quarters and years.

Weeks begin on Monday (ISO 8601). Seasons are the meteorological ones, whole months from March on.
"""

from bot.domain.when.frame import Frame
from bot.domain.when.shapes import Shapes
from bot.domain.when.span import Precision
from bot.domain.when.stretches import (
    MONTHS,
    ONE,
    WEEK,
    WHOLE,
    WINTER,
    Days,
    Options,
    checked,
    counted,
    every_year,
    months,
    period,
)

PERIODS: Shapes[Options] = Shapes()


@PERIODS.on("~ weekend", "~ coming weekend")
def weekend(frame: Frame) -> Options:
    """Saturday and Sunday."""
    return tuple(_weekend(frame, week) for week in (-1, 0, 1, 2))


def _weekend(frame: Frame, week: int) -> Days:
    saturday = frame.monday + week * WEEK + 5 * ONE
    return Days(saturday, saturday + 2 * ONE, Precision.RANGE)


@PERIODS.on("~ which weekend")
def which_weekend(frame: Frame, which: int) -> Options:
    """The weekend of this, next or last week."""
    return (_weekend(frame, which),)


@PERIODS.on("~ month")
def month(frame: Frame, number: int) -> Options:
    """March: the coming one, or the one that is now."""
    return every_year(frame, lambda year: months(year, checked(number), 1, Precision.MONTH))


@PERIODS.on("~ coming month")
def coming_month(frame: Frame, number: int) -> Options:
    """The coming March."""
    return month(frame, number)


@PERIODS.on("~ month on|during|in|at? year")
def month_of_year(_frame: Frame, number: int, year: int) -> Options:
    """March 2027."""
    return (months(year, checked(number), 1, Precision.MONTH),)


@PERIODS.on("year ~ month")
def year_then_month(frame: Frame, year: int, number: int) -> Options:
    """Next year in March."""
    return month_of_year(frame, number, year)


@PERIODS.on("~ which month")
def which_month(frame: Frame, which: int, number: int) -> Options:
    """This, next or last March."""
    return counted(frame, month(frame, number), which)


@PERIODS.on("~ season", "~ coming season")
def season(frame: Frame, number: int) -> Options:
    """Spring; winter begins in December."""
    return every_year(frame, lambda year: months(year, 3 * number, 3, Precision.SEASON))


@PERIODS.on("~ which season")
def which_season(frame: Frame, which: int, number: int) -> Options:
    """This, next or last spring."""
    return counted(frame, season(frame, number), which)


@PERIODS.on("~ season on? year")
def season_of_year(_frame: Frame, number: int, year: int) -> Options:
    """Spring 2027; a winter lies in two years, so the year does not say which."""
    if number == WINTER:
        raise ValueError(number)
    return (months(year, 3 * number, 3, Precision.SEASON),)


@PERIODS.on("~ quartermark number")
def quarter(frame: Frame, number: int) -> Options:
    """Q1."""
    return part_of_year(frame, number, "quarter")


@PERIODS.on("~ quartermark number on? year")
def quarter_of_year(frame: Frame, number: int, year: int) -> Options:
    """Q1 2027."""
    return part_of_year(frame, number, "quarter", year)


@PERIODS.on("~ TH U1", "~ TH U1 on? year")
def part_of_year(frame: Frame, number: int, unit: str, year: int | None = None) -> Options:
    """First quarter, second half of 2027."""
    if unit not in {"quarter", "half"}:
        raise ValueError(unit)
    size = MONTHS[unit]
    if not 1 <= number <= 12 // size:
        raise ValueError(number)

    def of(year: int) -> Days:
        return months(year, (number - 1) * size + 1, size, WHOLE[unit])

    return every_year(frame, of) if year is None else (of(year),)


@PERIODS.on("~ which U1")
def which_period(frame: Frame, which: int, unit: str) -> Options:
    """This week, next month, last quarter."""
    if unit in {"day", "half"}:
        raise ValueError(unit)
    return (period(frame, unit, which),)


@PERIODS.on("~ unit whichever")
def period_after_next(frame: Frame, unit: str, which: int) -> Options:
    """The week after next."""
    return which_period(frame, which, unit)


@PERIODS.on("~ coming U1")
def coming_period(frame: Frame, unit: str) -> Options:
    """The coming week."""
    return which_period(frame, 1, unit)


@PERIODS.on("on|in|during|for? year")
def year(_frame: Frame, number: int) -> Options:
    """2027."""
    return (months(number, 1, 12, Precision.YEAR),)
