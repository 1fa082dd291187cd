"""Events, and the series whose next date nobody has confirmed yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain.source import UNSOURCED, Source
from bot.domain.zones import local_midnight

_DAY = timedelta(days=1)


class Phase(StrEnum):
    """Where an event stands at a moment. Computed, never stored."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event with a date.

    `start` and `end` are its first and last day where it takes place, both included; without an end it is one day.
    `starts_at` and `ends_at` (UTC) are known only where the record gives hours, then `tz` is the zone it gives them in.
    `series` is the id of its series, which may have no record of its own; `country` is an ISO 3166-1 code; what is
    unknown is empty.
    """

    id: str
    name: str
    start: date
    end: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    tz: str = ""
    series: str = ""
    city: str = ""
    country: str = ""
    venue: str = ""
    organiser: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()
    confirmed: bool | None = None
    notes: str = ""
    source: Source = UNSOURCED
    checked_at: date | None = None

    @property
    def all_day(self) -> bool:
        """Whether the record has days alone."""
        return self.starts_at is None

    def span(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """When it takes place, as [start, end) in UTC.

        Days last from midnight to midnight of `zone`, the reader's. Hours without an end are a moment, [start, start),
        as in https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1.
        """
        if self.starts_at is not None:
            return self.starts_at, self.ends_at or self.starts_at
        return local_midnight(self.start, zone), local_midnight((self.end or self.start) + _DAY, zone)

    def phase(self, now: datetime, zone: tzinfo) -> Phase:
        """Upcoming until it starts, over from its end on."""
        start, end = self.span(zone)
        if now < start:
            return Phase.UPCOMING
        return Phase.RUNNING if now < end else Phase.OVER

    def during(self, since: datetime, until: datetime, zone: tzinfo) -> bool:
        """Whether some of it falls into [since, until)."""
        start, end = self.span(zone)
        return start < until and (end > since or start >= since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A recurring event whose next date is not confirmed. `next_edition` is what is known of it, empty when nothing is.

    `organiser_partner` is the id of the partner that organises it.
    """

    id: str
    name: str
    organiser: str = ""
    organiser_partner: str = ""
    about: str = ""
    next_edition: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()
    notes: str = ""
    source: Source = UNSOURCED
    checked_at: date | None = None
