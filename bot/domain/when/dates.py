"""Single days: shapes that give one, or several where `Toward` must choose."""

import calendar
from datetime import date, timedelta

from bot.domain.when.frame import Frame
from bot.domain.when.shapes import Shapes
from bot.domain.when.stretches import (
    ONE,
    WEEK,
    Days,
    Options,
    checked,
    day,
    every_year,
    nth_month,
    period,
    shifted,
)

DAYS: Shapes[Options] = Shapes()


@DAYS.on("~ dayword")
def named_day(frame: Frame, offset: int) -> Options:
    """Today, tomorrow, yesterday."""
    return (day(frame.today + offset * ONE),)


@DAYS.on("~ weekday", "~ coming weekday")
def weekday(frame: Frame, number: int) -> Options:
    """Friday: of the weeks around."""
    return tuple(day(frame.monday + week * WEEK + number * ONE) for week in (-1, 0, 1, 2))


@DAYS.on("~ which weekday")
def which_weekday(frame: Frame, which: int, number: int) -> Options:
    """Next Friday is the one after this week's; last Friday must be last week's and the nearest one at once."""
    if which == 0:
        return weekday(frame, number)
    if which == -1 and number < frame.today.weekday():
        raise ValueError(number)
    return (day(frame.monday + which * WEEK + number * ONE),)


@DAYS.on("~ weekday ~ which U1", "~ weekday ~ unit whichever")
def weekday_of_week(frame: Frame, number: int, which: int | str, unit: int | str) -> Options:
    """Monday next week."""
    offset, name = (which, unit) if isinstance(which, int) else (unit, which)
    if name != "week" or not isinstance(offset, int):
        raise ValueError(name)
    return (day(frame.monday + offset * WEEK + number * ONE),)


@DAYS.on("~ which U1 ~ weekday")
def week_then_weekday(frame: Frame, which: int, unit: str, number: int) -> Options:
    """Next week on Monday."""
    return weekday_of_week(frame, number, which, unit)


@DAYS.on("~ number|TH month", "~ TH on month")
def day_of_month(frame: Frame, number: int, month: int) -> Options:
    """15 December."""
    return every_year(frame, lambda year: day(date(year, month, number)), 8 if (number, month) == (29, 2) else 1)


@DAYS.on("~ month number|TH")
def month_then_day(frame: Frame, month: int, number: int) -> Options:
    """December 15."""
    return day_of_month(frame, number, month)


@DAYS.on("~ number|TH month on|during|at|in? year", "~ TH on month year")
def full_date(_frame: Frame, number: int, month: int, year: int) -> Options:
    """15 December 2026."""
    return (day(date(year, month, number)),)


@DAYS.on("~ month number|TH year")
def american_date(frame: Frame, month: int, number: int, year: int) -> Options:
    """December 15, 2026."""
    return full_date(frame, number, month, year)


@DAYS.on("~ ordinal", "on number|nth")
def day_of_any_month(frame: Frame, number: int) -> Options:
    """On the 15th: of whichever month has one."""
    found = []
    for offset in range(-2, 3):
        first = nth_month(frame.today.year, frame.today.month + offset)
        if 1 <= number <= calendar.monthrange(first.year, first.month)[1]:
            found.append(day(first.replace(day=number)))
    if not found:
        raise ValueError(number)
    return tuple(found)


@DAYS.on("~ TH on? which U1")
def day_of_which_month(frame: Frame, number: int, which: int, unit: str) -> Options:
    """The 15th of next month."""
    if unit != "month":
        raise ValueError(unit)
    return (day(period(frame, unit, which).first.replace(day=number)),)


@DAYS.on("~ TH|final weekday on? month", "~ TH|final weekday on? month year")
def nth_weekday(frame: Frame, nth: int, number: int, month: int, year: int | None = None) -> Options:
    """The first Monday of December, the last Friday of November."""

    def of(year: int) -> Days:
        return day(_nth(nth, number, date(year, checked(month), 1)))

    return every_year(frame, of) if year is None else (of(year),)


@DAYS.on("~ TH|final weekday on? which U1")
def nth_weekday_of_which(frame: Frame, nth: int, number: int, which: int, unit: str) -> Options:
    """The first Monday of next month."""
    if unit != "month":
        raise ValueError(unit)
    return (day(_nth(nth, number, period(frame, unit, which).first)),)


@DAYS.on("~ TH|final weekday on? U")
def nth_weekday_of_this(frame: Frame, nth: int, number: int, unit: str) -> Options:
    """The first Monday of the month."""
    return nth_weekday_of_which(frame, nth, number, 0, unit)


@DAYS.on("~ which weekday month", "~ which weekday month year")
def last_weekday(frame: Frame, which: int, number: int, month: int, year: int | None = None) -> Options:
    """The last Friday of November; no other month's "next Friday" or "this Friday"."""
    return nth_weekday(frame, _last(which), number, month, year)


@DAYS.on("~ which weekday U")
def last_weekday_of_this(frame: Frame, which: int, number: int, unit: str) -> Options:
    """The last Friday of the month."""
    return nth_weekday_of_this(frame, _last(which), number, unit)


def _last(which: int) -> int:
    if which != -1:
        raise ValueError(which)
    return which


def _nth(nth: int, weekday: int, first: date) -> date:
    """The nth such weekday of the month that a day begins, the last one for -1."""
    if nth == -1:
        last = nth_month(first.year, first.month + 1) - ONE
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if nth not in range(1, 6) or found.month != first.month:
        raise ValueError(nth)
    return found


@DAYS.on("in|after N U", "N U from now")
def days_ahead(frame: Frame, amount: int, unit: str) -> Options:
    """In 2 days: that day, and in it the same wall clock."""
    there = shifted(frame.wall, amount, unit)
    return (day(there.date())._replace(moment=there),)


@DAYS.on("after unit")
def one_ahead(frame: Frame, unit: str) -> Options:
    """След седмица."""
    return days_ahead(frame, 1, unit)


@DAYS.on("N U ago", "before N U")
def days_back(frame: Frame, amount: int, unit: str) -> Options:
    """3 days ago, преди 3 дни."""
    return days_ahead(frame, -amount, unit)


@DAYS.on("before unit")
def one_back(frame: Frame, unit: str) -> Options:
    """Преди седмица."""
    return days_ahead(frame, -1, unit)
