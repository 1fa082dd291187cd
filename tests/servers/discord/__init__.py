"""A local Discord: gateway v10 and REST over real sockets, as discord.py and the bot meet them.

async with running() as discord:
    guild = discord.guild("Club")
    general, ana = guild.text("general"), discord.user("ana")
    discord.join(guild, ana)
    ...                                     # start a client with token=discord.token
    await discord.registered("partners")
    answer = await discord.slash(ana, general, "partners", country="Romania")
    await answer.settled()
    assert "Cluj" in answer.text

What breaks: `discord.drop`, `fail`, `refuse`, `slow`, `limit`, `bucket` for requests, and `watch`, which calls a test;
for the gateway `discord.gateway.close(code)`, `drop()`, `ask_to_reconnect()`, `invalidate(resumable=...)`, `refuses`,
`enabled`. What can be set, in seconds: `deadline`, `token_life`, `nonce_window`, `quiet`, the hour with
`tests.servers.clock`. The logs: `requests`, `gateway.frames`.
"""

from tests.servers.discord.answers import Answer, Callback, Use
from tests.servers.discord.modals import Modal
from tests.servers.discord.permissions import Permission
from tests.servers.discord.pointing import pointed
from tests.servers.discord.server import Discord, running
from tests.servers.discord.sessions import Intent
from tests.servers.discord.world import Attachment, Channel, Guild, Kind, Member, Message, Role, User

__all__ = [
    "Answer",
    "Attachment",
    "Callback",
    "Channel",
    "Discord",
    "Guild",
    "Intent",
    "Kind",
    "Member",
    "Message",
    "Modal",
    "Permission",
    "Role",
    "Use",
    "User",
    "pointed",
    "running",
]
