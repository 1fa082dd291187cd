"""Whom the bot greets who came to a community, and in which message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, func, insert, select

from bot.storage.schema import account, membership, newcomer

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_STILL_HERE = and_(
    membership.c.platform == newcomer.c.platform,
    membership.c.community == newcomer.c.community,
    membership.c.account_id == newcomer.c.account_id,
    membership.c.left_at.is_(None),
)
_COLUMNS = (
    newcomer.c.platform,
    newcomer.c.account_id,
    newcomer.c.community,
    newcomer.c.name,
    newcomer.c.language,
    newcomer.c.came_at,
    newcomer.c.batch,
    newcomer.c.person_id,
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who came, by the name they showed then. Those of one `batch` are greeted in one message."""

    platform: str
    account_id: str
    community: str
    name: str
    language: str
    came_at: datetime
    batch: str | None
    person_id: str | None = None


class Newcomers:
    """Newcomers, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, one: Newcomer) -> None:
        """Keep somebody, in the place of an earlier time that they came."""
        mine = (newcomer.c.platform == one.platform, newcomer.c.account_id == one.account_id)
        self._connection.execute(delete(newcomer).where(*mine))
        values = {column.name: getattr(one, column.name) for column in _COLUMNS}
        self._connection.execute(insert(newcomer), values)

    def get(self, platform: str, account_id: str) -> Newcomer | None:
        """Somebody who came by this account."""
        mine = (newcomer.c.platform == platform, newcomer.c.account_id == account_id)
        row = self._connection.execute(select(*_COLUMNS).where(*mine)).first()
        return None if row is None else Newcomer(*row)

    def of(self, person_id: str) -> list[Newcomer]:
        """The times that somebody came, by whichever of their accounts; the latest last."""
        mine = and_(account.c.platform == newcomer.c.platform, account.c.account_id == newcomer.c.account_id)
        found = select(*_COLUMNS).join(account, mine).where(account.c.person_id == person_id)
        return [Newcomer(*row) for row in self._connection.execute(found.order_by(newcomer.c.came_at))]

    def latest(self, platform: str) -> str:
        """The batch that is last in order; empty when there is none."""
        last = select(func.max(newcomer.c.batch)).where(newcomer.c.platform == platform)
        return self._connection.scalar(last) or ""

    def count(self, platform: str, batch: str) -> int:
        """How many are greeted together."""
        those = (newcomer.c.batch == batch, newcomer.c.platform == platform)
        return self._connection.scalar(select(func.count()).where(*those)) or 0

    def greeted(self, platform: str, batch: str) -> list[Newcomer]:
        """Those of a batch who are still there, the first to come first."""
        those = (newcomer.c.batch == batch, newcomer.c.platform == platform)
        found = select(*_COLUMNS).join(membership, _STILL_HERE).where(*those)
        rows = self._connection.execute(found.order_by(newcomer.c.came_at, newcomer.c.account_id))
        return [Newcomer(*row) for row in rows]

    def is_here(self, one: Newcomer) -> bool:
        """Whether somebody has not left again."""
        found = select(newcomer.c.account_id).join(membership, _STILL_HERE)
        mine = (newcomer.c.platform == one.platform, newcomer.c.account_id == one.account_id)
        return self._connection.execute(found.where(*mine)).first() is not None
