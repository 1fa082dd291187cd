"""One person under all their names, as columns hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Text, or_, select, type_coerce

from bot.storage.schema import account

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Column, ColumnElement, Connection

VEILED = "#"  # begins a hash that stands in the place of an account's id
LEAST = 8  # characters of an account's id that tells who it is without its platform


def veil(platform: str, account_id: str) -> str:
    """What an account is known by after its owner is forgotten: a hash, from which nobody reads the account."""
    return sha256(f"{platform}:{account_id}".encode()).hexdigest()


@dataclass(frozen=True)
class Somebody:
    """A person's id and their accounts: platform, id, and the name it shows."""

    id: str
    accounts: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, connection: Connection, id: str) -> Somebody:
        """The one with this id; without accounts when there is nobody."""
        mine = select(account.c.platform, account.c.account_id, account.c.name).where(account.c.person_id == id)
        rows = connection.execute(mine.order_by(account.c.platform, account.c.account_id))
        return cls(id, tuple((platform, number, name) for platform, number, name in rows))

    @cached_property
    def places(self) -> list[str]:
        """Their accounts and their direct messages, as places and `via` name them."""
        return [f"{platform}:{at}{id}" for platform, id, _ in self.accounts for at in ("", "@")]

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Whatever names them in a text.

        What they are called is no such thing: anybody may be called `member` or `"role":`, and the text would break.
        """
        known = [re.escape(self.id)]
        for platform, id, _ in self.accounts:
            known.append(rf"(?<!\w){platform}:@?{re.escape(id)}(?!\w)")
            if len(id) >= LEAST:
                known.append(rf"(?<!\w){re.escape(id)}(?!\w)")
        return re.compile("|".join(known))

    def within(self, column: Column[Any]) -> ColumnElement[bool]:
        """Rows whose text may name them; the pattern tells for certain."""
        plain = type_coerce(column, Text)
        words = {self.id, *(id for _, id, _ in self.accounts)}
        return or_(*(plain.contains(word, autoescape=True) for word in sorted(words)))
