"""Forgets whoever is due in a database and is killed in the midst: `python -m tests.scheduler.forgetter PATH NUMBER`.

The process kills itself as the statement of that number begins, counted from the erasure's first; 0 is after the last.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event

from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.storage.store import Tx


async def forget(path: str, number: int) -> None:
    """Forget the first who is due."""
    count = 0

    def strike(*_: object) -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def unit(tx: Tx) -> None:
        (due, *_) = tx.erasures.due(datetime.max.replace(tzinfo=now.tzinfo), 1)
        event.listen(Engine, "before_cursor_execute", strike)
        tx.erasures.forget(due.person_id, now, due.via, "bg")

    now = datetime.fromisoformat("2026-11-24T09:00:00+00:00")
    async with await Database.open(f"sqlite+aiosqlite:///{path}") as database:
        await database.write(unit)
        os.write(1, f"{count}\n".encode())
        os.kill(os.getpid(), signal.SIGKILL)  # before anybody was told


if __name__ == "__main__":
    asyncio.run(forget(sys.argv[1], int(sys.argv[2])))
