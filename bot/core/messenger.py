"""How the core reaches a platform unasked, and what can go wrong on the way.

Undelivered      it did not arrive as asked; what the person told can do about it stands in the text
├── PlaceGone    there is no such place (any more)
├── PostGone     the place is there, the message is not
├── NotAllowed   the platform forbids it: names what to allow, and where
├── DirectClosed somebody takes no direct messages
├── Unclear      nobody can say whether it arrived: not to be sent again before a person has looked
└── TryLater     not now; it may have arrived in part, so the next try says since when (`Messenger.post`)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from bot.core.context import Place
from bot.core.errors import Oops
from bot.core.reply import Reply
from bot.core.words import Words

if TYPE_CHECKING:
    from datetime import timedelta


class Messenger(Protocol):
    """One platform's way to post. The same `key` posted again is the same message, not a second one."""

    @property
    def organisers(self) -> Place | None:
        """The organisers' own place, where there is one."""
        ...

    async def post(self, place: Place, reply: Reply, key: str, t: Words) -> tuple[str, ...]:
        """Post a reply; returns the messages' ids when the platform has it.

        Raises Undelivered.
        """
        ...


@dataclass(frozen=True, slots=True)
class Ping:
    """Whom a post calls: nobody, those who are there, everybody, or those who have a role (by the platform's id)."""

    whom: str
    role: bool = False

    NONE: ClassVar[Ping]
    HERE: ClassVar[Ping]
    EVERYONE: ClassVar[Ping]


Ping.NONE, Ping.HERE, Ping.EVERYONE = Ping(""), Ping("here"), Ping("everyone")


class Undelivered(Oops):
    """A post that did not arrive as asked."""


class PlaceGone(Undelivered):
    """The place was deleted, or never was."""

    def __init__(self, place: str) -> None:
        super().__init__("{place} is not there any more. Please choose another place.", place=place)


class PostGone(Undelivered):
    """The message was deleted."""

    def __init__(self, place: str) -> None:
        super().__init__("The message has been deleted from {place}.", place=place)


class NotAllowed(Undelivered):
    """The platform forbids it until somebody allows it there; the platform's own words say what and where."""


class DirectClosed(Undelivered):
    """Somebody takes no direct messages from the bot."""

    def __init__(self) -> None:
        super().__init__("This person's direct messages are closed to me.")


class Unclear(Undelivered):
    """It may have arrived, and there is no way to look; nothing was sent now."""


class TryLater(Undelivered):
    """The platform, or the way there, is too busy for now. `after`: not sooner than that from now."""

    def __init__(self, after: timedelta) -> None:
        super().__init__("This can't be posted right now; I'll have to try again later.")
        self.after = after
