"""Who is in which community (a Discord server, a Slack workspace), whether the bot has met them or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, delete, insert, select, update

from bot.storage.schema import community as communities
from bot.storage.schema import membership
from bot.storage.somebody import VEILED, veil

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable, Select

Joined: TypeAlias = Mapping[str, datetime | None]  # by account, when their stay began; None where nobody tells

APART = timedelta(seconds=10)  # between the starts of two stays; a platform may tell one start in two precisions

_HERE = (membership.c.platform == bindparam("in_platform"), membership.c.community == bindparam("in_community"))
_THIS = (*_HERE, membership.c.account_id == bindparam("of_account"))

_ALL = select(membership.c.account_id, membership.c.joined_at, membership.c.left_at).where(*_HERE)
_ONE = _ALL.where(membership.c.account_id == bindparam("of_account"))
_COME = insert(membership).values(
    platform=bindparam("in_platform"),
    community=bindparam("in_community"),
    account_id=bindparam("of_account"),
    joined_at=bindparam("joined"),
    seen_at=bindparam("seen"),
)
_STAY = update(membership).where(*_THIS, membership.c.left_at.is_not(None)).values(left_at=None)
_LEAVE = update(membership).where(*_THIS, membership.c.left_at.is_(None)).values(left_at=bindparam("left"))
_DROP = delete(membership).where(*_THIS)


@dataclass(frozen=True, slots=True)
class Stay:
    """From when until when somebody was there; None where nobody told, or while they are."""

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

    def baseline(self, platform: str, community: str, joined: Joined, at: datetime) -> None:
        """Take note of everybody who is there at the first look at a community: none of them is said to have come.

        Raises sqlalchemy's IntegrityError at a second look.
        """
        self._connection.execute(insert(communities), {"platform": platform, "id": community, "known_since": at})
        came = self.compare(platform, community, joined, at)
        self._note(platform, community, {id: joined[id] for id in came}, at)

    def compare(self, platform: str, community: str, joined: Joined, at: datetime) -> frozenset[str]:
        """Compare everybody who is there with those known: take note of who left, and return who came.

        These are noted by `arrive`, one by one: then whoever tells of them loses none when it is broken off.
        """
        where = _where(platform, community)
        stays = self._stays(_ALL, where)
        joined = _as_known(platform, stays, joined)
        others = (id for id in joined if not id.startswith(VEILED))
        came = frozenset(id for id in others if id not in stays or stays[id].before(joined[id]))
        self._each(_LEAVE, [where | {"of_account": id, "left": at} for id in stays.keys() - joined.keys()])
        # Somebody who is there in the same stay never left, whatever was noted: a list of members was not whole.
        self._each(_STAY, [where | {"of_account": id} for id in joined.keys() - came if stays[id].left_at])
        return came

    def arrive(self, platform: str, community: str, account_id: str, joined_at: datetime | None, at: datetime) -> bool:
        """Take note of one who is there; whether they have come by that, for the first time or again."""
        this = _where(platform, community) | {"of_account": account_id}
        stay = self._stays(_ONE, this).get(account_id)
        if stay and not stay.before(joined_at):
            self._connection.execute(_STAY, this)
            return False
        self._connection.execute(_DROP, this | {"of_account": _veiled(platform, account_id)})
        self._note(platform, community, {account_id: joined_at}, at)
        return True

    def stay(self, platform: str, community: str, account_id: str) -> Stay | None:
        """The last stay of somebody that is known."""
        return self._stays(_ONE, _where(platform, community) | {"of_account": account_id}).get(account_id)

    def leave(self, platform: str, community: str, account_id: str, at: datetime) -> None:
        """Take note that somebody left; nothing when they were not there."""
        this = _where(platform, community) | {"of_account": account_id}
        self._connection.execute(_LEAVE, this | {"left": at})
        self._connection.execute(_DROP, this | {"of_account": _veiled(platform, account_id)})

    def _note(self, platform: str, community: str, joined: Joined, at: datetime) -> None:
        where = _where(platform, community)
        self._each(_DROP, [where | {"of_account": id} for id in joined])  # an earlier stay
        self._each(_COME, [where | {"of_account": id, "joined": joined[id], "seen": at} for id in joined])

    def _stays(self, query: Select[str, datetime | None, datetime | None], where: dict[str, Any]) -> dict[str, Stay]:
        rows = self._connection.execute(query, where)
        return {row.account_id: Stay(row.joined_at, row.left_at) for row in rows}

    def _each(self, statement: Executable, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(statement, rows)


def _where(platform: str, community: str) -> dict[str, Any]:
    return {"in_platform": platform, "in_community": community}


def _veiled(platform: str, account_id: str) -> str:
    return VEILED + veil(platform, account_id)


def _as_known(platform: str, stays: Mapping[str, Stay], joined: Joined) -> Joined:
    """Who is there, those under their hash who were forgotten and have not left."""
    if not any(id.startswith(VEILED) for id in stays):
        return joined
    veiled = {id: _veiled(platform, id) for id in joined if id not in stays}
    return {veiled[id] if veiled.get(id) in stays else id: since for id, since in joined.items()}
