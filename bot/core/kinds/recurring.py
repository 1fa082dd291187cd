"""Placeholder of the lead: overwrite freely."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.core.kinds.base import Kind, Reading
from bot.core.kinds.timed import Moment
from bot.domain.recurrence import Series
from bot.domain.zones import wall_time


@dataclass(frozen=True, slots=True)
class Recurring(Kind):
    name: ClassVar[str] = "recurring"

    def read(self, text: str, by: Reading) -> Series:
        rule = ""
        if text.startswith("every monday"):
            text, rule = "next monday" + text.removeprefix("every monday"), "FREQ=WEEKLY;BYDAY=MO"
        if "FREQ" in text:
            text, rule = text[:16], text[17:]
        return Series(wall_time(Moment().read(text, by), by.zone), by.zone.key, rule)

    def parse(self, text: str) -> Series:
        start, zone, *rest = text.split(" ")
        return Series(datetime.fromisoformat(start), zone, rest[0] if rest else "")

    def write(self, value: object) -> str:
        return f"{value.start.isoformat()} {value.zone} {value.rule}".strip()
