"""Who joins a server is welcomed in its channel, and nobody is written to who did not ask for it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.welcoming.welcome import GATHERED, Welcome
from bot.scheduler.service import Scheduler
from tests.adapters.discord.rig import Club, clubhouse
from tests.servers.discord import User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.store import Tx
    from tests.servers.discord import Channel
    from tests.servers.discord.world import Message


@dataclass
class Door:
    """A server with a welcome channel, and the scheduler that posts there."""

    club: Club
    channel: Channel
    scheduler: Scheduler

    async def join(self, *users: User) -> None:
        """Have people join, and wait until the bot knows."""
        for user in users:
            self.club.discord.users[user.id] = user
            self.club.discord.join(self.club.guild, user)
        ids = [str(user.id) for user in users]

        def noted(tx: Tx) -> bool:
            return all(tx.newcomers.get("discord", id) for id in ids)

        async with asyncio.timeout(20):
            while not await self.club.kit.database.read(noted):  # noqa: ASYNC110 - it waits for the bot
                await asyncio.sleep(0.01)

    async def later(self, by: timedelta) -> None:
        self.club.kit.clock.forward(by)
        await self.scheduler.settle()

    def posts(self) -> list[Message]:
        return self.club.discord.messages(self.channel)


@asynccontextmanager
async def door() -> AsyncIterator[Door]:
    async with clubhouse() as club:
        channel = club.guild.text("welcome")
        core = club.kit.core
        core.places = replace(core.places, welcome={"discord": f"discord:{channel.id}"})
        club.arrivals.listeners.append(Welcome(core))
        yield Door(club, channel, Scheduler(core))


async def test_those_who_join_within_moments_are_welcomed_in_one_post_with_a_way_to_begin() -> None:
    async with door() as at:
        vera, peter = User("Vera"), User("Петър")
        await at.join(vera, peter)
        await at.later(GATHERED)
        (post,) = at.posts()
        assert post.mentions == [vera, peter]
        await at.later(timedelta(days=1))
        assert at.posts() == [post]
