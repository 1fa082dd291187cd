"""One-time links that give a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update

from bot.storage.schema import invite

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


class Invites:
    """Invitations, on one transaction. Only a hash of the link's secret is stored."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, token_hash: str, role: int, made_by: str | None, at: datetime, expires_at: datetime) -> None:
        """Keep an invitation; `made_by` is None for the shell's."""
        values = {"token_hash": token_hash, "role": role, "made_by": made_by, "made_at": at}
        self._connection.execute(insert(invite), {**values, "expires_at": expires_at})

    def use(self, token_hash: str, person_id: str, now: datetime) -> int | None:
        """Use an invitation up and return its role; None when it is unknown, used or expired."""
        free = update(invite).where(
            invite.c.token_hash == token_hash, invite.c.used_at.is_(None), invite.c.expires_at > now
        )
        role: int | None = self._connection.scalar(free.values(used_at=now, used_by=person_id).returning(invite.c.role))
        return role

    def prune(self, now: datetime) -> int:
        """Drop what expired unused; returns how many."""
        unused = delete(invite).where(invite.c.expires_at <= now, invite.c.used_at.is_(None))
        return self._connection.execute(unused).rowcount
