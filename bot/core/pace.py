"""How fast one person may go: a bucket that fills again with time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.errors import Oops

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.spec import Pace

CAPACITY = 20_000  # buckets kept; the least recently used leave first


class Paces:
    """Counts what people do. Held in memory: a restart forgives."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], tuple[float, datetime]] = {}

    def take(self, who: str, what: str, pace: Pace, now: datetime) -> None:
        """Count one more, or raise Oops with the seconds to wait."""
        left, at = self._buckets.pop((who, what), (float(pace.times), now))
        refill = pace.per.total_seconds() / pace.times
        left = min(float(pace.times), left + max(0.0, (now - at).total_seconds()) / refill)
        if len(self._buckets) >= CAPACITY:
            del self._buckets[next(iter(self._buckets))]
        if left < 1:
            self._buckets[who, what] = (left, now)
            raise Oops("That was a lot at once. Please try again in {n} s.", n=max(1, round((1 - left) * refill)))
        self._buckets[who, what] = (left - 1, now)
