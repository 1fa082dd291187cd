"""One day, one time, or a time on a day: what a phrase is, or what stands on either side of "from ... to ..."."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.domain.when.clocks import CLOCKS, Clock
from bot.domain.when.dates import DAYS
from bot.domain.when.frame import Frame
from bot.domain.when.periods import PERIODS
from bot.domain.when.shapes import Token, kinds
from bot.domain.when.span import Precision, Span, Toward
from bot.domain.when.stretches import ONE, WEEK, Days, Options, day

DATES = DAYS | PERIODS
PREPOSITIONS = {"at", "on", "in", "during", "for"}


@dataclass(frozen=True, slots=True)
class Side:
    """A date, a clock or both, not yet brought together; a weekday said beside a date must be that date's."""

    dates: Options | None = None
    clock: Clock | None = None
    weekday: int | None = None

    @property
    def weekly(self) -> bool:
        """Whether it comes round within a week, as Fridays and hours do, or is but one."""
        return self.dates is None or len(self.dates) == 1 or self.dates[1].first - self.dates[0].first <= WEEK

    def span(self, frame: Frame, days: Days) -> Span:
        """The span on one of the dates."""
        if self.clock is None:
            return frame.days(*days)
        if self.dates is not None and (self.clock.alone or days.precision is not Precision.DAY):
            raise ValueError(self)
        return frame.minutes(days.first, self.clock.first, self.clock.after)

    def options(self, frame: Frame) -> Options:
        """Every date that it may mean; a time alone is of any day around."""
        return self.dates or tuple(day(frame.today + n * ONE) for n in range(-1, 3))


def side(frame: Frame, tokens: Sequence[Token]) -> Side | None:
    """A date, a clock, one after the other in either order; None where the tokens are none of these."""
    row = kinds(tokens)
    if row in DATES:
        return Side(DATES.read(tokens, frame))
    if row in CLOCKS:
        return Side(None, CLOCKS.read(tokens))
    for cut in range(1, len(row)):
        if row[:cut] in DATES and row[cut:] in CLOCKS:
            return Side(DATES.read(tokens[:cut], frame), CLOCKS.read(tokens[cut:]))
        if row[:cut] in CLOCKS and row[cut:] in DATES:
            return Side(DATES.read(tokens[cut:], frame), CLOCKS.read(tokens[:cut]))
    return _beside_weekday(frame, tokens, row)


def _beside_weekday(frame: Frame, tokens: Sequence[Token], row: tuple[str, ...]) -> Side | None:
    """A date with its weekday: "вторник, 15 декември", "15.12.2026 (Tuesday) 18:30"."""
    if "weekday" not in row:
        return None
    at = row.index("weekday")
    start = 0 if at == 1 and row[0] in PREPOSITIONS else at
    rest = side(frame, [*tokens[:start], *tokens[at + 1 :]])
    if rest is None or rest.weekday is not None or rest.dates is None or rest.dates[0].precision is not Precision.DAY:
        return None
    return replace(rest, weekday=tokens[at].value)


def chosen(frame: Frame, of: Side) -> Span:
    """Of all that a side may mean, the one that the frame leans to; the one that is now counts both ways.

    A minute lies ahead when it begins after now. Raises ValueError where none lies that way, or where the weekday
    said beside the date is not its own.
    """
    span = _leaning(frame, of, of.options(frame))
    if of.weekday is not None and span.start.astimezone(frame.zone).weekday() != of.weekday:
        raise ValueError(of)
    return span


def _leaning(frame: Frame, of: Side, options: Options) -> Span:
    if len(options) == 1:
        return of.span(frame, options[0])
    match frame.toward:
        case Toward.EITHER:
            return min((of.span(frame, days) for days in options), key=lambda span: _distance(span, frame.now))
        case Toward.PAST:
            near = (of.span(frame, days) for days in reversed(options) if days.first <= frame.today)
            return _first(span for span in near if span.start <= frame.now)
        case Toward.FUTURE:
            near = (of.span(frame, days) for days in options if days.after >= frame.today)
            return _first(s for s in near if (s.start if s.precision is Precision.MINUTE else s.end) > frame.now)
    assert_never(frame.toward)


def _first(spans: Iterator[Span]) -> Span:
    for span in spans:
        return span
    raise ValueError


def _distance(span: Span, now: datetime) -> timedelta:
    return max(span.start - now, now - span.end, timedelta())


def next_day(dates: Options) -> Options:
    """The days after: where "22:00 to 02:00" ends."""
    return tuple(day(days.first + ONE) for days in dates)
