"""Which person a browser's cookie stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from bot.storage.schema import session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_PERSON = select(session.c.person_id).where(session.c.token_hash == bindparam("token_hash"))


class Sessions:
    """Web sessions, on one transaction. Only a hash of the cookie is stored."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token_hash: str, person_id: str, at: datetime) -> None:
        """Keep a session."""
        values = {"token_hash": token_hash, "person_id": person_id, "made_at": at, "seen_at": at}
        self._connection.execute(insert(session), values)

    def person(self, token_hash: str) -> str | None:
        """The id of the person behind a cookie."""
        id: str | None = self._connection.scalar(_PERSON, {"token_hash": token_hash})
        return id

    def seen(self, token_hash: str, at: datetime) -> None:
        """Keep when the cookie was last shown."""
        self._connection.execute(update(session).where(session.c.token_hash == token_hash).values(seen_at=at))

    def end(self, token_hash: str) -> None:
        """Forget a session."""
        self._connection.execute(delete(session).where(session.c.token_hash == token_hash))
