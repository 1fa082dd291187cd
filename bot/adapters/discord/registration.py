"""Puts the commands where the settings say, when Discord does not hold them already.

A bulk overwrite replaces all commands of a scope (one server, or all) and keeps the ids of those that stay
(https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from discord import HTTPException, RateLimited
from discord.http import Route

from bot.adapters.discord.lost import LOST, again
from bot.adapters.discord.register import Json, commands, same
from bot.core.errors import Oops
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from discord.http import HTTPClient

    from bot.core.book import Book

log = structlog.get_logger()

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
NO_ACCESS = (50001, 10004)
TOO_MANY_TODAY = 30034

Scope = int | None  # a server's id, or None for all servers
FIELD = re.compile(r"In (\S+): (.*)")


async def register(
    http: HTTPClient, application_id: int, guilds: Sequence[int], book: Book, *, elsewhere: Iterable[int] = ()
) -> tuple[Oops, ...]:
    """Register with these servers, or globally if there are none, and nowhere else: two scopes show a name twice.

    `elsewhere` are servers that the bot is in. What goes wrong with one scope is logged, told, and stops no other.
    """
    desk = _Desk(http, application_id)
    everywhere = commands(book, everywhere=True)
    plan: dict[Scope, list[Json]] = {guild: commands(book, everywhere=False) for guild in guilds}
    plan[None] = [] if guilds else everywhere
    plan |= {guild: [] for guild in elsewhere if guild not in plan}
    told = [await desk.settle(scope, wanted) for scope, wanted in plan.items()]
    return tuple(oops for oops in told if oops)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Discord's register of one application's commands."""

    http: HTTPClient
    application_id: int

    async def settle(self, scope: Scope, wanted: list[Json]) -> Oops | None:
        """Make the scope hold what is wanted; what went wrong, if anything did."""
        try:
            changes = not same(wanted, await self._ask("GET", scope, params={"with_localizations": "true"}))
            if changes:
                await self._ask("PUT", scope, json=wanted)
        except (HTTPException, RateLimited, *LOST) as error:
            oops = _explained(error, scope, wanted)
            log.warning("commands not registered", guild=scope, why=words("en")(oops.text, **oops.names))
            return oops
        log.info("commands registered" if changes else "commands unchanged", guild=scope, n=len(wanted))
        return None

    async def _ask(self, method: str, scope: Scope, **sent: Any) -> Any:  # noqa: ANN401 - JSON
        """One request; both kinds may be repeated, so a connection that breaks is no matter."""
        whose = "/guilds/{guild_id}" if scope else ""
        route = Route(
            method,
            f"/applications/{{application_id}}{whose}/commands",
            application_id=self.application_id,
            guild_id=scope,
        )
        return await again(lambda: self.http.request(route, **sent))


def _explained(error: Exception, scope: Scope, wanted: list[Json]) -> Oops:
    code = error.code if isinstance(error, HTTPException) else 0
    if code in NO_ACCESS and scope:
        return Oops(
            "The server {guild} does not know the bot, so there are no commands there. Open the link that"
            " “python -m bot manifest discord” prints and choose it, or take its number out of discord.guilds.",
            guild=scope,
        )
    if code == TOO_MANY_TODAY:
        return Oops("Discord takes no more commands today. The old ones stay; start the bot again tomorrow.")
    why = "; ".join(_readable(error.text, wanted)) if isinstance(error, HTTPException) else ""
    return Oops("Discord did not take the commands: {why}", why=why or str(error) or type(error).__name__)


def _readable(text: str, wanted: list[Json]) -> Iterator[str]:
    """An error of Discord's, its positions (3.options.0.name) written as names (/calls topic name)."""
    for line in text.splitlines():
        field = FIELD.match(line)
        yield f"/{' '.join(_path(field[1].split('.'), wanted))}: {field[2]}" if field else line


def _path(steps: Iterable[str], at: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a command
    for step in steps:
        if isinstance(at, list) and step.isdigit() and int(step) < len(at):
            at = at[int(step)]
            yield at["name"]
        else:
            at = at.get(step) if isinstance(at, dict) else None
            if not isinstance(at, list):
                yield step
