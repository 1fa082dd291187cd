"""One use of a command, a button or a form, and what the bot answers to it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.servers.discord.waiting import until
from tests.servers.discord.world import EPHEMERAL, Channel, Json, Message, User, snowflake

if TYPE_CHECKING:
    from typing import Self

    from tests.servers.discord.modals import Modal


class Use(IntEnum):
    """The types of interactions."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """The kinds of first answers."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(eq=False)
class Answer:
    """What the asker sees. Times are seconds of `time.monotonic`."""

    use: Use
    user: User
    channel: Channel
    said: str  # for messages of failed tests
    deadline: float = 3.0
    lives: float = 900.0
    typed: int = 0  # the type of the option that is being typed into
    quiet: float = 0.05  # how long the bot must have been silent to be done
    source: Message | None = None  # where the pressed button stands, or the button that opened the form
    kind: Callback | None = None
    deferred: bool = False
    ephemeral: bool = False  # fixed by the first answer
    modal: Modal | None = None
    choices: list[Json] = field(default_factory=list)
    original: Message | None = None  # the first answer, even if it was taken back
    followups: list[Message] = field(default_factory=list)
    took: float | None = None  # seconds until acknowledged
    waiting: bool = False  # deferred, and nothing came since
    busy: int = 0  # requests about it that are being carried out
    touched: float = field(default_factory=time.monotonic)
    asked: float = field(default_factory=time.monotonic)
    id: int = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(60))

    @property
    def acknowledged(self) -> bool:
        return self.kind is not None

    @property
    def late(self) -> bool:
        """Whether it is too late for a first answer."""
        return time.monotonic() - self.asked > self.deadline

    @property
    def expired(self) -> bool:
        """Whether the token is worth nothing any more."""
        return time.monotonic() - self.asked > self.lives or (not self.acknowledged and self.late)

    @property
    def shown(self) -> list[Message]:
        """The messages of the answer as they stand now."""
        all = ([self.original] if self.original else []) + self.followups
        return [message for message in all if not message.deleted]

    @property
    def message(self) -> Message:
        """The first message of the answer as it stands now."""
        assert self.shown, f"{self.said}: no message came, but {self._state()}"
        return self.shown[0]

    @property
    def content(self) -> str:
        return self.message.content

    @property
    def text(self) -> str:
        """All that can be read in the answer's messages."""
        return "\n".join(message.text for message in self.shown)

    @property
    def names(self) -> list[str]:
        """What autocomplete offers."""
        return [choice["name"] for choice in self.choices]

    @property
    def form(self) -> Modal:
        """The modal that was opened."""
        assert self.modal, f"{self.said}: no form opened, but {self._state()}"
        return self.modal

    async def answered(self, timeout: float | None = None) -> Self:  # noqa: ASYNC109
        """Wait for the first answer, for Discord's deadline at most."""
        limit = self.deadline + 0.1 if timeout is None else timeout
        await until(lambda: self.acknowledged, limit, lambda: f"{self.said}: the application did not respond")
        return self

    async def settled(self, timeout: float = 10.0) -> Self:  # noqa: ASYNC109
        """Wait until the bot is done: it answered, what it deferred has come, and nothing came for a moment."""
        await self.answered()
        await until(self._still, timeout, lambda: f"{self.said}: after {timeout} s {self._state()}")
        return self

    async def shows(self, number: int, timeout: float = 10.0) -> Self:  # noqa: ASYNC109
        """Wait until the answer has this many messages."""
        await until(
            lambda: len(self.shown) >= number and not self.waiting,
            timeout,
            lambda: f"{self.said}: {len(self.shown)} messages, not {number}; {self._state()}",
        )
        return self

    def sees(self, message: Message) -> None:
        """Take a message as part of the answer."""
        if message is not self.original and message not in self.followups:
            self.followups.append(message)

    def _still(self) -> bool:
        return not self.waiting and not self.busy and time.monotonic() - self.touched > self.quiet

    def _state(self) -> str:
        if self.kind is None:
            return "nothing was answered"
        parts = [f"answered with {self.kind.name}"]
        if self.waiting:
            parts.append("what was deferred has not come")
        if self.busy:
            parts.append(f"{self.busy} requests run")
        return ", ".join(parts)

    @property
    def flags(self) -> int:
        return EPHEMERAL if self.ephemeral else 0
