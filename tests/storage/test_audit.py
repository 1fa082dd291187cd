from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.audit import Entry

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database


async def test_the_last_lines_come_newest_first(database: Database, now: datetime) -> None:
    for command in ("language bg", "fact id=1", "help"):
        await database.write(lambda tx, line=command: tx.audit.add(now, "p", line, "web:general"))  # type: ignore[misc]
    assert await database.read(lambda tx: tx.audit.latest(2)) == [
        Entry(3, now, "p", "help", "web:general"),
        Entry(2, now, "p", "fact id=1", "web:general"),
    ]
