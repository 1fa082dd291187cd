"""What a member told of themselves, and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONSENT_VERSION = 1  # of the words in which each purpose is explained; other words need another number


class Aim(StrEnum):
    """What brings somebody to the club."""

    RESEARCHER = "researcher"
    STUDENT = "student"
    FOUNDER = "founder"
    COMPANY = "company"
    INVESTOR = "investor"
    PUBLIC = "public"
    PRESS = "press"
    VISITOR = "visitor"


class Purpose(StrEnum):
    """What somebody may agree to, each for itself."""

    DIRECTORY = "directory"
    MATCHING = "matching"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Profile:
    """A member as their answers tell. What they did not say is empty.

    `partner` is the directory's id of their organisation where it stands there, `interests` are ids of
    `bot.domain.interests`, `consents` the purposes they agree to in the words of today.
    """

    person: str
    name: str
    language: str = ""
    aim: Aim | None = None
    organisation: str = ""
    partner: str = ""
    city: str = ""
    interests: tuple[str, ...] = ()
    offers: str = ""
    seeks: str = ""
    introduction: str = ""
    consents: frozenset[Purpose] = frozenset()
    muted: bool = False
