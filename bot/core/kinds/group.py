"""Roles on Discord and user groups on Slack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.core.errors import Which, Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.core.places import PLATFORMS, Group
from bot.domain.fold import fold

_KEPT = re.compile(r"(discord|slack|web):[0-9A-Za-z_-]{1,64}")
_SLACK = re.compile(r"S[A-Z0-9]{2,30}")


@dataclass(frozen=True, slots=True)
class RoleGroup(Kind):
    """A role on Discord by its name or id, or a user group on Slack by its id; kept as `platform:id`."""

    name: ClassVar[str] = "role or user group"

    def read(self, text: str, by: Reading) -> str:
        text = text.strip()
        platform, colon, rest = text.partition(":")
        platform, wanted = (platform.strip().casefold(), rest.strip()) if colon else ("", text)
        known = [(where, one) for where, one in _known(by) if platform in ("", where)]
        exact = [(where, one) for where, one in known if one.id == wanted]
        found = exact or [(where, one) for where, one in known if wanted and fold(one.name) == fold(_sign(wanted))]
        if not found and platform in ("", "slack") and _SLACK.fullmatch(wanted):
            return f"slack:{wanted}"  # Slack tells the bot of no groups but those that it knows the ids of
        if not found:
            raise Wrong(
                "I know no role or user group “{name}”. Name a role on Discord by its name, discord:@Name, and a user"
                " group in Slack by its id, slack:S012AB3CD: the last part of the group's address in a browser.",
                name=text[:60],
            )
        if len(found) > 1:
            raise Which(tuple((_label(where, one), f"{where}:{one.id}") for where, one in found[:AT_MOST]))
        ((where, one),) = found
        return f"{where}:{one.id}"

    def parse(self, text: str) -> str:
        if text and not _KEPT.fullmatch(text):
            raise ValueError(text[:40])
        return text

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        wanted = fold(text.strip())
        offered = (Choice(_label(where, one), f"{where}:{one.id}") for where, one in _known(by))
        return tuple(c for c in offered if wanted in fold(f"{c.label} {c.value}"))[:AT_MOST]


def _known(by: Reading) -> list[tuple[str, Group]]:
    """Without those whom settings name themselves: a person is no group."""
    every = ((lister.platform, one) for lister in by.places.platforms for one in lister.groups())
    return [(where, one) for where, one in every if not one.is_person]


def _sign(text: str) -> str:
    return text if text.startswith("@") else f"@{text}"


def _label(platform: str, one: Group) -> str:
    return f"{one.name} ({PLATFORMS.get(platform, platform)})"
