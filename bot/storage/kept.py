"""Text kept under a short token: what is too long for a button, confirmations, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.storage.schema import kept

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

Purpose = Literal["button", "confirm", "draft", "role"]

_GET = select(*kept.c).where(
    kept.c.token == bindparam("token"),
    kept.c.used_at.is_(None),
    or_(kept.c.expires_at.is_(None), kept.c.expires_at > bindparam("now")),
)


@dataclass(frozen=True, slots=True)
class KeptText:
    """What a token stands for. `person_id` is None when anybody may use it."""

    token: str
    purpose: str
    text: str
    person_id: str | None
    expires_at: datetime | None
    used_at: datetime | None


class Kept:
    """Tokens, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, token: str, purpose: Purpose, text: str, person_id: str | None, expires_at: datetime | None) -> None:
        """Keep a text, or put it in the place of what the person kept under this token before."""
        mine = kept.c.person_id == person_id if person_id else kept.c.person_id.is_(None)
        again = update(kept).where(kept.c.token == token, kept.c.purpose == purpose, mine)
        if not self._connection.execute(again.values(text=text, expires_at=expires_at, used_at=None)).rowcount:
            values = {"token": token, "purpose": purpose, "text": text}
            self._connection.execute(insert(kept), {**values, "person_id": person_id, "expires_at": expires_at})

    def get(self, token: str, now: datetime) -> KeptText | None:
        """What a token stands for, as often as one likes; None when it is unknown, used or expired."""
        row = self._connection.execute(_GET, {"token": token, "now": now}).first()
        return None if row is None else KeptText(*row)

    def take(self, token: str, purpose: Purpose, person_id: str, now: datetime) -> str | None:
        """Use a token up: the first to ask gets the text, everybody after that, and anybody else's asking, None."""
        free = update(kept).where(
            kept.c.token == token,
            kept.c.purpose == purpose,
            kept.c.used_at.is_(None),
            or_(kept.c.person_id.is_(None), kept.c.person_id == person_id),
            or_(kept.c.expires_at.is_(None), kept.c.expires_at > now),
        )
        text: str | None = self._connection.scalar(free.values(used_at=now).returning(kept.c.text))
        return text

    def prune(self, now: datetime) -> int:
        """Drop what has expired; returns how many."""
        return self._connection.execute(delete(kept).where(kept.c.expires_at <= now)).rowcount
