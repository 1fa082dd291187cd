"""Discord as the rest of the bot sees it: something that serves, and a messenger."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog
from discord.utils import MISSING

from bot.adapters.discord import conversing, inbound
from bot.adapters.discord.answering import PATIENCE, Answering
from bot.adapters.discord.conversing import Conversing
from bot.adapters.discord.faults import SERVER_ERROR, TOO_MANY
from bot.adapters.discord.inbound import PLATFORM
from bot.adapters.discord.messenger import DiscordMessenger
from bot.adapters.discord.newcomers import Newcomers
from bot.adapters.discord.registration import register
from bot.adapters.discord.roles import Roles
from bot.core.context import Place
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.core.tokens import Tokens
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.core.arrivals import Arrivals
    from bot.core.core import Core
    from bot.settings.facts import DiscordFacts

GRACE = 8.0  # seconds for what is still being answered when the bot stops
LONGEST_WAIT = 30.0  # seconds that a rate limit may hold one request up; beyond that the caller decides
REMEMBERED = 10_000  # events known by their id: a resumed connection replays what it had sent already
WAITS = (1, 2, 5, 10, 30, 60)  # seconds between tries to reach Discord at start

log = structlog.get_logger()


class DiscordChat:
    """Serves Discord's gateway; posts through `messenger`."""

    platform = PLATFORM

    def __init__(
        self,
        core: Core,
        arrivals: Arrivals,
        facts: DiscordFacts,
        token: str,
        *,
        patience: float = PATIENCE,
        **options: Any,  # noqa: ANN401 - discord.py's own
    ) -> None:
        self._core = core
        self._facts = facts
        self._token = token
        self.client = _client(sharded=facts.sharded, **options)
        tokens = Tokens(core.database, core.clock)
        organisers = Place(PLATFORM, str(facts.organisers_channel)) if facts.organisers_channel else None
        self._roles = Roles(facts, self._named)
        self.messenger = DiscordMessenger(self.client, core.database, core.clock, self._roles, organisers)
        self._newcomers = Newcomers(arrivals, self._roles)
        self._answering = Answering(core, tokens, patience)
        self._conversing = Conversing(core, tokens, self.messenger)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._running: set[asyncio.Task[Any]] = set()
        self._arrived = False
        self._registered: frozenset[int] | None = None  # the servers that were known then
        self._ready: Callable[[str], None] = lambda _: None
        self._complain: Callable[[Oops], None] = lambda _: None
        for hears in (
            self.on_ready,
            self.on_guild_join,
            self.on_interaction,
            self.on_message,
            self.on_member_join,
            self.on_member_update,
            self.on_raw_member_remove,
        ):
            self.client.event(hears)

    def _named(self) -> frozenset[str]:
        """The roles that organisers let make organisers, but none that anybody may have by choosing a field."""
        chosen = (id for ids in self._core.places.roles.values() for id in ids)
        return self._core.grants.of(PLATFORM, Role.ORGANISER).difference(chosen)

    async def run(self, ready: Callable[[str], None], complain: Callable[[Oops], None]) -> None:
        """Serve until cancelled; `ready` is told the bot's name, `complain` what a setting should mend meanwhile.

        Raises Oops for what makes it impossible.
        """
        self._ready, self._complain = ready, complain
        try:
            async with self.client:
                try:
                    await self._login()
                    await self.client.connect()
                finally:
                    await self._settle()
        except discord.LoginFailure:
            raise Oops(
                "Discord refuses the token. Make another one (Developer Portal → your application → Bot → Reset Token)"
                " and set it as DISCORD_TOKEN, or in the file that DISCORD_TOKEN_FILE names."
            ) from None
        except discord.PrivilegedIntentsRequired:
            raise Oops(
                "Discord does not let the bot see who joins. Switch on “Server Members Intent”"
                " (Developer Portal → your application → Bot → Privileged Gateway Intents), then start again."
            ) from None

    async def _login(self) -> None:
        """Log in, however long Discord or the network is away."""
        for wait in chain(WAITS, repeat(WAITS[-1])):
            try:
                await self.client.login(self._token)
            except (aiohttp.ClientError, OSError, discord.HTTPException, discord.RateLimited) as error:
                if not _passes(error):
                    raise
                pause = max(wait, error.retry_after if isinstance(error, discord.RateLimited) else 0)
                log.warning("Discord cannot be reached", why=str(error) or type(error).__name__, again_in=pause)
                await self.client.http.close()  # the next try makes its own session
                self.client.http.connector = MISSING
                await asyncio.sleep(pause)
            else:
                return

    async def _settle(self) -> None:
        """Let what is being answered come to its end, within bounds."""
        if self._running:
            await asyncio.wait(self._running, timeout=GRACE)

    async def on_ready(self) -> None:
        """Do once what needs to know the servers, and each time see who has come. READY may come many times."""
        await self._tracked(self._arrive())

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was let into a server while it ran."""
        await self._tracked(self._arrive())

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A command, a button, a list, a form, or something being typed."""
        if self._first(interaction.id):
            await self._tracked(self._answering.answer(interaction, inbound.asker(interaction, self._roles)))

    async def on_message(self, message: discord.Message) -> None:
        """A line of text, of which only those to the bot are read."""
        me = self.client.user
        if me and conversing.is_for(message, me.id) and self._first(message.id):
            who = inbound.author(message, self._roles, self.client.guilds)
            await self._tracked(self._conversing.answer(message, who, me.id))

    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody came."""
        await self._tracked(self._newcomers.joined(member))

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Somebody passed the screening, among other things."""
        await self._tracked(self._newcomers.updated(before, after))

    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Somebody left."""
        await self._tracked(self._newcomers.left(payload))

    async def _arrive(self) -> None:
        if not self._arrived:
            self._arrived = True
            self._ready(str(self.client.user))
            for complaint in self._roles.check(self.client.guilds):
                log.warning(complaint)
        here = frozenset(guild.id for guild in self.client.guilds)
        if here != self._registered:
            self._registered = here
            await self._register(here)
        await self._newcomers.ready(self.client.guilds)

    async def _register(self, here: frozenset[int]) -> None:
        if self.client.application_id:
            http, application = self.client.http, self.client.application_id
            for oops in await register(http, application, self._facts.guilds, self._core.book, elsewhere=here):
                self._complain(oops)

    async def _tracked(self, work: Coroutine[Any, Any, None]) -> None:
        """Run what an event asks for, so that it may end before the bot does; one event's trouble stays its own."""
        task = asyncio.current_task()
        if task:
            self._running.add(task)
        try:
            await work
        except Oops as oops:
            log.warning(words("en")(oops.text, **oops.names))
        except Exception:
            log.exception("an event was not dealt with")
        finally:
            if task:
                self._running.discard(task)

    def _first(self, id: int) -> bool:
        """Whether this event is seen for the first time: what a resumed connection replays was answered already."""
        if id in self._seen:
            return False
        self._seen[id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True


def _passes(error: Exception) -> bool:
    """Whether this may be better later: Discord is down, or heard too much from this address."""
    return not isinstance(error, discord.HTTPException) or error.status >= SERVER_ERROR or error.status == TOO_MANY


class _Brief(logging.Filter):
    """A connection that is lost comes back by itself: one line tells of it, without where in the library it was."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], OSError | aiohttp.ClientError | discord.DiscordException):
            record.msg, record.args = f"{record.getMessage()} ({record.exc_info[1]})", ()
            record.exc_info = None
        return True


logging.getLogger("discord.client").addFilter(_Brief())
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # the bot does not speak


def _client(*, sharded: bool, **options: Any) -> discord.Client:  # noqa: ANN401
    # Nobody's texts are read but those to the bot, so the intent for the content of messages is not asked for.
    intents = discord.Intents(guilds=True, members=True, guild_messages=True, dm_messages=True)
    kind = discord.AutoShardedClient if sharded else discord.Client
    return kind(
        intents=intents,
        allowed_mentions=discord.AllowedMentions.none(),
        max_messages=None,
        max_ratelimit_timeout=LONGEST_WAIT,
        **options,
    )
