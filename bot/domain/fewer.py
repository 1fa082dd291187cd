"""Counts of people, told so that no group of fewer than five stands out.

A count from 1 to 4 is “<5”, and so is what could be worked out as a difference: of those who went on from one step to
the next, a number is shown only if it is that of the step before, or at least five below the last one that was shown;
else a range of all that it may be. Other counts are told in steps of five. Nothing is none, and may be told.

What remains: whoever asks for two periods that differ by a day sees the difference of two numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEW = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it is told: all that it may be, from `low` to `high`."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether it is told as it is."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.high == 0:
            return "0"
        if self.high < FEW:
            return f"<{FEW}"
        if self.exact:
            return str(self.low)
        return f"<{self.high + 1}" if self.low <= 1 else f"{self.low}–{self.high}"


NONE, SOME = Shown(0, 0), Shown(1, FEW - 1)


def banded(count: int) -> Shown:
    """A count by itself, in steps of five: 0, <5, 5 to 9, 10 to 14."""
    if count == 0:
        return NONE
    low = count - count % FEW
    return Shown(max(1, low), low + FEW - 1)


def falling(counts: Sequence[int]) -> tuple[Shown, ...]:
    """Counts of which none is greater than the one before, each with those who are no more in the next."""
    return tuple(_falling(counts))


def _falling(counts: Sequence[int]) -> Iterator[Shown]:
    last = 0  # the one that was told as it is
    for count in counts:
        if count == 0:
            yield NONE
        elif last == FEW + 1 and count < last:  # one less would stand alone between these and "fewer than five"
            yield Shown(1, FEW)
        elif count < FEW:
            yield SOME
        elif last and 0 < last - count < FEW:
            yield Shown(max(FEW, last - FEW + 1), last - 1)
        else:
            last = count
            yield Shown(count, count)


def part(total: Shown, count: int) -> Shown:
    """Some of a total that is told already, in steps of five, and so that the total is known no better by it."""
    if count == 0:
        return NONE
    first, last = total.low // FEW, total.high // FEW
    if total.exact or not first <= count // FEW <= last:
        first = last = count // FEW
    return Shown(max(1, first * FEW), min(last * FEW + FEW - 1, max(total.high, FEW - 1)))


def rest(total: Shown, part: Shown) -> Shown:
    """What a total and a part of it, both as they are told, say of the others: nothing more than that."""
    return Shown(max(0, total.low - part.high), max(0, total.high - part.low))
