"""SQLite under aiosqlite: a unit of work runs whole, as one hop into the connection's own thread.

Why not statement by statement: docs/decisions/0001-units-of-work-on-aiosqlite.md.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import aiosqlite
from sqlalchemy import StaticPool, create_engine, event

from bot.storage import migrations
from bot.storage.faults import faults
from bot.storage.store import Tx

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from sqlalchemy import URL, Connection

T = TypeVar("T")

BUSY = 15.0  # seconds that a writer waits for the writer of another process
SWITCH = 0.001  # seconds that the event loop waits for the interpreter while a unit works in its thread; 0.005 is usual
STATEMENTS = 256  # prepared ones that a connection keeps


class _Proxy(aiosqlite.Connection):
    """aiosqlite's connection, running a whole function in its thread where it would run one statement."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True  # a connection that nobody closed must not keep the process alive

    async def start(self) -> None:
        try:
            _ = await self
        except BaseException:
            # aiosqlite does not wait for the thread then, whose last word would reach an event loop that is closed.
            await asyncio.to_thread(self._thread.join)
            raise

    async def hop(self, job: Callable[[], T]) -> T:
        # A job that has begun runs to its end even if whoever waits for it is cancelled.
        result: T = await self._execute(job)  # type: ignore[no-untyped-call]
        return result


class _Lane:
    """One connection and its thread. What is sent there runs one after another, each in its own transaction."""

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(url, creator=lambda: self._raw, poolclass=StaticPool)
        event.listen(self._engine, "begin", self._begun)
        self._proxy = _Proxy(self._connect)
        self._raw: sqlite3.Connection
        self._connection: Connection
        self._begin = "BEGIN"
        self._closed = False
        self._url = url

    async def open(self) -> None:
        await self._proxy.start()
        try:
            await self._proxy.hop(self._prepare)
        except BaseException:
            await self.close()
            raise

    async def run(self, unit: Callable[[Tx], T], *, writes: bool) -> T:
        def job(connection: Connection) -> T:
            try:
                return unit(Tx(connection))
            except StopIteration as error:  # a future cannot carry it: whoever waits would wait for ever
                raise RuntimeError("a unit of work raised StopIteration") from error

        return await self._proxy.hop(lambda: self._within(job, writes=writes))

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._proxy.hop(self._engine.dispose)
        finally:
            await self._proxy.close()

    def _connect(self) -> sqlite3.Connection:
        (path,), given = self._engine.dialect.create_connect_args(self._url)
        options: dict[str, Any] = {"timeout": BUSY, "cached_statements": STATEMENTS, **given}
        with faults():
            # isolation_level=None: transactions begin where we say so, never behind our back.
            self._raw = sqlite3.connect(path, isolation_level=None, **options)
        return self._raw

    def _prepare(self) -> None:
        with faults():
            self._connection = self._engine.connect()
            if self._raw.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
                self._raw.execute("PRAGMA journal_mode=WAL")
            self._raw.execute("PRAGMA synchronous=NORMAL")
        # Migrations rebuild tables, which foreign keys would take for deletions: they are switched on after.
        if self._within(migrations.behind, writes=False):
            self._within(migrations.upgrade, writes=True)
        self._raw.execute("PRAGMA foreign_keys=ON")

    def _within(self, job: Callable[[Connection], T], *, writes: bool) -> T:
        self._begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
        with faults():
            if not writes:
                self._raw.execute("PRAGMA query_only=ON")
            try:
                with self._connection.begin():
                    return job(self._connection)
            finally:
                if not writes:
                    self._raw.execute("PRAGMA query_only=OFF")

    def _begun(self, _connection: Connection) -> None:
        self._raw.execute(self._begin)


class Embedded:
    """One SQLite file: a lane that writes and a lane that reads beside it. A database in memory has one lane only."""

    def __init__(self, url: URL) -> None:
        plain = url.set(drivername="sqlite")
        self._writer = _Lane(plain)
        self._reader = _Lane(plain) if url.database not in {None, "", ":memory:"} else self._writer

    async def open(self) -> Self:
        """Connect and bring the tables up to date."""
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH))
        await self._writer.open()
        if self._reader is not self._writer:
            try:
                await self._reader.open()
            except BaseException:
                await self._writer.close()
                raise
        return self

    async def run(self, unit: Callable[[Tx], T], *, writes: bool) -> T:
        """Run a unit of work in its lane."""
        return await (self._writer if writes else self._reader).run(unit, writes=writes)

    async def close(self) -> None:
        """Let what was begun end, then close. The writer goes last and tidies the log away."""
        try:
            if self._reader is not self._writer:
                await self._reader.close()
        finally:
            await self._writer.close()
