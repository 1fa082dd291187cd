"""People whom the club has met, by the names of their accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from bot.core.kinds.base import AT_MOST, Choice
from bot.core.kinds.plain import Text
from bot.core.places import PLATFORMS
from bot.domain.fold import fold
from bot.storage.people import Linked

LABEL = 100  # characters of a suggestion: what Discord shows


@dataclass(frozen=True, slots=True)
class Somebody(Text):
    """Somebody by name (`Ana`, `discord:Ana`), account (`discord:123`) or person's id; kept as it is typed.

    Who is meant is looked up when the command runs, since people are in the database alone; the core has the accounts
    read for its suggestions.
    """

    name: ClassVar[str] = "somebody"
    longest: int = LABEL

    @property
    def suggests(self) -> bool:
        return True

    def among(self, accounts: Iterable[tuple[str, Linked]], text: str) -> tuple[Choice, ...]:
        """Suggestions out of all accounts with their persons' ids."""
        every = tuple(accounts)
        found = meant(text, every) if text.strip() else dict.fromkeys(id for id, one in every if one.name)
        some = set(list(found)[:AT_MOST])
        theirs: dict[str, list[Linked]] = {}
        for id, one in every:
            if id in some:
                theirs.setdefault(id, []).append(one)
        return tuple(Choice(_label(mine), id) for id, mine in theirs.items())


def meant(text: str, accounts: Iterable[tuple[str, Linked]]) -> tuple[str, ...]:
    """The ids of the people who may be meant: those called so exactly, else those whose names hold the text."""
    whole, (platform, colon, rest) = _key(text), text.strip().partition(":")
    platform, rest = platform.strip().casefold() if colon else "", rest.strip().removeprefix("@")
    exact, alike = [], []
    for id, one in accounts:
        name = _key(one.name)
        there = bool(rest) and platform == one.platform
        if text.strip() == id or (name and name == whole) or (there and (one.id == rest or name == _key(rest))):
            exact.append(id)
        elif name and ((whole and whole in name) or (there and _key(rest) in name)):
            alike.append(id)
    return tuple(dict.fromkeys(exact or alike))


def _key(text: str) -> str:
    return fold(text) or text.strip().casefold()  # a name may be signs alone


def _label(accounts: list[Linked]) -> str:
    name = next((one.name for one in accounts if one.name), accounts[0].id)
    platforms = ", ".join(dict.fromkeys(PLATFORMS.get(one.platform, one.platform) for one in accounts))
    return f"{name[: LABEL - len(platforms) - 3]} ({platforms})"
