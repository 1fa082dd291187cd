"""People and the accounts they speak from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from bot.storage.names import name_of
from bot.storage.schema import account, person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_NAME = name_of(person.c.id)
_PERSON = (person.c.id, person.c.role, person.c.locale, person.c.zone, person.c.seen_seq)
_FIND = (
    select(*_PERSON, _NAME, person.c.quiet, person.c.muted_at, account.c.name)
    .join_from(account, person)
    .where(account.c.platform == bindparam("platform"), account.c.account_id == bindparam("account_id"))
)
ORGANISER = 2  # the number of the highest role


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """Somebody the club has met.

    `locale`, `zone` and their own `quiet` hours (`21:00-08:00`) are None until they are chosen; `muted_at` is None for
    whoever has not muted the bot. `shown` is the name of the account by which they were found, `name` that by which
    others know them.
    """

    id: str
    role: int
    locale: str | None
    zone: str | None
    seen_seq: int
    name: str
    quiet: str | None = None
    muted_at: datetime | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """One of somebody's accounts, by the name that it shows."""

    platform: str
    id: str
    name: str


class People:
    """Everybody the club has met, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, platform: str, account_id: str) -> StoredPerson | None:
        """The person behind an account."""
        row = self._connection.execute(_FIND, {"platform": platform, "account_id": account_id}).first()
        return None if row is None else StoredPerson(*row)

    def get(self, id: str) -> StoredPerson | None:
        """The person with this id."""
        mine = select(*_PERSON, _NAME, person.c.quiet, person.c.muted_at).where(person.c.id == id)
        row = self._connection.execute(mine).first()
        if row is None:
            return None
        who, role, locale, zone, seen, name, quiet, muted_at = row
        return StoredPerson(who, role, locale, zone, seen, name or "", quiet, muted_at)

    def create(
        self,
        id: str,
        platform: str,
        account_id: str,
        *,
        at: datetime,
        name: str = "",
        role: int = 0,
        locale: str | None = None,
        zone: str | None = None,
        seen_seq: int = 0,
    ) -> StoredPerson:
        """Meet somebody. Raises sqlalchemy's IntegrityError when the account or the id is known."""
        values = {"id": id, "role": role, "locale": locale, "zone": zone, "seen_seq": seen_seq, "created_at": at}
        self._connection.execute(insert(person), values)
        self.link(id, platform, account_id, name=name)
        return StoredPerson(id, role, locale, zone, seen_seq, name, shown=name)

    def accounts(self, id: str) -> list[Linked]:
        """All accounts of somebody."""
        columns = (account.c.platform, account.c.account_id, account.c.name)
        mine = select(*columns).where(account.c.person_id == id).order_by(account.c.platform, account.c.account_id)
        return [Linked(*row) for row in self._connection.execute(mine)]

    def link(self, id: str, platform: str, account_id: str, *, name: str = "") -> None:
        """Give a person one more account."""
        values = {"platform": platform, "account_id": account_id, "person_id": id, "name": name}
        self._connection.execute(insert(account), values)

    def rename(self, platform: str, account_id: str, name: str) -> None:
        """Keep the name that an account shows now."""
        this = update(account).where(account.c.platform == platform, account.c.account_id == account_id)
        self._connection.execute(this.values(name=name))

    def set_role(self, id: str, role: int) -> None:
        """Raise or lower somebody."""
        self._connection.execute(update(person).where(person.c.id == id).values(role=role))

    def set_locale(self, id: str, locale: str | None) -> None:
        """Keep the language they chose; None goes back to the club's."""
        self._connection.execute(update(person).where(person.c.id == id).values(locale=locale))

    def set_zone(self, id: str, zone: str | None) -> None:
        """Keep the time zone they chose; None goes back to the club's."""
        self._connection.execute(update(person).where(person.c.id == id).values(zone=zone))

    def set_quiet(self, id: str, quiet: str | None) -> None:
        """Keep the quiet hours they chose, `21:00-08:00`; None goes back to the club's."""
        self._connection.execute(update(person).where(person.c.id == id).values(quiet=quiet))

    def set_seen(self, id: str, seq: int) -> None:
        """Keep the version of the library that they were last told the news of; it never goes back."""
        ahead = update(person).where(person.c.id == id, person.c.seen_seq < seq)
        self._connection.execute(ahead.values(seen_seq=seq))

    def organisers(self) -> list[StoredPerson]:
        """Every organiser, by id."""
        rows = self._connection.scalars(select(person.c.id).where(person.c.role >= ORGANISER).order_by(person.c.id))
        return [found for id in rows if (found := self.get(id)) is not None]
