"""A database server, such as PostgreSQL, through SQLAlchemy's asyncio: the same units, run by `run_sync`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage import migrations
from bot.storage.errors import StorageFault
from bot.storage.faults import faults
from bot.storage.store import Tx

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from sqlalchemy import URL, Connection

T = TypeVar("T")

# One writer at a time, as on SQLite: else a reader could see change 6 before change 5 and take 6 for the whole truth.
TURN = text("SELECT pg_advisory_xact_lock(1668048226)")


class Server:
    """A pool of connections to one server."""

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(url)

    async def open(self) -> Self:
        """Bring the tables up to date."""
        try:
            if await self._within(migrations.behind, writes=False):
                await self._within(migrations.upgrade, writes=True)
        except BaseException:
            await self.close()
            raise
        return self

    async def run(self, unit: Callable[[Tx], T], *, writes: bool) -> T:
        """Run a unit of work on a connection of its own."""
        return await self._within(lambda connection: unit(Tx(connection)), writes=writes)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def _within(self, job: Callable[[Connection], T], *, writes: bool) -> T:
        try:
            with faults():
                async with self._engine.connect() as connection:
                    if not writes:
                        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                        _ = await connection.execution_options(**options)
                    async with connection.begin():
                        if writes:
                            await connection.execute(TURN)
                        return await connection.run_sync(job)
        except OSError as error:
            raise StorageFault(str(error)) from error
