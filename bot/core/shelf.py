"""The library in use: swapped whole when the stored version changes."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import structlog

from bot.search.library import Library, empty
from bot.sources.problem import Problems
from bot.sources.record import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.record import Record
    from bot.storage.database import Database
    from bot.storage.values import StoredFact


log = structlog.get_logger()


class Shelf:
    """Holds the snapshot that everybody reads. `refresh` is cheap when nothing changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = asyncio.Lock()
        self.library: Library = empty()

    async def refresh(self) -> None:
        """Rebuild the snapshot off the event loop if the stored version is another one, and swap it in."""
        async with self._turn:
            version = await self._database.read(lambda tx: tx.facts.version())
            if version == self.library.version:
                return
            # The event loop waits for every collection of garbage. Over 100,000 records each takes 80 ms and more, so
            # there is none while they are made, and after that what lives as long as the process is left out of it.
            gc.disable()
            try:
                version, rows = await self._database.read(lambda tx: (tx.facts.version(), tx.facts.all()))
                self.library = await asyncio.to_thread(_built, version, rows)
                del rows
                gc.freeze()
            finally:
                gc.enable()


def _built(version: int, rows: Sequence[StoredFact]) -> Library:
    return Library.of(version, _records(rows))


def _records(rows: Sequence[StoredFact]) -> Iterator[Record]:
    """The records that can be read. One that cannot (another version wrote it) must not take the others along."""
    for row in rows:
        try:
            yield read_record(row.kind, row.body)
        except Problems as problems:
            log.warning("a stored fact cannot be read", kind=row.kind, id=row.id, why=str(problems))
