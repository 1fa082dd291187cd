"""Forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.discord.world import Json


def check_modal(data: Json) -> None:
    """Refuse a form with 50035 and all that is wrong with it."""
