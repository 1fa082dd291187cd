"""Who joins a workspace is written to once, at a pace that Slack allows. SOAK makes a thousand of a hundred people."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.welcoming.welcome import Welcome
from bot.core.words import words
from bot.scheduler.service import Scheduler
from tests.adapters.slack.rig import Club, clubhouse
from tests.servers.slack import User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.storage.store import Tx
    from tests.servers.slack.world import Message

RUSH = 1000 if os.environ.get("SOAK") else 100
TIER_3 = 50  # calls of a method a minute: https://docs.slack.dev/apis/web-api/rate-limits
STEP = timedelta(seconds=5)
MINUTE = timedelta(minutes=1)


@dataclass
class Door:
    """A workspace with a scheduler."""

    club: Club
    scheduler: Scheduler
    opened: list[int] = field(default_factory=list)  # direct conversations that were opened, by steps of time

    async def join(self, *users: User) -> None:
        """Have people join, and wait until the bot knows."""
        for user in users:
            await self.club.slack.join(user)

        def noted(tx: Tx) -> bool:
            return all(tx.newcomers.get("slack", user.id) for user in users)

        await self.told(noted)

    async def told(self, noted: Callable[[Tx], bool]) -> None:
        """Wait until the bot has taken note of something."""
        async with asyncio.timeout(60):
            while not await self.club.kit.database.read(noted):  # noqa: ASYNC110 - it waits for the bot
                await asyncio.sleep(0.02)

    async def later(self, by: timedelta = STEP) -> None:
        """Let time pass, step by step."""
        for _ in range(by // STEP):
            before = self._asked()
            self.club.kit.clock.forward(STEP)
            await self.scheduler.settle()
            self.opened.append(self._asked() - before)

    def written(self, user: User) -> list[Message]:
        return self.club.slack.messages(self.club.slack.conversation(user))

    def _asked(self) -> int:
        return len(self.club.slack.requested(r"^conversations\.open$"))


@asynccontextmanager
async def door() -> AsyncIterator[Door]:
    async with clubhouse() as club:
        club.arrivals.listeners.append(Welcome(club.kit.core))
        at = Door(club, Scheduler(club.kit.core))
        # Whoever is there at the very first look has been there before.
        await at.told(lambda tx: tx.memberships.known("slack", club.slack.team_id))
        yield at


async def test_who_joins_is_written_to_in_their_language_with_a_way_to_begin() -> None:
    async with door() as at:
        vera = User("Вера", "bg-BG")
        await at.join(vera)
        await at.later()
        (message,) = at.written(vera)
        assert "Вера" in message.text
        assert message.buttons == [words("bg")("Start")]
        await at.later(MINUTE)
        assert len(at.written(vera)) == 1


async def test_neither_a_bot_nor_who_may_be_in_some_channels_only_is_written_to() -> None:
    async with door() as at:
        some = [User("helper", bot=True), User("Guest", restricted=True), User("Visitor", ultra_restricted=True)]
        for user in some:
            await at.club.slack.join(user)
        await at.join(User("Vera"))
        await at.later(MINUTE)
        assert [at.written(user) for user in some] == [[], [], []]


async def test_a_rush_is_written_to_once_each_and_no_faster_than_slack_allows() -> None:
    async with door() as at:
        users = [User(f"user{number}") for number in range(RUSH)]
        await at.join(*users)
        await at.later(RUSH * timedelta(seconds=1.25) + MINUTE)
        assert {len(at.written(user)) for user in users} == {1}
        steps = MINUTE // STEP
        assert max(sum(at.opened[first : first + steps]) for first in range(len(at.opened))) <= TIER_3


async def test_what_piled_up_is_sent_as_fast_as_slack_takes_it_and_asks_for_little_in_vain() -> None:
    async with door() as at:
        at.club.slack.bucket(r"^conversations\.open$", 5, 1.0)
        users = [User(f"user{number}") for number in range(20)]
        await at.join(*users)
        at.club.kit.clock.forward(timedelta(hours=1))  # the bot was away meanwhile
        for _ in range(40):
            await at.scheduler.settle()
            if all(map(at.written, users)):
                break
            await asyncio.sleep(0.5)
            at.club.kit.clock.forward(MINUTE)
        assert {len(at.written(user)) for user in users} == {1}
        asked = [one.status for one in at.club.slack.requested(r"^conversations\.open$")]
        assert asked.count(200) == len(users)
        assert len(asked) < 2 * len(users)
