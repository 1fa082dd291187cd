"""Where a phrase is read from: the present moment and the reader's zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property

from bot.domain.when.span import Precision, Span, Toward, point
from bot.domain.zones import local_midnight, resolve, wall_time


@dataclass(frozen=True)
class Frame:
    """The moment of speaking, its zone, and which way ambiguous phrases lean."""

    now: datetime
    zone: tzinfo
    toward: Toward

    @cached_property
    def wall(self) -> datetime:
        """What the wall clock shows, naive."""
        return wall_time(self.now, self.zone)

    @cached_property
    def today(self) -> date:
        """The local day."""
        return self.wall.date()

    @cached_property
    def monday(self) -> date:
        """The first day of this ISO week."""
        return self.today - timedelta(days=self.today.weekday())

    def days(self, first: date, after: date, precision: Precision, moment: datetime | None = None) -> Span:
        """Whole local days, midnight to midnight; `after` is the first day no longer in."""
        at = None if moment is None else resolve(moment, self.zone)
        return Span(local_midnight(first, self.zone), local_midnight(after, self.zone), precision, at)

    def minutes(self, day: date, first: int, after: int) -> Span:
        """A part of a day, in minutes of its wall clock since midnight; a single minute where both are the same."""
        midnight = datetime.combine(day, time.min)
        start = resolve(midnight + timedelta(minutes=first), self.zone)
        if first == after:
            return point(start)
        return Span(start, resolve(midnight + timedelta(minutes=after), self.zone), Precision.RANGE)

    def range(self, start: datetime, end: datetime) -> Span:
        """From one instant to another. Raises ValueError where nothing lies between them."""
        if start >= end:
            raise ValueError(start)
        return Span(start.astimezone(UTC), end.astimezone(UTC), Precision.RANGE)
