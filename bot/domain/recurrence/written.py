"""The value of an iCalendar RRULE as it is written: read and checked, each reason for refusing it a class of its own.

https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from bot.domain.recurrence.refusal import BadPart, Refused, TooOften, TooRare, TwoEnds
from bot.domain.recurrence.rule import DAYS, Freq, Rule
from bot.domain.zones import wall_time

LONGEST = 300  # characters of a rule
MOST = 1000  # occurrences that COUNT may ask for
_YEARS = range(1900, 2200)
# About four years: what comes less often would not be found in the years that are looked at.
LONGEST_INTERVAL = {Freq.DAILY: 1461, Freq.WEEKLY: 208, Freq.MONTHLY: 48, Freq.YEARLY: 4}
_TOO_OFTEN = frozenset(("SECONDLY", "MINUTELY", "HOURLY"))
_LISTS = {"BYMONTH": 12, "BYWEEKNO": 53, "BYYEARDAY": 366, "BYMONTHDAY": 31, "BYSETPOS": 366}  # and how far each goes
_CLOCK = {"BYHOUR": 23, "BYMINUTE": 59, "BYSECOND": 0}
# What the standard gives no meaning; a part that stands here is refused rather than guessed at.
_MEANINGLESS = {
    Freq.DAILY: ("BYWEEKNO", "BYYEARDAY"),
    Freq.WEEKLY: ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
    Freq.MONTHLY: ("BYWEEKNO", "BYYEARDAY"),
    Freq.YEARLY: (),
}


def canonical(text: str, zone: tzinfo = UTC) -> str:
    """A rule in its one written form; Refused where it makes no sense here. UNTIL in UTC becomes local time."""
    return parsed(text, zone).text()


@lru_cache(1024)
def parsed(text: str, zone: tzinfo = UTC) -> Rule:
    """The rule that a text says, whatever the case and the order of its parts; Refused where it makes no sense here."""
    if len(text) > LONGEST:
        raise BadPart(text[:LONGEST], text[:40])
    found: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").strip("; ").split(";"):
        name, _, value = part.strip().partition("=")
        if name in found or not value or not value.isascii():
            raise BadPart(text, part)
        found[name] = value
    freq = _freq(text, found)
    try:
        made = _made(text, freq, found, zone)
    except Refused:
        raise
    except (ValueError, OverflowError) as error:
        raise BadPart(text, str(error)) from error
    if found:
        raise BadPart(text, "{}={}".format(*found.popitem()))
    return made


def _freq(text: str, found: dict[str, str]) -> Freq:
    said = found.pop("FREQ", "")
    if said in _TOO_OFTEN:
        raise TooOften(text)
    if said not in Freq.__members__:
        raise BadPart(text, f"FREQ={said}")
    freq = Freq(said)
    for name in _MEANINGLESS[freq]:
        if name in found:
            raise BadPart(text, f"{name}={found[name]}")
    if {"COUNT", "UNTIL"} <= found.keys():
        raise TwoEnds(text)
    if "BYSETPOS" in found and not found.keys() & {"BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"}:
        raise BadPart(text, f"BYSETPOS={found['BYSETPOS']}")
    return freq


def _made(text: str, freq: Freq, found: dict[str, str], zone: tzinfo) -> Rule:
    interval = _number("INTERVAL", found.pop("INTERVAL", "1"), range(1, 10**6))
    if interval > LONGEST_INTERVAL[freq]:
        raise TooRare(text)
    lists = {name: _list(name, found.pop(name), most) for name, most in _LISTS.items() if name in found}
    clock = {name: _once(text, name, found.pop(name), most) for name, most in _CLOCK.items() if name in found}
    return Rule(
        freq,
        interval,
        _number("COUNT", found.pop("COUNT"), range(1, MOST + 1)) if "COUNT" in found else None,
        _until(found.pop("UNTIL"), zone) if "UNTIL" in found else None,
        lists.get("BYMONTH", ()),
        lists.get("BYWEEKNO", ()),
        lists.get("BYYEARDAY", ()),
        lists.get("BYMONTHDAY", ()),
        _weekdays(found.pop("BYDAY"), _nths(freq, lists)) if "BYDAY" in found else (),
        clock.get("BYHOUR"),
        clock.get("BYMINUTE"),
        lists.get("BYSETPOS", ()),
        DAYS.index(found.pop("WKST")) if found.get("WKST") in DAYS else 0,
    )


def _number(name: str, text: str, within: range) -> int:
    if not text.isdigit() or len(text) > 6 or int(text) not in within:  # noqa: PLR2004
        raise ValueError(f"{name}={text}")
    return int(text)


def _list(name: str, text: str, most: int) -> tuple[int, ...]:
    """Numbers, sorted; counted from the end when negative, save for months."""
    numbers = set()
    for number in text.split(","):
        sign = -1 if number.startswith("-") and name != "BYMONTH" else 1
        plain = number.removeprefix("-" if sign < 0 else "+")
        numbers.add(sign * _number(name, plain, range(1, most + 1)))
    return tuple(sorted(numbers))


def _once(text: str, name: str, value: str, most: int) -> int:
    numbers = {_number(name, number, range(60)) for number in value.split(",")}
    if len(numbers) > 1:
        raise TooOften(text)
    return _number(name, str(*numbers), range(most + 1))


def _nths(freq: Freq, lists: dict[str, tuple[int, ...]]) -> int:
    """How far a weekday may be counted: within a month, within a year, or not at all."""
    if freq is Freq.MONTHLY or (freq is Freq.YEARLY and "BYMONTH" in lists):
        return 5
    return 53 if freq is Freq.YEARLY and "BYWEEKNO" not in lists else 0


def _weekdays(text: str, most: int) -> tuple[tuple[int, int], ...]:
    days = set()
    for day in text.split(","):
        count, name = day[:-2], day[-2:]
        if name not in DAYS:
            raise ValueError(f"BYDAY={day}")
        nth = _list("BYDAY", count, most)[0] if count else 0
        days.add((DAYS.index(name), nth))
    return tuple(sorted(days))


def _until(text: str, zone: tzinfo) -> datetime:
    """The last local moment that is in: all of a day, or up to a time; with Z it is of UTC."""
    day, _, clock = text.partition("T")
    zulu, clock = clock.endswith("Z"), clock.removesuffix("Z")
    digits = day + (clock or "235959")
    if not digits.isdigit() or len(digits) != 14 or int(day[:4]) not in _YEARS:  # noqa: PLR2004
        raise ValueError(f"UNTIL={text}")
    try:
        at = datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        raise ValueError(f"UNTIL={text}") from None
    return wall_time(at.replace(tzinfo=UTC), zone) if zulu else at
