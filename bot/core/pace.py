"""How fast one person may go: a bucket that fills again with time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.errors import Oops

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.spec import Pace

CAPACITY = 20_000  # buckets kept; the least recently used leave first


class Flood(Exception):
    """Somebody goes on although they were told that it was too much: nothing is answered any more until it is over."""


class Paces:
    """Counts what people do. Held in memory: a restart forgives."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], tuple[float, datetime]] = {}
        self._told: set[tuple[str, str]] = set()

    def take(self, who: str, what: str, pace: Pace, now: datetime) -> None:
        """Count one more, or raise Oops with the seconds to wait."""
        left, at = self._buckets.pop((who, what), (float(pace.times), now))
        refill = pace.per.total_seconds() / pace.times
        left = min(float(pace.times), left + max(0.0, (now - at).total_seconds()) / refill)
        if len(self._buckets) >= CAPACITY:
            oldest = next(iter(self._buckets))
            del self._buckets[oldest]
            self._told.discard(oldest)
        if left < 1:
            self._buckets[who, what] = (left, now)
            raise Oops("That was a lot at once. Please try again in {n} s.", n=max(1, round((1 - left) * refill)))
        self._buckets[who, what] = (left - 1, now)
        self._told.discard((who, what))

    def take_once_told(self, who: str, what: str, pace: Pace, now: datetime) -> None:
        """As `take`, but only the first refusal is an Oops; what follows at once is a Flood."""
        try:
            self.take(who, what, pace, now)
        except Oops:
            if (who, what) in self._told:
                raise Flood from None
            self._told.add((who, what))
            raise
