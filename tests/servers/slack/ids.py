"""Ids and timestamps as Slack writes them."""

from __future__ import annotations

import itertools
import time
from typing import Any

Json = dict[str, Any]

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_numbers = itertools.count(36**4)
_last = 0


def make_id(letter: str) -> str:
    """An id, such as U0A1B2C3D for a user: U, C for channels, D for direct messages, S for user groups, V for views."""
    number, signs = next(_numbers) * 7919, ""
    while number:
        number, rest = divmod(number, 36)
        signs = _SIGNS[rest] + signs
    return f"{letter}0{signs.rjust(9, '0')}"


def stamp() -> str:
    """A message's ts: seconds since 1970 with six decimals, later than every earlier one."""
    global _last  # noqa: PLW0603 - one clock for all
    _last = max(_last + 1, time.time_ns() // 1000)
    return f"{_last // 1_000_000}.{_last % 1_000_000:06}"
