"""Where everything is put together: settings, then storage, then the core, then what people talk to it through."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.commands import QUESTION
from bot.commands.membership.examples import settle_in
from bot.commands.welcoming.welcome import Welcome
from bot.core.arrivals import Arrivals
from bot.core.book import Book
from bot.core.context import Club
from bot.core.core import Core
from bot.core.errors import Oops
from bot.core.intake import furnish
from bot.core.people import People
from bot.core.places import Directory, Habits
from bot.core.shelf import Shelf
from bot.domain.quiet import Quiet
from bot.flows import EVERY
from bot.storage.database import Database
from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from pydantic import SecretStr

    from bot.adapters.discord.client import DiscordChat
    from bot.adapters.slack.client import SlackChat
    from bot.core.clock import Clock
    from bot.settings import Settings
    from bot.settings.facts import PlaceFacts
    from bot.storage.store import Tx

TIDY_EVERY = 3600  # seconds
REQUESTS_LIVE = timedelta(days=30)  # no platform delivers anything again after that
DRAFTS_LIVE = timedelta(days=30)
UNHELD = timedelta(days=1)  # what was written for no schedule, or for one that is gone
LOOK_EVERY = 3  # seconds between looks for facts that another process has stored
IN_MEMORY = "sqlite+aiosqlite://"

log = structlog.get_logger()


@asynccontextmanager
async def library(url: str, clock: Clock) -> AsyncIterator[tuple[Database, Shelf]]:
    """The database, brought up to date, and the facts in it; an empty one is given the club's own."""
    async with await Database.open(url) as database:
        await furnish(database, clock.now())
        shelf = Shelf(database)
        await shelf.refresh()
        yield database, shelf


def kernel(settings: Settings, database: Database, shelf: Shelf, clock: Clock) -> Core:
    """The core with all commands."""
    club = Club(
        settings.club.name,
        settings.club.language,
        settings.club.zone,
        Quiet(settings.quiet_hours.since, settings.quiet_hours.until),
        settings.announcements.approval,
        timedelta(days=settings.privacy.keep_after_leaving),
        settings.privacy.contact,
    )
    people = People(database, club, clock)
    return Core(Book(EVERY, QUESTION), database, shelf, people, clock, club, places=directory(settings))


def directory(settings: Settings) -> Directory:
    """The groups of places that the settings name, and what differs in each place."""

    def habits(facts: PlaceFacts) -> Habits:
        quiet = facts.quiet_hours
        return Habits(facts.language, Quiet(quiet.since, quiet.until) if quiet else None)

    directory = Directory(
        groups=settings.groups,
        habits={place: habits(of) for place, of in settings.places.items()},
        interests={name: facts.places for name, facts in settings.interests.items()},
        roles={name: _harmless(facts.roles, settings) for name, facts in settings.interests.items()},
    )
    channels = {"discord": settings.discord.welcome_channel, "slack": settings.slack.welcome_channel}
    welcome = {platform: f"{platform}:{channel}" for platform, channel in channels.items() if channel}
    return replace(directory, welcome={**directory.welcome, **welcome})


def _harmless(roles: Iterable[int], settings: Settings) -> tuple[str, ...]:
    """Roles that anybody may have by choosing a field: none of those that make somebody a member or an organiser."""
    held = {*settings.discord.member_roles, *settings.discord.organiser_roles}
    if wrong := held.intersection(roles):
        log.warning("roles of members and organisers are not given by interests", roles=sorted(wrong))
    return tuple(str(role) for role in roles if role not in held)


@asynccontextmanager
async def house(settings: Settings, clock: Clock) -> AsyncIterator[Core]:
    """The core over the settings' database, for whoever talks to it."""
    async with library(settings.database_url, clock) as (database, shelf):
        core = kernel(settings, database, shelf, clock)
        await core.grants.refresh()
        yield core


class Operator(Protocol):
    """Whoever runs the bot, and is told what becomes of it."""

    def web_is_at(self, url: str) -> None:
        """The web chat's address."""
        ...

    def is_there(self, platform: str, name: str) -> None:
        """A platform has let the bot in, under this name."""
        ...

    def stays_away(self, platform: str, why: Oops) -> None:
        """A platform will not do until somebody changes a setting; the others go on."""
        ...


async def serve(settings: Settings, clock: Clock, operator: Operator, *, demo: bool = False) -> None:
    """Serve all that is configured until SIGTERM or SIGINT."""
    from bot.adapters.web.client import WebChat
    from bot.scheduler.service import Scheduler

    with until_signalled():
        async with house(settings, clock) as core:
            if demo:
                await core.database.write(lambda tx: settle_in(tx, clock.now()))
            slack = _slack(settings, settings.slack_bot_token, core) if settings.slack_bot_token else None
            routes = slack.http.routes() if slack and settings.slack.mode == "http" else []
            web = WebChat(core, settings.web.listen, demo=demo, routes=routes)
            core.messengers.append(web)
            async with asyncio.TaskGroup() as group:
                group.create_task(web.run(operator.web_is_at))
                group.create_task(watch(core.shelf))
                group.create_task(tidy(core.database, clock))
                if settings.discord_token:
                    discord = _discord(settings, settings.discord_token, core)
                    group.create_task(_alone("Discord", discord, core, operator))
                if slack:
                    group.create_task(_alone("Slack", slack, core, operator))
                await Scheduler(core).run()  # ends first: what is being sent still needs the platforms


def _discord(settings: Settings, token: SecretStr, core: Core) -> DiscordChat:
    from bot.adapters.discord.client import DiscordChat

    return DiscordChat(core, arrivals(core), settings.discord, token.get_secret_value())


def _slack(settings: Settings, token: SecretStr, core: Core) -> SlackChat:
    from bot.adapters.slack.client import SlackChat

    app_token, secret = settings.slack_app_token, settings.slack_signing_secret
    return SlackChat(
        core,
        arrivals(core),
        settings.slack,
        bot_token=token.get_secret_value(),
        app_token=app_token.get_secret_value() if app_token else "",
        signing_secret=secret.get_secret_value() if secret else "",
    )


def arrivals(core: Core) -> Arrivals:
    """Who comes to a platform's communities, and is welcomed."""
    made = Arrivals(core.database, core.clock, core.written)
    made.listeners.append(Welcome(core))
    return made


async def _alone(platform: str, chat: DiscordChat | SlackChat, core: Core, operator: Operator) -> None:
    """Serve a platform; what makes it impossible is told, and the others go on."""
    core.messengers.append(chat.messenger)
    try:
        await chat.run(partial(operator.is_there, platform), partial(operator.stays_away, platform))
    except Oops as oops:
        operator.stays_away(platform, oops)
    except Exception:
        log.exception("a platform has failed", platform=platform)
        operator.stays_away(platform, Oops("Something broke; the log tells more. The others go on without it."))
    core.messengers.remove(chat.messenger)


async def tidy(database: Database, clock: Clock) -> None:
    """Drop what has had its time: tokens of old answers, invitations, results kept for redelivered requests."""

    def prune(tx: Tx) -> None:
        now = clock.now()
        tx.kept.prune(now)
        tx.invites.prune(now)
        tx.requests.prune(now - REQUESTS_LIVE)
        tx.schedules.prune_drafts(now - DRAFTS_LIVE)
        tx.contents.prune(now - UNHELD)
        tx.pictures.prune(now, tx.contents.pictures())

    while True:
        try:
            await database.write(prune)
        except StorageFault as fault:
            log.warning("what is old could not be dropped", why=str(fault))
        await asyncio.sleep(TIDY_EVERY)


async def watch(shelf: Shelf) -> None:
    """See facts that another process stores, such as `import` beside a running bot."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        try:
            await shelf.refresh()
        except StorageFault as fault:
            log.warning("the facts could not be looked up", why=str(fault))


@contextmanager
def until_signalled() -> Iterator[None]:
    """End what runs within, in good order, at the first SIGTERM or SIGINT."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    signalled = False

    def stop() -> None:
        nonlocal signalled
        signalled = True
        if task:
            task.cancel()

    with suppress(NotImplementedError):  # on Windows Ctrl+C raises KeyboardInterrupt instead
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, stop)
    try:
        yield
    except asyncio.CancelledError:
        if not signalled:
            raise
        if task:
            task.uncancel()
