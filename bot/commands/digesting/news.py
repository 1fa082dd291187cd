"""What is new and what is near: gathered from the records and from their history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.call import Call, Status
from bot.domain.event import Event
from bot.domain.partner import Partner

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.record import Record
    from bot.search.library import Library

Keys = list[tuple[str, str]]

KINDS = ("call", "partner")  # whose additions are news
TO_COME = (Status.OPEN, Status.FORTHCOMING, Status.INVITED)
CLOSING = 100  # more calls than anybody reads; their number is told whatever it is
DAY = timedelta(days=1)
FOUND = 10_000  # records that a topic may have


@dataclass(frozen=True, slots=True)
class Times:
    """What a digest looks at: news of [since, now], and what comes in [now, until); days are those of the zone."""

    since: datetime
    now: datetime
    until: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class News:
    """What a digest tells; `closing_total` counts the calls that close, however many of them are here."""

    calls: tuple[Call, ...]
    closing: tuple[Call, ...]
    closing_total: int
    events: tuple[Event, ...]
    partners: tuple[Partner, ...]

    def __bool__(self) -> bool:
        return bool(self.calls or self.closing or self.events or self.partners)


def gather(library: Library, added: Keys, times: Times, topic: str) -> News:
    """The news that `added` are, the records that were not there before, and what comes.

    A call is new when it was recorded or has opened since.
    """
    now = times.now
    found = library.index.search(topic, kinds=("call", "event", "partner"), limit=FOUND, need_all=True) if topic else ()
    about = {(hit.kind, hit.id) for hit in found}
    fits = [key for key in added if not topic or key in about]
    records = [record for key in fits if (record := library.records.get(key))]
    opened = (c for c in _opened(library, times) if not topic or ("call", c.identifier) in about)
    fresh = {c.identifier: c for c in (*_calls(records), *opened) if c.status(now) in TO_COME}
    closing = library.calls.find(now, words=topic, until=times.until, most=CLOSING)
    coming = (event for event in library.events if event.during(now, times.until, times.zone))
    return News(
        calls=tuple(sorted(fresh.values(), key=lambda call: _due(call, now))),
        closing=closing.calls,
        closing_total=closing.total,
        events=tuple(event for event in coming if not topic or ("event", event.id) in about),
        partners=tuple(record for record in records if isinstance(record, Partner)),
    )


def _opened(library: Library, times: Times) -> Iterable[Call]:
    """The calls that opened in the time looked at; days are compared first, since a moment takes longer to tell."""
    first, last = times.since.date() - DAY, times.now.date() + DAY
    near = (call for call in _calls(library.records.values()) if call.opening and first <= call.opening <= last)
    return (call for call in near if call.opens and times.since <= call.opens <= times.now)


def _calls(records: Iterable[Record]) -> Iterable[Call]:
    return (record for record in records if isinstance(record, Call))


def _due(call: Call, now: datetime) -> tuple[bool, float, str]:
    due = call.next_deadline(now)
    return due is None, due.at.timestamp() if due else 0, call.identifier
