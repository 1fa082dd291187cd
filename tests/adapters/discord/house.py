"""The bot's messenger alone, in a local Discord with one server."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord as library

from bot.adapters.discord.messenger import DiscordMessenger
from bot.adapters.discord.roles import Roles
from bot.core.context import Place
from bot.settings.facts import DiscordFacts
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.core.clock import Clock
    from bot.storage.database import Database
    from tests.servers.discord import Channel, Discord, Guild, Permission
    from tests.servers.discord.world import Message


@dataclass
class House:
    """A Discord with one server, and the bot that posts to it once it is connected."""

    discord: Discord
    guild: Guild
    general: Channel
    database: Database
    clock: Clock
    facts: DiscordFacts = field(default_factory=DiscordFacts)
    client: library.Client = field(init=False)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[DiscordMessenger]:
        """The bot's messenger, once the gateway has told of the server."""
        client = library.Client(
            intents=library.Intents(guilds=True, members=True),
            allowed_mentions=library.AllowedMentions.none(),
            max_ratelimit_timeout=30.0,
            guild_ready_timeout=0.05,
        )
        async with client:
            running = asyncio.create_task(client.start(self.discord.token))
            await asyncio.wait_for(client.wait_until_ready(), 10)
            self.client = client
            yield DiscordMessenger(client, self.database, self.clock, Roles(self.facts), None)
            await client.close()
            await running

    async def seen(self, what: Callable[[library.Client], bool]) -> None:
        """Wait until the client has heard of something."""
        await until(lambda: what(self.client), 10, lambda: "the client has not heard of it")

    def standing(self, channel: Channel | None = None) -> list[str]:
        """The texts of a channel's messages, from top to bottom."""
        return [message.text for message in self.discord.messages(channel or self.general)]

    def only(self, channel: Channel | None = None) -> Message:
        """The one message of a channel."""
        (message,) = self.discord.messages(channel or self.general)
        return message

    def deny(self, channel: Channel, *permissions: Permission) -> None:
        channel.deny(self.guild.default, *permissions)


def at(channel: Channel) -> Place:
    return Place("discord", str(channel.id))
