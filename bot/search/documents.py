"""What each kind of record is found by: its names, its keywords, and everything else it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from bot.domain.call import Call
from bot.domain.country import country_name
from bot.domain.event import Event, Series
from bot.domain.partner import Cluster, Partner
from bot.domain.programme import Programme
from bot.domain.project import Project
from bot.domain.record import Record
from bot.domain.topic import Topic
from bot.search.index import Document
from bot.search.names import Named

LANGUAGES = ("en", "bg")


def document(kind: str, record: Record, topics: Mapping[str, Topic]) -> Document:
    """A record as the search index takes it."""
    match record:
        case Cluster() | Partner():
            words = (*_topics(record.topics, topics), *_countries((record.country,)), record.city, record.kind or "")
            groups = tuple(record.groups) if isinstance(record, Partner) else ()
            relation = record.relation.text if isinstance(record, Partner) else ""
            body = f"{relation} {record.notes}"
            return Document(kind, record.id, record.name, (record.name_bg, *record.aliases), (*words, *groups), body)
        case Programme():
            parts = tuple(part.name for part in record.parts)
            words = (record.kind, *record.cities, *record.cities_bg, *record.areas, *parts)
            body = " ".join((record.summary, *record.facts, record.notes))
            return Document(kind, record.id, record.name, (record.name_bg, *record.aliases), words, body)
        case Project():
            words = (
                *_topics(record.topics, topics),
                *_countries(record.consortium_countries),
                *(pilot.topic for pilot in record.pilots),
                record.call,
                record.grant_agreement,
            )
            body = " ".join((record.summary, record.coordinator, *record.participants, record.notes))
            return Document(kind, record.id, record.name, (record.acronym, record.title), words, body)
        case Event():
            words = (
                *_topics(record.topics, topics),
                *_countries((record.country,)),
                record.city,
                str(record.start.year),
            )
            body = f"{record.venue} {record.organiser} {record.notes}"
            return Document(kind, record.id, record.name, (), words, body)
        case Series():
            words = _topics(record.topics, topics)
            body = f"{record.organiser} {record.about} {record.next_edition} {record.notes}"
            return Document(kind, record.id, record.name, (), words, body)
        case Call():
            words = (*_topics(record.topics, topics), record.programme, record.part, record.type_of_action)
            return Document(
                kind, record.identifier, record.title, (record.identifier, record.call), words, record.notes
            )
        case Topic():
            return Document(kind, record.id, record.en, (record.bg,))
        case _:
            assert_never(record)


def named(kind: str, record: Record) -> Named:
    """A record as the directory of names takes it."""
    match record:
        case Cluster() | Partner() | Programme():
            return Named(kind, record.id, record.title("en"), (record.name, record.name_bg, *record.aliases))
        case Project():
            return Named(kind, record.id, record.name, (record.acronym, record.title, record.grant_agreement))
        case Event() | Series():
            return Named(kind, record.id, record.name)
        case Call():
            short = record.identifier.partition("-")[2]  # people leave the programme out: HLTH-2027-01-CARE-02
            return Named(kind, record.identifier, f"{record.identifier}: {record.title}", (record.title, short))
        case Topic():
            return Named(kind, record.id, record.en, (record.bg,))
        case _:
            assert_never(record)


def _topics(ids: Iterable[str], topics: Mapping[str, Topic]) -> tuple[str, ...]:
    labels = (topics[topic] for topic in ids if topic in topics)
    return (*ids, *(label.title(language) for label in labels for language in LANGUAGES))


def _countries(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(country_name(code, language) for code in codes if code for language in LANGUAGES)
