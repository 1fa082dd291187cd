"""The local Discord, met by a bare discord.py client."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from tests.servers.discord import Callback, Channel, Discord, Guild, User, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Interaction = discord.Interaction[discord.Client]


class Bot(discord.Client):
    """A client with a few commands."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        usual = discord.Intents(guilds=True, members=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents or usual, guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []

        @self.tree.command(name="hello", description="Say hello")
        async def hello(interaction: Interaction, name: str) -> None:
            await interaction.response.send_message(f"Hello {name}", ephemeral=True)

        @self.tree.command(name="slow", description="Think first")
        async def slow(interaction: Interaction) -> None:
            await interaction.response.defer()
            await interaction.edit_original_response(content="Thought")
            await interaction.followup.send("And more", ephemeral=True)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)


class House:
    """A server with one guild and one person, and a bot in it."""

    def __init__(self, server: Discord) -> None:
        self.server = server
        self.guild: Guild = server.guild("Club")
        self.general: Channel = self.guild.text("general")
        self.ana: User = server.user("ana", "bg")
        self.guild.add(self.ana)
        self.bot = Bot()


@asynccontextmanager
async def started(house: House) -> AsyncIterator[Bot]:
    import asyncio

    async with house.bot:
        task = asyncio.create_task(house.bot.start(house.server.token))
        await asyncio.wait_for(house.bot.wait_until_ready(), 5)
        yield house.bot
        await house.bot.close()
        await task


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with running() as server:
        house = House(server)
        async with started(house):
            yield house


async def test_the_client_is_ready_and_knows_every_member(house: House) -> None:
    guild = house.bot.get_guild(house.guild.id)
    assert guild
    assert guild.get_member(house.ana.id)
    assert guild.get_channel(house.general.id)


async def test_a_command_is_answered_to_one_person(house: House) -> None:
    answer = await house.server.slash(house.ana, house.general, "hello", name="Ана")
    await answer.settled()
    assert (answer.content, answer.message.ephemeral, answer.kind) == ("Hello Ана", True, Callback.MESSAGE)
    assert house.server.messages(house.general) == []


async def test_a_deferred_answer_is_edited_and_followed(house: House) -> None:
    answer = await (await house.server.slash(house.ana, house.general, "slow")).settled()
    assert answer.deferred
    assert [message.content for message in answer.shown] == ["Thought", "And more"]
    assert [message.content for message in house.server.messages(house.general)] == ["Thought"]


async def test_a_message_is_heard_and_one_is_sent(house: House) -> None:
    await house.server.say(house.ana, house.general, f"{house.server.me.mention} what?")
    place: Any = house.bot.get_channel(house.general.id)
    sent = await place.send("That.")
    await sent.edit(content="This.")
    assert [message.content for message in house.server.messages(house.general)][-1] == "This."
    await sent.delete()
    assert len(house.server.messages(house.general)) == 1
