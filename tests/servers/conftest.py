"""A local Discord with a bare client in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.servers.bare import House, started
from tests.servers.discord import running


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with running() as server:
        made = House(server)
        async with started(made):
            yield made
