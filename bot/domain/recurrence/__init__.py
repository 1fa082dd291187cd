"""Placeholder of the lead until the package is there: overwrite freely."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.domain.zones import resolve


@dataclass(frozen=True, slots=True)
class Series:
    start: datetime
    zone: str
    rule: str = ""
    skips_holidays: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    wall: datetime
    at: datetime


def occurrences(
    series: Series, after: datetime, limit: int, changes: Mapping[datetime, datetime | None] = {}
) -> tuple[Occurrence, ...]:
    zone = ZoneInfo(series.zone)
    walls = [series.start]
    if series.rule:
        rule = rrulestr(series.rule, dtstart=series.start)
        walls = list(
            rule.between(
                after.astimezone(zone).replace(tzinfo=None) - timedelta(days=1),
                after.replace(tzinfo=None) + timedelta(days=366),
                inc=True,
            )
        )
    made = [Occurrence(w, resolve(changes.get(w, w), zone)) for w in walls if changes.get(w, w)]
    return tuple(sorted((o for o in made if o.at > after), key=lambda o: o.at))[:limit]
