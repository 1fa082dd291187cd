"""Taking facts in: from the files that the bot ships, or those that somebody imports."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.sources.diff import Changes, diff
from bot.storage.values import FactChange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.sources.table import Table
    from bot.storage.database import Database
    from bot.storage.store import Tx


def compare(tx: Tx, tables: Iterable[Table], *, replace: bool = False) -> Changes:
    """What the tables would change in what is stored. Raises Problems, see `diff`."""
    return diff({(fact.kind, fact.id): fact.body for fact in tx.facts.all()}, tables, replace=replace)


def take(tx: Tx, changes: Changes, *, how: str, at: datetime) -> None:
    """Store the changes, all or none. `how` stands in the history: import or start."""
    wishes = [FactChange(change.kind, change.id, change.before, change.after) for change in changes.all()]
    tx.facts.apply(wishes, by=None, how=how, at=at)


async def furnish(database: Database, now: datetime) -> None:
    """Give a database that never held a fact the club's own."""
    if await database.read(_furnished):
        return
    from bot.sources.sample import sample

    tables = await asyncio.to_thread(sample)

    def unit(tx: Tx) -> None:
        if not _furnished(tx):  # another process may have been quicker
            take(tx, compare(tx, tables), how="start", at=now)

    await database.write(unit)


def _furnished(tx: Tx) -> bool:
    return tx.facts.version() > 0
