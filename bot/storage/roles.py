"""Who has which role by name, and which roles and groups of the platforms give one beside the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from bot.storage.people import ORGANISER, Linked
from bot.storage.schema import account, invite, person, role_grant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on Discord, or a user group on Slack, that gives everybody who has it a role of ours."""

    platform: str
    id: str
    name: str  # as it was called when it was named
    role: int


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody the club has met: the role they have by name, whether an invitation gave it, and their accounts."""

    id: str
    role: int
    invited: bool
    accounts: tuple[Linked, ...]

    @property
    def name(self) -> str:
        """What most of their accounts' names begin with: the first that is not empty."""
        return next((one.name for one in self.accounts if one.name), "")


class Roles:
    """Roles, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def met(self, id: str) -> Met | None:
        """Somebody by the person's id."""
        role = self._connection.scalar(select(person.c.role).where(person.c.id == id))
        return None if role is None else self._of({id: role})[0]

    def named(self) -> list[Met]:
        """Everybody who is more than a guest by name."""
        rows = self._connection.execute(select(person.c.id, person.c.role).where(person.c.role > 0))
        return self._of({row.id: row.role for row in rows})

    def behind(self, accounts: Iterable[tuple[str, str]]) -> list[Met]:
        """Those of the people behind these accounts, (platform, id), whom the club has met."""
        found = set(accounts)
        rows = self._connection.execute(
            select(account.c.platform, account.c.account_id, person.c.id, person.c.role).join_from(account, person)
        )
        return self._of({id: role for platform, number, id, role in rows if (platform, number) in found})

    def accounts(self) -> list[tuple[str, Linked]]:
        """Every account with its person's id, in the order of their names."""
        columns = (account.c.person_id, account.c.platform, account.c.account_id, account.c.name)
        rows = self._connection.execute(select(*columns).order_by(account.c.name, account.c.person_id))
        return [(id, Linked(*rest)) for id, *rest in rows]

    def organisers(self) -> int:
        """How many are organisers by name."""
        return self._connection.scalar(select(func.count()).where(person.c.role >= ORGANISER)) or 0

    def grants(self) -> list[Grant]:
        """What gives a role beside the settings."""
        columns = (role_grant.c.platform, role_grant.c.id, role_grant.c.name, role_grant.c.role)
        rows = self._connection.execute(select(*columns).order_by(role_grant.c.platform, role_grant.c.id))
        return [Grant(*row) for row in rows]

    def grant(self, made: Grant, by: str, at: datetime) -> bool:
        """Let a role or group give a role; False when it does already."""
        if self._granted(made.platform, made.id):
            return False
        values = {"platform": made.platform, "id": made.id, "name": made.name, "role": made.role, "by": by, "at": at}
        self._connection.execute(insert(role_grant), values)
        return True

    def revoke(self, platform: str, id: str) -> bool:
        """Let it give nothing any more; False when it gave nothing."""
        this = delete(role_grant).where(role_grant.c.platform == platform, role_grant.c.id == id)
        return self._connection.execute(this).rowcount > 0

    def _granted(self, platform: str, id: str) -> bool:
        this = select(role_grant.c.id).where(role_grant.c.platform == platform, role_grant.c.id == id)
        return self._connection.scalar(this) is not None

    def _of(self, roles: dict[str, int]) -> list[Met]:
        accounts: dict[str, list[Linked]] = {id: [] for id in roles}
        for id, one in self._some_accounts(roles):
            accounts[id].append(one)
        used = select(invite.c.used_by, invite.c.role).where(invite.c.used_by.is_not(None))
        invited = {(id, role) for id, role in self._connection.execute(used)}
        return [Met(id, role, (id, role) in invited, tuple(accounts[id])) for id, role in roles.items()]

    def _some_accounts(self, roles: dict[str, int]) -> list[tuple[str, Linked]]:
        if len(roles) > 1:
            return [(id, one) for id, one in self.accounts() if id in roles]
        columns = (account.c.person_id, account.c.platform, account.c.account_id, account.c.name)
        rows = self._connection.execute(
            select(*columns).where(account.c.person_id.in_(roles)).order_by(account.c.platform, account.c.account_id)
        )
        return [(id, Linked(*rest)) for id, *rest in rows]
