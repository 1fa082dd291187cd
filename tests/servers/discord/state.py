"""All that the server knows, and the rules that several routes share."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.discord import payloads
from tests.servers.discord.faults import Faults
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.permissions import Permission
from tests.servers.discord.refusals import no_access, no_permission, unknown_channel
from tests.servers.discord.sessions import NOTHING, Intent
from tests.servers.discord.world import Attachment, Channel, Guild, Json, Kind, Member, Message, User, snowflake

if TYPE_CHECKING:
    from tests.servers.discord.answers import Answer
    from tests.servers.discord.rest.http import Requested


@dataclass
class Sent:
    """A nonce that was used."""

    message: Message
    at: float


@dataclass
class Commands:
    """What the bot registered in one scope."""

    all: list[Json] = field(default_factory=list)
    made: int = 0  # creations, of which 200 a day are allowed


class State:
    """The truth of one local Discord. Times are seconds."""

    def __init__(self) -> None:
        self.token = f"{secrets.token_urlsafe(18)}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(27)}"
        self.application_id = snowflake()
        self.me = User("clubbot", bot=True, id=self.application_id)
        self.operator = User("operator")  # owns the application
        self.guilds: list[Guild] = []
        self.users: dict[int, User] = {self.me.id: self.me, self.operator.id: self.operator}
        self.direct: dict[int, Channel] = {}  # by the id of the other one
        self.commands: dict[int | None, Commands] = {None: Commands()}  # by guild, None for global ones
        self.answers: dict[str, Answer] = {}  # by token
        self.uploads: dict[int, Attachment] = {}  # given to commands and forms, by id
        self.nonces: dict[tuple[int, str], Sent] = {}
        self.requests: list[Requested] = []
        self.broken: list[str] = []  # tracebacks of this server's own mistakes
        self.faults = Faults()
        self.gateway = Gateway(self)
        self.deadline = 3.0  # for the first answer to an interaction
        self.token_life = 900.0  # of an interaction
        self.nonce_window = 120.0
        self.quiet = 0.05  # how long the bot must be silent to be done

    def find_guild(self, id: int) -> Guild | None:
        """A guild that the bot is in."""
        return next((guild for guild in self.guilds if guild.id == id and self.me.id in guild.members), None)

    def find_channel(self, id: int) -> Channel | None:
        all = [channel for guild in self.guilds for channel in guild.channels] + list(self.direct.values())
        return next((channel for channel in all if channel.id == id), None)

    def visible(self, id: int) -> Channel:
        """A channel that the bot can see."""
        channel = self.find_channel(id)
        if channel is None:
            raise unknown_channel()
        if channel.guild and not channel.guild.permissions(self.me, channel) & Permission.VIEW_CHANNEL:
            raise no_access()
        return channel

    def need(self, channel: Channel, *permissions: Permission) -> None:
        """Refuse what the bot may not do in a channel."""
        if channel.guild is None:
            return
        held = channel.guild.permissions(self.me, channel)
        if any(not held & permission for permission in permissions):
            raise no_permission()

    def tell_member(self, event: str, guild: Guild, member: Member) -> None:
        """Tell of a member; of the bot itself without any intent."""
        data = {"guild_id": str(guild.id), **payloads.member(member)}
        self.gateway.dispatch(event, data, guild, NOTHING if member.user is self.me else Intent.GUILD_MEMBERS)

    def conversation(self, user: User) -> Channel:
        """The channel of direct messages with somebody."""
        if user.id not in self.direct:
            self.direct[user.id] = Channel("", Kind.DM, recipient=user)
        return self.direct[user.id]
