"""`invite`: how an empty installation gets its first organiser."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.cli import logs
from bot.cli.speech import operator, reported, say
from bot.core import invites
from bot.core.clock import Clock
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.settings import load
from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.storage.store import Tx


def invite(address: str, *, force: bool) -> None:
    """Print a link; refuses once there is an organiser, unless forced. The terminal's own user does not count."""
    logs.configure(logging.WARNING)
    with reported():
        say(asyncio.run(_invite(address, force=force)))


async def _invite(address: str, *, force: bool) -> str:
    settings, secret, now = load(), invites.new_secret(), Clock().now()
    async with await Database.open(settings.database_url) as database:
        if not force and await database.read(_organised):
            raise Oops("There is an organiser already, who can send /invite to the bot. If nobody can, add --force.")
        await database.write(lambda tx: invites.invite(tx, secret, Role.ORGANISER, None, now))
    return "\n".join(
        (
            invites.link(address or _origin(*settings.web.listen), secret),
            operator()("It makes whoever opens it first an organiser, once, within {n} days.", n=invites.VALID.days),
        )
    )


def _organised(tx: Tx) -> bool:
    operator = tx.people.find("terminal", "local")
    return any(person.id != (operator.id if operator else "") for person in tx.people.organisers())


def _origin(host: str, port: int) -> str:
    shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
