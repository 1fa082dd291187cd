"""The value of an iCalendar RRULE, daily or longer, written so that equal rules are equal texts.

https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Freq(StrEnum):
    """What a rule counts in."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `until` is the last local moment that is in; a weekday is (0 for Monday, which one, 0 for each)."""

    freq: Freq
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hour: int | None = None
    minute: int | None = None
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def text(self) -> str:
        """The rule in its one written form."""
        end = "" if self.until is None else self.until.strftime("%Y%m%dT%H%M%S").removesuffix("T235959")
        parts = (
            ("FREQ", self.freq.value),
            ("INTERVAL", "" if self.interval == 1 else str(self.interval)),
            ("COUNT", "" if self.count is None else str(self.count)),
            ("UNTIL", end),
            ("BYMONTH", _listed(self.months)),
            ("BYWEEKNO", _listed(self.weeks)),
            ("BYYEARDAY", _listed(self.year_days)),
            ("BYMONTHDAY", _listed(self.month_days)),
            ("BYDAY", ",".join(f"{nth or ''}{DAYS[day]}" for day, nth in self.weekdays)),
            ("BYHOUR", "" if self.hour is None else str(self.hour)),
            ("BYMINUTE", "" if self.minute is None else str(self.minute)),
            ("BYSETPOS", _listed(self.positions)),
            ("WKST", DAYS[self.week_start] if self.week_start else ""),
        )
        return ";".join(f"{name}={value}" for name, value in parts if value)

    def started(self, start: datetime) -> tuple["Rule", datetime]:
        """The rule and its start with what each leaves to the other said: the hour, the weekday, the day."""
        start = start.replace(
            hour=start.hour if self.hour is None else self.hour,
            minute=start.minute if self.minute is None else self.minute,
        )
        rule = replace(self, hour=None, minute=None)
        by_days = self.weeks or self.year_days or self.month_days or self.weekdays
        match self.freq:
            case Freq.WEEKLY if not by_days:
                rule = replace(rule, weekdays=((start.weekday(), 0),))
            case Freq.MONTHLY if not by_days:
                rule = replace(rule, month_days=(start.day,))
            case Freq.YEARLY if not by_days:
                rule = replace(rule, months=self.months or (start.month,), month_days=(start.day,))
            case Freq.YEARLY if self.weeks and not (self.year_days or self.month_days or self.weekdays):
                rule = replace(rule, weekdays=((start.weekday(), 0),))
        return rule, start


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))
