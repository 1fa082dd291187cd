"""Where one talks in the web chat, and who may be there."""

from __future__ import annotations

from bot.core.context import Person, Place
from bot.core.roles import Role

PLATFORM = "web"
DM = "dm"
GENERAL = Place(PLATFORM, "general")
EVENTS = Place(PLATFORM, "events")
FUNDING = Place(PLATFORM, "funding")
ORGANISERS = Place(PLATFORM, "organisers")
CHANNELS = (GENERAL, EVENTS, FUNDING, ORGANISERS)


def places(person: Person) -> tuple[Place, ...]:
    """The places that somebody may read and write, their conversation with the bot first."""
    open_to_all = (dm(person), GENERAL, EVENTS, FUNDING)
    return (*open_to_all, ORGANISERS) if person.role >= Role.ORGANISER else open_to_all


def dm(person: Person) -> Place:
    """Somebody's conversation with the bot."""
    return direct(person.id)


def direct(person_id: str) -> Place:
    """The conversation with the bot of the person with this id."""
    return Place(PLATFORM, f"{DM}-{person_id}", direct=True)


def whose(place_id: str) -> str | None:
    """The id of the person whose conversation with the bot this is; None for a channel."""
    lead = f"{DM}-"
    return place_id.removeprefix(lead) if place_id.startswith(lead) else None


def named(name: str, person: Person) -> Place | None:
    """The place that the page calls so, if this person may be there."""
    return next((place for place in places(person) if name_of(place) == name), None)


def name_of(place: Place) -> str:
    """What the page calls a place."""
    return DM if place.direct else place.id
