"""The one time of day in a row of tokens."""

from collections.abc import Iterator, Sequence

from bot.domain.recurrence.refusal import TooOften, WhichHour
from bot.domain.when.clocks import CLOCKS
from bot.domain.when.shapes import Token, kinds

_LONGEST = 6
_BARE = range(7, 24)  # "at 9" is of the morning; "at 6" may be either, as for every other phrase of time
_TWICE = range(1, 13)
_TICKS = frozenset(("tick", "ticks", "mark"))


def without_hour(row: Sequence[Token]) -> Iterator[tuple[list[Token], int | WhichHour | None]]:
    """Every way to part a row into its rest and a time of day, in minutes: the longest time first, at last no time.

    WhichHour stands for a time that may be of the morning or of the evening; such come after all that are clear.
    """
    unclear: list[tuple[list[Token], WhichHour]] = []
    for length in range(min(_LONGEST, len(row)), 0, -1):
        for at in range(len(row) - length, -1, -1):
            found, rest = row[at : at + length], [*row[:at], *row[at + length :]]
            try:
                minute = _minute(found)
            except ValueError:
                hours = [token.value for token in found if token.kind == "number" and token.value in _TWICE]
                unclear += [(rest, WhichHour("", hour)) for hour in hours]
                continue
            if minute is not None:
                yield rest, minute
    yield from unclear
    yield list(row), None


def _minute(found: Sequence[Token]) -> int | None:
    """Raises ValueError for an hour that may be either of two."""
    row = kinds(found)
    if row == ("at", "number") and found[1].value in _BARE:
        return 60 * int(found[1].value)
    clock = CLOCKS.read(found)
    return None if clock is None or clock.first != clock.after else clock.first


def refuse_too_often(row: Sequence[Token]) -> None:
    """Raise TooOften for “every 5 minutes”, “every second” and for two times of one day."""
    for at, token in enumerate(row):
        if token.kind != "every":
            continue
        match row[at + 1 : at + 3]:
            case [(kind, _), *_] if kind in _TICKS:
                raise TooOften("")
            case [("number" | "one" | "nth" | "alternate", _), (kind, _)] if kind in _TICKS:
                raise TooOften("")
            case [("number", _), ("nth", 2)] | [("nth", 2)]:  # "every 1 second"
                raise TooOften("")
    if sum(token.kind == "clock" for token in row) > 1:
        raise TooOften("")
