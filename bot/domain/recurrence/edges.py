"""“From 1 March”, “until 31 December”: where a series begins and where it ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.when.clocks import CLOCKS
from bot.domain.when.frame import Frame
from bot.domain.when.shapes import Token, kinds
from bot.domain.when.sides import Side, chosen, side
from bot.domain.when.span import Precision, Span
from bot.domain.when.stretches import period
from bot.domain.zones import local_midnight, wall_time

_SECOND = timedelta(seconds=1)
_EDGES = {"startof", "endof"}


def begins(frame: Frame, row: Sequence[Token]) -> tuple[date | None, int | None]:
    """The first day, and the minute of the day if one was said with it."""
    if not row:
        return None, None
    of, edge = _side(frame, row)
    minute = _minute(of)
    if of.dates is None:
        return None, minute
    span = chosen(frame, replace(of, clock=None))
    if edge == "endof" or (span.precision is not Precision.DAY and edge != "startof"):
        raise ValueError(row)
    return wall_time(span.start, frame.zone).date(), minute


def ends(
    frame: Frame, begin: date | None, row: Sequence[Token], *, clocked: bool
) -> tuple[datetime | None, int | None]:
    """The last local moment that is in; a time said with it is the series' own if `clocked`, that of its end else."""
    if not row:
        return None, None
    if begin:
        frame = replace(frame, now=max(frame.now, local_midnight(begin, frame.zone)))
    of, edge = _side(frame, row)
    if of.dates is None:
        raise ValueError(row)
    minute = _minute(of)
    span = chosen(frame, replace(of, clock=None))
    if minute is not None and not clocked:
        return datetime.combine(wall_time(span.start, frame.zone), time()) + timedelta(minutes=minute), None
    return _last(frame, span, edge), minute


def _last(frame: Frame, span: Span, edge: str) -> datetime:
    """The last moment of a day; whatever is longer must say whether its start or its end is meant."""
    if edge == "startof":
        return wall_time(span.start, frame.zone) - _SECOND
    if span.precision is not Precision.DAY and edge != "endof":
        raise ValueError(span)
    return wall_time(span.end, frame.zone) - _SECOND


def _side(frame: Frame, row: Sequence[Token]) -> tuple[Side, str]:
    row = [token for at, token in enumerate(row) if at or token.kind not in {"at", "on"}]
    edge = row[0].kind if row and row[0].kind in _EDGES else ""
    if edge and kinds(row[1:2]) in {("unit",), ("units",)}:
        clock = CLOCKS.read(row[2:])
        if clock is None and row[2:]:
            raise ValueError(row)
        return Side((period(frame, row[1].value),), clock), edge
    of = side(frame, row[1:] if edge else row)
    if of is None:
        raise ValueError(row)
    return of, edge


def _minute(of: Side) -> int | None:
    if of.clock is None:
        return None
    if of.clock.first != of.clock.after or of.clock.alone:
        raise ValueError(of)
    return of.clock.first
