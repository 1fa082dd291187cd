"""A rule and a time to begin become a series that has something to come."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.recurrence.expand import occurrences
from bot.domain.recurrence.refusal import Never, Refused, TooRare
from bot.domain.recurrence.rule import Rule
from bot.domain.recurrence.series import Series
from bot.domain.recurrence.written import parsed
from bot.domain.zones import resolve, wall_time

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def begun(text: str, rule: Rule, start: datetime, now: datetime, zone: ZoneInfo, *, skips: bool, fixed: bool) -> Series:
    """The series of a rule from its first occurrence after now, and not before `start`, a naive local time.

    Where an interval is counted from: from `start` if that is `fixed`, else from the first occurrence there can be.
    Raises Never where there is none, TooRare where the second one is years away, and whatever a rule is refused for.
    """
    rule = parsed(rule.text(), zone)
    if not fixed and resolve(start, zone) <= now:
        start += _DAY
    rule, start = rule.started(start)
    searched = replace(rule, interval=rule.interval if fixed else 1, count=None)
    after = max(now, resolve(start, zone) - _SECOND)
    first = occurrences(Series(start, zone.key, searched.text()), after, 1)
    if not first:
        raise Never(text)
    series = Series(first[0].wall, zone.key, rule.text(), skips)
    coming = occurrences(series, now, 2)
    if not coming:
        raise Never(text)
    if len(coming) == 1 and not (rule.count or rule.until):
        raise TooRare(text)
    return series


def begins_by_itself(series: Series, now: datetime) -> bool:
    """Whether its words, said now without a first day, give the same occurrences."""
    zone = ZoneInfo(series.zone)
    rule, start = parsed(series.rule, zone).started(series.start)
    if resolve(start, zone) <= now:
        return rule.interval == 1
    today = datetime.combine(wall_time(now, zone), start.time())
    try:
        return begun("", rule, today, now, zone, skips=series.skips_holidays, fixed=False).start == series.start
    except Refused:
        return False
