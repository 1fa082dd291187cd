"""The bot killed with SIGKILL while it sends: every message stands exactly once wherever it was meant to, none is lost.

Twenty times here. `make soak` does the rest: SOAK says how many times more.
"""

from __future__ import annotations

import os
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.scheduler.killing import DISCORD_LOOKS, DISCORD_POSTS, SLACK_LOOKS, SLACK_POSTS, Ground, Kill, Moment, ground

if TYPE_CHECKING:
    from pathlib import Path

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
KILLS = 20  # over one pair of servers
AWAY = (4 * SECOND, 12 * SECOND, 31 * SECOND, 31 * SECOND, 90 * SECOND, 10 * MINUTE, 10 * MINUTE, DAY)
MORE = int(os.environ.get("SOAK", "0"))
SEEDS = [os.environ.get("SEED", "1"), *(f"soak {n}" for n in range(-(-MORE // KILLS)))]


@pytest.mark.parametrize("seed", SEEDS)
async def test_whenever_it_is_killed_every_message_stands_exactly_once(tmp_path: Path, seed: str) -> None:
    chance = random.Random(seed)
    async with ground(tmp_path, skew=chance.uniform(-45, 45)) as g:
        for minutes in (1, 20, 45):
            places = chance.sample(g.places, min(3, len(g.places)))
            await g.orders.add(places, g.orders.now() + minutes * MINUTE, rule="FREQ=DAILY", long=minutes == 20)
        for _ in range(KILLS):
            later = chance.choice(AWAY)
            await _some_work(g, chance, later)
            _some_trouble(g, chance)
            g.chatter(chance.choice((0, 0, 1, 120)))
            await g.life(later, _some_kill(chance), sudden=chance.random() < 0.1)
        await g.rest()
        wrong = [*await g.orders.wrong(), *await g.orders.tells()]
        if wrong:
            pytest.fail("\n".join((*wrong, f"seed {seed!r}:", *g.story)), pytrace=False)


async def _some_work(g: Ground, chance: random.Random, later: timedelta) -> None:
    """Something to send during the next life, or to change."""
    for order in g.orders.all:
        if chance.random() < 0.2 and not order.retracted and await g.orders.is_sent(order):
            await (g.orders.edit(order) if chance.random() < 0.7 else g.orders.retract(order))
    for _ in range(chance.randint(1, 2)):
        places = chance.sample(g.places, chance.randint(2, len(g.places)))
        at = g.orders.now() + MINUTE if later > MINUTE and chance.random() < 0.6 else None
        await g.orders.add(places, at, long=chance.random() < 0.3, ping=chance.choice(("", "", "here", "everyone")))


def _some_kill(chance: random.Random) -> Kill:
    moment = chance.choice((*Moment, Moment.CARRIED_OUT, Moment.ANSWERED))
    match moment:
        case Moment.BORN:
            return Kill(moment, delay=chance.uniform(0, 0.3))
        case Moment.DUE:
            return Kill(moment, delay=chance.uniform(0, 0.1))
        case Moment.ANSWERED:
            return Kill(moment, chance.randint(1, 8), chance.uniform(0, 0.01))
        case Moment.ASKED:
            return Kill(moment, chance.randint(1, 5), chance.choice((0, chance.uniform(0, 0.3))))
        case _:
            return Kill(moment, chance.randint(1, 6))


def _some_trouble(g: Ground, chance: random.Random) -> None:
    """A post, or a look whether one is there, that goes wrong."""
    for server, posts, looks in ((g.discord, DISCORD_POSTS, DISCORD_LOOKS), (g.slack, SLACK_POSTS, SLACK_LOOKS)):
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            which, times = chance.choice((posts, posts, looks)), chance.choice((1, 1, 1, 2))
            match chance.choice(("drop", "drop", "fail", "fail", "limit", "slow")):
                case "drop":
                    server.drop(which, after=chance.random() < 0.7, times=times)
                case "fail":
                    server.fail(which, chance.choice((500, 502, 503)), after=chance.random() < 0.7, times=times)
                case "limit":
                    server.limit(which, times, retry_after=1)
                case _:
                    server.slow(which, chance.uniform(0, 0.2), times=times)
