"""Ids and timestamps as Slack writes them."""

from __future__ import annotations

import itertools
from typing import Any

from tests.servers.clock import now

Json = dict[str, Any]

SET_BACK = 60_000_000  # microseconds: the clock was set back between two tests
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
    this = int(now() * 1_000_000)
    _last = max(_last + 1, this) if _last - this < SET_BACK else this
    return f"{_last // 1_000_000}.{_last % 1_000_000:06}"
