"""Where units of work are run: the only file that knows which database it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from sqlalchemy import URL

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
        try:
            return cls(await _home(make_url(url)))
        except (ArgumentError, ModuleNotFoundError, OSError) as error:
            # The URL itself is not repeated: it may hold a password.
            message = f"DATABASE_URL names no database that can be opened: {error}"
            raise StorageFault(message) from error

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


async def _home(url: URL) -> Embedded | Server:
    if url.get_backend_name() != "sqlite":
        from bot.storage.server import Server  # asyncio's half of SQLAlchemy is for servers only

        return await Server(url).open()
    from bot.storage.embedded import Embedded

    if url.database and url.database != ":memory:" and "uri" not in url.query:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return await Embedded(url).open()
