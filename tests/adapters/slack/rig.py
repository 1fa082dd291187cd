"""The bot in a local Slack: a workspace with two channels, an organiser and two members."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.adapters.slack.client import SlackChat
from bot.adapters.slack.manifest import Mode, manifest
from bot.adapters.slack.noted import plain
from bot.core.arrivals import Arrivals
from bot.settings.facts import SlackFacts
from tests.kit import Kit, opened
from tests.servers.slack import Channel, Slack, User, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.command import Command
    from bot.core.errors import Oops


LONDON = "Europe/London"  # where an English Slack means English


@dataclass
class Club:
    """Everything a test touches."""

    slack: Slack
    kit: Kit
    chat: SlackChat
    arrivals: Arrivals
    general: Channel
    organisers: Channel
    ana: User  # a member whose Slack is English
    boris: User  # a member whose Slack is Bulgarian
    olga: User  # an organiser
    complaints: list[Oops] = field(default_factory=list)


@asynccontextmanager
async def clubhouse(*commands: type[Command], **facts: object) -> AsyncIterator[Club]:
    """The bot, connected over Socket Mode."""
    async with running() as slack, opened(*commands) as kit:
        ana, boris, olga = slack.user("Ana", tz=LONDON), slack.user("Boris", "bg-BG"), slack.user("Olga", tz=LONDON)
        general, organisers = slack.channel("general", ana, boris, olga), slack.channel("organisers", olga)
        # The workspace grants what the printed manifest asks for, and nothing beyond.
        slack.install(plain(manifest("Club", kit.core.book.specs, Mode.EACH)))
        own = SlackFacts(organisers=(olga.id,), organisers_channel=organisers.id)
        arrivals = Arrivals(kit.database, kit.clock)
        chat = SlackChat(
            kit.core,
            arrivals,
            own.model_copy(update=facts),
            bot_token=slack.token,
            app_token=slack.app_token,
            base_url=slack.api,
            ping_interval=0.5,
        )
        club = Club(slack, kit, chat, arrivals, general, organisers, ana, boris, olga)
        kit.core.messengers.append(chat.messenger)
        ready = asyncio.Event()
        task = asyncio.create_task(chat.run(lambda _: ready.set(), club.complaints.append))
        try:
            async with asyncio.timeout(10):
                await ready.wait()
            yield club
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
