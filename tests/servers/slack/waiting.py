"""Waiting for something with an end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

STEP = 0.004  # seconds


async def until(holds: Callable[[], bool], timeout: float, failing: Callable[[], str]) -> None:  # noqa: ASYNC109
    """Wait until something holds; AssertionError with the given words when it does not in time (seconds)."""
    loop = asyncio.get_running_loop()
    end = loop.time() + timeout
    while not holds():
        if loop.time() > end:
            raise AssertionError(failing())
        await asyncio.sleep(STEP)
