"""Which days: “every 2 weeks Tuesday”, “first Tuesday of the month”, “every year 24 May”, as a rule without an hour."""

from collections.abc import Sequence

from bot.domain.recurrence.rule import Rule
from bot.domain.recurrence.said import WEEKEND, Said, rule
from bot.domain.when.shapes import Token

_EVERY = Token("every")
_SAYS_NOTHING = frozenset(("at", "on", "in", "during", "for", "and", "date", "dash"))
_NTH = frozenset(("nth", "ordinal", "final"))
_ENDS_DAY = frozenset(("", "every", "often"))
_DAY = frozenset((Token("unit", "day"), Token("units", "day")))
_WORKDAYS = (0, 1, 2, 3, 4)
_WEEKEND = tuple(Token("weekday", day) for day in WEEKEND)
_LAST_NTH = 5


def rule_of(row: Sequence[Token]) -> Rule | None:
    """The rule that a row of tokens says, None where it says nothing that repeats.

    Raises ValueError for what is not understood to the last word, Unclear for what has two meanings.
    """
    said = Said()
    rest = _gathered(_marked(row))
    while rest:
        rest = _taken(rest, said)
    return rule(said)


def _marked(row: Sequence[Token]) -> list[Token]:
    """Plain figures that name a day of the month become ordinals: “на 15 число”, “on 1 and 15 of every month”."""
    found: list[Token] = []
    listing = False
    for at, token in enumerate(row):
        after = row[at + 1].kind if at + 1 < len(row) else ""
        listing = listing and token.kind in {"number", "and"}
        if token.kind == "number" and (listing or (at and row[at - 1].kind == "on" and after in _ENDS_DAY)):
            found.append(Token("ordinal", token.value))
        elif token in _DAY and after == "number" and (not at or row[at - 1] != _EVERY):  # "on days 1 and 15"
            listing = True
        elif token.kind == "date":
            _backwards(found)
        elif token.kind == "during" and after == "unit":  # "през седмица"
            found += (_EVERY, Token("alternate"))
        elif token.kind == "during" and after == "number":  # "през две седмици"
            found.append(_EVERY)
        else:
            found.append(token)
    whole = [day for token in found for day in (_WEEKEND if token.kind == "weekend" else (token,))]
    return [token for token in whole if token.kind not in _SAYS_NOTHING]


def _backwards(found: list[Token]) -> None:
    for at in range(len(found) - 1, -1, -1):
        if found[at].kind == "number":
            found[at] = Token("ordinal", found[at].value)
        elif found[at].kind not in {"and", "ordinal"}:
            return


def _gathered(row: Sequence[Token]) -> list[Token]:
    """Neighbours of one sort become one token: “Monday and Thursday”, “first and third”."""
    found: list[Token] = []
    for token in row:
        sort, value = token.kind, token.value
        if sort in _NTH or (sort == "which" and value == -1):
            sort = "nths"
        elif sort == "weekday":
            sort = "weekdays"
        else:
            found.append(token)
            continue
        if found and found[-1].kind == sort:
            found[-1] = Token(sort, (*found[-1].value, value))
        elif sort == "weekdays" and len(found) > 1 and found[-1] == _EVERY and found[-2].kind == sort:
            found[-2:] = [Token(sort, (*found[-2].value, value))]  # "every Monday and every Thursday"
        else:
            found.append(Token(sort, (value,)))
    return found


def _taken(row: list[Token], said: Said) -> list[Token]:
    """What is left of a row after its first few tokens have said their part."""
    match row:
        case [("every", _), *rest]:
            said.every = True
            rest = _period_taken(rest, said)
        case [("often", unit), *rest]:
            said.every = True
            said.per(1, unit)
        case [("workday", _), *rest]:
            said.every = True
            said.on(_WORKDAYS)
        case [("unit" | "units", "month" | "year" as unit), *rest] if said.period is None:
            said.per(1, unit)
        case _:
            rest = _day_taken(row, said)
    return rest


def _period_taken(row: list[Token], said: Said) -> list[Token]:
    """After "every": how many of what."""
    match row:
        case [("number", n), ("unit", "month"), *rest] if n > 1:  # "every 15 of the month"
            said.of_month((n,))
            said.per(1, "month")
        case [("number" | "one", n), ("unit" | "units", unit), *rest]:
            said.per(n, unit)
        case [("alternate", _), ("unit" | "units", unit), *rest]:
            said.per(2, unit)
        case [("alternate", _), *rest]:
            said.per(2, "week")
        case [("nths", _), ("unit", "day"), ("unit" | "units", "month"), *_]:
            return row
        case [("nths", (n,)), ("unit", unit), *rest] if n > 1:
            said.per(n, unit)
        case [("unit" | "units", unit), *rest]:
            said.per(1, unit)
        case _:
            return row
    return rest


def _day_taken(row: list[Token], said: Said) -> list[Token]:
    match row:
        case [("nths", nths), ("weekdays", days), *rest]:
            if not all(nth == -1 or 1 <= nth <= _LAST_NTH for nth in nths):
                raise ValueError(nths)
            said.nth_weekdays += [(day, nth) for day in days for nth in nths]
        case [("nths", nths), ("workday", _), *rest]:
            said.on(_WORKDAYS)
            said.positions = tuple(sorted(nths))
        case [("nths", nths), ("unit" | "units", "day"), *rest]:
            said.of_month(nths)
        case [("nths", (day,)) | ("number", day), ("month", month), *rest]:
            said.date(month, day)
        case [("month", month), ("nths", (day,)) | ("number", day), *rest]:
            said.date(month, day)
        case [("month", month), *rest] if said.nth_weekdays and not said.months:
            said.months = (month,)
        case [("nths", nths), *rest]:
            said.of_month(nths)
        case [("weekdays", days), *rest]:
            said.on(days)
        case _:
            raise ValueError(row)
    return rest
