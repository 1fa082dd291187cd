"""What can be added in the chat, what is asked of each kind, and how it is stored."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from bot.commands.facts.storing import Act, store
from bot.domain.fold import fold
from bot.storage.store import Tx
from bot.storage.values import FactChange


class Added(StrEnum):
    """What can be added in the chat."""

    PARTNER = "partner"
    PROGRAMME = "programme"
    PROJECT = "project"
    EVENT = "event"
    SERIES = "series"
    CALL = "call"


# What is asked of each kind, and what of it is needed.
ASKED = {
    Added.PARTNER: ("name", "relation", "country", "city", "url", "source", "id"),
    Added.PROGRAMME: ("name", "url", "source", "id"),
    Added.PROJECT: ("name", "when", "url", "source", "id"),
    Added.EVENT: ("name", "when", "zone", "country", "city", "url", "source", "id"),
    Added.SERIES: ("name", "url", "source", "id"),
    Added.CALL: ("name", "id", "when", "zone", "opens", "url", "source"),
}
NEEDED = {Added.PARTNER: ("name", "relation"), Added.EVENT: ("name", "when"), Added.CALL: ("name", "id")}
JUST_THE_NAME = ("name",)


class Taken(Exception):
    """There is a record of this id already."""


class Known(Exception):
    """There is a record of this name already."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


def add(tx: Tx, act: Act, kind: Added, body: dict[str, Any], id: str, same: tuple[str, ...]) -> dict[str, Any]:
    """Store a record under its id, or one made from its name, and give id, change and body.

    `same` are the ids of those that bear the name. Raises Known, Taken, and what `store` raises.
    """
    # Looked at here, since a request that comes again must find what it added, not that it is there.
    if same:
        raise Known(same[0])
    id = id or _free(tx, kind, body["name"])
    if tx.facts.get(kind, id):
        raise Taken
    whole = {"identifier" if kind is Added.CALL else "id": id, **body}
    seq = store(tx, act, FactChange(kind.value, id, None, whole))
    return {"seq": seq, "id": id, "body": whole}


def _free(tx: Tx, kind: Added, name: str) -> str:
    """An id made from a name, which no other record of the kind has."""
    short = re.sub(r"[^a-z0-9]+", "-", fold(name))[:60].strip("-") or kind.value
    number, id = 1, short
    while tx.facts.get(kind, id):
        number += 1
        id = f"{short}-{number}"
    return id
