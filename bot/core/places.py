"""The places that the bot can post to, by the names that people give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from bot.domain.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.quiet import Quiet

PLATFORMS = {"discord": "Discord", "slack": "Slack", "web": "Web"}  # names that are the same in every language


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: `web:general`. A `direct` place has one reader besides the bot."""

    platform: str
    id: str
    direct: bool = False

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Known:
    """A place by its id on its platform, and by what people there call it, without any sign in front."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """A role on Discord, or a user group on Slack, by its id and name; or somebody whom Slack's settings name.

    `settled`: the settings make organisers of it. `holders`: who has it, as far as is known, if it makes organisers.
    """

    id: str
    name: str
    settled: bool = False
    holders: tuple[Known, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether the settings name somebody themselves."""
        return tuple(one.id for one in self.holders) == (self.id,)


class Lister(Protocol):
    """A platform that tells where it can post, where what it posted stands, and what gives a role there."""

    @property
    def platform(self) -> str:
        """The platform's name, as it stands in front of a place's id."""
        ...

    @property
    def organisers(self) -> Place | None:
        """The organisers' own place, where there is one."""
        ...

    def places(self) -> tuple[Known, ...]:
        """Where people can have something posted, as far as is known now."""
        ...

    def groups(self) -> tuple[Group, ...]:
        """What makes organisers there or may do so, as far as is known now."""
        ...

    def link(self, place: Place, message_id: str) -> str:
        """The address that leads to a message; empty where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Habits:
    """What differs in one place."""

    language: str | None = None
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A place, `discord:3`, and its name, `funding`."""

    place: str
    name: str

    @property
    def label(self) -> str:
        """The name with where it is: #funding (Discord)."""
        return f"#{self.name} ({PLATFORMS.get(self.place.partition(':')[0], self.place)})"


@dataclass(frozen=True, slots=True)
class Directory:
    """Every place that is known now, and the groups of places that the settings name."""

    platforms: Sequence[Lister] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    habits: Mapping[str, Habits] = field(default_factory=dict)
    welcome: Mapping[str, str] = field(default_factory=lambda: {"web": "web:general"})
    """Where members introduce themselves, by platform."""
    interests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The places that go with a field of interest, by its id."""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The roles on Discord that go with a field of interest, by its id."""

    def __iter__(self) -> Iterator[Named]:
        for platform in self.platforms:
            for known in platform.places():
                yield Named(f"{platform.platform}:{known.id}", known.name)

    @property
    def organisers(self) -> tuple[str, ...]:
        """The organisers' own places, one on each platform that has one."""
        return tuple(str(platform.organisers) for platform in self.platforms if platform.organisers)

    def named(self, text: str, platform: str = "") -> tuple[str, ...]:
        """The places that somebody means: `#funding`, `slack:#funding`, `slack:C1`, a group's name; () for none.

        A name alone is looked for on the asker's own `platform` first.
        """
        text = text.strip()
        for name, members in self.groups.items():
            if fold(name) == fold(text.removeprefix("#")):
                return tuple(dict.fromkeys(place for member in members for place in self._one(member)))
        here = self._one(f"{platform}:{text}") if platform and ":" not in text else ()
        return here or self._one(text)

    def _one(self, text: str) -> tuple[str, ...]:
        platform, colon, rest = text.partition(":")
        prefix = f"{platform.strip().casefold()}:" if colon else ""
        wanted = (rest if colon else text).strip().removeprefix("#")
        there = [known for known in self if known.place.startswith(prefix)]
        exact = [known.place for known in there if known.place.partition(":")[2] == wanted]
        alike = [known.place for known in there if wanted and fold(wanted) in (fold(known.name), fold(known.label[1:]))]
        return tuple(exact or alike)

    def label(self, place: str) -> str:
        """What people call a place; its id when it is not known now."""
        return next((known.label for known in self if known.place == place), place)

    def link(self, place: str, message_id: str) -> str:
        """The address of a message in a place, `discord:3`; empty where there is none, as in direct messages."""
        name, _, id = place.partition(":")
        found = (platform for platform in self.platforms if platform.platform == name and not id.startswith("@"))
        return next((platform.link(Place(name, id), message_id) for platform in found), "")

    def language(self, place: str, default: str) -> str:
        """The language that a place is written to in."""
        habits = self.habits.get(place)
        return (habits and habits.language) or default
