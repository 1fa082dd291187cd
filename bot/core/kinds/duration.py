"""Stretches of time, in words or in short: “2 hours”, “1 ден”, 1h30m."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import Choice, Kind, Reading
from bot.core.rhythm import lasting
from bot.domain.fold import fold
from bot.domain.when import lexicon
from bot.domain.when.shapes import Token

_SHORT = re.compile(r"(?:([1-9][0-9]{0,5})d)?(?:([1-9][0-9]?)h)?(?:([1-9][0-9]?)m)?(?:([1-9][0-9]?)s)?")
_ISO = re.compile(r"p(?:([0-9]{1,5})d)?(?:t(?:([0-9]{1,5})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,8})s)?)?")
_SEAM = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")  # "1h30m" is "1 h 30 m"
_LETTER = re.compile(r"(?<![^\W_])[wdmдм](?![^\W_])")
_LETTERS = {"w": "weeks", "d": "days", "m": "min", "д": "дни", "м": "мин"}  # "h" and "ч" are known
_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_SAYS_NOTHING = frozenset(("and", "in", "for", "after", "before", "within"))
_NAMED = frozenset(("unit", "units", "tick", "ticks", "mark"))
_OFTEN = tuple(
    timedelta(minutes=minutes)
    for minutes in (
        5,
        15,
        30,
        60,
        2 * 60,
        4 * 60,
        12 * 60,
        24 * 60,
        2 * 24 * 60,
        3 * 24 * 60,
        7 * 24 * 60,
        14 * 24 * 60,
    )
)


@dataclass(frozen=True, slots=True)
class Duration(Kind):
    """A stretch of time within bounds, in whole seconds, written as `1d2h30m`."""

    name: ClassVar[str] = "duration"
    least: timedelta = timedelta(0)
    most: timedelta = timedelta(days=365)

    def read(self, text: str, by: Reading) -> timedelta:
        try:
            found = _read(text)
        except (ValueError, OverflowError):
            raise Wrong(
                "I can't read “{text}” as a stretch of time. Try “{hours}” or “{days}”.",
                text=text[:40],
                hours=lasting(timedelta(hours=2), by.t),
                days=lasting(timedelta(days=1), by.t),
            ) from None
        if not self.least <= found <= self.most:
            raise Wrong(
                "“{text}” must be between {least} and {most}.",
                text=text[:40],
                least=lasting(self.least, by.t),
                most=lasting(self.most, by.t),
            )
        return found

    def parse(self, text: str) -> timedelta:
        short = _SHORT.fullmatch(text)
        found = _of(short.groups() if short else ()) if text != "0m" else timedelta(0)
        if self.write(found) != text or not self.least <= found <= self.most:
            raise ValueError(text[:40])
        return found

    def write(self, value: object) -> str:
        if not isinstance(value, timedelta):
            return ""
        minutes, seconds = divmod(value.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        parts = ((value.days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s"))
        return "".join(f"{n}{unit}" for n, unit in parts if n) or "0m"

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        given = (Choice(lasting(d, by.t), self.write(d)) for d in _OFTEN if self.least <= d <= self.most)
        return tuple(c for c in given if fold(text) in fold(f"{c.label} {c.value}"))


def _read(text: str) -> timedelta:
    plain = " ".join(text.casefold().split())
    if plain in {"0", "0m"}:
        return timedelta(0)
    exact = _SHORT.fullmatch(plain) or _ISO.fullmatch(plain)
    if plain and exact and any(exact.groups()):
        return _of(exact.groups())
    spaced = _LETTER.sub(lambda letter: _LETTERS[letter[0]], _SEAM.sub(" ", plain))
    return _said([token for token in lexicon.tokens(spaced) if token.kind not in _SAYS_NOTHING])


def _of(parts: Sequence[str | None]) -> timedelta:
    days, hours, minutes, seconds = (int(part or 0) for part in parts or ("0",) * 4)
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _said(row: list[Token]) -> timedelta:
    """Amounts one after the other; each unit once, since “2 hours 2 hours” is a slip."""
    found: dict[str, timedelta] = {}
    while row:
        match row:
            case [("number" | "year" | "one", n), (kind, unit), *rest] if kind in _NAMED and unit not in found:
                found[unit] = n * _unit(unit)
            case [(kind, unit), *rest] if kind in _NAMED and not found:  # "час"
                found[unit] = _unit(unit)
            case _:
                raise ValueError(row)
        row = rest
    if not found:
        raise ValueError(row)
    return sum(found.values(), timedelta(0))


def _unit(name: str) -> timedelta:
    if name not in _UNITS:
        raise ValueError(name)
    return _UNITS[name]
