"""What a phrase says of its days, and the rule that follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.recurrence.refusal import Unclear
from bot.domain.recurrence.rule import Freq, Rule

WEEKEND = (5, 6)
_FREQ = {"day": Freq.DAILY, "week": Freq.WEEKLY, "month": Freq.MONTHLY, "year": Freq.YEARLY}
_MONTHS = {"quarter": 3, "half": 6}


@dataclass(slots=True)
class Said:
    """What a phrase says of its days, in whatever order; each method raises ValueError for what can't be."""

    every: bool = False
    period: tuple[int, str] | None = None
    weekdays: tuple[int, ...] = ()
    nth_weekdays: list[tuple[int, int]] = field(default_factory=list)
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()

    def per(self, n: int, unit: str) -> None:
        """Every n units."""
        if self.period not in (None, (n, unit)):
            raise ValueError(unit)
        self.period = n, unit

    def on(self, weekdays: Sequence[int]) -> None:
        """On each of some weekdays."""
        if self.weekdays:
            raise ValueError(weekdays)
        self.weekdays = tuple(sorted(set(weekdays)))

    def date(self, month: int, day: int) -> None:
        """On a day of the year."""
        if self.months or self.month_days or not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004
            raise ValueError(day)
        self.months, self.month_days = (month,), (day,)

    def of_month(self, days: Sequence[int]) -> None:
        """On some days of the month, -1 for the last."""
        if self.month_days or not all(day == -1 or 1 <= day <= 31 for day in days):  # noqa: PLR2004
            raise ValueError(days)
        self.month_days = tuple(sorted(days))


def rule(said: Said) -> Rule | None:
    """The rule without an hour, None where nothing repeats. Raises Unclear for what has two meanings."""
    n, unit = said.period or (1, "")
    if unit in _MONTHS:
        n, unit = n * _MONTHS[unit], "month"
    if said.nth_weekdays or said.positions:
        return _by_place(said, n, unit)
    if said.months:
        return (
            Rule(Freq.YEARLY, n, months=said.months, month_days=said.month_days) if _fits(said, unit, "year") else None
        )
    if said.month_days:
        return Rule(Freq.MONTHLY, n, month_days=said.month_days) if _fits(said, unit, "month") else None
    if said.weekdays:
        if unit == "day" and n == 1:  # "every day from Monday to Friday"
            unit = ""
        several = len(said.weekdays) > 1 and said.weekdays != WEEKEND
        weekdays = tuple((day, 0) for day in said.weekdays)
        return Rule(Freq.WEEKLY, n, weekdays=weekdays) if _fits(said, unit, "week") or several else None
    return Rule(_FREQ[unit], n) if said.every and unit else None


def _by_place(said: Said, n: int, unit: str) -> Rule | None:
    """The first Tuesday or working day of a month."""
    if said.weekdays and said.nth_weekdays:
        raise ValueError(said)
    days = tuple(sorted(said.nth_weekdays)) or tuple((day, 0) for day in said.weekdays)
    if said.months:
        fits = _fits(said, unit, "year")
        return Rule(Freq.YEARLY, n, months=said.months, weekdays=days, positions=said.positions) if fits else None
    if not unit and any(nth == 2 for _, nth in days):  # noqa: PLR2004
        raise Unclear("")
    return Rule(Freq.MONTHLY, n, weekdays=days, positions=said.positions) if _fits(said, unit, "month") else None


def _fits(said: Said, unit: str, wanted: str) -> bool:
    """Whether it repeats; ValueError where it does so by another period than its days need."""
    if unit not in ("", wanted):
        raise ValueError(unit)
    return said.every or unit == wanted
