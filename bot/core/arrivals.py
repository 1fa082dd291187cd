"""Who joins a community: noticed whether the bot was there or away, and told once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import structlog

if TYPE_CHECKING:
    from bot.core.clock import Clock
    from bot.storage.database import Database
    from bot.storage.store import Tx

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
    """Somebody who is there, since `joined_at` if the platform tells. `language` is empty when it does not."""

    account_id: str
    name: str
    language: str = ""
    joined_at: datetime | None = None


Listener: TypeAlias = Callable[[Community, Arrived], Awaitable[None]]


class Arrivals:
    """Tells the listeners of everybody who comes, once for each stay; the first look at a community tells of nobody.

    Each is stored, then told of: a crash in between costs that one, and the others are found at the next start.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self.listeners: list[Listener] = []
        self._database = database
        self._clock = clock

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
        """Take note of one who is there; whether that is news."""
        now = self._clock.now()
        news = await self._database.write(
            lambda tx: tx.memberships.arrive(community.platform, community.id, one.account_id, one.joined_at, now)
        )
        if news:
            await self._tell(community, one)
        return news

    async def went(self, community: Community, account_id: str) -> None:
        """Take note that somebody left."""
        now = self._clock.now()
        await self._database.write(lambda tx: tx.memberships.leave(community.platform, community.id, account_id, now))

    async def _tell(self, community: Community, one: Arrived) -> None:
        log.info("somebody joined", community=str(community), account=one.account_id)
        for listener in self.listeners:
            try:
                await listener(community, one)
            except Exception as error:
                log.exception(
                    "a joining was not followed up", community=str(community), account=one.account_id, exc_info=error
                )
