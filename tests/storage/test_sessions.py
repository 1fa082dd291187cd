from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx


async def test_a_cookie_stands_for_a_person_until_the_session_ends(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[str | None]:
        tx.people.create("ana", "web", "1", at=now)
        tx.sessions.add("hash", "ana", now)
        tx.sessions.seen("hash", now + timedelta(days=1))
        found = [tx.sessions.person("hash"), tx.sessions.person("other")]
        tx.sessions.end("hash")
        return [*found, tx.sessions.person("hash")]

    assert await database.write(unit) == ["ana", None, None]
