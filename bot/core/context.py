"""Everything a command may touch, passed by hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.core.actions import Opener
from bot.core.kinds.base import Commands, Reading
from bot.core.places import Directory
from bot.core.places import Place as Place  # noqa: PLC0414 - a part of where a command runs, and taken from here
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.core.spec import Spec
from bot.core.words import Words, words
from bot.domain.quiet import Quiet
from bot.search.library import Library
from bot.storage.store import Tx

T = TypeVar("T")

QUIET = Quiet(time(21), time(8))


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody on one platform: `web:3f2a…`, `terminal:local`."""

    platform: str
    id: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking, as the club knows them. `seen` is the library version they were last told the news of."""

    id: str
    role: Role
    language: str
    zone: ZoneInfo
    seen: int = 0
    name: str = ""
    quiet: Quiet | None = None  # None: the club's own
    muted: bool = False  # wants nothing of the bot's own accord
    lent: Role = Role.GUEST  # what the platform on which they ask makes of them, whatever they are by name


@dataclass(frozen=True, slots=True)
class Club:
    """What the settings say of the club. With `approval` an announcement needs a second organiser.

    People are kept for `keep_after_leaving` after they left every community.
    """

    name: str
    language: str
    zone: ZoneInfo
    quiet: Quiet = QUIET
    approval: bool = False
    keep_after_leaving: timedelta = timedelta(days=90)
    contact: str = ""  # whom to ask about one's data, besides any organiser


class Work(Protocol):
    """Runs a unit of work in one transaction, once for each request: a replay gets the first result.

    The result is kept with the request's id, so it must be plain JSON (None, numbers, text, lists, mappings).
    """

    def __call__(self, unit: Callable[[Tx], T], /) -> Awaitable[T]: ...


class Look(Protocol):
    """Runs a read of personal data or history; what commands read of the library needs no database."""

    def __call__(self, unit: Callable[[Tx], T], /) -> Awaitable[T]: ...


class Rehearse(Protocol):
    """Runs a packed command as the asker would have it run later, in a language; what is wrong with it is an Oops."""

    def __call__(self, packed: str, language: str, /) -> Awaitable[Reply]: ...


def _nobody(_person_id: str) -> None:
    """Nothing is remembered of people where a schedule runs a command."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a command gets besides its own arguments. `account` is who asks; None when a schedule runs it."""

    who: Person
    place: Place
    now: datetime
    t: Words
    zone: ZoneInfo
    library: Library
    book: tuple[Spec, ...]
    club: Club
    request: str
    work: Work
    look: Look
    confirmed: bool = False
    account: Account | None = None
    places: Directory = field(default_factory=Directory)
    commands: Commands | None = None
    rehearse: Rehearse | None = None
    changed: Callable[[str], None] = _nobody
    """To be told whose role, accounts or settings were changed, if that is somebody else than who asks."""

    @property
    def reading(self) -> Reading:
        """What kinds of argument read by."""
        return Reading(self.library, self.t, self.zone, self.now, self.places, self.place.platform, self.commands)

    def opener(self, name: str, **texts: object) -> Opener:
        """A command that is known by its name alone, with some of its arguments as packed texts."""
        spec = next(spec for spec in self.book if spec.name == name)
        return Opener(spec, {key: str(text) for key, text in texts.items()})

    @property
    def club_words(self) -> Words:
        """The words of channels: the club's language, whatever the asker's."""
        return words(self.club.language)
