"""The sections of club.toml, each key with its default and what it must be."""

from __future__ import annotations

import json
from datetime import time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.core.words import later
from bot.domain.interests import interest


def key(default: Any, right: str, *, alias: str | None = None) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Declare a setting: its default, and the sentence that says what it must be."""
    return Field(default, description=right, alias=alias)


def address(text: str) -> tuple[str, int]:
    """Split HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080; ValueError for anything else."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdigit()) or int(port) > 65535:  # noqa: PLR2004
        raise ValueError(text)
    return host, int(port)


def _address(value: object) -> object:
    return address(value) if isinstance(value, str) else value


def _hours(value: object) -> object:
    """Quiet hours may stand in one text: 21:00-08:00."""
    if not isinstance(value, str):
        return value
    since, dash, until = value.partition("-")
    if not dash:
        raise ValueError(value)
    return {"from": since.strip(), "to": until.strip()}


def _several(value: object) -> object:
    """A list in a variable of the environment: as JSON, or parted by commas."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return [part.strip() for part in value.split(",") if part.strip()]


def _interest(id: str) -> str:
    if interest(id) is None:
        raise ValueError(id)
    return id


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(name)
    return name


Language = Literal["bg", "en"]
Address = Annotated[tuple[str, int], BeforeValidator(_address)]
Ids = Annotated[tuple[int, ...], BeforeValidator(_several)]
Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
Interest = Annotated[str, AfterValidator(_interest)]
Zone = Annotated[str, AfterValidator(_zone)]

IDS = later("It must be a list of numbers, such as [123456789012345678].")
ID = later("It must be a number, such as 123456789012345678.")
LANGUAGE = later("It must be bg or en.")
HOUR = later("It must be a time of day, such as 21:00.")


class Section(BaseModel):
    """A part of club.toml; a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ClubFacts(Section):
    """The club itself."""

    name: str = key("Life Sciences Club", later("It must be a text."))
    timezone: Zone = key("Europe/Sofia", later("It must be the name of a time zone, such as Europe/Sofia."))
    language: Language = key("bg", LANGUAGE)

    @property
    def zone(self) -> ZoneInfo:
        """The club's time zone."""
        return ZoneInfo(self.timezone)


class DiscordFacts(Section):
    """Where the bot lives on Discord."""

    guilds: Ids = key((), IDS)
    sharded: bool = key(default=False, right=later("It must be true or false."))
    member_roles: Ids = key((), IDS)
    organiser_roles: Ids = key((), IDS)
    welcome_channel: int | None = key(None, ID)
    organisers_channel: int | None = key(None, ID)


class SlackFacts(Section):
    """Where the bot lives on Slack."""

    mode: Literal["socket", "http"] = key("socket", later("It must be socket or http."))
    organisers: Names = key((), later('It must be a list of users or user groups, such as ["U012AB3CD"].'))
    welcome_channel: str | None = key(None, later("It must be a channel's id, such as C012AB3CD."))
    organisers_channel: str | None = key(None, later("It must be a channel's id, such as C012AB3CD."))


class WebFacts(Section):
    """The web chat."""

    listen: Address = key(("127.0.0.1", 8080), later("It must be HOST:PORT, such as 127.0.0.1:8080."))


class QuietHours(Section):
    """When nothing is posted of the bot's own accord, in local time; it may reach over midnight."""

    since: time = key(time(21), HOUR, alias="from")
    until: time = key(time(8), HOUR, alias="to")


class PlaceFacts(Section):
    """What differs in one place."""

    language: Language | None = key(None, LANGUAGE)
    quiet_hours: Annotated[QuietHours | None, BeforeValidator(_hours)] = key(
        None, later("It must be two times of day, such as 21:00-08:00.")
    )


class InterestFacts(Section):
    """What goes with a field of interest: channels, and on Discord roles."""

    places: Names = key((), later('It must be a list of places, such as ["discord:123456789012345678", "slack:C1"].'))
    roles: Ids = key((), IDS)


class PrivacyFacts(Section):
    """How long the club keeps people, and whom they ask about it."""

    keep_after_leaving: int = Field(90, ge=1, le=3650, description=later("It must be a number of days, such as 90."))
    contact: str = key("", later("It must be a text, such as an e-mail address."))


class AnnouncementFacts(Section):
    """How announcements go out."""

    approval: bool = key(default=False, right=later("It must be true or false."))
