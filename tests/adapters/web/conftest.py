from collections.abc import AsyncIterator

import pytest

from tests.adapters.web.rig import COUNTED, GATE, Rig, served


@pytest.fixture
async def demo() -> AsyncIterator[Rig]:
    GATE.clear()
    COUNTED.clear()
    async with served() as rig:
        yield rig


@pytest.fixture
async def club() -> AsyncIterator[Rig]:
    """The same outside the demo."""
    GATE.clear()
    COUNTED.clear()
    async with served(demo=False) as rig:
        yield rig
