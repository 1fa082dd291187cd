"""Roles and groups of the platforms that make organisers, beside those that the settings name."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.roles import Role
    from bot.storage.database import Database
    from bot.storage.roles import Grant


class Grants:
    """What organisers named with /role, in memory, since the adapters ask at every request."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reading = asyncio.Lock()  # whoever reads later holds what is newer
        self._all: tuple[Grant, ...] = ()

    async def refresh(self) -> None:
        """See what was changed."""
        async with self._reading:
            self._all = tuple(await self._database.read(lambda tx: tx.roles.grants()))

    def of(self, platform: str, role: Role) -> frozenset[str]:
        """The ids of what gives a role on a platform."""
        return frozenset(one.id for one in self._all if one.platform == platform and one.role == role)
