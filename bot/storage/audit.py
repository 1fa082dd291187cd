"""Who ran which command that writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.storage.schema import audit

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `person_id` is a pseudonym."""

    seq: int
    at: datetime
    person_id: str
    command: str
    place: str
    before: object = None
    after: object = None


class Audit:
    """The audit, on one transaction. It is only ever added to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, at: datetime, person_id: str, command: str, place: str) -> None:
        """Write a line."""
        values = {"at": at, "person_id": person_id, "command": command, "place": place}
        self._connection.execute(insert(audit), values)

    def latest(self, limit: int) -> list[Entry]:
        """The last lines, newest first."""
        rows = self._connection.execute(select(*audit.c).order_by(audit.c.seq.desc()).limit(limit))
        return [Entry(*row) for row in rows]
