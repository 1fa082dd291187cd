"""Values that their fields alone do not make: what has to go together is looked at here."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.call import Call, Deadline
from bot.domain.event import Event
from bot.domain.project import Project
from bot.domain.zones import resolve
from bot.sources.problem import Problem, Problems, wrong

_SOONEST = attrgetter("at")


def deadline(date: date, time: time, tz: ZoneInfo, stage: int | None = None, invited_only: bool = False) -> Deadline:
    """A deadline, from the local time that its zone gives it."""
    if stage == 0:
        raise wrong(Problem("Stages are counted from 1.", path="stage"))
    return Deadline(_instant(date, time, tz), stage, invited_only)


@lru_cache(4096)
def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return resolve(datetime.combine(day, at), zone)


def call(deadlines: tuple[Deadline, ...] = (), **values: Any) -> Call:  # noqa: ANN401 - each shape has read its field
    """A call with its deadlines in order of time."""
    made = Call(deadlines=tuple(sorted(deadlines, key=_SOONEST)), **values)
    found = []
    low, high = made.contribution_min_eur, made.contribution_max_eur
    if low is not None and high is not None and low > high:
        found.append(Problem("More than contribution_max_eur. Exchange the two?", path="contribution_min_eur"))
    if made.budget_eur is not None and made.budget_scope is None:
        found.append(Problem("Whose budget is it? Write topic or call.", path="budget_scope"))
    if made.opens and deadlines and made.deadlines[-1].at <= made.opens:
        found.append(Problem("All deadlines are before the opening.", path="deadlines"))
    if found:
        raise Problems(found)
    return made


def event(
    start: date,
    end: date | None = None,
    all_day: bool | None = None,
    tz: ZoneInfo | None = None,
    **values: Any,  # noqa: ANN401
) -> Event:
    """An event of whole days, or of hours in its zone."""
    timed = isinstance(start, datetime)
    if end is not None and isinstance(end, datetime) != timed:
        raise wrong(Problem("Start and end both need a time of day, or neither.", path="end"))
    if all_day is timed:
        raise wrong(Problem("This says the opposite of what start and end show.", path="all_day"))
    if timed and tz is None:
        raise wrong(Problem("A time needs its zone, such as Europe/Sofia.", path="tz"))
    if end is not None and end < start:
        raise wrong(Problem("The end is before the start.", path="end"))
    if isinstance(start, datetime) and tz is not None:
        ends = end if isinstance(end, datetime) else None
        return Event(
            start=start.date(),
            end=ends.date() if ends else None,
            starts_at=resolve(start, tz),
            ends_at=resolve(ends, tz) if ends else None,
            tz=tz.key,
            **values,
        )
    return Event(start=start, end=end, tz=tz.key if tz else "", **values)


def project(start: date | None = None, end: date | None = None, **values: Any) -> Project:  # noqa: ANN401
    """A project that ends after it starts."""
    if start and end and end < start:
        raise wrong(Problem("The end is before the start.", path="end"))
    return Project(start=start, end=end, **values)
