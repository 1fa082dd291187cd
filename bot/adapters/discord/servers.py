"""What the servers that count are known to hold: places to post to, and who has which role there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from discord import ChannelType, ForumChannel, HTTPException
from discord.abc import PrivateChannel

from bot.adapters.discord import faults
from bot.core.messenger import TryLater
from bot.core.places import Group, Known
from bot.core.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord import Client, Guild

    from bot.adapters.discord.posting import Posting
    from bot.adapters.discord.roles import Roles
    from bot.core.context import Account, Place

POSTED_TO = (ChannelType.text, ChannelType.news, ChannelType.forum)
STRANGER = (10007, 10013)  # unknown member, unknown user
ADDRESS = "https://discord.com/channels"
PATIENCE = 5.0  # seconds from the first question on in which Discord may still tell of its servers
LOOK = 0.05  # seconds


class Servers:
    """The servers that the settings let count, as the gateway has told of them; what it has not told is asked for."""

    def __init__(self, client: Client, posting: Posting, roles: Roles) -> None:
        self._client = client
        self._posting = posting
        self._roles = roles
        self._patient_until: float | None = None

    def places(self) -> tuple[Known, ...]:
        """Channels and forums that the bot sees and may write in, as they stand on the server."""
        return tuple(known for guild in self._counting() if not guild.unavailable for known in self._in(guild))

    def groups(self) -> tuple[Group, ...]:
        """The roles that may make organisers."""
        return self._roles.groups(self._client.guilds)

    def link(self, place: Place, message_id: str) -> str:
        """The address of a message; of a forum's post, that of its thread. Empty for a server that is not known."""
        if place.direct:
            return f"{ADDRESS}/@me/{place.id}/{message_id}"
        channel = self._client.get_channel(int(place.id)) if place.id.isdecimal() else None
        if channel is None or isinstance(channel, PrivateChannel) or not message_id:
            return ""
        held_in = message_id if isinstance(channel, ForumChannel) else place.id
        return f"{ADDRESS}/{channel.guild.id}/{held_in}/{message_id}"

    async def role(self, account: Account) -> Role:
        """The highest role that somebody has in any of the servers. Raises TryLater where one can't be asked."""
        await self._told()
        if not self._client.is_ready() or self._client.is_closed():
            raise TryLater(faults.SOON)
        held, user = Role.GUEST, int(account.id)
        for guild in sorted(self._counting(), key=lambda guild: guild.unavailable):
            if held is Role.ORGANISER:
                break
            if guild.unavailable:
                raise TryLater(faults.SOON)
            held = max(held, await self._role_in(guild, user))
        return held

    async def _told(self) -> None:
        """Wait until Discord has told of its servers, which takes it two seconds and more after a start.

        All who ask wait for the same moment: while Discord is away, posts to other places are held up once.
        """
        clock = asyncio.get_running_loop().time
        if self._patient_until is None:
            self._patient_until = clock() + PATIENCE
        while not self._settled() and clock() < self._patient_until:  # noqa: ASYNC110 - its event is not there before login
            await asyncio.sleep(LOOK)

    def _settled(self) -> bool:
        return self._client.is_ready() or self._client.is_closed()

    async def _role_in(self, guild: Guild, user: int) -> Role:
        if member := guild.get_member(user):
            return self._roles.of_member(guild.id, (role.id for role in member.roles), pending=member.pending)
        try:
            told = await self._posting.member(guild.id, user)
        except faults.FAULTS as error:
            if isinstance(error, HTTPException) and error.code in STRANGER:
                return Role.GUEST
            raise TryLater(faults.SOON) from error
        return self._roles.of_member(guild.id, map(int, told["roles"]), pending=bool(told.get("pending")))

    def _counting(self) -> Iterator[Guild]:
        return (guild for guild in self._client.guilds if self._roles.counts(guild.id))

    def _in(self, guild: Guild) -> Iterator[Known]:
        me = guild.get_member(self._client.user.id) if self._client.user else None
        for _, channels in guild.by_category() if me else ():
            for channel in channels:
                held = channel.permissions_for(me) if channel.type in POSTED_TO and me else None
                if held and held.view_channel and held.send_messages:
                    yield Known(str(channel.id), channel.name)
