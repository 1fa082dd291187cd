"""The record that a reminder is about: an event or a call, and its time as it is recorded now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from bot.domain.call import Call
from bot.domain.event import Event
from bot.domain.zones import resolve, wall_time

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.search.library import Library

KINDS = ("event", "call")  # of records that have a time
MORNING = time(9)  # when a day begins for a reminder of an event that has no hours

_MANY = {"event": "events", "call": "calls"}
_ONE = {many: one for one, many in _MANY.items()}


@dataclass(frozen=True, slots=True)
class Subject:
    """An event or a call by its `anchor`, `events:ID`; the record is None when it is gone."""

    anchor: str
    record: Event | Call | None

    @classmethod
    def of(cls, anchor: str, library: Library) -> Subject:
        """What an anchor leads to now."""
        many, _, id = anchor.partition(":")
        found = library.records.get((_ONE.get(many, ""), id))
        return cls(anchor, found if isinstance(found, Event | Call) else None)

    def at(self, now: datetime) -> datetime | date | None:
        """When it begins or closes: a day where only that is known, None when nothing is recorded or to come."""
        match self.record:
            case Event(starts_at=at, start=start):
                return at or start
            case Call() as call:
                due = call.next_deadline(now)
                return due.at if due else None
            case None:
                return None


def anchor_of(record: str) -> str:
    """The anchor of a record, `event:ID`."""
    kind, _, id = record.partition(":")
    return f"{_MANY[kind]}:{id}"


def instant(at: datetime | date, zone: ZoneInfo) -> datetime:
    """The moment that a reminder counts from; a day alone begins at nine in the morning of a zone."""
    return at if isinstance(at, datetime) else resolve(datetime.combine(at, MORNING), zone)


def same(one: datetime | date, other: datetime | date, zone: ZoneInfo) -> bool:
    """Whether two times are one; hours that became known on the same day move nothing."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one == other
    return _day(one, zone) == _day(other, zone)


def written(text: str) -> datetime | date | None:
    """What `isoformat` wrote of a time; None for nothing."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _day(at: datetime | date, zone: ZoneInfo) -> date:
    return wall_time(at, zone).date() if isinstance(at, datetime) else at
