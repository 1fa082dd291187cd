"""Who ran which command that writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.storage.schema import audit

if TYPE_CHECKING:
    from collections.abc import Collection
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
        self.written = False  # whether this transaction has added a line

    def add(
        self,
        at: datetime,
        person_id: str,
        command: str,
        place: str,
        before: object = None,
        after: object = None,
    ) -> None:
        """Write a line: `person_id` is a pseudonym, `before` and `after` are JSON without anybody's words."""
        values = {"at": at, "person_id": person_id, "command": command, "place": place}
        self._connection.execute(insert(audit), {**values, "before": before, "after": after})
        self.written = True

    def latest(self, limit: int) -> list[Entry]:
        """The last lines, newest first."""
        return self.listed(limit=limit)

    def listed(
        self,
        *,
        by: Collection[str] = (),
        what: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        offset: int = 0,
        limit: int = 10,
    ) -> list[Entry]:
        """Lines of these pseudonyms, whose command begins so, of a time [since, until): the newest first."""
        found = select(*audit.c)
        if by:
            found = found.where(audit.c.person_id.in_(list(by)))
        if what:
            found = found.where(audit.c.command.startswith(what, autoescape=True))
        if since:
            found = found.where(audit.c.at >= since)
        if until:
            found = found.where(audit.c.at < until)
        rows = self._connection.execute(found.order_by(audit.c.seq.desc()).offset(offset).limit(limit))
        return [Entry(*row) for row in rows]
