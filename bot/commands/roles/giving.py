"""What makes organisers besides a name: the settings, and the roles and user groups of the platforms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.context import Context
from bot.core.places import PLATFORMS, Group, Known
from bot.core.words import Words
from bot.storage.people import Linked
from bot.storage.roles import Grant


@dataclass(frozen=True, slots=True)
class Giver:
    """A role on Discord, a user group on Slack or somebody in Slack's settings. `settled`: the settings name it."""

    platform: str
    id: str
    name: str
    settled: bool
    is_person: bool = False
    holders: tuple[Known, ...] = ()

    @property
    def key(self) -> str:
        """As an argument holds it."""
        return f"{self.platform}:{self.id}"

    def label(self, t: Words) -> str:
        """What it is called, where it is and who named it."""
        names = {"name": self.name, "platform": PLATFORMS.get(self.platform, self.platform)}
        if self.is_person:
            return t("{name} on {platform}, named in the settings", **names)
        if self.settled:
            return t("{name} on {platform}, in the settings", **names)
        return t("{name} on {platform}, named with /role", **names)

    def holds(self, accounts: tuple[Linked, ...]) -> bool:
        """Whether one of these accounts has it, as far as is known."""
        mine = {one.id for one in accounts if one.platform == self.platform}
        return any(one.id in mine for one in self.holders)


def givers(grants: list[Grant], ctx: Context) -> list[Giver]:
    """Everything that makes organisers, the settings' first; also what its platform does not tell of now."""
    found = list(_known({(one.platform, one.id) for one in grants}, ctx))
    told = {(one.platform, one.id) for one in found}
    found += [
        Giver(one.platform, one.id, one.name, settled=False) for one in grants if (one.platform, one.id) not in told
    ]
    return sorted(found, key=lambda one: (not one.settled, one.platform, one.name))


def settled_elsewhere(ctx: Context, accounts: tuple[Linked, ...] = ()) -> bool:
    """Whether the settings make an organiser of somebody who is there, besides the one with these accounts."""
    mine = {(one.platform, one.id) for one in accounts}
    return any(
        (lister.platform, holder.id) not in mine
        for lister in ctx.places.platforms
        for one in lister.groups()
        if one.settled
        for holder in one.holders
    )


def group_of(key: str, ctx: Context) -> Group | None:
    """What a platform tells of a role or a user group; None when it does not."""
    platform, _, id = key.partition(":")
    every = (one for lister in ctx.places.platforms if lister.platform == platform for one in lister.groups())
    return next((one for one in every if one.id == id and not one.is_person), None)


def _known(granted: set[tuple[str, str]], ctx: Context) -> Iterator[Giver]:
    for lister in ctx.places.platforms:
        for one in lister.groups():
            if one.settled or (lister.platform, one.id) in granted:
                yield Giver(lister.platform, one.id, one.name, one.settled, one.is_person, one.holders)
