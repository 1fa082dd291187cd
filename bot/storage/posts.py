"""The web chat's history.

A post that was edited or deleted carries the number of that change, so that a reader who knows the last number they
have seen is told what became of posts that they have already. A deleted one leaves its key and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, or_, select, update

from bot.storage.schema import post, post_picture, shown_picture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

_POST = (post.c.seq, post.c.place, post.c.author, post.c.only_for, post.c.body, post.c.at, post.c.changed)
_GONE: dict[str, Any] = {}  # what is left of a deleted post's body
_THERE = post.c.body != _GONE


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in a post, by the SHA-256 of its content."""

    digest: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredPost:
    """One post, its payload rendered. `only_for` names the one person who sees it, None for everybody.

    `changed` is the number of its last change, None while it stands as it was posted.
    """

    seq: int
    place: str
    author: str
    only_for: str | None
    body: dict[str, Any]
    at: datetime
    changed: int | None = None

    @property
    def deleted(self) -> bool:
        """Whether nothing is left of it."""
        return self.body == _GONE


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
        pictures: Iterable[ShownPicture] = (),
    ) -> int:
        """Keep a post and return its seq. The same key again posts nothing and returns the first seq."""
        if key is not None and (first := self.find(key)) is not None:
            return first
        values = {"place": place, "author": author, "body": body, "at": at, "only_for": only_for, "key": key}
        seq: int = self._connection.scalar(insert(post).returning(post.c.seq), values)
        self._show(seq, pictures)
        return seq

    def find(self, key: str) -> int | None:
        """The seq that was given to a key, even if the post has been deleted since."""
        seq: int | None = self._connection.scalar(select(post.c.seq).where(post.c.key == key))
        return seq

    def get(self, seq: int) -> StoredPost | None:
        """One post, whoever it is for; None when it was deleted or never was."""
        row = self._connection.execute(select(*_POST).where(post.c.seq == seq, _THERE)).first()
        return None if row is None else StoredPost(*row)

    def since(self, places: Collection[str], person_id: str | None, seq: int, limit: int) -> list[StoredPost]:
        """What a person may see of these places after a seq, oldest first."""
        later = select(*_POST).where(post.c.place.in_(places), post.c.seq > seq, _THERE, _seen_by(person_id))
        return [StoredPost(*row) for row in self._connection.execute(later.order_by(post.c.seq).limit(limit))]

    def before(self, place: str, person_id: str | None, seq: int | None, limit: int) -> list[StoredPost]:
        """The last posts of a place that a person may see, before a seq (None: the newest), oldest first."""
        earlier = select(*_POST).where(post.c.place == place, _THERE, _seen_by(person_id))
        if seq is not None:
            earlier = earlier.where(post.c.seq < seq)
        rows = self._connection.execute(earlier.order_by(post.c.seq.desc()).limit(limit)).all()
        return [StoredPost(*row) for row in reversed(rows)]

    def changed(self, places: Collection[str], person_id: str | None, number: int, limit: int) -> list[StoredPost]:
        """What has become of posts that a person may see since a change, each once and as it is now, in their order."""
        later = select(*_POST).where(post.c.changed > number, post.c.place.in_(places), _seen_by(person_id))
        return [StoredPost(*row) for row in self._connection.execute(later.order_by(post.c.changed).limit(limit))]

    def edit(self, seq: int, body: Mapping[str, Any], pictures: Iterable[ShownPicture] = ()) -> bool:
        """Put another payload into a post; False when there is none."""
        if not self._change(seq, body):
            return False
        self._hide(seq)
        self._show(seq, pictures)
        self._tidy()
        return True

    def delete(self, seq: int) -> bool:
        """Drop what a post says; its key stays, so that it is not posted again. False when there is none."""
        if not self._change(seq, _GONE):
            return False
        self._hide(seq)
        self._tidy()
        return True

    def picture(self, digest: str) -> ShownPicture | None:
        """A picture that some post shows."""
        row = self._connection.execute(select(*shown_picture.c).where(shown_picture.c.digest == digest)).first()
        return None if row is None else ShownPicture(*row)

    def latest(self) -> int:
        """The seq of the newest post, 0 when there is none."""
        return self._connection.scalar(select(func.max(post.c.seq))) or 0

    def last_change(self) -> int:
        """The number of the last change, 0 when there was none."""
        return self._connection.scalar(select(func.max(post.c.changed))) or 0

    def _change(self, seq: int, body: Mapping[str, Any]) -> bool:
        # Writers take turns (bot.storage.server), so that no number is given twice or seen before an earlier one.
        values = {"body": body, "changed": self.last_change() + 1}
        return self._connection.execute(update(post).where(post.c.seq == seq, _THERE).values(values)).rowcount == 1

    def _show(self, seq: int, pictures: Iterable[ShownPicture]) -> None:
        for one in {one.digest: one for one in pictures}.values():
            known = select(shown_picture.c.digest).where(shown_picture.c.digest == one.digest)
            if self._connection.scalar(known) is None:
                values = {"digest": one.digest, "media_type": one.media_type, "content": one.content}
                self._connection.execute(insert(shown_picture), values)
            self._connection.execute(insert(post_picture), {"post_seq": seq, "digest": one.digest})

    def _hide(self, seq: int) -> None:
        self._connection.execute(delete(post_picture).where(post_picture.c.post_seq == seq))

    def _tidy(self) -> None:
        shown = select(post_picture.c.digest)
        self._connection.execute(delete(shown_picture).where(shown_picture.c.digest.not_in(shown)))


def _seen_by(person_id: str | None) -> ColumnElement[bool]:
    if person_id is None:
        return post.c.only_for.is_(None)
    return or_(post.c.only_for.is_(None), post.c.only_for == person_id)
