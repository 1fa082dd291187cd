"""Texts of a record and what they may be: a day, a sum, a country, an address.

Each reader takes the text as it was typed and gives the value, or raises Problems that say what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.country import countries, find_country
from bot.domain.naming import address
from bot.sources.problem import INVISIBLE, Problem, short, wrong

E = TypeVar("E", bound=StrEnum)

LONGEST_ID = 100  # characters, here and below
LONGEST_LINE = 500
LONGEST_TEXT = 4000
LONGEST_ADDRESS = 2000
MOST = 10**15  # of anything that is counted

_NOT_TEXT = re.compile(f"[{INVISIBLE}]")
_NOT_LINE = re.compile(f"[\t\n{INVISIBLE}]")
_ID = re.compile(r"[^\W_][\w.-]*", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,16}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
# No user name before the host: it makes one site look like another.
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[\w-]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?", re.IGNORECASE)
_YES_NO = {"true": True, "false": False}


def text(given: str) -> str:
    """Words of any kind, in several lines if need be."""
    return _bounded(given, LONGEST_TEXT, _NOT_TEXT)


def line(given: str) -> str:
    """Words in one line."""
    return _bounded(given, LONGEST_LINE, _NOT_LINE)


def name(given: str) -> str:
    """An id."""
    if len(given) > LONGEST_ID or not _ID.fullmatch(given):
        raise wrong(
            Problem(
                "Not an id: {given}. Use at most {most} Latin letters, digits, hyphens, dots and underscores.",
                {"given": short(given), "most": LONGEST_ID},
            )
        )
    return given


def country(given: str) -> str:
    """An ISO 3166-1 alpha-2 code."""
    if given in _codes():
        return given
    if meant := find_country(given):
        raise wrong(Problem("Not a country code: {given}. Write {meant}.", {"given": short(given), "meant": meant}))
    raise wrong(
        Problem("Not a country code: {given}. Write two letters of ISO 3166-1, such as BG.", {"given": short(given)})
    )


def site(given: str) -> str:
    """An address on the web as it was typed, with or without http:// or https://."""
    _bounded(given, LONGEST_ADDRESS, _NOT_LINE)
    if not _ADDRESS.fullmatch(given):
        raise wrong(
            Problem(
                "Not a web address: {given}. Write one that begins with https:// or http://.", {"given": short(given)}
            )
        )
    return given


def link(given: str) -> str:
    """An address on the web, with the scheme even where none was typed."""
    return address(site(given))


def whole(given: str) -> int:
    """A whole number from 0 on."""
    if not _WHOLE.fullmatch(given) or int(given) > MOST:
        raise wrong(
            Problem("Not a whole number: {given}. Write digits only, such as 38000000.", {"given": short(given)})
        )
    return int(given)


def yes_no(given: str) -> bool:
    """Whether something is so; spreadsheets write it in capitals."""
    if (meant := _YES_NO.get(given.lower())) is None:
        raise wrong(Problem("Neither true nor false: {given}.", {"given": short(given)}))
    return meant


@lru_cache(4096)
def day(given: str) -> date:
    """A day as YYYY-MM-DD."""
    if len(given) == len("2027-02-17") and given[4] == given[7] == "-":
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise wrong(Problem("Not a day: {given}. Write it as 2027-02-17.", {"given": short(given)}))


def clock(given: str) -> time:
    """A time of day as HH:MM."""
    if not _CLOCK.fullmatch(given):
        raise wrong(Problem("Not a time of day: {given}. Write it as 17:00.", {"given": short(given)}))
    return time.fromisoformat(given)


def moment(given: str) -> date | datetime:
    """A day as YYYY-MM-DD, or a day with a local time as YYYY-MM-DDTHH:MM (naive)."""
    days, between, hours = given.partition("T")
    return datetime.combine(day(days), clock(hours)) if between else day(days)


@lru_cache(1024)
def zone(given: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        raise wrong(
            Problem("Not a time zone: {given}. Write one such as Europe/Brussels.", {"given": short(given)})
        ) from None


def edition(given: str) -> str:
    """What is known of a series' next edition; the word "unknown" is nothing."""
    return "" if given == "unknown" else line(given)


def one_of(kind: type[E]) -> Callable[[str], E]:
    """A word of a closed list."""
    known: dict[str, E] = {member.value: member for member in kind}

    def read(given: str) -> E:
        if given in known:
            return known[given]
        names = {"given": short(given), "known": ", ".join(known)}
        if near := get_close_matches(short(given), list(known), 1):
            raise wrong(
                Problem("Not a known word: {given}. Did you mean {near}? Known: {known}.", {**names, "near": near[0]})
            )
        raise wrong(Problem("Not a known word: {given}. Known: {known}.", names))

    return read


def _bounded(given: str, most: int, refused: re.Pattern[str]) -> str:
    if not given:
        raise wrong(Problem("There is nothing here. Leave the field out where nothing is known."))
    if len(given) > most:
        raise wrong(Problem("Too long: {n} characters. At most {most} fit.", {"n": len(given), "most": most}))
    if found := refused.search(given):
        raise wrong(
            Problem(
                "A character that cannot be seen (U+{code}) or a line break. Take it out.",
                {"code": f"{ord(found[0]):04X}"},
            )
        )
    return given


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, _ in countries("en"))
