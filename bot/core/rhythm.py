"""A series in words: “every Monday at 9:00, until 31 December 2026”; a stretch of time in words: “2 hours”.

What is said here is read back by `bot.domain.recurrence.read`, in every language.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.weekdays import EVERY, EVERY_FEW_WEEKS, NAMES, NTH, NTH_WORKING_DAY, ONCE
from bot.domain.recurrence import begins_by_itself
from bot.domain.recurrence.rule import Freq, Rule
from bot.domain.recurrence.written import parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.words import Words
    from bot.domain.recurrence import Series

_DAY_ENDS = time(23, 59, 59)
_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
    ("second", timedelta(seconds=1)),
)
_WORKDAYS = tuple((day, 0) for day in range(5))


def spoken(series: Series, t: Words, now: datetime | None = None) -> str:
    """A series in words; a rule for which there are none is shown as its text.

    With `now`, the first day is said where the same words said now would begin on another.
    """
    if not series.rule:
        return t(ONCE[series.start.weekday()], day=t.day(series.start.date()), clock=_clock(series.start))
    rule, start = parsed(series.rule, ZoneInfo(series.zone)).started(series.start)
    bare = replace(rule, count=None, until=None)
    said = _rhythm(bare, start, t)
    if said is None:
        said, rule = f"{_clock(start)} RRULE:{rule.text()}", bare
    if now is not None and not begins_by_itself(series, now):
        said = t("{rhythm}, from {day}", rhythm=said, day=t.day(start.date()))
    if rule.count:
        said = t.many("{rhythm}, {n} time", "{rhythm}, {n} times", rule.count, rhythm=said)
    if rule.until:
        said = _until(said, rule.until, t)
    return t("{rhythm}, except on public holidays", rhythm=said) if series.skips_holidays else said


def lasting(duration: timedelta, t: Words) -> str:
    """A stretch of time in the largest unit that says it whole: 2 hours, 90 minutes, 1 day."""
    from babel.units import format_unit

    unit, size = next(((name, one) for name, one in _UNITS if duration and not duration % one), _UNITS[-2])
    return str(format_unit(duration // size, f"duration-{unit}", length="long", locale=t.language))


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def _until(said: str, until: datetime, t: Words) -> str:
    day = t.day(until.date())
    if until.time() == _DAY_ENDS:
        return t("{rhythm}, until {day}", rhythm=said, day=day)
    return t("{rhythm}, until {day} at {clock}", rhythm=said, day=day, clock=_clock(until))


def _rhythm(rule: Rule, start: datetime, t: Words) -> str | None:
    """How often and at what hour; None where there are no words for it."""
    n, clock = rule.interval, _clock(start)
    if rule.weeks or rule.year_days:
        return None
    match rule:
        case Rule(freq=Freq.DAILY, months=(), month_days=(), weekdays=(), positions=()):
            if n == 1:
                return t("every day at {clock}", clock=clock)
            return t("every {n} days at {clock}", n=t.number(n), clock=clock)
        case Rule(freq=Freq.WEEKLY, months=(), positions=()):
            return t("{days} at {clock}", days=_weekly(rule, t), clock=clock)
        case Rule(freq=Freq.MONTHLY, months=()):
            days = _of_month(rule, t)
            if days is None:
                return None
            if n == 1:
                return t("{days} of every month at {clock}", days=days, clock=clock)
            return t("{days} of every {n} months at {clock}", days=days, n=t.number(n), clock=clock)
        case Rule(freq=Freq.YEARLY, months=(month,)):
            return _yearly(rule, month, clock, t)
        case _:
            return None


def _weekly(rule: Rule, t: Words) -> str:
    if rule.weekdays == _WORKDAYS and rule.interval == 1:
        return t("on weekdays")
    (first, _), *others = rule.weekdays
    opening = t(EVERY[first]) if rule.interval == 1 else t(EVERY_FEW_WEEKS[first], n=t.number(rule.interval))
    return _joined([opening, *[t(NAMES[day]) for day, _ in others]], t)


def _of_month(rule: Rule, t: Words) -> str | None:
    match rule:
        case Rule(month_days=(-1,), weekdays=(), positions=()):
            return t("on the last day")
        case Rule(month_days=(day,), weekdays=(), positions=()) if day > 0:
            return t("on day {day}", day=day)
        case Rule(month_days=(first, *_) as days, weekdays=(), positions=()) if first > 0:
            return t("on days {days}", days=_joined([str(day) for day in days], t))
        case Rule(month_days=(), weekdays=weekdays, positions=(position,)) if weekdays == _WORKDAYS:
            return t(NTH_WORKING_DAY[position]) if position in NTH_WORKING_DAY else None
        case Rule(month_days=(), weekdays=days, positions=()) if days and all(nth in NTH for _, nth in days):
            return _joined([t(NTH[nth][day]) for day, nth in days], t)
        case _:
            return None


def _yearly(rule: Rule, month: int, clock: str, t: Words) -> str | None:
    from babel.dates import format_date

    match rule:
        case Rule(month_days=(day,), weekdays=(), positions=()) if day > 0:
            written = format_date(datetime(2000, month, day), "d MMMM", locale=t.language)  # noqa: DTZ001
            if rule.interval == 1:
                return t("every year on {day} at {clock}", day=written, clock=clock)
            return t("every {n} years on {day} at {clock}", n=t.number(rule.interval), day=written, clock=clock)
        case Rule(interval=1, month_days=()) if (days := _of_month(rule, t)) is not None:
            name = format_date(datetime(2000, month, 1), "LLLL", locale=t.language)  # noqa: DTZ001
            return t("{days} of {month} every year at {clock}", days=days, month=name, clock=clock)
        case _:
            return None


def _joined(names: Sequence[str], t: Words) -> str:
    *others, last = names
    return t("{names} and {last}", names=", ".join(others), last=last) if others else last
