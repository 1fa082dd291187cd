"""What a workspace holds: people, channels, messages, files. Plain values that tests make and change by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.servers.slack.ids import Json, make_id, stamp
from tests.servers.slack.reading import Readable

if TYPE_CHECKING:
    from tests.servers.slack.views import View


@dataclass(eq=False)
class User:
    """Somebody's account in the workspace."""

    name: str
    locale: str = "en-GB"
    tz: str = "Europe/Sofia"
    restricted: bool = False  # a guest of several channels
    ultra_restricted: bool = False  # a guest of one channel
    bot: bool = False
    deactivated: bool = False
    invited: bool = False  # and has not signed in yet
    dms_open: bool = True
    email: str = ""
    display_name: str = ""
    stack: list[View] = field(default_factory=list)  # the modals before them, the topmost last
    home: View | None = None
    id: str = field(default_factory=lambda: make_id("U"))

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    @property
    def offset(self) -> int:
        """Seconds to add to UTC now."""
        offset = datetime.now(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0


@dataclass(eq=False)
class Group:
    """A user group."""

    handle: str
    users: list[User] = field(default_factory=list)
    disabled: bool = False
    id: str = field(default_factory=lambda: make_id("S"))


@dataclass(eq=False)
class File:
    """An uploaded file; `content` is None until its bytes came."""

    name: str
    length: int
    title: str = ""
    alt: str = ""
    content: bytes | None = None
    complete: bool = False
    shared: bool = False
    kind: str = ""  # such as image/png
    reads: int = 0  # looks at it until Slack has read its kind, and shows it
    owner: User | None = None  # None is the bot
    id: str = field(default_factory=lambda: make_id("F"))


@dataclass(eq=False)
class Channel:
    """A channel, or a conversation with one person; what it holds stands in `messages`, oldest first."""

    name: str
    private: bool = False
    archived: bool = False
    recipient: User | None = None  # of direct messages
    members: list[User] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    id: str = field(default_factory=lambda: make_id("C"))

    @property
    def direct(self) -> bool:
        return self.recipient is not None

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def kind(self) -> str:
        """The word for its kind in the names of scopes."""
        return "im" if self.direct else "groups" if self.private else "channels"

    def find(self, ts: str) -> Message | None:
        """A message that everybody sees."""
        return next((each for each in self.messages if each.ts == ts and each.seen_by is None), None)

    def thread(self, ts: str) -> list[Message]:
        """A message and the answers below it."""
        return [each for each in self.messages if each.seen_by is None and ts in (each.ts, each.thread_ts)]


@dataclass(eq=False)
class Message(Readable):
    """A message. `content` is its top-level text, `text` all that a person reads."""

    channel: Channel
    author: User
    content: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    metadata: Json | None = None
    files: list[File] = field(default_factory=list)
    seen_by: User | None = None  # ephemeral, for this one only
    edited: str = ""  # the ts of the last edit
    deleted: bool = False
    reactions: dict[str, list[User]] = field(default_factory=dict)
    extra: Json = field(default_factory=dict)  # unfurl_links and the like, as they were sent
    ts: str = field(default_factory=stamp)

    @property
    def ephemeral(self) -> bool:
        return self.seen_by is not None
