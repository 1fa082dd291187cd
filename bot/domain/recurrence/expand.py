"""From a series to its occurrences, in bounded time.

A rule is expanded by dateutil as naive local times and only then put into its zone, so 9:00 stays 9:00 over both
changes of the clock. What has passed is jumped over; what never comes is given up at a horizon.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from types import MappingProxyType
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.recurrence.public_holidays import public_holidays
from bot.domain.recurrence.rule import Freq, Rule
from bot.domain.recurrence.series import Occurrence, Series
from bot.domain.recurrence.written import parsed
from bot.domain.zones import resolve, wall_time

HORIZON = timedelta(days=5 * 366)  # ahead of the moment asked about, or of the start where that lies later
BUDGET = 0.2  # seconds of work for one question
_DAY = timedelta(days=1)
_SHORTEST = {Freq.DAILY: 1, Freq.WEEKLY: 7, Freq.MONTHLY: 28, Freq.YEARLY: 365}
_UNCHANGED: Mapping[datetime, datetime | None] = MappingProxyType({})

Clock = Callable[[], float]


def occurrences(
    series: Series,
    after: datetime,
    limit: int,
    changes: Mapping[datetime, datetime | None] = _UNCHANGED,
    *,
    clock: Clock = time.thread_time,
) -> tuple[Occurrence, ...]:
    """The first occurrences strictly after an instant, in the order in which they happen.

    `changes` says of single occurrences, by their own wall time, to what wall time they are moved, or None for
    skipped ones; a moved one counts by its new time, and where it meets another one the two are one. Nothing is
    found that lies more than five years ahead (of a start that is to come: after it), nor after 200 ms of work:
    `clock` is what measures it, in seconds. Raises Refused for a rule that makes no sense.
    """
    zone = ZoneInfo(series.zone)
    expansion = _Expansion(series, clock)
    moved = [
        Occurrence(wall, at)
        for wall, to in changes.items()
        if to is not None and (at := resolve(to, zone)) > after and next(expansion.walls(wall), None) == wall
    ]
    # A day earlier than the wall clock shows, since no change of a clock is longer.
    own = (Occurrence(w, resolve(w, zone)) for w in expansion.walls(wall_time(after, zone) - _DAY) if w not in changes)
    coming = [*islice((one for one in own if one.at > after), limit), *moved]
    by_instant: dict[datetime, Occurrence] = {}
    for one in coming:
        by_instant.setdefault(one.at, one)
    return tuple(sorted(by_instant.values(), key=lambda one: one.at)[:limit])


class _Expansion:
    """The wall times of a series, from any of them on."""

    def __init__(self, series: Series, clock: Clock) -> None:
        self._skips = public_holidays if series.skips_holidays else None
        if self._skips:
            self._skips(series.start.year)  # loads the library before the clock runs
        self._start = series.start
        self._rule: Rule | None = None
        if series.rule:
            self._rule, self._start = parsed(series.rule, ZoneInfo(series.zone)).started(series.start)
        self._clock, self._deadline = clock, clock() + BUDGET

    def walls(self, since: datetime) -> Iterator[datetime]:
        """In order, from the first that is not before a wall time."""
        found = self._by_rule(self._rule, since) if self._rule else iter([self._start] * (self._start >= since))
        for wall in found:
            if self._skips is None or wall.date() not in self._skips(wall.year):
                yield wall

    def _by_rule(self, rule: Rule, since: datetime) -> Iterator[datetime]:
        end = max(since, self._start) + HORIZON
        # A rule that counts its occurrences is walked from its start, any other from the period asked about.
        anchor = _anchor(rule, self._start, self._start if rule.count else since)
        most = (end - anchor).days // (_SHORTEST[rule.freq] * rule.interval) + 2
        counted = 0
        try:
            for wall in _expanded(rule, anchor, _Steps(rule.interval, most, self._in_time)):
                if wall < self._start:
                    continue
                counted += 1
                if wall > end or (rule.until and wall > rule.until):
                    return
                if wall >= since:
                    yield wall
                if counted == rule.count:
                    return
        except _Enough:
            return

    def _in_time(self) -> bool:
        return self._clock() <= self._deadline


class _Enough(Exception):
    """So many periods without an end."""


class _Steps(int):
    """An interval that counts how often it is added.

    dateutil looks for the next day that fits until the year 9999, which takes it seconds of a rule that fits none,
    and gives no word meanwhile; but it steps from period to period by its interval.
    """

    _left: int
    _in_time: Callable[[], bool]

    def __new__(cls, interval: int, most: int, in_time: Callable[[], bool]) -> Self:
        steps = super().__new__(cls, interval)
        steps._left, steps._in_time = most, in_time
        return steps

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0 or not self._in_time():
            raise _Enough

    def __radd__(self, other: int) -> int:
        self._step()
        return other + int(self)

    def __mul__(self, other: int) -> int:
        self._step()
        return int(self) * other


def _anchor(rule: Rule, start: datetime, since: datetime) -> datetime:
    """The beginning of the period of `since`, as periods are counted from the start's own."""
    n, since = rule.interval, max(start, since)
    match rule.freq:
        case Freq.DAILY:
            return start + (since - start).days // n * n * _DAY
        case Freq.WEEKLY:
            week = start - (start.weekday() - rule.week_start) % 7 * _DAY
            return week + (since - week).days // (7 * n) * (7 * n) * _DAY
        case Freq.MONTHLY:
            months = 12 * start.year + start.month - 1
            months += (12 * since.year + since.month - 1 - months) // n * n
            return start.replace(year=months // 12, month=months % 12 + 1, day=1)
        case Freq.YEARLY:
            return start.replace(year=start.year + (since.year - start.year) // n * n, month=1, day=1)


def _expanded(rule: Rule, anchor: datetime, interval: int) -> Iterator[datetime]:
    from dateutil import rrule

    found = rrule.rrule(
        getattr(rrule, rule.freq),
        dtstart=anchor,
        interval=interval,
        wkst=rule.week_start,
        bymonth=rule.months or None,
        byweekno=rule.weeks or None,
        byyearday=rule.year_days or None,
        bymonthday=rule.month_days or None,
        byweekday=[rrule.weekday(day, nth or None) for day, nth in rule.weekdays] or None,
        bysetpos=rule.positions or None,
    )
    return iter(found)
