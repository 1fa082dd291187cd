"""How moments and JSON lie in a column."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Text, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(value: object) -> str:
    """JSON text that keeps Cyrillic readable. Raises TypeError for what JSON cannot carry."""
    return _encoder.encode(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored and returned in UTC. A naive one is refused, since nobody knows when it is.

    SQLite keeps it as text, `2026-11-22 07:00:00.000000`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ANN401 - SQLAlchemy's own type has no name
        """On SQLite one function in the place of SQLAlchemy's three, since a delivery has many moments."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ANN401
        """Likewise."""
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn it to UTC; ValueError for a naive one."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back where the database does not keep one."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def written(value: datetime) -> str:
    """A moment as SQLite keeps it."""
    if value.tzinfo is not UTC:
        value = _in_utc(value)
    return value.isoformat(" ", "microseconds")[:26]


def _written(value: datetime | None) -> str | None:
    return None if value is None else written(value)


@lru_cache(4096)  # what is due at one minute has one text
def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        message = f"a moment needs its time zone: {value.isoformat()}"
        raise ValueError(message)
    return value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """JSON in a text column, the same bytes on every database. None is NULL."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ANN401 - as above
        """Write it as text."""
        return _encoded

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ANN401
        """Read the text."""
        return _decoded


def _encoded(value: object) -> str | None:
    return None if value is None else encode(value)


def _decoded(text: str | None) -> object:
    return None if text is None else json.loads(text)
