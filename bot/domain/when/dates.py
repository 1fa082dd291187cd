"""Days, weeks, months and years: shapes that give one stretch of local days, or several where `Toward` must choose.

Weeks begin on Monday (ISO 8601). Seasons are the meteorological ones, whole months from March on.
"""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.domain.when.frame import Frame
from bot.domain.when.shapes import Shapes
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
DATES: Shapes[Options] = Shapes()


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
    first = nth_month(wall.year, wall.month + amount * _MONTHS[unit])
    last = calendar.monthrange(first.year, first.month)[1]
    return wall.replace(year=first.year, month=first.month, day=min(wall.day, last))


_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_WHOLE = {"month": Precision.MONTH, "quarter": Precision.QUARTER, "half": Precision.RANGE, "year": Precision.YEAR}


def period(frame: Frame, unit: str, offset: int = 0) -> Days:
    """This week, month, quarter, half or year, or one that many away."""
    if unit == "week":
        monday = frame.monday + offset * WEEK
        return Days(monday, monday + WEEK, Precision.WEEK)
    if unit == "day":
        return day(frame.today + offset * ONE)
    size = _MONTHS[unit]
    start = (frame.today.month - 1) // size * size + 1
    return months(frame.today.year, start + offset * size, size, _WHOLE[unit])


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
    nearest = beside[0] if which > 0 else beside[-1]
    if abs(which) != 1 or nearest.first.year != frame.today.year + which:
        raise ValueError(which)
    return (nearest,)


@DATES.on("~ dayword")
def named_day(frame: Frame, offset: int) -> Options:
    """Today, tomorrow, yesterday."""
    return (day(frame.today + offset * ONE),)


@DATES.on("~ weekday", "~ coming weekday")
def weekday(frame: Frame, number: int) -> Options:
    """Friday: of the weeks around."""
    return tuple(day(frame.monday + week * WEEK + number * ONE) for week in (-1, 0, 1, 2))


@DATES.on("~ which weekday")
def which_weekday(frame: Frame, which: int, number: int) -> Options:
    """Next Friday is the one after this week's; last Friday must be last week's and the nearest one at once."""
    if which == 0:
        return weekday(frame, number)
    if which == -1 and number < frame.today.weekday():
        raise ValueError(number)
    return (day(frame.monday + which * WEEK + number * ONE),)


@DATES.on("~ weekday ~ which U", "~ weekday ~ unit whichever")
def weekday_of_week(frame: Frame, number: int, which: int | str, unit: int | str) -> Options:
    """Monday next week."""
    offset, name = (which, unit) if isinstance(which, int) else (unit, which)
    if name != "week" or not isinstance(offset, int):
        raise ValueError(name)
    return (day(frame.monday + offset * WEEK + number * ONE),)


@DATES.on("~ which U ~ weekday")
def week_then_weekday(frame: Frame, which: int, unit: str, number: int) -> Options:
    """Next week on Monday."""
    return weekday_of_week(frame, number, which, unit)


@DATES.on("~ weekend", "~ coming weekend")
def weekend(frame: Frame) -> Options:
    """Saturday and Sunday."""
    return tuple(_weekend(frame, week) for week in (-1, 0, 1, 2))


def _weekend(frame: Frame, week: int) -> Days:
    saturday = frame.monday + week * WEEK + 5 * ONE
    return Days(saturday, saturday + 2 * ONE, Precision.RANGE)


@DATES.on("~ which weekend")
def which_weekend(frame: Frame, which: int) -> Options:
    """The weekend of this, next or last week."""
    return (_weekend(frame, which),)


@DATES.on("~ number|TH month", "~ TH on month")
def day_of_month(frame: Frame, number: int, month: int) -> Options:
    """15 December."""
    return every_year(frame, lambda year: day(date(year, month, number)), 8 if (number, month) == (29, 2) else 1)


@DATES.on("~ month number|TH")
def month_then_day(frame: Frame, month: int, number: int) -> Options:
    """December 15."""
    return day_of_month(frame, number, month)


@DATES.on("~ number|TH month on|during|at|in? year", "~ TH on month year")
def full_date(_frame: Frame, number: int, month: int, year: int) -> Options:
    """15 December 2026."""
    return (day(date(year, month, number)),)


@DATES.on("~ month number|TH year")
def american_date(frame: Frame, month: int, number: int, year: int) -> Options:
    """December 15, 2026."""
    return full_date(frame, number, month, year)


@DATES.on("~ ordinal", "on number|nth")
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


@DATES.on("~ TH on? which U")
def day_of_which_month(frame: Frame, number: int, which: int, unit: str) -> Options:
    """The 15th of next month."""
    if unit != "month":
        raise ValueError(unit)
    return (day(period(frame, unit, which).first.replace(day=number)),)


@DATES.on("~ TH|final weekday on? month", "~ TH|final weekday on? month year")
def nth_weekday(frame: Frame, nth: int, number: int, month: int, year: int | None = None) -> Options:
    """The first Monday of December, the last Friday of November."""

    def of(year: int) -> Days:
        return day(_nth(nth, number, date(year, checked(month), 1)))

    return every_year(frame, of) if year is None else (of(year),)


@DATES.on("~ TH|final weekday on? which U")
def nth_weekday_of_which(frame: Frame, nth: int, number: int, which: int, unit: str) -> Options:
    """The first Monday of next month."""
    if unit != "month":
        raise ValueError(unit)
    return (day(_nth(nth, number, period(frame, unit, which).first)),)


@DATES.on("~ TH|final weekday on? U")
def nth_weekday_of_this(frame: Frame, nth: int, number: int, unit: str) -> Options:
    """The first Monday of the month."""
    return nth_weekday_of_which(frame, nth, number, 0, unit)


@DATES.on("~ which weekday month", "~ which weekday month year")
def last_weekday(frame: Frame, which: int, number: int, month: int, year: int | None = None) -> Options:
    """The last Friday of November; no other month's "next Friday" or "this Friday"."""
    return nth_weekday(frame, _last(which), number, month, year)


@DATES.on("~ which weekday U")
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


@DATES.on("~ month")
def month(frame: Frame, number: int) -> Options:
    """March: the coming one, or the one that is now."""
    return every_year(frame, lambda year: months(year, checked(number), 1, Precision.MONTH))


@DATES.on("~ coming month")
def coming_month(frame: Frame, number: int) -> Options:
    """The coming March."""
    return month(frame, number)


def checked(month: int) -> int:
    """A month that exists. Raises ValueError for any other."""
    return date(2000, month, 1).month


@DATES.on("~ month on|during|in|at? year")
def month_of_year(_frame: Frame, number: int, year: int) -> Options:
    """March 2027."""
    return (months(year, checked(number), 1, Precision.MONTH),)


@DATES.on("year ~ month")
def year_then_month(frame: Frame, year: int, number: int) -> Options:
    """Next year in March."""
    return month_of_year(frame, number, year)


@DATES.on("~ which month")
def which_month(frame: Frame, which: int, number: int) -> Options:
    """This, next or last March."""
    return counted(frame, month(frame, number), which)


@DATES.on("~ season", "~ coming season")
def season(frame: Frame, number: int) -> Options:
    """Spring; winter begins in December."""
    return every_year(frame, lambda year: months(year, 3 * number, 3, Precision.SEASON))


@DATES.on("~ which season")
def which_season(frame: Frame, which: int, number: int) -> Options:
    """This, next or last spring."""
    return counted(frame, season(frame, number), which)


@DATES.on("~ season on? year")
def season_of_year(_frame: Frame, number: int, year: int) -> Options:
    """Spring 2027; a winter lies in two years, so the year does not say which."""
    if number == WINTER:
        raise ValueError(number)
    return (months(year, 3 * number, 3, Precision.SEASON),)


@DATES.on("~ quartermark number")
def quarter(frame: Frame, number: int) -> Options:
    """Q1."""
    return part_of_year(frame, number, "quarter")


@DATES.on("~ quartermark number on? year")
def quarter_of_year(frame: Frame, number: int, year: int) -> Options:
    """Q1 2027."""
    return part_of_year(frame, number, "quarter", year)


@DATES.on("~ TH U", "~ TH U on? year")
def part_of_year(frame: Frame, number: int, unit: str, year: int | None = None) -> Options:
    """First quarter, second half of 2027."""
    if unit not in {"quarter", "half"}:
        raise ValueError(unit)
    size = _MONTHS[unit]
    if not 1 <= number <= 12 // size:
        raise ValueError(number)

    def of(year: int) -> Days:
        return months(year, (number - 1) * size + 1, size, _WHOLE[unit])

    return every_year(frame, of) if year is None else (of(year),)


@DATES.on("~ which U")
def which_period(frame: Frame, which: int, unit: str) -> Options:
    """This week, next month, last quarter."""
    if unit in {"day", "half"}:
        raise ValueError(unit)
    return (period(frame, unit, which),)


@DATES.on("~ unit whichever")
def period_after_next(frame: Frame, unit: str, which: int) -> Options:
    """The week after next."""
    return which_period(frame, which, unit)


@DATES.on("~ coming U")
def coming_period(frame: Frame, unit: str) -> Options:
    """The coming week."""
    return which_period(frame, 1, unit)


@DATES.on("on|in|during|for? year")
def year(_frame: Frame, number: int) -> Options:
    """2027."""
    return (months(number, 1, 12, Precision.YEAR),)


@DATES.on("in|after N U", "N U from now")
def days_ahead(frame: Frame, amount: int, unit: str) -> Options:
    """In 2 days: that day, and in it the same wall clock."""
    there = shifted(frame.wall, amount, unit)
    return (day(there.date())._replace(moment=there),)


@DATES.on("after unit")
def one_ahead(frame: Frame, unit: str) -> Options:
    """След седмица."""
    return days_ahead(frame, 1, unit)


@DATES.on("N U ago", "before N U")
def days_back(frame: Frame, amount: int, unit: str) -> Options:
    """3 days ago, преди 3 дни."""
    return days_ahead(frame, -amount, unit)


@DATES.on("before unit")
def one_back(frame: Frame, unit: str) -> Options:
    """Преди седмица."""
    return days_ahead(frame, -1, unit)
