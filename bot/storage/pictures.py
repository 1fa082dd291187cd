"""Pictures that people gave to be posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage.schema import picture

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is stored; `expires_at` is None once something shows it."""

    id: str
    name: str
    media_type: str
    content: bytes
    person_id: str | None
    expires_at: datetime | None


class Pictures:
    """Pictures, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, kept: Picture) -> None:
        """Keep one."""
        values = {
            "id": kept.id,
            "name": kept.name,
            "media_type": kept.media_type,
            "content": kept.content,
            "person_id": kept.person_id,
            "expires_at": kept.expires_at,
        }
        self._connection.execute(insert(picture), values)

    def get(self, id: str) -> Picture | None:
        """The one with this id."""
        row = self._connection.execute(select(*picture.c).where(picture.c.id == id)).first()
        return None if row is None else Picture(*row)

    def use(self, id: str) -> bool:
        """Keep it for good, since something shows it; False when it is not there."""
        return self._connection.execute(update(picture).where(picture.c.id == id).values(expires_at=None)).rowcount == 1

    def prune(self, now: datetime, shown: Collection[str]) -> int:
        """Drop what nobody came to use and what is shown no more; returns how many."""
        kept = select(picture.c.id).where(picture.c.expires_at.is_(None))
        gone = set(self._connection.scalars(kept)) - set(shown)
        old = self._connection.execute(delete(picture).where(picture.c.expires_at <= now)).rowcount
        return old + self._connection.execute(delete(picture).where(picture.c.id.in_(gone))).rowcount
