"""What time it is for the local servers: the machine's own, or ahead of it, as a bot's clock may be."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Shift:
    """How many seconds ahead of the machine the servers are."""

    seconds = 0.0


def now() -> float:
    """Seconds since 1970."""
    return time.time() + Shift.seconds


@contextmanager
def shifted(seconds: float) -> Iterator[type[Shift]]:
    """Let it be so much later; later still when `seconds` of what is yielded grows."""
    before, Shift.seconds = Shift.seconds, seconds
    try:
        yield Shift
    finally:
        Shift.seconds = before
