"""Ids and moments as Discord makes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import count
from typing import Any

Json = dict[str, Any]

EPOCH = 1_420_070_400_000  # ms, the first second of 2015: https://docs.discord.com/developers/reference#snowflakes

_numbers = count(1)


def snowflake() -> int:
    """An id made of this moment; later ids are greater."""
    return ((time.time_ns() // 1_000_000 - EPOCH) << 22) | (next(_numbers) & 0x3FFFFF)


def moment() -> datetime:
    return datetime.now(UTC)
