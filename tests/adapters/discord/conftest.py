"""The house that the messenger's tests post in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.discord import lost, sending
from bot.core.clock import Clock
from bot.storage.database import Database
from tests.adapters.discord.house import House
from tests.servers.discord import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    for module in (lost, sending):
        monkeypatch.setattr(module, "WAITS", (0.01, 0.02, 0.03))
    async with running() as discord, await Database.open(f"sqlite+aiosqlite:///{tmp_path}/club.db") as database:
        guild = discord.guild("Club")
        yield House(discord, guild, guild.text("general"), database, Clock())
