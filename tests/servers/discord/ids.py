"""Ids and moments as Discord makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from tests.servers.clock import now

Json = dict[str, Any]

EPOCH = 1_420_070_400_000  # ms, the first second of 2015: https://docs.discord.com/developers/reference#snowflakes

_numbers = count(1)


def snowflake() -> int:
    """An id made of this moment; later ids are greater."""
    return ((int(now() * 1000) - EPOCH) << 22) | (next(_numbers) & 0x3FFFFF)


def moment() -> datetime:
    return datetime.fromtimestamp(now(), UTC)
