"""Commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.discord.world import Json


def check_one(command: Json) -> None:
    """Refuse one command with 50035 and all that is wrong with it."""


def check_all(commands: list[Json]) -> None:
    """Refuse a scope's commands with 50035 and all that is wrong with them."""
