"""The grammar's entrance: text in, span out, or a refusal."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from bot.domain.when import lexicon, ranges
from bot.domain.when.amounts import AMOUNTS
from bot.domain.when.frame import Frame
from bot.domain.when.refusal import Unreadable
from bot.domain.when.shapes import Token, kinds
from bot.domain.when.sides import chosen, side
from bot.domain.when.span import Span, Toward

_MOST_TOKENS = 24
_EARLIEST = datetime(1899, 12, 31, tzinfo=UTC)  # a day wider than the years of the lexicon, for any zone
_LATEST = datetime(2200, 1, 2, tzinfo=UTC)


def read(text: str, now: datetime, zone: tzinfo, *, toward: Toward = Toward.FUTURE) -> Span:
    """The stretch of time that a phrase in English or Bulgarian names, seen from a moment in a zone.

    `now` is aware. Where a phrase fits many times ("Friday", "15 March", "at 18:00") `toward` decides; the one that is
    now counts as coming, except that a minute must still lie ahead. Raises Unreadable for whatever is not understood
    to the last word, is impossible (31 February) or could mean two things ("tomorrow at 6"); years are 1900 to 2199.
    """
    row: list[Token] = []
    try:
        row = lexicon.tokens(text)
        frame = Frame(now, zone, toward)
        return _bounded(_read(frame, _with_years(frame, row)))
    except (ValueError, OverflowError):
        raise Unreadable(text, kinds(row) or lexicon.kinds_within(text)) from None


def _bounded(span: Span) -> Span:
    if not _EARLIEST <= span.start < span.end <= _LATEST:
        raise ValueError(span)
    return span


def _with_years(frame: Frame, row: list[Token]) -> list[Token]:
    """What says a year by its number: "March next year" is "March 2027"."""
    found: list[Token] = []
    for token in row:
        if token == Token("unit", "year") and found and found[-1].kind in {"which", "coming"}:
            offset = found.pop().value
            found.append(Token("year", frame.today.year + (1 if offset is None else offset)))
        else:
            found.append(token)
    return found


def _read(frame: Frame, row: Sequence[Token]) -> Span:
    if not row or len(row) > _MOST_TOKENS:
        raise ValueError(row)
    amount = AMOUNTS.read(row, frame)
    if amount is not None:
        return amount
    whole = side(frame, row)
    if whole is not None:
        return chosen(frame, whole)
    return _range(frame, row, kinds(row))


def _range(frame: Frame, row: Sequence[Token], names: tuple[str, ...]) -> Span:
    inclusive = names[-1] == "inclusive"
    if inclusive:
        row, names = row[:-1], names[:-1]
    opening = next((at for at, name in enumerate(names) if name in {"from", "between"}), None)
    if opening is not None and names[-1] == "hither" and opening == 0:
        return ranges.since(frame, row[1:-1])
    joints = {"and"} if opening is not None and names[opening] == "between" else {"until", "through", "dash"}
    joint = next((at for at, name in enumerate(names) if name in joints), None)
    if joint is None:
        match names[:1]:
            case ("since",):
                return ranges.since(frame, row[1:])
            case ("before",):
                return ranges.before(frame, row[1:])
        raise ValueError(row)
    if joint == 0 and names[0] != "dash":
        return ranges.until(frame, row[1:], inclusive=inclusive or names[0] == "through")
    left = [token for at, token in enumerate(row[:joint]) if at != opening]
    return ranges.between(frame, left, row[joint + 1 :])
