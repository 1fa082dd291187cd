"""What a phrase about time means: from when until when, and how finely it was said."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum, StrEnum


class Precision(StrEnum):
    """How finely a time was said: "18:00" is a minute, "next week" a week."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"


class Toward(Enum):
    """Which way a phrase leans that fits many times, such as "Friday" or "March"."""

    FUTURE = "future"
    PAST = "past"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: `start` is in it, `end` is not; both are aware and in UTC."""

    start: datetime
    end: datetime
    precision: Precision
    moment: datetime | None = field(default=None, compare=False)
    """The one instant that was meant, for whoever needs a point: a minute itself, or for "in 2 days" the same
    wall clock two days on. None where the phrase names a stretch of time only."""


def point(instant: datetime) -> Span:
    """The minute that begins at an instant."""
    start = instant.astimezone(UTC).replace(microsecond=0)
    return Span(start, start + timedelta(minutes=1), Precision.MINUTE, start)
