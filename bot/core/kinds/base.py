"""What every kind of argument can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo

from bot.core.places import Directory
from bot.core.words import Words
from bot.domain.fold import fold
from bot.search.library import Library

AT_MOST = 25  # suggestions: what Discord's autocomplete shows


class Commands(Protocol):
    """The commands that somebody may have run later."""

    def packed(self, text: str, by: Reading) -> str:
        """The command that somebody typed, packed; Wrong for one that can't run later."""
        ...

    def matching(self, text: str, by: Reading) -> tuple[Choice, ...]:
        """Commands to offer while somebody types one."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What a kind may look at while it reads: the records, the person's language and zone, the time, and the places.

    `here` is the platform on which the person asks.
    """

    library: Library
    t: Words
    zone: ZoneInfo
    now: datetime
    places: Directory = field(default_factory=Directory)
    here: str = ""
    commands: Commands | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion: what people see, and what is filled in for it."""

    label: str
    value: str


class Kind(ABC):
    """A kind of argument."""

    name: ClassVar[str]

    @property
    def suggests(self) -> bool:
        """Whether it has suggestions of its own, besides a closed list of values."""
        return type(self).suggest is not Kind.suggest

    @abstractmethod
    def read(self, text: str, by: Reading) -> object:
        """The value of what a person typed, or Wrong with what would be right."""

    @abstractmethod
    def parse(self, text: str) -> object:
        """The exact inverse of `write`; ValueError for anything that `write` never gives."""

    def write(self, value: object) -> str:
        """The value as text that `parse` reads back."""
        return str(value)

    def choices(self, t: Words) -> tuple[Choice, ...]:
        """The closed list of values, when there is one."""
        return ()

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        """At most 25 suggestions while typing."""
        wanted = fold(text)
        return tuple(c for c in self.choices(by.t) if wanted in fold(f"{c.label} {c.value}"))[:AT_MOST]
