"""Turns what a driver raises when the database is out of order into StorageFault."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError

from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)  # mistakes of the program pass as they are


@contextmanager
def faults() -> Iterator[None]:
    """Raise StorageFault in the place of the driver's own errors."""
    try:
        yield
    except OURS:
        raise
    except DBAPIError as error:
        raise StorageFault(str(error.orig)) from error
    except sqlite3.Error as error:
        raise StorageFault(str(error)) from error
