"""What a Discord holds: servers, channels, people and messages. Plain values that tests make and change by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.servers.discord.ids import Json, moment, snowflake
from tests.servers.discord.permissions import EVERYTHING, USUAL, Permission
from tests.servers.discord.reading import CROSSPOSTED, EPHEMERAL, HAS_THREAD, LOADING, Readable
from tests.servers.discord.users import Member, Role, User

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Kind(IntEnum):
    """The types of channels."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


__all__ = [
    "CROSSPOSTED",
    "EPHEMERAL",
    "HAS_THREAD",
    "LOADING",
    "THREADS",
    "Attachment",
    "Channel",
    "Guild",
    "Json",
    "Kind",
    "Member",
    "Message",
    "Overwrite",
    "Role",
    "Tag",
    "User",
    "moment",
    "snowflake",
]

THREADS = (Kind.ANNOUNCEMENT_THREAD, Kind.THREAD, Kind.PRIVATE_THREAD)


@dataclass(eq=False)
class Overwrite:
    """What a role or a user may or may not do in one channel."""

    allow: Permission = Permission.NONE
    deny: Permission = Permission.NONE


@dataclass(eq=False)
class Tag:
    """A tag of a forum's posts."""

    name: str
    id: int = field(default_factory=snowflake)


@dataclass(eq=False)
class Channel:
    """A channel, a thread, or a conversation with one person; what it holds stands in `messages`, oldest first."""

    name: str
    kind: Kind = Kind.TEXT
    guild: Guild | None = None
    parent: Channel | None = None
    recipient: User | None = None
    owner: User | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)  # by the id of a role or a user
    tags: list[Tag] = field(default_factory=list)
    applied: list[int] = field(default_factory=list)
    tag_required: bool = False
    archived: bool = False
    locked: bool = False
    messages: list[Message] = field(default_factory=list)
    members: list[User] = field(default_factory=list)
    made: datetime = field(default_factory=moment)
    id: int = field(default_factory=snowflake)

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    def deny(self, whom: User | Role, *permissions: Permission) -> None:
        """Take these permissions away here."""
        overwrite = self.overwrites.setdefault(whom.id, Overwrite())
        for permission in permissions:
            overwrite.deny |= permission
            overwrite.allow &= ~permission

    def allow(self, whom: User | Role, *permissions: Permission) -> None:
        """Give these permissions here."""
        overwrite = self.overwrites.setdefault(whom.id, Overwrite())
        for permission in permissions:
            overwrite.allow |= permission
            overwrite.deny &= ~permission

    def find(self, id: int) -> Message | None:
        return next((message for message in self.messages if message.id == id), None)


@dataclass(eq=False)
class Guild:
    """A server."""

    name: str
    owner: User
    locale: str = "en-US"
    everyone: Permission = USUAL
    roles: list[Role] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)  # threads too
    members: dict[int, Member] = field(default_factory=dict)
    heard: Callable[[Channel | Role], None] = lambda _: None  # told of what is made
    id: int = field(default_factory=snowflake)

    def __post_init__(self) -> None:
        self.roles.insert(0, Role("@everyone", self.everyone, 0, self.id))
        self.members.setdefault(self.owner.id, Member(self.owner))

    @property
    def default(self) -> Role:
        """@everyone."""
        return self.roles[0]

    def role(self, name: str, permissions: Permission = Permission.NONE, position: int | None = None) -> Role:
        """Make a role, above all others if no position is said."""
        made = Role(name, permissions, len(self.roles) if position is None else position)
        self.roles.append(made)
        self.heard(made)
        return made

    def text(self, name: str, kind: Kind = Kind.TEXT) -> Channel:
        """Make a channel."""
        made = Channel(name, kind, self)
        self.channels.append(made)
        self.heard(made)
        return made

    def announcements(self, name: str) -> Channel:
        """Make an announcement channel."""
        return self.text(name, Kind.ANNOUNCEMENT)

    def voice(self, name: str) -> Channel:
        """Make a voice channel."""
        return self.text(name, Kind.VOICE)

    def forum(self, name: str, *tags: str, tag_required: bool = False) -> Channel:
        """Make a forum."""
        made = self.text(name, Kind.FORUM)
        made.tags, made.tag_required = [Tag(tag) for tag in tags], tag_required
        return made

    def thread(
        self,
        parent: Channel,
        name: str,
        kind: Kind = Kind.THREAD,
        *,
        owner: User | None = None,
        id: int = 0,
        archived: bool = False,
        applied: list[int] | None = None,
    ) -> Channel:
        """Make a thread, or a forum's post."""
        made = Channel(name, kind, self, parent, owner=owner or self.owner, archived=archived, applied=applied or [])
        made.id = id or made.id
        self.channels.append(made)
        self.heard(made)
        return made

    def add(self, user: User, *roles: Role, pending: bool = False) -> Member:
        """Let somebody have been here already, without telling the bot."""
        self.members[user.id] = made = Member(user, list(roles), pending)
        return made

    def find_role(self, id: int) -> Role | None:
        return next((role for role in self.roles if role.id == id), None)

    @property
    def threads(self) -> Iterator[Channel]:
        """Threads that are not archived."""
        return (channel for channel in self.channels if channel.kind in THREADS and not channel.archived)

    def permissions(self, user: User, channel: Channel | None = None) -> Permission:
        """What somebody may do here, or in one channel. A thread has its parent's overwrites."""
        member = self.members.get(user.id)
        if member is None:
            return Permission.NONE
        held = self.default.permissions
        for role in member.roles:
            held |= role.permissions
        if user is self.owner or held & Permission.ADMINISTRATOR:
            return EVERYTHING
        place = channel.parent if channel and channel.kind in THREADS else channel
        if place is None:
            return held
        if default := place.overwrites.get(self.id):
            held = held & ~default.deny | default.allow
        of_roles = [place.overwrites[role.id] for role in member.roles if role.id in place.overwrites]
        for overwrite in of_roles:
            held &= ~overwrite.deny
        for overwrite in of_roles:
            held |= overwrite.allow
        if own := place.overwrites.get(user.id):
            held = held & ~own.deny | own.allow
        return held if held & Permission.VIEW_CHANNEL else Permission.NONE

    def top(self, user: User) -> int:
        """The position of somebody's highest role; the owner stands above all."""
        if user is self.owner:
            return 1 << 30
        return max((role.position for role in self.members[user.id].roles), default=0)


@dataclass(eq=False)
class Attachment:
    """A file of a message, or one that somebody gives to a command or a form."""

    filename: str
    content: bytes
    description: str | None = None
    content_type: str = "application/octet-stream"
    told: int | None = None  # the size that Discord tells, if it is not the content's
    id: int = field(default_factory=snowflake)

    @property
    def size(self) -> int:
        return len(self.content) if self.told is None else self.told


@dataclass(eq=False)
class Message(Readable):
    """A message as it stands now."""

    channel: Channel
    author: User
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    type: int = 0
    seen_by: User | None = None  # only this one sees it; None is everybody
    mentions: list[User] = field(default_factory=list)  # who was pinged
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reference: Message | None = None
    thread: Channel | None = None
    asked: Json | None = None  # the interaction it answers
    deleted: bool = False
    edited: datetime | None = None
    sent: datetime = field(default_factory=moment)
    id: int = field(default_factory=snowflake)

    @property
    def files(self) -> dict[str, bytes]:
        """What is attached, by name."""
        return {attachment.filename: attachment.content for attachment in self.attachments}
