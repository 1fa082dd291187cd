"""The library: every record as an immutable snapshot in memory, with its directory of names and its search index.

It is built off the event loop from what is stored and swapped whole, so reading it needs no lock and no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from bot.domain.call import Call
from bot.domain.event import Event, Series
from bot.domain.partner import Cluster, Partner
from bot.domain.programme import Programme
from bot.domain.project import Project
from bot.domain.record import Kind, Record
from bot.domain.topic import Topic
from bot.search.calls import CallIndex
from bot.search.documents import document, named
from bot.search.index import Index
from bot.search.names import Names

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Library:
    """What the club knows, as of one stored version."""

    version: int
    records: Mapping[tuple[str, str], Record]
    cluster: Cluster | None
    partners: tuple[Partner, ...]
    programmes: tuple[Programme, ...]
    projects: tuple[Project, ...]
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    topics: Mapping[str, Topic]
    calls: CallIndex
    names: Names
    index: Index

    @classmethod
    def of(cls, version: int, records: Iterable[Record]) -> Library:
        """Build a snapshot: milliseconds for the shipped facts, about 17 s for 100,000 calls (benchmarks/handle.py)."""
        kept = {key(record): record for record in records}
        topics = {r.id: r for r in kept.values() if isinstance(r, Topic)}
        documents = {key: document(key[0], record, topics) for key, record in kept.items()}
        return cls(
            version=version,
            records=kept,
            cluster=next(iter(_of(Cluster, kept)), None),
            partners=_of(Partner, kept),
            programmes=_of(Programme, kept),
            projects=_of(Project, kept),
            events=tuple(sorted(_of(Event, kept), key=lambda event: (event.start, event.id))),
            series=_of(Series, kept),
            topics=topics,
            calls=CallIndex((call, documents[Kind.CALL, call.identifier]) for call in _of(Call, kept)),
            names=Names(named(kind, record) for (kind, _), record in kept.items()),
            index=Index(doc for (kind, _), doc in documents.items() if kind != Kind.TOPIC),
        )

    def find(self, kind: type[R], record: str) -> R | None:
        """A record of a kind by its id."""
        found = self.records.get((KINDS[kind], record))
        return found if isinstance(found, kind) else None

    def has(self, kind: str, record: str) -> bool:
        """Whether there is a record of this kind and id."""
        return (kind, record) in self.records

    def label(self, kind: str, record: str, language: str) -> str:
        """What people call a record; its id when it is gone."""
        found = self.records.get((kind, record))
        return title(found, language) if found else record

    def topic(self, topic: str, language: str) -> str:
        """A topic's name in a language; its id with spaces where no name is recorded."""
        found = self.topics.get(topic)
        return found.title(language) if found else topic.replace("-", " ")


KINDS: Mapping[type, Kind] = {
    Cluster: Kind.CLUSTER,
    Partner: Kind.PARTNER,
    Programme: Kind.PROGRAMME,
    Project: Kind.PROJECT,
    Event: Kind.EVENT,
    Series: Kind.SERIES,
    Call: Kind.CALL,
    Topic: Kind.TOPIC,
}


def key(record: Record) -> tuple[str, str]:
    """The kind and id of a record."""
    return KINDS[type(record)].value, record.identifier if isinstance(record, Call) else record.id


def title(record: Record, language: str) -> str:
    """What people call a record in a language."""
    match record:
        case Cluster() | Partner() | Programme() | Topic():
            return record.title(language)
        case Call():
            return record.title
        case Project() | Event() | Series():
            return record.name


def _of(kind: type[R], records: Mapping[tuple[str, str], Record]) -> tuple[R, ...]:
    return tuple(record for record in records.values() if isinstance(record, kind))


@cache
def empty() -> Library:
    """What there is to read before anything was."""
    return Library.of(0, ())
