"""Ranges said by their ends: "from 1 to 15 March", "до края на месеца", "tomorrow between 10:00 and 12:00"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.when.frame import Frame
from bot.domain.when.shapes import Token
from bot.domain.when.sides import PREPOSITIONS, Side, chosen, next_day, side
from bot.domain.when.span import Precision, Span, Toward, point
from bot.domain.when.stretches import period

Tokens = Sequence[Token]
_FIGURES = {"number", "ordinal", "nth"}
_LONGEST_WRAP = timedelta(days=330)  # "15-10 December" is a slip, not the year between them
_MONTH = timedelta(days=31)
_PERIODS = {"unit", "units", "yearmark"}


def until(frame: Frame, tokens: Tokens, *, inclusive: bool) -> Span:
    """From now to the end of a day, to a minute, or to the end or start of anything longer.

    "Until March" may mean its first day or its last, so anything longer than a day must say which ("through March",
    "until the end of March"). Raises ValueError where it does not.
    """
    ahead = replace(frame, toward=Toward.FUTURE)
    span = _edge(ahead, tokens) or chosen(ahead, _needed(ahead, tokens))
    if not inclusive and span.precision not in {Precision.MINUTE, Precision.DAY}:
        raise ValueError(tokens)
    return frame.range(frame.now, _end(span))


def since(frame: Frame, tokens: Tokens) -> Span:
    """From the latest one there was until now."""
    back = replace(frame, toward=Toward.PAST)
    return frame.range((_edge(back, tokens) or chosen(back, _needed(back, tokens))).start, frame.now)


def before(frame: Frame, tokens: Tokens) -> Span:
    """From now until something begins."""
    ahead = replace(frame, toward=Toward.FUTURE)
    return frame.range(frame.now, (_edge(ahead, tokens) or chosen(ahead, _needed(ahead, tokens))).start)


def between(frame: Frame, left: Tokens, right: Tokens) -> Span:
    """From the start of one to the end of the other, both in. Raises ValueError where they do not go together."""
    left, right = _lent(frame, left, right)
    first, last = _ends(frame, left, right)
    if last.precision not in {Precision.MINUTE, Precision.DAY, first.precision}:
        raise ValueError(right)  # "from today to March": its first day or its last?
    return frame.range(first.start, _end(last))


def _ends(frame: Frame, left: Tokens, right: Tokens) -> tuple[Span, Span]:
    first, last = _edge(frame, left), _edge(frame, right)
    if first and last:
        return first, last
    if first:
        return first, _following(frame, right, _needed(frame, right), first, fixed=True)
    one = _needed(frame, left)
    if last is None:
        return _both(frame, left, right, *_shared(one, _needed(frame, right)))
    first = chosen(frame, one)
    if not one.weekly and first.start >= last.start:
        # "From 1 November until the end of the month", said on the 22nd.
        first = _preceding(frame, left, last)
        if last.start - first.start > _MONTH:
            raise ValueError(left)
    return first, last


def _lent(frame: Frame, left: Tokens, right: Tokens) -> tuple[Tokens, Tokens]:
    """Lend a lone figure what follows or precedes the other's: "1 до 15 март", "March 1-15", "6-8 pm"."""
    if not left or not right:
        raise ValueError(left)
    figure = 1 if right[0].kind in PREPOSITIONS and len(right) > 1 else 0
    if right[figure].kind not in _FIGURES or left[-1].kind not in _FIGURES:
        if left[-1].kind == "month" and right[-1].kind in _FIGURES and len(right) == 1:
            raise ValueError(right)  # "2 November to the 15th"
        return left, right
    behind, before = [*left, *right[figure + 1 :]], [*left[:-1], *right[figure:]]
    one = side(frame, behind)
    if one is None:
        behind = [*left]
    if side(frame, right) is not None:
        before = [*right]
    # "5-7 December at 18:00" may be three evenings or one long stretch; "9-5 pm" begins in the morning.
    if one is not None and one.clock is not None:
        other = _needed(frame, before).clock
        if other is None or one.clock.first >= other.first:
            raise ValueError(right)
    return behind, before


def _needed(frame: Frame, tokens: Tokens) -> Side:
    found = side(frame, tokens)
    if found is None:
        raise ValueError(tokens)
    return found


def _edge(frame: Frame, tokens: Tokens) -> Span | None:
    """The instant that "now", "the end of ..." or "the start of ..." names; None for anything else."""
    match [token.kind for token in tokens[:1]]:
        case ["now"] if len(tokens) == 1:
            return point(frame.now)
        case ["endof"]:
            return point(_whole(frame, tokens[1:]).end)
        case ["startof"]:
            return point(_whole(frame, tokens[1:]).start)
    return None


def _whole(frame: Frame, tokens: Tokens) -> Span:
    if len(tokens) == 1 and tokens[0].kind in _PERIODS:
        return frame.days(*period(frame, str(tokens[0].value)))
    found = _needed(frame, tokens)
    if found.clock is not None:
        raise ValueError(tokens)
    return chosen(frame, found)


def _shared(one: Side, other: Side) -> tuple[Side, Side]:
    """A time without a day takes the other side's: "tomorrow 18:00-20:00", "from 9:00 to 11:00 tomorrow"."""
    if one.clock is None or other.clock is None:
        if one.dates is None or other.dates is None:
            raise ValueError(other)
        return one, other
    past_midnight = other.clock.after <= one.clock.first
    if other.dates is None and one.dates is not None:
        dates = next_day(one.dates) if past_midnight else one.dates
        return one, Side(dates, other.clock._replace(alone=False))
    if one.dates is None and other.dates is not None:
        if past_midnight:
            raise ValueError(other)
        return Side(other.dates, one.clock), other
    return one, other


def _both(frame: Frame, left: Tokens, right: Tokens, one: Side, other: Side) -> tuple[Span, Span]:
    """Settle both ends where either may have a choice.

    Weekdays and hours: the first as it would be read alone, the last after it. Days and months of the year: the last
    as it would be read alone, the first before it, so a range that is running is the one that is meant.
    """
    if one.weekly:
        first = chosen(frame, one)
        return first, _following(frame, right, other, first, fixed=len(one.dates or ()) == 1)
    last = chosen(frame, other)
    first = _preceding(frame, left, last)
    if first.precision is Precision.DAY and last.end - first.start > _LONGEST_WRAP:
        raise ValueError(left)
    return first, last


def _following(frame: Frame, tokens: Tokens, read: Side, first: Span, *, fixed: bool) -> Span:
    """The last end, after a first one; "from the start of the year until Friday" is no Friday of January."""
    running = fixed and read.weekly
    if running and frame.toward is Toward.PAST:
        return chosen(frame, read)
    start = max(first.start, frame.now) if running else first.start
    again = replace(frame, now=start, toward=Toward.FUTURE)
    # Read again from there, since a first end may be years away.
    return chosen(again, read if read.weekly else _needed(again, tokens))


def _preceding(frame: Frame, tokens: Tokens, last: Span) -> Span:
    """The latest first end that begins before a last one."""
    again = replace(frame, now=_end(last), toward=Toward.PAST)
    return chosen(again, _needed(again, tokens))


def _end(span: Span) -> datetime:
    return span.start if span.precision is Precision.MINUTE else span.end
