"""Who joins a community: noticed whether the bot was there or away, and followed up once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.storage.errors import StorageFault
from bot.storage.store import Tx

if TYPE_CHECKING:
    from bot.core.clock import Clock
    from bot.storage.database import Database

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Community:
    """Where people join: `discord:123`, a server; `slack:T1`, a workspace."""

    platform: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody who is there, since `joined_at` if the platform tells. `language` is empty when it does not.

    Who `returns` was there before, until `left_at` if anybody saw them leave.
    """

    account_id: str
    name: str
    language: str = ""
    joined_at: datetime | None = None
    returns: bool = False
    left_at: datetime | None = None


Listener: TypeAlias = Callable[[Tx, Community, Arrived], None]


class Arrivals:
    """Has everybody who comes followed up, once for each stay; the first look at a community finds nobody new.

    The listeners take part in the transaction that notes somebody: both are stored or neither, and whom a crash leaves
    unnoted is found at the next look. `noted` are told after that, as after any write.
    """

    def __init__(self, database: Database, clock: Clock, noted: Sequence[Callable[[], None]] = ()) -> None:
        self.listeners: list[Listener] = []
        self._database = database
        self._clock = clock
        self._noted = noted

    async def present(self, community: Community, members: Iterable[Arrived]) -> tuple[Arrived, ...]:
        """Compare everybody who is there with those known; returns who came since, the first to join first."""
        here = {member.account_id: member for member in members}
        joined = {id: member.joined_at for id, member in here.items()}
        now = self._clock.now()

        def look(tx: Tx) -> frozenset[str]:
            if tx.memberships.known(community.platform, community.id):
                return tx.memberships.compare(community.platform, community.id, joined, now)
            tx.memberships.baseline(community.platform, community.id, joined, now)
            return frozenset()

        missed = [here[id] for id in await self._database.write(look)]
        missed.sort(key=lambda one: (one.joined_at or now, one.account_id))
        return tuple([one for one in missed if await self.came(community, one)])

    async def came(self, community: Community, one: Arrived) -> bool:
        """Take note of one who is there; whether that is news. What a listener stumbles over is left for another look.

        Raises StorageFault.
        """
        try:
            news = await self._database.write(lambda tx: self._note(tx, community, one))
        except StorageFault:
            raise
        except Exception as error:
            log.exception(
                "a joining was not followed up", community=str(community), account=one.account_id, exc_info=error
            )
            return False
        if news:
            log.info("somebody joined", community=str(community), account=one.account_id)
            for told in self._noted:
                told()
        return news

    async def went(self, community: Community, account_id: str) -> None:
        """Take note that somebody left."""
        now = self._clock.now()
        await self._database.write(lambda tx: tx.memberships.leave(community.platform, community.id, account_id, now))

    def _note(self, tx: Tx, community: Community, one: Arrived) -> bool:
        platform, id, now = community.platform, community.id, self._clock.now()
        before = tx.memberships.stay(platform, id, one.account_id)
        if not tx.memberships.arrive(platform, id, one.account_id, one.joined_at, now):
            return False
        if before:
            one = replace(one, returns=True, left_at=before.left_at)
        for listener in self.listeners:
            listener(tx, community, one)
        return True
