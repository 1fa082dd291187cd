"""The phrases of each language as values: what the tests and the benchmark both go through."""

from datetime import UTC, datetime
from types import ModuleType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.when import Precision, Span
from tests.domain import phrases_bg, phrases_en

SOFIA = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=SOFIA)  # a Sunday
BOOKS = {"bg": phrases_bg, "en": phrases_en}


class Phrase(NamedTuple):
    """A phrase and what it means."""

    text: str
    span: Span


def at(wall: str) -> datetime:
    """Sofia's wall clock, as `2026-11-22` or `2026-11-22 09:00`, in UTC."""
    return datetime.fromisoformat(wall).replace(tzinfo=SOFIA).astimezone(UTC)


def readable(book: ModuleType) -> list[Phrase]:
    """What must be read, and how."""
    rows = [line.strip().split(" | ") for line in book.PHRASES.strip().splitlines()]
    return [Phrase(text, Span(at(start), at(end), Precision(precision))) for text, start, end, precision in rows]


def refused(book: ModuleType) -> list[str]:
    """What must not be read."""
    return [line.strip() for line in book.REFUSED.strip().splitlines()]
