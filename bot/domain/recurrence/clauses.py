"""A row of tokens parted into what repeats, from when, until when, how often, and without what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.when.shapes import Token

_OPENS = {"from": "begin", "since": "begin", "until": "end", "through": "end"}
_RESUMES = frozenset(("every", "often", "workday"))
_WEEK = 7


@dataclass(slots=True)
class Clauses:
    """The parts of a phrase, each a row of tokens; what was not said is empty."""

    main: list[Token] = field(default_factory=list)
    begin: list[Token] = field(default_factory=list)
    end: list[Token] = field(default_factory=list)
    count: int | None = None
    lasting: tuple[int, str] | None = None
    skips_holidays: bool = False


def parted(row: Sequence[Token]) -> Clauses:
    """The clauses of a row, in whatever order they stand. Raises ValueError where one is said twice."""
    rest, found = _without_other_meanings(row), Clauses()
    into = found.main
    while rest:
        more = _short_clause(rest, found)
        if more is None:
            token, *more = rest
            if token.kind in _OPENS:
                into = getattr(found, _OPENS[token.kind])
                if into or not more or more[0].kind in _OPENS:
                    raise ValueError(token.kind)
                token, *more = more
            elif token.kind in _RESUMES:
                into = found.main
            into.append(token)
        rest = more
    return found


def _short_clause(row: list[Token], found: Clauses) -> list[Token] | None:
    """What follows a clause of a few words that stands at the beginning of a row; None where none does."""
    match row:
        case [("for", _), ("number", n), ("times", _), *rest] if found.count is None:
            found.count = n
        case [("number" | "ordinal" | "nth" | "one", n), ("times", _), *rest] if found.count is None:
            found.count = n
        case [("for", _), ("number" | "one", n), ("unit" | "units", unit), *rest] if found.lasting is None:
            found.lasting = n, unit
        case [("holidays", _), *rest]:
            found.skips_holidays = True
        case [("inclusive", _), *rest]:
            pass
        case _:
            return None
    return rest


def _without_other_meanings(row: Sequence[Token]) -> list[Token]:
    """“От понеделник до петък” is five weekdays, “вторник от месеца” one of the month: no beginning and no end."""
    found: list[Token] = []
    rest = list(row)
    while rest:
        match rest:
            case [("from", _), ("weekday", first), ("until" | "through" | "dash", _), ("weekday", last), *more]:
                found += _from_to(first, last)
            case [("weekday", first), ("until" | "through" | "dash", _), ("weekday", last), *more]:
                found += _from_to(first, last)
            case [("from", _), ("unit" | "units", "month" | "year"), *_] if found:
                more = rest[1:]
            case [("from", _), ("every", _), ("unit", "month" | "year"), *_] if found:
                more = rest[1:]
            case [token, *more]:
                found.append(token)
            case _:
                more = []
        rest = more
    return found


def _from_to(first: int, last: int) -> list[Token]:
    return [Token("weekday", (first + n) % _WEEK) for n in range((last - first) % _WEEK + 1)]
