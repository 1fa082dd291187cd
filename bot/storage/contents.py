"""What people wrote to be posted, and templates of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from bot.storage.schema import content, schedule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Content:
    """A text as it is stored. `name` is a template's; None for what is posted."""

    id: int
    name: str | None
    author: str | None
    body: Mapping[str, Any]
    version: int
    changed_at: datetime


class Contents:
    """Contents, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, body: Mapping[str, Any], author: str | None, at: datetime, name: str | None = None) -> int:
        """Keep a new one and return its id."""
        values = {"name": name, "author": author, "body": dict(body), "version": 1, "changed_at": at}
        id: int = self._connection.scalar(insert(content).returning(content.c.id), values)
        return id

    def get(self, id: int) -> Content | None:
        """The one with this id."""
        row = self._connection.execute(select(*content.c).where(content.c.id == id)).first()
        return None if row is None else Content(*row)

    def put(self, id: int, body: Mapping[str, Any], at: datetime) -> bool:
        """Put another body in the place of what was there."""
        this = update(content).where(content.c.id == id)
        values = {"body": dict(body), "version": content.c.version + 1, "changed_at": at}
        return self._connection.execute(this.values(values)).rowcount == 1

    def touch(self, id: int, at: datetime) -> None:
        """Have one that is given up kept for a while, so that it can be taken up again."""
        self._connection.execute(update(content).where(content.c.id == id).values(changed_at=at))

    def template(self, name: str) -> Content | None:
        """The template of this name."""
        row = self._connection.execute(select(*content.c).where(content.c.name == name)).first()
        return None if row is None else Content(*row)

    def templates(self) -> list[Content]:
        """All templates, by name."""
        rows = self._connection.execute(select(*content.c).where(content.c.name.is_not(None)).order_by(content.c.name))
        return [Content(*row) for row in rows]

    def pictures(self) -> frozenset[str]:
        """The ids of the pictures that some content shows."""
        bodies = self._connection.scalars(select(content.c.body))
        return frozenset(body["picture"] for body in bodies if body.get("picture"))

    def prune(self, before: datetime) -> int:
        """Drop what no schedule holds any more and nobody has touched since; returns how many."""
        held = select(schedule.c.content_id).where(schedule.c.content_id.is_not(None))
        idle = (content.c.name.is_(None), content.c.changed_at < before, content.c.id.not_in(held))
        return self._connection.execute(delete(content).where(*idle)).rowcount

    def remove(self, id: int) -> bool:
        """Drop one that no schedule needs."""
        return self._connection.execute(delete(content).where(content.c.id == id)).rowcount == 1
