"""Where a delivery goes: who posts there, in which language, and when the place wants to be left alone."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.core.context import Account, Place
from bot.core.messenger import TryLater
from bot.core.places import PLATFORMS
from bot.core.roles import Role

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.core.core import Core
    from bot.core.messenger import Messenger
    from bot.domain.quiet import Quiet

ABSENT = timedelta(minutes=1)  # before a platform that is not there is tried again


class Habits(NamedTuple):
    """A place's language, its quiet hours and the zone in which they are told; a person has their own."""

    language: str
    quiet: Quiet
    zone: ZoneInfo
    muted: bool = False  # somebody who wants nothing of the bot's own accord

    def free_from(self, at: datetime) -> datetime:
        """When something due at an instant may be sent."""
        return self.quiet.over(at, self.zone)


async def habits(core: Core, place: str) -> Habits:
    """What is known of a place, `discord:3`, or of somebody's direct messages, `discord:@7`."""
    club, account = core.club, whom(place)
    if account:
        who = await core.people.of(account)
        return Habits(who.language, who.quiet or club.quiet, who.zone, who.muted)
    own = core.places.habits.get(place)
    return Habits(core.places.language(place, club.language), (own and own.quiet) or club.quiet, club.zone)


async def reach(core: Core, place: str) -> tuple[Messenger, Place]:
    """Who posts there, and what they call it. Raises Undelivered."""
    account, there = whom(place), channel(place)
    messenger = messenger_of(core, there.platform)
    return messenger, await messenger.direct(account) if account else there


def messenger_of(core: Core, platform: str) -> Messenger:
    """Who posts on a platform; TryLater while it is not there."""
    for messenger in core.messengers:
        if messenger.platform == platform:
            return messenger
    raise TryLater(ABSENT)


async def role(core: Core, account: str) -> Role:
    """What a platform makes of somebody now. A terminal has no roles of its own.

    Raises Undelivered while it can't be asked.
    """
    platform, _, id = account.partition(":")
    if platform not in PLATFORMS:
        return Role.GUEST
    return await messenger_of(core, platform).role(Account(platform, id))


@lru_cache(4096)
def channel(place: str) -> Place:
    """A channel by its text."""
    platform, _, id = place.partition(":")
    return Place(platform, id)


@lru_cache(4096)
def whom(place: str) -> Account | None:
    """The account whose direct messages a place is; None for a channel."""
    platform, _, id = place.partition(":")
    return Account(platform, id[1:]) if id.startswith("@") else None
