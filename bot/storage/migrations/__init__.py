"""How the tables came to be what schema.py says. Alembic is imported only when there is something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table

from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0006"  # the newest file in versions/; a test compares

_STAMP = table("alembic_version", column("version_num"))


def behind(connection: Connection) -> bool:
    """Whether the database lacks a migration, or has one that this bot does not know."""
    if not inspect(connection).has_table(_STAMP.name):
        return True
    return connection.scalar(select(_STAMP.c.version_num)) != HEAD


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables up to date, or to a migration on the way there, within the transaction at hand.

    Raises StorageFault when the database was written by a later version of the bot.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot:storage/migrations")
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, to)
    except CommandError as error:
        message = f"this database was written by a later version of the bot ({error})"
        raise StorageFault(message) from error
