"""A rule as the standard writes it, with words beside it: “1 December 2026 9:00 RRULE:FREQ=WEEKLY;BYDAY=MO”."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.recurrence.begin import begun
from bot.domain.recurrence.clauses import parted
from bot.domain.recurrence.edges import begins
from bot.domain.recurrence.refusal import NoHour, Past, Refused, Unreadable
from bot.domain.recurrence.rule import Rule
from bot.domain.recurrence.series import Series
from bot.domain.recurrence.words import tokens
from bot.domain.recurrence.written import parsed
from bot.domain.when.frame import Frame
from bot.domain.when.span import Toward
from bot.domain.zones import resolve

_VALUE = r"(?:[^\s;=]*[^\s;=,])?"
_RAW = re.compile(
    rf"(?:rrule\s*:\s*)?(?<![^\s:,])(?:[a-z]+={_VALUE};)*freq={_VALUE}(?:;[a-z]+={_VALUE})*;?", re.IGNORECASE
)
_MARKED = re.compile(r"rrule\s*:", re.IGNORECASE)


def read(said: str, now: datetime, zone: ZoneInfo) -> Series | None:
    """The series of the rule in a text; None where there is none. Raises Refused.

    The words beside it may say the first day, the hour, and that holidays are left out.
    """
    found = _RAW.search(said)
    if found is None:
        if _MARKED.search(said):
            parsed(_MARKED.sub("", said).strip(), zone)  # says what is wrong with it
            raise Unreadable(said)
        return None
    rule = parsed(_MARKED.sub("", found[0]).strip(), zone)
    try:
        return _series(said, rule, f"{said[: found.start()]} {said[found.end() :]}", Frame(now, zone, Toward.FUTURE))
    except Refused:
        raise
    except (ValueError, OverflowError):
        raise Unreadable(said) from None


def _series(said: str, rule: Rule, beside: str, frame: Frame) -> Series:
    clauses = parted(tokens(beside))
    if clauses.end or clauses.lasting or clauses.count is not None or (clauses.main and clauses.begin):
        raise ValueError(beside)
    day, minute = begins(frame, clauses.begin or clauses.main)
    if minute is None:
        if rule.hour is None:
            raise NoHour(said)
        minute = 60 * rule.hour + (rule.minute or 0)
    elif rule.hour is not None or rule.minute is not None:
        raise ValueError(beside)
    start = datetime.combine(day or frame.today, time()) + timedelta(minutes=minute)
    zone = ZoneInfo(str(frame.zone))
    if day and resolve(start, zone) <= frame.now:
        raise Past(said, resolve(start, zone))
    return begun(said, rule, start, frame.now, zone, skips=clauses.skips_holidays, fixed=day is not None)
