"""Where settings come from, besides their defaults."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_settings import PydanticBaseSettingsSource

from bot.settings.wrong import CONFIG, Misconfigured

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_settings import BaseSettings

SECTIONS = frozenset(
    ("club", "discord", "slack", "web", "places", "groups", "interests", "announcements", "quiet_hours", "privacy")
)


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
        for name in _secrets(self.settings_cls):
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
            if name in _secrets(self.settings_cls):
                raise Misconfigured(
                    "{file}: {key} does not belong in a file that is passed on. Set the variable {variable} instead.",
                    file=path,
                    key=name,
                    variable=name.upper(),
                )
        return values


def _secrets(settings: type[BaseSettings]) -> frozenset[str]:
    """What is no section: secrets, and where things are."""
    return frozenset(settings.model_fields) - SECTIONS


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
