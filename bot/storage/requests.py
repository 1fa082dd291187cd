"""Requests already handled, and what came of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from bot.storage.schema import handled, person
from bot.storage.types import encode

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_FIND = select(handled.c.result, handled.c.at).where(
    handled.c.request_id == bindparam("request_id"), handled.c.step == bindparam("step")
)
_RECORD = insert(handled).values(
    request_id=bindparam("request_id"),
    step=bindparam("step"),
    result=bindparam("result"),
    at=bindparam("at"),
    # Whoever asked may be gone by that very request: their accounts were joined, or they were forgotten.
    person_id=select(person.c.id).where(person.c.id == bindparam("person_id")).scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class Handled:
    """The first result of one step of a request, as JSON gives it back."""

    result: Any
    at: datetime


class Requests:
    """What was handled, on one transaction: it commits together with the write that it stands for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._became: dict[str, str] = {}

    def find(self, request_id: str, step: int) -> Handled | None:
        """The first result, None when this step was not done yet."""
        row = self._connection.execute(_FIND, {"request_id": request_id, "step": step}).first()
        return None if row is None else Handled(json.loads(row.result), row.at)

    def record(self, request_id: str, step: int, result: object, at: datetime, person_id: str | None = None) -> None:
        """Keep a result, and whose it is. Raises TypeError for what JSON cannot carry, which undoes the whole unit."""
        for gone, kept in self._became.items():
            request_id = request_id.replace(gone, kept)
            person_id = kept if person_id == gone else person_id
        values = {"request_id": request_id, "step": step, "result": encode(result), "at": at, "person_id": person_id}
        self._connection.execute(_RECORD, values)

    def became(self, gone: str, kept: str) -> None:
        """Somebody turned out to be somebody else: what is recorded of this request is theirs, under their id."""
        self._became[gone] = kept

    def prune(self, before: datetime) -> int:
        """Drop what was handled before a moment; returns how many."""
        return self._connection.execute(delete(handled).where(handled.c.at < before)).rowcount
