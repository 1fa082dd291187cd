"""Where units of work are run: the only file that knows which database it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import make_url

from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from bot.storage.embedded import Embedded
    from bot.storage.server import Server
    from bot.storage.store import Tx

T = TypeVar("T")


class Database:
    """Runs units of work: plain functions that take the repositories of one transaction and know no driver.

    A unit runs outside the event loop's thread on SQLite and must not touch anything but its `tx` and its own values.
    """

    def __init__(self, home: Embedded | Server) -> None:
        self._home = home

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect to `sqlite+aiosqlite:///PATH`, `sqlite+aiosqlite://` (in memory) or a server, and migrate.

        Raises StorageFault when it cannot be opened, or was written by a later version of the bot.
        """
        where = make_url(url)
        if where.get_backend_name() != "sqlite":
            from bot.storage.server import Server

            return cls(await Server(where).open())
        from bot.storage.embedded import Embedded

        if where.database and where.database != ":memory:" and "uri" not in where.query:
            try:
                Path(where.database).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageFault(str(error)) from error
        return cls(await Embedded(where).open())

    async def read(self, unit: Callable[[Tx], T]) -> T:
        """Run a unit that reads, on one snapshot; a writer may be at work beside it."""
        return await self._home.run(unit, writes=False)

    async def write(self, unit: Callable[[Tx], T]) -> T:
        """Run a unit that writes, one at a time: all of it is stored when this returns, or nothing when it raises.

        A unit that has begun ends even when the task that waits for it is cancelled. Raises StorageFault.
        """
        return await self._home.run(unit, writes=True)

    async def close(self) -> None:
        """Let what was begun end, then close."""
        await self._home.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
