"""What a series is, and what an occurrence."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Series:
    """When something happens, once or again and again.

    `start` is the naive local wall time of the first occurrence, `zone` an IANA name, `rule` the value of an
    iCalendar RRULE in the form that `canonical` gives, "" for once. With `skips_holidays` the public holidays of
    Bulgaria are left out.
    """

    start: datetime
    zone: str
    rule: str = ""
    skips_holidays: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a series: `wall` is its own naive local time, which no move changes; `at` is when it happens, UTC."""

    wall: datetime
    at: datetime
