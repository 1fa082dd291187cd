from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage.pictures import Picture

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx

DAY = timedelta(days=1)


async def test_what_no_schedule_holds_goes_and_templates_stay(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> tuple[int, list[str | None]]:
        tx.contents.add({"text": {}}, None, now)
        tx.contents.add({"text": {}}, None, now, "talk")
        return tx.contents.prune(now + DAY), [one.name for one in tx.contents.templates()]

    assert await database.write(unit) == (1, ["talk"])


async def test_a_picture_goes_when_nothing_shows_it_any_more(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> tuple[int, list[bool]]:
        for id in ("shown", "gone", "unused"):
            tx.pictures.add(Picture(id, "a.png", "image/png", b"\x89PNG", None, now + DAY))
        tx.contents.add({"picture": "shown"}, None, now)
        for id in ("shown", "gone"):
            assert tx.pictures.use(id)
        dropped = tx.pictures.prune(now, tx.contents.pictures())
        return dropped, [tx.pictures.get(id) is not None for id in ("shown", "gone", "unused")]

    assert await database.write(unit) == (1, [True, False, True])
