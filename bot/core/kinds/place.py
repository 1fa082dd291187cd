"""Places to post to: channels of any platform, and groups of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.core.places import PLATFORMS
from bot.domain.fold import fold

MOST = 20  # places of one schedule
NEAR = 5  # names told to somebody who mistook one
_PARTED = re.compile(r"[,;\s]+(?=#|\w+:)|[,;]+")
_PLACE = re.compile(rf"(?:{'|'.join(PLATFORMS)}):[^\s,]{{1,64}}")


@dataclass(frozen=True, slots=True)
class Places(Kind):
    """Places by their names, parted by commas; kept as `platform:id` each, in the order given, none twice."""

    name: ClassVar[str] = "places"
    most: int = MOST

    def read(self, text: str, by: Reading) -> tuple[str, ...]:
        found: list[str] = []
        for part in filter(None, (part.strip() for part in _PARTED.split(text))):
            here = by.places.named(part, by.here)
            if not here:
                known = ", ".join(list(dict.fromkeys(named.label for named in by.places))[:NEAR])
                raise Wrong(
                    "I know no place “{name}”. I can post to: {known}."
                    if known
                    else "I know no place “{name}”, and none that I could post to: is the platform connected?",
                    name=part[:60],
                    known=known,
                )
            if len(here) > 1 and fold(part.removeprefix("#")) not in map(fold, by.places.groups):
                raise Wrong(
                    "Several places are called “{name}”. Say which one: {which}.", name=part[:60], which=", ".join(here)
                )
            found += here
        places = tuple(dict.fromkeys(found))
        if len(places) > self.most:
            raise Wrong("That is {n} places; at most {most} fit.", n=len(places), most=self.most)
        return places

    def parse(self, text: str) -> tuple[str, ...]:
        places = tuple(text.split(",")) if text else ()
        if len(places) > self.most or len(set(places)) < len(places) or not all(map(_PLACE.fullmatch, places)):
            raise ValueError(text[:40])
        return places

    def write(self, value: object) -> str:
        return ",".join(value) if isinstance(value, tuple) else ""

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        """Suggestions for the last of the names; what was typed before it stays."""
        before, comma, last = text.rpartition(",")
        lead = f"{before}{comma} " if comma else ""
        wanted = fold(last.strip().removeprefix("#"))
        groups = ((name, name) for name in by.places.groups)
        places = ((named.label, named.place) for named in by.places)
        found = (
            Choice(f"{lead}{label}", f"{lead}{value}") for label, value in (*groups, *places) if wanted in fold(label)
        )
        return tuple(found)[:AT_MOST]
