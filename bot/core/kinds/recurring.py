"""When something is to happen, once or again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from bot.core.errors import Wrong
from bot.core.kinds.base import AT_MOST, Choice, Kind, Reading
from bot.core.rhythm import spoken
from bot.domain import recurrence
from bot.domain.fold import fold
from bot.domain.recurrence import Series, refusal
from bot.domain.zones import resolve

_NO_HOLIDAYS = "-holidays"
_LABEL = 100  # characters of a suggestion that every platform shows
_SHOWN = 60  # characters of what was typed, said again


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
                raise _wrong(refused, by) from None
        if not recurrence.occurrences(series, by.now, 1):
            raise _wrong(refusal.Past(text, resolve(series.start, ZoneInfo(series.zone))), by)
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


def _wrong(refused: refusal.Refused, by: Reading) -> Wrong:
    """What is wrong, and what would be right."""
    text = refused.text[:_SHOWN]
    once, weekly, fortnightly, monthly, *_, counted, until = recurrence.examples(by.t.language)
    match refused:
        case refusal.NoHour():
            return Wrong("“{text}” has no hour. Say when exactly, such as “{day}”.", text=text, day=weekly)
        case refusal.WhichHour(hour=hour):
            return Wrong(
                "{hour} in the morning or in the evening? Please write {hour}:00 or {later}:00.",
                hour=hour,
                later=hour + 12,
            )
        case refusal.Unclear():
            return Wrong(
                "“{text}” may be every other week or the second one of a month. Try “{fortnightly}” or “{monthly}”.",
                text=text,
                fortnightly=fortnightly,
                monthly=monthly,
            )
        case refusal.Past(at=at):
            shown = by.t.moment(at, by.zone).shown
            return Wrong("That was {moment}. Choose a time that is to come, such as “{day}”.", moment=shown, day=once)
        case refusal.TooOften():
            return Wrong("Once a day is the most that is possible. Try “{day}”.", day=counted)
        case refusal.TooRare():
            return Wrong("More than four years between two times are too many. Try “{day}”.", day=monthly)
        case refusal.TwoEnds():
            return Wrong(
                "“{text}” has two ends. Say either how many times or until when, such as “{counted}” or “{until}”.",
                text=text,
                counted=counted,
                until=until,
            )
        case refusal.Never():
            return Wrong("“{text}” never comes. Try “{day}”.", text=text, day=weekly)
        case refusal.BadPart(part=part):
            return Wrong(
                "“{part}” can't stand in a rule. Try “{day}”, or a rule such as {rule}.",
                part=part[:_SHOWN],
                day=weekly,
                rule="9:00 RRULE:FREQ=WEEKLY;BYDAY=MO",
            )
        case _:
            return Wrong(
                "I can't read “{text}” as a time. Try “{first}”, “{second}” or “{third}”.",
                text=text,
                first=once,
                second=weekly,
                third=monthly,
            )
