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

from bot.core.errors import Oops
from bot.core.places import Lister

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from bot.core.context import Account, Place
    from bot.core.reply import Reply
    from bot.core.roles import Role
    from bot.core.words import Words


@dataclass(frozen=True, slots=True)
class Ping:
    """Whom a post calls: nobody, those who are there, everybody, or those who have a role (by the platform's id)."""

    whom: str
    role: bool = False

    NONE: ClassVar[Ping]
    HERE: ClassVar[Ping]
    EVERYONE: ClassVar[Ping]


Ping.NONE, Ping.HERE, Ping.EVERYONE = Ping(""), Ping("here"), Ping("everyone")


class Messenger(Lister, Protocol):
    """One platform's way to post. The same `key` posted again is the same message, not a second one.

    Everything that reaches for the platform raises Undelivered.
    """

    async def role(self, account: Account) -> Role:
        """What the platform makes of somebody now."""
        ...

    async def direct(self, account: Account) -> Place:
        """Where somebody reads direct messages. Raises DirectClosed."""
        ...

    async def post(
        self,
        place: Place,
        reply: Reply,
        key: str,
        t: Words,
        *,
        since: datetime | None = None,
        traced: bool = False,
        ping: Ping = Ping.NONE,
    ) -> tuple[str, ...]:
        """Post a reply; returns the messages' ids when the platform has it.

        `since`: when the first earlier attempt with this key was made, which may have arrived. `traced`, as every
        attempt says or none: it must be known again for certain, hours later too.
        """
        ...

    async def arrived(
        self, place: Place, reply: Reply, key: str, t: Words, *, since: datetime
    ) -> tuple[str, ...] | None:
        """The messages of a traced post that was attempted since then; None when it has not arrived whole.

        Sends nothing. Raises Unclear where nobody can look.
        """
        ...

    async def edit(
        self, place: Place, message_ids: Sequence[str], reply: Reply, t: Words, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        """Put a reply in the place of what was posted; returns the ids as they are now. Raises PostGone.

        `since`: when the first change began that was cut off; what it left behind is looked for and belongs to it.
        """
        ...

    async def delete(self, place: Place, message_ids: Sequence[str], *, since: datetime | None = None) -> None:
        """Delete what was posted, with what a change cut off `since` left behind; what is gone already is no matter."""
        ...

    async def enrol(self, account: Account, what: str) -> None:
        """Give somebody a role, or bring them into a channel, by the platform's id; having it already is no matter."""
        ...

    async def withdraw(self, account: Account, what: str) -> None:
        """Take back what `enrol` gave, where the platform does; not having it is no matter."""
        ...


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
