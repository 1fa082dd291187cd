"""The web chat's history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, or_, select, update

from bot.storage.schema import post

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

_POST = (post.c.seq, post.c.place, post.c.author, post.c.only_for, post.c.body, post.c.at)


@dataclass(frozen=True, slots=True)
class StoredPost:
    """One post, its payload rendered. `only_for` names the one person who sees it, None for everybody."""

    seq: int
    place: str
    author: str
    only_for: str | None
    body: dict[str, Any]
    at: datetime


class Posts:
    """Posts, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        place: str,
        author: str,
        body: Mapping[str, Any],
        at: datetime,
        *,
        only_for: str | None = None,
        key: str | None = None,
    ) -> int:
        """Keep a post and return its seq. The same key again posts nothing and returns the first seq."""
        if key is not None:
            first: int | None = self._connection.scalar(select(post.c.seq).where(post.c.key == key))
            if first is not None:
                return first
        values = {"place": place, "author": author, "body": body, "at": at, "only_for": only_for, "key": key}
        seq: int = self._connection.scalar(insert(post).returning(post.c.seq), values)
        return seq

    def get(self, seq: int) -> StoredPost | None:
        """One post, whoever it is for."""
        row = self._connection.execute(select(*_POST).where(post.c.seq == seq)).first()
        return None if row is None else StoredPost(*row)

    def since(self, places: Collection[str], person_id: str | None, seq: int, limit: int) -> list[StoredPost]:
        """What a person may see of these places after a seq, oldest first."""
        later = select(*_POST).where(post.c.place.in_(places), post.c.seq > seq, _seen_by(person_id))
        return [StoredPost(*row) for row in self._connection.execute(later.order_by(post.c.seq).limit(limit))]

    def before(self, place: str, person_id: str | None, seq: int | None, limit: int) -> list[StoredPost]:
        """The last posts of a place that a person may see, before a seq (None: the newest), oldest first."""
        earlier = select(*_POST).where(post.c.place == place, _seen_by(person_id))
        if seq is not None:
            earlier = earlier.where(post.c.seq < seq)
        rows = self._connection.execute(earlier.order_by(post.c.seq.desc()).limit(limit)).all()
        return [StoredPost(*row) for row in reversed(rows)]

    def edit(self, seq: int, body: Mapping[str, Any]) -> bool:
        """Put another payload into a post; False when there is none."""
        return self._connection.execute(update(post).where(post.c.seq == seq).values(body=body)).rowcount == 1

    def latest(self) -> int:
        """The seq of the newest post, 0 when there is none."""
        return self._connection.scalar(select(func.max(post.c.seq))) or 0


def _seen_by(person_id: str | None) -> ColumnElement[bool]:
    if person_id is None:
        return post.c.only_for.is_(None)
    return or_(post.c.only_for.is_(None), post.c.only_for == person_id)
