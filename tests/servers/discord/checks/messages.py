"""Messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.checks.tree import Path
    from tests.servers.discord.rest.calls import Upload
    from tests.servers.discord.world import Json, Message


def check(body: Json, files: Mapping[str, Upload], old: Message | None = None, at: Path = ()) -> None:
    """Refuse a body with 50035 and all that is wrong with it."""
