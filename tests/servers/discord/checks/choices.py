"""What autocomplete offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.discord.world import Json


def check_choices(data: Json) -> None:
    """Refuse choices with 50035 and all that is wrong with them."""
