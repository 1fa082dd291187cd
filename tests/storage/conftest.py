"""Databases to test on: real SQLite, in memory and in a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 22, 12, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with await Database.open("sqlite+aiosqlite://") as opened:
        yield opened


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'data' / 'club.db'}"


@pytest.fixture
async def stored(url: str) -> AsyncIterator[Database]:
    async with await Database.open(url) as opened:
        yield opened
