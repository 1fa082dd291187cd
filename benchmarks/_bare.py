"""What others need for a command: a bare coroutine, and discord.py without its network.

discord.py's own objects do the work, from the gateway's payload to the body of the answer: `ConnectionState` makes the
interaction, `CommandTree` finds and runs the command, the interaction's response makes the body and reads what the
server says to it. Only the HTTP request is left out. JSON is neither read nor written here.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import discord
from discord import app_commands
from discord.webhook.async_ import AsyncWebhookAdapter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

from contextlib import asynccontextmanager

USER = {"id": "80351110224678912", "username": "ana", "discriminator": "0", "avatar": None, "global_name": "Ana"}
BOT = {"id": "900000000000000001", "username": "club", "discriminator": "0", "avatar": None, "bot": True}
GUILD: dict[str, Any] = {
    "id": "290926798626357999",
    "name": "Life Sciences Club",
    "owner_id": USER["id"],
    "roles": [],
    "emojis": [],
    "features": [],
    "channels": [],
    "threads": [],
    "members": [],
    "premium_tier": 0,
    "preferred_locale": "en-GB",
}
COMMAND: dict[str, Any] = {
    "app_permissions": "442368",
    "application_id": "900000000000000001",
    "attachment_size_limit": 10485760,
    "authorizing_integration_owners": {"0": "290926798626357999"},
    "channel": {
        "id": "645027906669510667",
        "guild_id": "290926798626357999",
        "name": "general",
        "type": 0,
        "position": 1,
        "permissions": "2222085186637376",
        "parent_id": None,
        "nsfw": False,
    },
    "channel_id": "645027906669510667",
    "context": 0,
    "data": {
        "id": "771825006014889984",
        "name": "calls",
        "type": 1,
        "options": [{"name": "topic", "type": 3, "value": "cancer"}, {"name": "within", "type": 4, "value": 60}],
    },
    "entitlements": [],
    "guild": {"id": "290926798626357999", "locale": "en-GB", "features": []},
    "guild_id": "290926798626357999",
    "guild_locale": "en-GB",
    "id": "786008729715212338",
    "locale": "bg",
    "member": {
        "user": USER,
        "roles": ["539082325061836999"],
        "joined_at": "2026-05-07T17:26:27.180000+00:00",
        "premium_since": None,
        "permissions": "2222085186637376",
        "pending": False,
        "nick": None,
        "mute": False,
        "deaf": False,
        "flags": 0,
        "avatar": None,
    },
    "token": "aW50ZXJhY3Rpb246Nzg2MDA4NzI5NzE1MjEyMzM4",
    "type": 2,
    "version": 1,
}
ANSWER: dict[str, Any] = {
    "interaction": {
        "id": COMMAND["id"],
        "type": 2,
        "response_message_id": "786008729715212400",
        "response_message_loading": False,
        "response_message_ephemeral": False,
    },
    "resource": {
        "type": 4,
        "message": {
            "id": "786008729715212400",
            "type": 20,
            "content": "cancer 60",
            "channel_id": "645027906669510667",
            "author": BOT,
            "attachments": [],
            "embeds": [],
            "mentions": [],
            "mention_roles": [],
            "pinned": False,
            "mention_everyone": False,
            "tts": False,
            "timestamp": "2026-11-22T09:00:00.000000+00:00",
            "edited_timestamp": None,
            "flags": 0,
            "components": [],
        },
    },
}


async def nothing() -> None:
    """A handler that does nothing."""


@asynccontextmanager
async def discord_command() -> AsyncIterator[Callable[[], Awaitable[object]]]:
    """What dispatches a bare slash command of two options and waits until it has answered."""
    loop = asyncio.get_running_loop()
    client = discord.Client(intents=discord.Intents.none())
    await client._async_setup_hook()  # noqa: SLF001 - what login does first
    state = client._connection  # noqa: SLF001
    state.user = discord.ClientUser(state=state, data=BOT)  # type: ignore[arg-type] # a payload as it came
    state._add_guild_from_data(GUILD)  # type: ignore[arg-type] # noqa: SLF001 - what the gateway sends first
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(client)
    answered: asyncio.Future[None] = loop.create_future()

    async def calls(interaction: discord.Interaction, topic: str, within: int) -> None:
        _ = await interaction.response.send_message(f"{topic} {within}")
        answered.set_result(None)

    tree.add_command(app_commands.Command(name="calls", description="Calls", callback=calls))

    async def dispatch() -> None:
        nonlocal answered
        answered = loop.create_future()
        state.parse_interaction_create(COMMAND)  # type: ignore[arg-type] # a payload as it came
        await answered

    async def request(*_: object, **__: object) -> dict[str, Any]:
        return ANSWER

    with patch.object(AsyncWebhookAdapter, "request", request):
        yield dispatch
