"""Who is in which community (a Discord server, a Slack workspace), whether the bot has met them or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import bindparam, delete, insert, select, update

from bot.storage.schema import community as communities
from bot.storage.schema import membership

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Executable

APART = timedelta(seconds=10)  # between the starts of two stays; a platform may tell one start in two precisions

_In: TypeAlias = dict[str, str]
_WHERE = (membership.c.platform == bindparam("in_platform"), membership.c.community == bindparam("in_community"))
_THIS = (*_WHERE, membership.c.account_id == bindparam("of_account"))

_STAYS = select(membership.c.account_id, membership.c.joined_at, membership.c.left_at).where(*_WHERE)
_COME = insert(membership).values(
    platform=bindparam("in_platform"),
    community=bindparam("in_community"),
    account_id=bindparam("of_account"),
    joined_at=bindparam("joined"),
    seen_at=bindparam("seen"),
)
_STAY = update(membership).where(*_THIS).values(left_at=None)
_LEAVE = update(membership).where(*_THIS, membership.c.left_at.is_(None)).values(left_at=bindparam("left"))
_DROP = delete(membership).where(*_THIS)


@dataclass(frozen=True, slots=True)
class _Stay:
    joined_at: datetime | None
    left_at: datetime | None

    def before(self, joined_at: datetime | None) -> bool:
        """Whether the stay that began then is another, later one."""
        if self.joined_at is None or joined_at is None:
            return self.left_at is not None
        return joined_at - self.joined_at > APART


class Memberships:
    """Who is where, on one transaction. A stay is known by when it began: a return that nobody watched is seen too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, platform: str, community: str) -> bool:
        """Whether the members of this community were ever looked at."""
        this = select(communities.c.id).where(communities.c.platform == platform, communities.c.id == community)
        return self._connection.scalar(this) is not None

    def present(
        self, platform: str, community: str, joined: Mapping[str, datetime | None], at: datetime
    ) -> frozenset[str]:
        """Take note of everybody who is there, by account, with the start of their stay; who is missing has left.

        Returns who came since the last look. The first look at a community takes everybody as known: nobody came.
        """
        where = {"in_platform": platform, "in_community": community}
        stays = self._stays(where)
        self._leave(where, (id for id, stay in stays.items() if id not in joined and stay.left_at is None), at)
        came = self._arrive(where, stays, joined, at)
        if self.known(platform, community):
            return came
        self._connection.execute(insert(communities), {"platform": platform, "id": community, "known_since": at})
        return frozenset()

    def arrive(self, platform: str, community: str, account_id: str, joined_at: datetime | None, at: datetime) -> bool:
        """Take note of one who is there; whether they have just come, for the first time or again."""
        where = {"in_platform": platform, "in_community": community}
        return bool(self._arrive(where, self._stays(where, account_id), {account_id: joined_at}, at))

    def leave(self, platform: str, community: str, account_id: str, at: datetime) -> None:
        """Take note that somebody left; nothing when they were not there."""
        self._leave({"in_platform": platform, "in_community": community}, [account_id], at)

    def _stays(self, where: _In, account_id: str | None = None) -> dict[str, _Stay]:
        query = _STAYS if account_id is None else _STAYS.where(membership.c.account_id == account_id)
        return {row.account_id: _Stay(row.joined_at, row.left_at) for row in self._connection.execute(query, where)}

    def _arrive(
        self, where: _In, stays: Mapping[str, _Stay], joined: Mapping[str, datetime | None], at: datetime
    ) -> frozenset[str]:
        came = frozenset(id for id, since in joined.items() if id not in stays or stays[id].before(since))
        self._each(_DROP, where, (id for id in came if id in stays))
        self._each(_COME, where, came, lambda account: {"joined": joined[account], "seen": at})
        # Somebody who is there in the same stay never left, whatever was noted: a list of members was not whole.
        self._each(_STAY, where, (id for id in joined if id not in came and stays[id].left_at))
        return came

    def _leave(self, where: _In, accounts: Iterable[str], at: datetime) -> None:
        self._each(_LEAVE, where, accounts, lambda _: {"left": at})

    def _each(
        self,
        statement: Executable,
        where: _In,
        accounts: Iterable[str],
        more: Callable[[str], dict[str, datetime | None]] = lambda _: {},
    ) -> None:
        """Run a statement for each account, in one go."""
        if values := [{**where, "of_account": id, **more(id)} for id in accounts]:
            self._connection.execute(statement, values)
