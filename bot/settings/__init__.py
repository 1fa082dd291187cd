"""What the club decides about its bot: facts from club.toml, secrets from the environment.

A key is looked for in this order: the environment (`SECTION__KEY` for a fact, `NAME` or `NAME_FILE` for a secret),
club.toml (or the file that CLUB_CONFIG names), the default written here. Whatever is wrong is said in one line that
names the file or the variable and what would be right.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.core.words import later
from bot.settings.facts import (
    AnnouncementFacts,
    ClubFacts,
    DiscordFacts,
    Interest,
    InterestFacts,
    Names,
    PlaceFacts,
    PrivacyFacts,
    QuietHours,
    SlackFacts,
    WebFacts,
    address,
)
from bot.settings.sources import ClubFile, Environment
from bot.settings.wrong import Misconfigured, explained

__all__ = ("DATABASE_URL", "Misconfigured", "Settings", "WebFacts", "address", "is_there", "load")

DATABASE_URL = "sqlite+aiosqlite:///data/club.db"
Secret = SecretStr | None


def _database(url: str) -> str:
    if not url.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
        raise ValueError
    return url


class Settings(BaseSettings):
    """Everything that can be set. Sections are facts, the rest are secrets or say where things are."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    club: ClubFacts = ClubFacts()
    discord: DiscordFacts = DiscordFacts()
    slack: SlackFacts = SlackFacts()
    web: WebFacts = WebFacts()
    places: dict[str, PlaceFacts] = Field(default_factory=dict)
    groups: dict[str, Names] = Field(
        default_factory=dict,
        description=later('It must be a list of places, such as ["discord:#funding", "slack:C1"].'),
    )
    interests: dict[Interest, InterestFacts] = Field(
        default_factory=dict,
        description=later("It must be named after a field of interest, such as cancer or digital-health."),
    )
    announcements: AnnouncementFacts = AnnouncementFacts()
    quiet_hours: QuietHours = QuietHours()
    privacy: PrivacyFacts = PrivacyFacts()

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


def is_there(database_url: str) -> bool:
    """Whether there is something at a database's address: always for a server, for SQLite once the file exists."""
    embedded, _, path = database_url.partition(":///")
    return not embedded.startswith("sqlite") or Path(path.partition("?")[0]).is_file()


def load() -> Settings:
    """Read everything once, at start; raises Misconfigured for the first thing that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise explained(error.errors()[0], Settings) from None
