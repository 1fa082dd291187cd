"""When something is to happen, in words or as a raw rule: text in, series out, or a refusal."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import when
from bot.domain.recurrence import raw
from bot.domain.recurrence.begin import begun
from bot.domain.recurrence.clauses import Clauses, parted
from bot.domain.recurrence.days import rule_of
from bot.domain.recurrence.edges import begins, ends
from bot.domain.recurrence.hours import refuse_too_often, without_hour
from bot.domain.recurrence.refusal import MidnightOf, NoHour, Past, Refused, TwoEnds, Unreadable, WhichHour
from bot.domain.recurrence.rule import Freq, Rule
from bot.domain.recurrence.series import Series
from bot.domain.recurrence.words import tokens
from bot.domain.when.clocks import DAY
from bot.domain.when.frame import Frame
from bot.domain.when.shapes import kinds
from bot.domain.when.span import Toward
from bot.domain.when.stretches import shifted
from bot.domain.zones import resolve, wall_time

_LONGEST_TEXT = 500  # a rule and words beside it
_MINUTE = timedelta(minutes=1)
_MIDNIGHT = time()


def read(text: str, now: datetime, zone: ZoneInfo) -> Series:
    """The series that words in English or Bulgarian say, seen from a moment in a zone.

    `now` is aware. Once ("tomorrow at 9:00") or again and again ("every Monday at 9:00 until 31 December, except
    holidays"). Raises Refused for what is past, has no hour, comes more than once a day, or is not understood to the
    last word.
    """
    said = when.with_colon(" ".join(text.split()))
    if len(said) > _LONGEST_TEXT:
        raise Unreadable(said)
    frame = Frame(now, zone, Toward.FUTURE)
    if (series := raw.read(said, now, zone)) is not None:
        return series
    try:
        clauses = parted(tokens(said))
        refuse_too_often(clauses.main)
        series = _again(said, clauses, frame)
    except Refused as refused:
        refused.text = said
        raise
    except (ValueError, OverflowError):
        series = None
    return series or _once(said, now, zone)


def _again(said: str, clauses: Clauses, frame: Frame) -> Series | None:
    found = _rule(clauses)
    if found is None:
        return None
    try:
        return _series(said, *found, clauses, frame)
    except Refused:
        raise
    except (ValueError, OverflowError):
        raise Unreadable(said) from None


def _rule(clauses: Clauses) -> tuple[Rule, int | None] | None:
    """The rule and the minute of the day; None where nothing repeats."""
    for rest, minute in without_hour(clauses.main):
        try:
            rule = rule_of(rest)
        except Refused:
            raise
        except ValueError:
            continue
        if rule is None and minute is not None and kinds(rest) == ("every",):  # "every evening at 8"
            rule = Rule(Freq.DAILY)
        if rule is None:
            continue
        if isinstance(minute, WhichHour):
            raise minute
        if minute == DAY and rule.freq is not Freq.DAILY:  # midnight belongs to two days
            raise MidnightOf("")
        return rule, minute if minute is None else minute % DAY
    return None


def _once(said: str, now: datetime, zone: ZoneInfo) -> Series:
    try:
        span = when.moment(said, now, zone)
    except when.Unreadable:
        raise Unreadable(said) from None
    if span.moment is None:
        raise NoHour(said)
    if span.moment <= now - _MINUTE:
        raise Past(said, span.moment)
    at = span.moment.replace(second=0, microsecond=0)
    if at <= now:  # "now" is the minute that comes
        at += _MINUTE
    wall = wall_time(at, zone)
    if resolve(wall, zone) != at:  # the second of two that the clock shows alike
        return Series(at.replace(tzinfo=None), "UTC")
    return Series(wall, zone.key)


def _series(said: str, rule: Rule, minute: int | None, clauses: Clauses, frame: Frame) -> Series:
    begin, begin_minute = begins(frame, clauses.begin)
    until, end_minute = ends(frame, begin, clauses.end, clocked=minute is None and begin_minute is None)
    minutes = {m for m in (minute, begin_minute, end_minute) if m is not None}
    if not minutes:
        raise NoHour(said)
    if len(minutes) > 1:
        raise ValueError(said)
    start = datetime.combine(begin or frame.today, _MIDNIGHT) + minutes.pop() * _MINUTE
    zone = ZoneInfo(str(frame.zone))
    running = begin is not None and begin < frame.today
    if running and (clauses.count or clauses.lasting):
        raise Past(said, resolve(start, zone))
    if sum(end is not None for end in (until, clauses.count, clauses.lasting)) > 1:
        raise TwoEnds(said)
    if clauses.lasting:  # "for 8 weeks": eight Mondays, up to the Sunday before the ninth
        first = begun(said, rule, start, frame.now, zone, skips=False, fixed=False).start
        until = datetime.combine(shifted(first, *clauses.lasting), _MIDNIGHT) - timedelta(seconds=1)
    rule = replace(rule, until=until, count=clauses.count)
    return begun(said, rule, start, frame.now, zone, skips=clauses.skips_holidays, fixed=running)
