"""The facts that the club keeps: one kind of record each."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from bot.domain.call import Call
from bot.domain.event import Event, Series
from bot.domain.partner import Cluster, Partner
from bot.domain.programme import Programme
from bot.domain.project import Project
from bot.domain.topic import Topic

Record: TypeAlias = Cluster | Partner | Programme | Project | Event | Series | Call | Topic


class Kind(StrEnum):
    """The kinds of record. An id is unique within its kind only: spinoff-bulgaria is a programme and a series."""

    CLUSTER = "cluster"
    PARTNER = "partner"
    PROGRAMME = "programme"
    PROJECT = "project"
    EVENT = "event"
    SERIES = "series"
    CALL = "call"
    TOPIC = "topic"


def id_of(record: Record) -> str:
    """The id of a record; a call's is its identifier."""
    return record.identifier if isinstance(record, Call) else record.id
