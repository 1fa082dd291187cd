"""Connections that break on the way, and 503: discord.py tries neither again on Linux, so whoever may does it here."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import aiohttp
from discord import HTTPException

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")


class Unsure(Exception):
    """An attempt that must not be repeated blindly ended in a way that tells nothing."""


LOST = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError, TimeoutError, Unsure)
WAITS = (0.1, 0.5, 2.0)  # seconds before a lost request is sent again
AWAY = 503
YOUNG = 60.0  # seconds for which a nonce is trusted; Discord says “the past few minutes”


async def again(call: Callable[[], Awaitable[T]], waits: Sequence[float] = ()) -> T:
    """Make a call that may be made twice, once more for every time that it is lost within the first minute."""
    clock = asyncio.get_running_loop().time
    began = clock()
    for wait in waits or WAITS:
        try:
            return await call()
        except (HTTPException, *LOST) as error:
            refused = isinstance(error, HTTPException) and error.status != AWAY
            if refused or clock() - began + wait > YOUNG:
                raise
            await asyncio.sleep(wait)
    return await call()
