"""Who joins a server is welcomed in its channel, and nobody is written to who did not ask for it.

SOAK makes a thousand of a hundred people.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.welcoming.welcome import APART, GATHERED, MOST, Welcome
from bot.core.context import Account, Place
from bot.core.request import Packed, Request
from bot.core.words import words
from bot.scheduler.service import Scheduler
from tests.adapters.discord.rig import Club, clubhouse
from tests.servers.discord import Permission, User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.store import Tx
    from tests.servers.discord import Channel
    from tests.servers.discord.world import Message

RUSH = 1000 if os.environ.get("SOAK") else 100


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


async def test_a_bot_is_not_welcomed_nor_anybody_before_the_screening_is_done() -> None:
    async with door() as at:
        discord, guild = at.club.discord, at.club.guild
        helper, vera, petar = discord.user("helper", bot=True), discord.user("Vera"), discord.user("Petar")
        discord.join(guild, helper)
        discord.join(guild, vera, pending=True)
        await at.join(petar)
        await at.later(GATHERED)
        assert [post.mentions for post in at.posts()] == [[petar]]
        discord.clear_pending(guild, vera)
        await at.join(discord.user("Last"))
        await at.later(GATHERED)
        assert vera in at.posts()[-1].mentions
        assert helper not in at.posts()[-1].mentions


async def test_start_in_the_channel_is_answered_to_the_one_who_pressed_it_alone() -> None:
    async with door() as at:
        vera = at.club.discord.user("Vera", "bg")
        await at.join(vera)
        await at.later(GATHERED)
        (post,) = at.posts()
        answer = await (await at.club.discord.press(vera, post, words("bg")("Start"))).settled()
        assert answer.message.seen_by is vera
        assert at.posts() == [post]


async def test_a_hostile_name_stays_a_name() -> None:
    async with door() as at:
        evil = User("evil", shown="@everyone <@1> **x** [a](https://evil.example)")
        await at.join(evil)
        await at.later(GATHERED)
        (post,) = at.posts()
        assert post.mentions == [evil]
        assert "everyone" not in post.text
        assert not post.mention_everyone


async def test_a_rush_is_greeted_once_each_within_the_limits_and_nobody_is_written_to_alone() -> None:
    async with door() as at:
        at.club.discord.bucket(r"POST /channels/\d+/messages", 5, 5.0)
        users = [User(f"user{number}") for number in range(RUSH)]
        await at.join(*users)
        await at.later(GATHERED)
        for _ in range(RUSH // MOST):
            await at.later(APART)
        called = Counter(user.id for post in at.posts() for user in post.mentions)
        assert called == {user.id: 1 for user in users}
        assert len(at.posts()) == RUSH // MOST
        assert not at.club.discord.requested(r"POST /users/@me/channels")
        assert all(asked.status != 429 for asked in at.club.discord.requests)


async def test_who_chooses_a_field_has_its_role_on_the_server() -> None:
    async with door() as at:
        club, core = at.club, at.club.kit.core
        role, own = club.guild.role("Cancer"), club.discord.bot_role(club.guild)
        own.permissions |= Permission.MANAGE_ROLES
        role.position, own.position = 1, 50
        club.discord.changed(club.guild, role, own)
        core.places = replace(core.places, roles={"cancer": (str(role.id),)})
        ana, here = Account("discord", str(club.ana.id)), Place("discord", str(at.channel.id))
        for number, said in enumerate(("1 join-answer interests=cancer", "1 join-answer interests=policy")):
            await core.handle(Request(f"r{number}", ana, here, Packed(said), "Ana", "en"))
            await at.scheduler.settle()
            assert (role in club.guild.members[club.ana.id].roles) is (number == 0)
