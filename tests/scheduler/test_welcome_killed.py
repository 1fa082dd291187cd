"""The bot killed with SIGKILL while people join and are welcomed: each is welcomed once, nobody is lost.

SOAK makes a thousand of a hundred people.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.scheduler.killing import Ground, Kill, Moment, ground
from tests.servers import discord as discords
from tests.servers import slack as slacks

if TYPE_CHECKING:
    from pathlib import Path

RUSH = 1000 if os.environ.get("SOAK") else 100
LIVES = 4  # in which people join and the bot is killed
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


async def test_who_joins_while_the_bot_is_killed_again_and_again_is_welcomed_once(tmp_path: Path) -> None:
    chance = random.Random(os.environ.get("SEED", "1"))
    async with ground(tmp_path) as g:
        g.quiet = 0.5
        present = g.discord.user("Present"), g.slack.user("Present")
        g.discord.join(g.guild, present[0])
        await _first_look(g)
        on_discord = [g.discord.user(f"d{number}") for number in range(RUSH)]
        on_slack = [slacks.User(f"s{number}") for number in range(RUSH)]
        for life in range(LIVES):
            joining = asyncio.create_task(_join(g, on_discord[life::LIVES], on_slack[life::LIVES]))
            moment = chance.choice((Moment.DUE, Moment.ASKED, Moment.CARRIED_OUT, Moment.ANSWERED))
            await g.life(MINUTE, Kill(moment, chance.randint(1, 9), delay=chance.uniform(0, 0.2)))
            await joining
        g.quiet = 2.0
        while not await _noted(g, on_discord, on_slack):  # those whom no event told of are found at a look
            await g.life(MINUTE, Kill(Moment.DUE, delay=1 + RUSH / 300))
        for _ in range(2):
            await g.life(HOUR, None)
        called = Counter(user.id for message in g.discord.messages(g.welcome) for user in message.mentions)
        assert called == {user.id: 1 for user in on_discord}
        written = Counter({user.id: len(g.slack.messages(g.slack.conversation(user))) for user in on_slack})
        assert written == {user.id: 1 for user in on_slack}
        assert not g.slack.messages(g.slack.conversation(present[1]))
        assert not g.discord.requested(r"POST /users/@me/channels")


async def _first_look(g: Ground) -> None:
    """A bot that lives until it has looked at who is there."""
    communities = ("discord", str(g.guild.id)), ("slack", g.slack.team_id)
    while not await g.orders.database.read(lambda tx: all(tx.memberships.known(*one) for one in communities)):
        await g.life(timedelta(0), Kill(Moment.DUE, delay=0.3))


async def _noted(g: Ground, users: list[discords.User], others: list[slacks.User]) -> bool:
    """Whether the bot knows of everybody."""
    keys = [("discord", str(user.id)) for user in users] + [("slack", other.id) for other in others]
    return await g.orders.database.read(lambda tx: all(tx.newcomers.get(*key) for key in keys))


async def _join(g: Ground, users: list[discords.User], others: list[slacks.User]) -> None:
    """People join both platforms within a second or two, whether the bot is there or not."""
    for user, other in zip(users, others, strict=True):
        g.discord.join(g.guild, user)
        await g.slack.join(other)
        await asyncio.sleep(1.5 / len(users))
