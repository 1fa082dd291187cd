"""What people say is wrong with a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.storage.schema import report

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Report:
    """One "Wrong? Tell us". It is open while `done_at` is None."""

    id: int
    kind: str
    fact_id: str
    person_id: str | None
    text: str
    at: datetime
    done_at: datetime | None
    done_by: str | None


class Reports:
    """Reports, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, kind: str, fact_id: str, person_id: str | None, text: str, at: datetime) -> int:
        """Keep a report and return its number."""
        values = {"kind": kind, "fact_id": fact_id, "person_id": person_id, "text": text, "at": at}
        number: int = self._connection.scalar(insert(report).returning(report.c.id), values)
        return number

    def get(self, id: int) -> Report | None:
        """One report."""
        row = self._connection.execute(select(*report.c).where(report.c.id == id)).first()
        return None if row is None else Report(*row)

    def open(self) -> list[Report]:
        """What waits for an organiser, oldest first."""
        waiting = select(*report.c).where(report.c.done_at.is_(None)).order_by(report.c.id)
        return [Report(*row) for row in self._connection.execute(waiting)]

    def close(self, id: int, by: str, at: datetime) -> bool:
        """Mark a report as dealt with; False when it is not open."""
        waiting = update(report).where(report.c.id == id, report.c.done_at.is_(None))
        return self._connection.execute(waiting.values(done_at=at, done_by=by)).rowcount == 1

    def reopen(self, id: int) -> bool:
        """Take the mark back; False when the report is not closed."""
        closed = update(report).where(report.c.id == id, report.c.done_at.is_not(None))
        return self._connection.execute(closed.values(done_at=None, done_by=None)).rowcount == 1
