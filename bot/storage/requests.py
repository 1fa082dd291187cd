"""Requests already handled, and what came of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from bot.storage.schema import handled
from bot.storage.types import encode

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_FIND = select(handled.c.result, handled.c.at).where(
    handled.c.request_id == bindparam("request_id"), handled.c.step == bindparam("step")
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

    def find(self, request_id: str, step: int) -> Handled | None:
        """The first result, None when this step was not done yet."""
        row = self._connection.execute(_FIND, {"request_id": request_id, "step": step}).first()
        return None if row is None else Handled(json.loads(row.result), row.at)

    def record(self, request_id: str, step: int, result: object, at: datetime) -> None:
        """Keep a result. Raises TypeError for what JSON cannot carry, which undoes the whole unit of work."""
        values = {"request_id": request_id, "step": step, "result": encode(result), "at": at}
        self._connection.execute(insert(handled), values)

    def prune(self, before: datetime) -> int:
        """Drop what was handled before a moment; returns how many."""
        return self._connection.execute(delete(handled).where(handled.c.at < before)).rowcount
