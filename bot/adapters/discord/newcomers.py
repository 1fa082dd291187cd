"""Who joins a server: as it happens, and at start those who joined while the bot was away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import structlog
from discord import DiscordException

from bot.adapters.discord.inbound import PLATFORM
from bot.core.arrivals import Arrived, Community

if TYPE_CHECKING:
    from collections.abc import Iterable

    from discord import Guild, Member, RawMemberRemoveEvent

    from bot.adapters.discord.roles import Roles
    from bot.core.arrivals import Arrivals

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
            members = await _members(guild)
            if members is not None:
                here = [_arrived(member) for member in members if _is_in(member)]
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


async def _members(guild: Guild) -> list[Member] | None:
    """All members of a server, None when they cannot be listed: a part of them would make newcomers of the rest.

    discord.py goes on with a part when the gateway does not list them in time, which it does once in 30 s for each
    server (https://docs.discord.com/developers/events/gateway-events#request-guild-members). Then they are asked for
    page by page.
    """
    # More than counted is whole too: somebody may have come between the count and the list.
    if guild.member_count is not None and len(guild.members) >= guild.member_count:
        return [*guild.members]
    try:
        return [member async for member in guild.fetch_members(limit=None)]
    except (DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("members cannot be listed", community=str(_community(guild.id)), why=repr(error))
        return None
