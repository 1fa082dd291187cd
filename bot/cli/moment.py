"""A moment as the command line takes it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.words import SOFIA
from bot.domain.zones import resolve


def read(text: str) -> datetime:
    """An ISO 8601 moment in UTC, of Sofia unless it names its offset; ValueError for anything else."""
    at = datetime.fromisoformat(text.strip())
    return resolve(at, SOFIA) if at.tzinfo is None else at.astimezone(UTC)
