"""A bare discord.py client in a small server, for the local Discord's own tests."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.http import Route

from tests.servers.discord import Channel, Discord, Guild, User
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

Interaction = discord.Interaction[discord.Client]
INTENTS = discord.Intents(guilds=True, members=True, guild_messages=True, dm_messages=True)
COUNTRIES = ("България", "Румъния", "Romania")


class Client(discord.Client):
    """A few commands; what else is used is kept in `used`, for a test to answer."""

    def __init__(self, intents: discord.Intents = INTENTS) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.happened: list[str] = []
        self.joined: list[discord.Member] = []
        self.used: asyncio.Queue[Interaction] = asyncio.Queue()
        _commands(self.tree)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: nobody else does."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_member_join(self, member: discord.Member) -> None:
        self.joined.append(member)

    async def on_ready(self) -> None:
        self.happened.append("ready")

    async def on_resumed(self) -> None:
        self.happened.append("resumed")

    async def on_interaction(self, interaction: Interaction) -> None:
        of_component = interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if of_component or (interaction.command and interaction.command.name == "anything"):
            self.used.put_nowait(interaction)


def _commands(tree: app_commands.CommandTree[Client]) -> None:
    @tree.command(name="hello", description="Say hello")
    async def hello(interaction: Interaction, name: str, loud: bool = False) -> None:
        await interaction.response.send_message(f"Hello {name}{'!' if loud else ''}", ephemeral=True)

    @tree.command(name="slow", description="Think first")
    async def slow(interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Thought")
        await interaction.followup.send("And more", ephemeral=True)

    @tree.command(name="anything", description="Answered by the test")
    async def anything(interaction: Interaction) -> None: ...

    @tree.command(name="secret", description="For organisers")
    @app_commands.default_permissions()
    async def secret(interaction: Interaction) -> None: ...

    group = app_commands.Group(name="country", description="Countries", guild_only=True)

    @group.command(name="find", description="Find one")
    async def find(interaction: Interaction, name: str) -> None:
        await interaction.response.send_message(name)

    @find.autocomplete("name")
    async def complete(_: Interaction, text: str) -> list[app_commands.Choice[str]]:
        found = [name for name in COUNTRIES if name.lower().startswith(text.lower())]
        return [app_commands.Choice(name=name, value=name) for name in found]

    tree.add_command(group)


class House:
    """A server with one guild, a channel and a person."""

    def __init__(self, server: Discord) -> None:
        self.server = server
        self.guild: Guild = server.guild("Club")
        self.general: Channel = self.guild.text("general")
        self.ana: User = server.user("ana", "bg")
        self.guild.add(self.ana)
        self.client = Client()

    @property
    def place(self) -> discord.TextChannel:
        """The channel as the library knows it."""
        found = self.client.get_channel(self.general.id)
        assert isinstance(found, discord.TextChannel)
        return found

    async def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - any JSON
        """A request by the library's own client."""
        sent: dict[str, Any] = {} if body is None else {"json": body}
        return await self.client.http.request(Route(method, path), **sent)

    async def post(self, **body: object) -> Any:  # noqa: ANN401 - any JSON
        """Send a message into the channel, raw."""
        return await self.ask("POST", f"/channels/{self.general.id}/messages", body)

    async def raw(self, path: str, body: object) -> tuple[int, Any]:
        """A POST without the library: the status, and the answer if there is one."""
        async with aiohttp.ClientSession() as session, session.post(self.server.api + path, json=body) as response:
            return response.status, None if response.status == 204 else await response.json()

    async def callback(self, **body: object) -> tuple[int, Any]:
        """Answer the next interaction that the test is to answer, without the library."""
        used = await self.used()
        return await self.raw(f"/interactions/{used.id}/{used.token}/callback", body)

    async def soon(self, holds: Callable[[], bool]) -> None:
        """Wait until the client knows something."""
        await until(holds, 3, lambda: "the client did not learn of it")

    async def used(self) -> Interaction:
        """The next interaction that the test is to answer."""
        return await asyncio.wait_for(self.client.used.get(), 3)


@asynccontextmanager
async def started(house: House) -> AsyncIterator[None]:
    """The client, connected and ready."""
    async with house.client:
        task = asyncio.create_task(house.client.start(house.server.token))
        await asyncio.wait_for(house.client.wait_until_ready(), 5)
        yield
        await house.client.close()
        await task
