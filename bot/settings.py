"""What the club decides about its bot: facts from club.toml, secrets from the environment.

A key is looked for in this order: the environment (`SECTION__KEY` for a fact, `NAME` or `NAME_FILE` for a secret),
club.toml (or the file that CLUB_CONFIG names), the default written here. Whatever is wrong is said in one line that
names the file or the variable and what would be right.
"""

from __future__ import annotations

import json
import os
import tomllib
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.core.errors import Oops
from bot.core.words import later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

CONFIG = "club.toml"
DATABASE_URL = "sqlite+aiosqlite:///data/club.db"


class Misconfigured(Oops):
    """A setting that cannot stand. `right` is the English sentence that says what would do."""

    def __init__(self, text: str, /, *, right: str = "", **names: object) -> None:
        super().__init__(text)
        self.names = names
        self.right = right


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


def _database(url: str) -> str:
    if not url.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
        raise ValueError
    return url


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(name)
    return name


Language = Literal["bg", "en"]
Address = Annotated[tuple[str, int], BeforeValidator(_address)]
Ids = Annotated[tuple[int, ...], BeforeValidator(_several)]
Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
Zone = Annotated[str, AfterValidator(_zone)]
Secret = SecretStr | None

IDS = later("It must be a list of numbers, such as [123456789012345678].")
ID = later("It must be a number, such as 123456789012345678.")
LANGUAGE = later("It must be bg or en.")
HOUR = later("It must be a time of day, such as 21:00.")


class Section(BaseModel):
    """A part of club.toml; a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


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


class AnnouncementFacts(Section):
    """How announcements go out."""

    approval: bool = key(default=False, right=later("It must be true or false."))


class Settings(BaseSettings):
    """Everything that can be set. Sections are facts, the rest are secrets or say where things are."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    club: ClubFacts = ClubFacts()
    discord: DiscordFacts = DiscordFacts()
    slack: SlackFacts = SlackFacts()
    web: WebFacts = WebFacts()
    places: dict[str, PlaceFacts] = Field(default_factory=dict)
    announcements: AnnouncementFacts = AnnouncementFacts()
    quiet_hours: QuietHours = QuietHours()

    database_url: Annotated[str, AfterValidator(_database)] = Field(
        DATABASE_URL,
        repr=False,
        description=later(
            "It must be an address such as sqlite+aiosqlite:///data/club.db or postgresql+asyncpg://USER@HOST/NAME."
        ),
    )
    discord_token: Secret = None
    slack_bot_token: Secret = None
    slack_app_token: Secret = None
    slack_signing_secret: Secret = None
    llm_base_url: str | None = None
    llm_api_key: Secret = None
    llm_model: str | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic names the arguments
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment outranks the file."""
        return init_settings, Environment(settings_cls), ClubFile(settings_cls)


SECTIONS = frozenset(("club", "discord", "slack", "web", "places", "announcements", "quiet_hours"))
SECRETS = frozenset(Settings.model_fields) - SECTIONS


class _Source(PydanticBaseSettingsSource):
    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Unused: a source of ours gives all its values at once."""
        return None, field_name, False


class Environment(_Source):
    """`SECTION__KEY` for facts; `NAME` or `NAME_FILE` for secrets. An empty variable counts as absent."""

    def __call__(self) -> dict[str, Any]:
        """The values that the environment sets."""
        values: dict[str, Any] = {}
        for name, text in os.environ.items():
            section, *path = name.split("__")
            if section.lower() in SECTIONS and path and all(path):
                at = values.setdefault(section.lower(), {})
                for step in path[:-1]:
                    at = at.setdefault(step, {})
                    if not isinstance(at, dict):
                        raise Misconfigured("{name} goes deeper than a key can.", name=name)
                at[path[-1].lower()] = text
        for name in SECRETS:
            if text := _secret(name.upper()):
                values[name] = text
        return values


class ClubFile(_Source):
    """The sections of club.toml."""

    def __call__(self) -> dict[str, Any]:
        """The values that the file sets; none if there is no file."""
        path = _config()
        if path is None:
            return {}
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise Misconfigured("{file} can't be read: {why}.", file=path, why=error) from error
        except tomllib.TOMLDecodeError as error:
            raise Misconfigured("{file} is not written as TOML should be: {why}.", file=path, why=error) from error
        for name in values:
            if name in SECRETS:
                raise Misconfigured(
                    "{file}: {key} does not belong in a file that is passed on. Set the variable {variable} instead.",
                    file=path,
                    key=name,
                    variable=name.upper(),
                )
        return values


def load() -> Settings:
    """Read everything once, at start; raises Misconfigured for the first thing that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise _explained(error.errors()[0]) from None


def _config() -> Path | None:
    named = os.environ.get("CLUB_CONFIG")
    path = Path(named or CONFIG)
    if path.is_file():
        return path
    if named:
        raise Misconfigured("CLUB_CONFIG names {file}, and there is no such file.", file=named)
    return None


def _secret(name: str) -> str:
    text, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if text and file:
        raise Misconfigured("{name} and {name}_FILE are both set. Leave one of them out.", name=name)
    if not file:
        return text
    try:
        text = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(
            "{name}_FILE names {file}, which can't be read: {why}.", name=name, file=file, why=error
        ) from error
    if not text:
        raise Misconfigured("{name}_FILE names {file}, which is empty.", name=name, file=file)
    return text


def _explained(error: ErrorDetails) -> Misconfigured:
    path = [str(part) for part in error["loc"]]
    where, fields, right = _where(path), _fields(path[:-1]), ""
    if error["type"] == "extra_forbidden":
        known = ", ".join(sorted(fields if len(path) > 1 else SECTIONS))
        return Misconfigured("{where}: there is no such key. There are: {known}.", where=where, known=known)
    for size in range(len(path), 0, -1):
        declared = _fields(path[: size - 1]).get(path[size - 1])
        if declared is not None and declared.description:
            right = declared.description
            break
    if path[0] in SECRETS:
        return Misconfigured("The value of {where} won't do. {right}", right=right, where=where)
    return Misconfigured(
        "{where}: “{value}” won't do. {right}", right=right, where=where, value=str(error["input"])[:60]
    )


def _where(path: list[str]) -> str:
    """The variable that set the value, if one did, else its place in the file."""
    if path[0] in SECRETS:
        return path[0].upper()
    variables = {name.upper(): name for name in os.environ}
    for size in range(len(path), 1, -1):
        if variable := variables.get("__".join(path[:size]).upper()):
            return variable
    return f"{os.environ.get('CLUB_CONFIG') or CONFIG}: {'.'.join(path)}"


def _fields(path: list[str]) -> Mapping[str, FieldInfo]:
    """The keys of the section at that path, by the names that people write."""
    if not path:
        return Settings.model_fields
    if path[0] == "places":
        model: type[BaseModel] = QuietHours if "quiet_hours" in path else PlaceFacts if len(path) > 1 else Section
    else:
        section = Settings.model_fields.get(path[0])
        model = section.annotation if section and isinstance(section.annotation, type) else Section
        model = model if issubclass(model, BaseModel) else Section
    return {field.alias or name: field for name, field in model.model_fields.items()}
