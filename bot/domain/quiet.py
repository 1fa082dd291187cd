"""Hours in which nothing is posted of the bot's own accord."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from bot.domain.zones import resolve, wall_time


@dataclass(frozen=True, slots=True)
class Quiet:
    """From a time of day until another, on the wall of a zone; it may reach over midnight. The same twice is never."""

    since: time
    until: time

    @classmethod
    def of(cls, text: str) -> Quiet:
        """Read `21:00-08:00`, as `str` writes it; ValueError for anything else."""
        since, _, until = text.partition("-")
        return cls(time.fromisoformat(since), time.fromisoformat(until))

    def __str__(self) -> str:
        return f"{self.since:%H:%M}-{self.until:%H:%M}"

    def over(self, at: datetime, zone: tzinfo) -> datetime:
        """When something that is due at an instant may be sent: then, or when the quiet hours it falls in are over."""
        wall = wall_time(at, zone)
        clock = wall.time()
        if self.since <= self.until:
            held, tomorrow = self.since <= clock < self.until, False
        else:
            held, tomorrow = clock >= self.since or clock < self.until, clock >= self.since
        if not held:
            return at
        end = datetime.combine(wall.date() + timedelta(days=tomorrow), self.until)
        return max(at, resolve(end, zone))

    def later(self, at: datetime, by: timedelta, zone: tzinfo) -> datetime:
        """The instant at which so much time has passed since another, quiet hours not counted."""
        now = self.over(at, zone)
        if self.since == self.until:
            return now + by
        while (end := self._next(now, zone)) < now + by:
            by -= end - now
            now = self.over(end, zone)
        return now + by

    def _next(self, at: datetime, zone: tzinfo) -> datetime:
        """When the quiet hours begin that are next."""
        wall = wall_time(at, zone)
        begins = datetime.combine(wall.date() + timedelta(days=wall.time() >= self.since), self.since)
        return resolve(begins, zone)
