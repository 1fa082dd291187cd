"""The bot in a local Discord: a server with two channels, an organiser and two members."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.adapters.discord.client import DiscordChat
from bot.core.arrivals import Arrivals
from bot.settings.facts import DiscordFacts
from tests.kit import Kit, opened
from tests.servers.discord import Channel, Discord, Guild, Permission, User, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.command import Command
    from bot.core.errors import Oops


@dataclass
class Club:
    """Everything a test touches."""

    discord: Discord
    kit: Kit
    chat: DiscordChat
    arrivals: Arrivals
    guild: Guild
    general: Channel
    organisers: Channel
    ana: User  # a member whose client is English
    boris: User  # a member whose client is Bulgarian
    olga: User  # an organiser and administrator
    complaints: list[Oops] = field(default_factory=list)


@asynccontextmanager
async def clubhouse(*commands: type[Command], patience: float = 1.5, **settings: object) -> AsyncIterator[Club]:
    """The bot, connected and registered."""
    async with running() as discord, opened(*commands) as kit:
        guild = discord.guild("Life Sciences Club")
        general, organisers = guild.text("general"), guild.text("organisers")
        keepers = guild.role("Keepers")
        ana, boris, olga = discord.user("Ana"), discord.user("Boris", "bg"), discord.user("Olga")
        discord.join(guild, ana)
        discord.join(guild, boris)
        discord.join(guild, olga, keepers, guild.role("Admins", Permission.ADMINISTRATOR))
        facts = DiscordFacts(guilds=(guild.id,), organiser_roles=(keepers.id,), organisers_channel=organisers.id)
        arrivals = Arrivals(kit.database, kit.clock)
        chat = DiscordChat(
            kit.core,
            arrivals,
            facts.model_copy(update=settings),
            discord.token,
            patience=patience,
            guild_ready_timeout=0.05,
        )
        club = Club(discord, kit, chat, arrivals, guild, general, organisers, ana, boris, olga)
        kit.core.messengers.append(chat.messenger)
        task = asyncio.create_task(chat.run(lambda _: None, club.complaints.append))
        try:
            await discord.registered()
            yield club
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
