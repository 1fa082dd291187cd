"""When something is to happen, once or again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.core.kinds.refused import wrong
from bot.core.rhythm import spoken
from bot.domain import recurrence
from bot.domain.fold import fold
from bot.domain.recurrence import Series, refusal
from bot.domain.zones import resolve

_NO_HOLIDAYS = "-holidays"
_LABEL = 100  # characters of a suggestion that every platform shows


@dataclass(frozen=True, slots=True)
class Recurring(Kind):
    """A series, written as its first local time, its zone and its rule: `2026-11-30T09:00 Europe/Sofia FREQ=DAILY`."""

    name: ClassVar[str] = "recurring"

    def read(self, text: str, by: Reading) -> Series:
        try:
            series = self.parse(text.strip())
        except ValueError:
            try:
                return recurrence.read(text, by.now, by.zone)
            except refusal.Refused as refused:
                raise wrong(refused, by) from None
        if not recurrence.occurrences(series, by.now, 1):
            raise wrong(refusal.Past(text, resolve(series.start, ZoneInfo(series.zone))), by)
        return series

    def parse(self, text: str) -> Series:
        rest = text.removesuffix(f" {_NO_HOLIDAYS}")
        start, zone, *rule = rest.split(" ")
        series = Series(datetime.fromisoformat(start), zone, " ".join(rule), rest != text)
        try:
            of = ZoneInfo(zone)
        except (LookupError, OSError) as error:  # no such zone
            raise ValueError(text[:40]) from error
        exact = recurrence.canonical(series.rule, of) == series.rule if rule else True
        if not exact or series.start.tzinfo or self.write(series) != text or series.start.year not in range(1900, 2200):
            raise ValueError(text[:40])
        return series

    def write(self, value: object) -> str:
        if not isinstance(value, Series):
            return ""
        start = value.start.isoformat(timespec="minutes")
        parts = (start, value.zone, value.rule, _NO_HOLIDAYS if value.skips_holidays else "")
        return " ".join(filter(None, parts))

    def suggest(self, text: str, by: Reading) -> tuple[Choice, ...]:
        """What was understood of what is typed so far, or examples."""
        wanted = fold(text)
        given = tuple(Choice(e, e) for e in recurrence.examples(by.t.language) if wanted in fold(e))
        if given or not wanted:
            return given[:AT_MOST]
        try:
            series = recurrence.read(text, by.now, by.zone)
        except refusal.Refused:
            return ()
        return (Choice(spoken(series, by.t, by.now)[:_LABEL], text),)
