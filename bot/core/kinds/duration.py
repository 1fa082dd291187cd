"""Placeholder of the lead: overwrite freely."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.core.kinds.base import Kind, Reading


@dataclass(frozen=True, slots=True)
class Duration(Kind):
    name: ClassVar[str] = "duration"
    least: timedelta = timedelta(0)
    most: timedelta = timedelta(days=365)

    def read(self, text: str, by: Reading) -> timedelta:
        return timedelta(hours=int(text.split(maxsplit=1)[0].removesuffix("h")))

    def parse(self, text: str) -> timedelta:
        return timedelta(seconds=int(text))

    def write(self, value: object) -> str:
        return str(int(value.total_seconds()))
