"""Codes by which somebody shows on one account that another one is theirs as well. Only a hash of each is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage.schema import link_code

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class LinkCode:
    """Whose code it is, and from which of their accounts it was asked for."""

    code_hash: str
    person_id: str
    platform: str
    account_id: str
    expires_at: datetime
    used_at: datetime | None


_COLUMNS = tuple(link_code.c[name] for name in LinkCode.__slots__)


class LinkCodes:
    """Codes, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, made: LinkCode) -> None:
        """Keep a code in the place of those that the person had before."""
        self._connection.execute(delete(link_code).where(link_code.c.person_id == made.person_id))
        values = {name: getattr(made, name) for name in LinkCode.__slots__}
        self._connection.execute(insert(link_code), values)

    def get(self, code_hash: str) -> LinkCode | None:
        """The code with this hash, whether or not it can still be used."""
        row = self._connection.execute(select(*_COLUMNS).where(link_code.c.code_hash == code_hash)).first()
        return None if row is None else LinkCode(*row)

    def use(self, code_hash: str, at: datetime) -> bool:
        """Use a code up; False if that was done already or its time is over."""
        free = (link_code.c.code_hash == code_hash, link_code.c.used_at.is_(None), link_code.c.expires_at > at)
        return self._connection.execute(update(link_code).where(*free).values(used_at=at)).rowcount == 1
