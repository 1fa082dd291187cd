"""What the audit calls people. The key to each name lies here, and goes when the person is forgotten."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.storage.schema import account, pseudonym

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Pseudonyms:
    """Pseudonyms, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person_id: str) -> str:
        """Somebody's pseudonym, made when it is needed first."""
        known: str | None = self._connection.scalar(select(pseudonym.c.id).where(pseudonym.c.person_id == person_id))
        if known is None:
            known = secrets.token_hex(8)
            self._connection.execute(insert(pseudonym), {"person_id": person_id, "id": known})
        return known

    def names(self) -> dict[str, str]:
        """The names of those whom the audit may tell of, by pseudonym; whoever was forgotten is not among them."""
        found = select(pseudonym.c.id, account.c.name).join(account, account.c.person_id == pseudonym.c.person_id)
        rows = self._connection.execute(found.order_by(account.c.platform.desc(), account.c.account_id.desc()))
        return {id: name for id, name in rows if name}
