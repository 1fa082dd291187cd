"""Who joins a server: as it happens, and at start those who joined while the bot was away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from discord import ClientException

from bot.adapters.discord.inbound import PLATFORM
from bot.core.arrivals import Arrived, Community

if TYPE_CHECKING:
    from collections.abc import Iterable

    from discord import Guild, Member, RawMemberRemoveEvent

    from bot.adapters.discord.roles import Roles
    from bot.core.arrivals import Arrivals

LIST_WITHIN = 60.0  # seconds for the gateway to list a server's members

log = structlog.get_logger()


class Newcomers:
    """Hands on who comes and goes in the servers that count. Bots never come; people do once the screening is done."""

    def __init__(self, arrivals: Arrivals, roles: Roles) -> None:
        self._arrivals = arrivals
        self._roles = roles

    async def ready(self, guilds: Iterable[Guild]) -> None:
        """Compare the members of each server with those known: the gateway does not tell of what it was not there for.

        It may be called as often as one likes. A server whose members cannot be listed is left for the next time.
        """
        for guild in [guild for guild in guilds if self._roles.counts(guild.id) and not guild.unavailable]:
            if await _listed(guild):
                here = [_arrived(member) for member in guild.members if _is_in(member)]
                await self._arrivals.present(_community(guild.id), here)

    async def joined(self, member: Member) -> None:
        """Somebody came; who has yet to pass the screening has not come yet."""
        if self._roles.counts(member.guild.id) and _is_in(member):
            await self._arrivals.came(_community(member.guild.id), _arrived(member))

    async def updated(self, before: Member, after: Member) -> None:
        """Something about somebody changed: the screening may be done."""
        if not _is_in(before):
            await self.joined(after)

    async def left(self, payload: RawMemberRemoveEvent) -> None:
        """Somebody left, or was made to."""
        if self._roles.counts(payload.guild_id):
            await self._arrivals.went(_community(payload.guild_id), str(payload.user.id))


def _community(guild_id: int) -> Community:
    return Community(PLATFORM, str(guild_id))


def _arrived(member: Member) -> Arrived:
    return Arrived(str(member.id), member.display_name, joined_at=member.joined_at)


def _is_in(member: Member) -> bool:
    """Whether this is a person who has joined. Guests of a voice channel have not: they have no moment of joining."""
    return not member.bot and not member.pending and member.joined_at is not None


async def _listed(guild: Guild) -> bool:
    """Whether all members of a server are known, asked for if need be: a part of them would make newcomers of the rest.

    discord.py hands over what it has when the connection breaks within a list, hence the count.
    """
    try:
        if not _whole(guild):
            await asyncio.wait_for(guild.chunk(), LIST_WITHIN)
    except (ClientException, OSError, TimeoutError) as error:
        log.warning("members cannot be listed", community=str(_community(guild.id)), why=repr(error))
        return False
    if not _whole(guild):
        log.warning(
            "members were not listed whole",
            community=str(_community(guild.id)),
            listed=len(guild.members),
            members=guild.member_count,
        )
        return False
    return True


def _whole(guild: Guild) -> bool:
    # More than counted is whole too: somebody may have come between the count and the list.
    return guild.member_count is not None and len(guild.members) >= guild.member_count
