from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.storage.database import Database
from bot.storage.errors import StorageFault
from bot.storage.migrations import HEAD
from bot.storage.schema import metadata

if TYPE_CHECKING:
    from bot.storage.store import Tx


async def test_the_tables_are_the_sum_of_the_migrations(database: Database) -> None:
    def differences(tx: Tx) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(tx._connection, opts=options), metadata))

    assert await database.read(differences) == []


def test_the_newest_migration_is_the_one_that_a_start_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", "bot:storage/migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_a_later_bot_s_database_is_left_alone(url: str) -> None:
    async with await Database.open(url) as database:
        later = "UPDATE alembic_version SET version_num = '9999'"
        await database.write(lambda tx: tx._connection.exec_driver_sql(later).close())
    with pytest.raises(StorageFault, match="later version"):
        await Database.open(url)


async def test_a_migration_that_fails_leaves_nothing_behind(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise LookupError

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", fail)
        with pytest.raises(LookupError):
            await Database.open(url)
    async with await Database.open(url) as database:
        assert await database.read(lambda tx: tx.facts.version()) == 0
