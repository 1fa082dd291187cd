"""People who came and began to join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.newcomers import Newcomer

if TYPE_CHECKING:
    from bot.storage.store import Tx
    from tests.kit import Kit


async def come(
    kit: Kit, people: int, *, answered: tuple[str, ...] = (), skipped: tuple[str, ...] = (), tag: str = "p"
) -> None:
    """So many came to Discord now, began to join, and answered or skipped these."""
    now = kit.clock.now()

    def unit(tx: Tx) -> None:
        for number in range(people):
            id = f"{tag}{number}"
            tx.people.create(id, "discord", id, at=now, name=id)
            tx.newcomers.put(Newcomer("discord", id, "club", id, "bg", now, None, id))
            tx.members.begin(id, f"discord:{id}", now)
            for name in (*answered, *skipped):
                tx.members.answer(id, name, None if name in skipped else "x", now)

    await kit.database.write(unit)
