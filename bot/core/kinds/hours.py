"""Quiet hours as people write them: 22:00-07:00, from 10 pm to 7, off, or as the club has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from bot.core.errors import Wrong
from bot.core.kinds.base import Choice, Kind, Reading
from bot.domain.fold import fold
from bot.domain.quiet import Quiet

OFF, CLUB = "off", "club"
NEVER = Quiet(time(0), time(0))  # the same twice

_OFF = frozenset(map(fold, ("off", "none", "never", "no", "изключи", "изключени", "без", "никога", "не")))
_CLUB = frozenset(map(fold, ("club", "default", "клуб", "клубните", "по подразбиране", "като клуба")))
_HOUR = r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.|ч\.?|h)?"
_SPAN = re.compile(
    rf"\s*(?:from|between|от|между)?\s*{_HOUR}\s*(?:-|–|—|to|until|till|and|до|и)\s*{_HOUR}\s*", re.IGNORECASE
)
_OFTEN = ("22:00-07:00", "21:00-08:00", "23:00-07:00", "20:00-09:00")
_NOON = 12


@dataclass(frozen=True, slots=True)
class Hours(Kind):
    """Quiet hours, written `22:00-07:00`, `off` or `club`."""

    name: ClassVar[str] = "quiet hours"

    def read(self, text: str, by: Reading) -> str:
        plain = fold(text)
        if plain in _OFF:
            return OFF
        if plain in _CLUB:
            return CLUB
        found = _SPAN.fullmatch(text[:60])
        since, until = (_time(*found.groups()[:3]), _time(*found.groups()[3:])) if found else (None, None)
        if since is None or until is None:
            raise Wrong(
                "I can't read “{text}” as quiet hours. Write them like 22:00-07:00, or off, or club.", text=text[:40]
            )
        if since == until:
            raise Wrong("These quiet hours begin when they end. To have none, write off.")
        return str(Quiet(since, until))

    def parse(self, text: str) -> str:
        if text in (OFF, CLUB):
            return text
        hours = Quiet.of(text)
        if str(hours) != text or hours.since == hours.until:
            raise ValueError(text[:40])
        return text

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        t = by.t
        given = (
            *(Choice(hours, hours) for hours in _OFTEN),
            Choice(t("None: write to me at any hour"), OFF),
            Choice(t("As the club has them"), CLUB),
        )
        return tuple(choice for choice in given if fold(text) in fold(f"{choice.label} {choice.value}"))


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    h, m, half = int(hour), int(minute or 0), (half or "").casefold()
    if half[:1] in ("a", "p"):
        if not 1 <= h <= _NOON:
            return None
        h = h % _NOON + (_NOON if half[0] == "p" else 0)
    if h == 24:  # noqa: PLR2004 - as midnight is also written
        return time(0) if not m else None
    return time(h, m)
