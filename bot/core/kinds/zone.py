"""Time zones, by the name of a city in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar
from zoneinfo import available_timezones

from bot.core.errors import Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.domain.fold import fold


@dataclass(frozen=True, slots=True)
class Zone(Kind):
    """A time zone by its IANA name or its city, in either language; kept as the IANA name."""

    name: ClassVar[str] = "time zone"

    def read(self, text: str, by: Reading) -> str:
        text = text.strip()
        found = _named().get(fold(text)) if text else ""
        if found is None:
            raise Wrong("I don't know the time zone “{text}”. Try a large city in it, such as Sofia.", text=text[:40])
        return found

    def parse(self, text: str) -> str:
        if text and text not in zones():
            raise ValueError(text[:40])
        return text

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        wanted = fold(text)
        found = {zone: None for key, zone in _named().items() if key.startswith(wanted)}
        found |= {zone: None for key, zone in _named().items() if wanted in key}
        return tuple(Choice(zone, zone) for zone in found)[:AT_MOST]


@cache
def zones() -> frozenset[str]:
    """Every IANA name, but for the technical ones that name no city."""
    return frozenset(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")) | {"UTC"}


@cache
def _named() -> dict[str, str]:
    """Every folded name by which a zone is known; Europe first, since most members live there."""
    ordered = sorted(zones(), key=lambda zone: (zone != "Europe/Sofia", not zone.startswith("Europe/"), zone))
    found: dict[str, str] = {}
    for names in (_own, _translated):  # other names of a zone, such as Europe/Belfast, come after its own
        for zone in ordered:
            for name in names(zone):
                found.setdefault(fold(name), zone)
    return found


def _own(zone: str) -> tuple[str, ...]:
    return zone, zone.rpartition("/")[2].replace("_", " ")


def _translated(zone: str) -> tuple[str, ...]:
    from babel.dates import get_timezone_location

    english, *others = (get_timezone_location(zone, locale=language, return_city=True) for language in ("en", "bg"))
    return tuple(others) if fold(english) == fold(_own(zone)[1]) else ()
