"""The bot killed with SIGKILL while it sends: every message stands exactly once wherever it was meant to, none is lost.

Twenty times at random moments here; SOAK says how many times more (`make soak`), SEED with which luck.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.delivery import Stage
from tests.scheduler.killing import DISCORD_LOOKS, DISCORD_POSTS, SLACK_LOOKS, SLACK_POSTS, Ground, Kill, Moment, ground

if TYPE_CHECKING:
    from pathlib import Path

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
KILLS = 20  # over one pair of servers
AWAY = (5 * SECOND, 12 * SECOND, 31 * SECOND, 31 * SECOND, 90 * SECOND, 10 * MINUTE, 10 * MINUTE, DAY)
MORE = int(os.environ.get("SOAK", "0"))
SEEDS = [os.environ.get("SEED", "1"), *(f"soak {n}" for n in range(-(-MORE // KILLS)))]


@pytest.mark.parametrize("seed", SEEDS)
async def test_whenever_it_is_killed_every_message_stands_exactly_once(tmp_path: Path, seed: str) -> None:
    chance = random.Random(seed)
    async with ground(tmp_path, skew=chance.uniform(-45, 45)) as g:
        g.quiet = 0.3
        for minutes in (1, 20, 45):
            places = chance.sample(g.places, min(3, len(g.places)))
            await g.orders.add(places, g.orders.now() + minutes * MINUTE, rule="FREQ=DAILY", long=minutes == 20)
        for _ in range(KILLS):
            later = chance.choice(AWAY)
            await _some_work(g, chance, later)
            _some_trouble(g, chance)
            g.chatter(chance.choice((0, 0, 1, 120)))
            kill = _some_kill(chance)
            if chance.random() < 0.1:
                await g.life(later, replace(kill, by=signal.SIGTERM))
            await g.life(later, kill, sudden=chance.random() < 0.1)
        await g.rest()
        wrong = [*await g.orders.wrong(), *await g.orders.tells()]
        if wrong:
            pytest.fail("\n".join((*wrong, f"seed {seed!r}:", *g.story)), pytrace=False)


async def _some_work(g: Ground, chance: random.Random, later: timedelta) -> None:
    """Something to send during the next life, or to change."""
    for order in g.orders.all:
        once = not (order.schedule.series.rule or order.retracted)
        if once and chance.random() < 0.2 and await g.orders.is_sent(order):
            if chance.random() < 0.3:
                g.story.append(f"   {order.tag} is retracted")
                await g.orders.retract(order)
            else:
                await g.orders.edit(order, long=chance.random() < 0.5)
                g.story.append(f"   {order.tag} is edited{', and long' * order.long}")
    for _ in range(chance.randint(1, 2)):
        places = chance.sample(g.places, chance.randint(2, len(g.places)))
        at = g.orders.now() + MINUTE if later > MINUTE and chance.random() < 0.6 else None
        await g.orders.add(places, at, long=chance.random() < 0.3, ping=chance.choice(("", "", "here", "everyone")))


def _some_kill(chance: random.Random) -> Kill:
    moment = chance.choice((*Moment, Moment.CARRIED_OUT, Moment.ANSWERED))
    number = chance.choice((1, 2, 3, 5, 8, 13, 21, 34))
    match moment:
        case Moment.BORN:
            return Kill(moment, delay=chance.uniform(0, 0.3))
        case Moment.DUE:
            return Kill(moment, delay=chance.uniform(0, 0.1))
        case Moment.ANSWERED:
            return Kill(moment, number, chance.uniform(0, 0.01))
        case Moment.ASKED:
            return Kill(moment, number, chance.choice((0, chance.uniform(0, 0.3))))
        case _:
            return Kill(moment, number)


def _some_trouble(g: Ground, chance: random.Random) -> None:
    """Posts, or looks whether one is there, that go wrong; connections that break."""
    if chance.random() < 0.1:
        asyncio.get_running_loop().call_later(chance.uniform(0.2, 0.6), g.discord.gateway.drop)
        asyncio.get_running_loop().call_later(chance.uniform(0.2, 0.6), g.slack.socket.drop)
    for server, posts, looks in ((g.discord, DISCORD_POSTS, DISCORD_LOOKS), (g.slack, SLACK_POSTS, SLACK_LOOKS)):
        if chance.random() < 0.05:
            server.drop(posts, times=1000)
            server.drop(looks, times=1000)
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


async def test_what_was_ordered_and_not_planned_yet_is_not_lost(tmp_path: Path) -> None:
    async with ground(tmp_path) as g:
        order = await g.orders.add(g.places, g.orders.now() + MINUTE)
        planned = set()
        for delay in (0.04, 0.07, 0.1, 0.13):
            await g.life(SECOND, Kill(Moment.BORN, delay=delay))
            planned.add(bool(await g.orders.rows(order)))
        assert False in planned
        await g.rest()
        await _is_in_order(g)


@pytest.mark.parametrize(
    ("moment", "away"),
    [(Moment.ASKED, 10 * MINUTE), (Moment.CARRIED_OUT, 31 * SECOND), (Moment.CARRIED_OUT, 10 * MINUTE)],
)
async def test_what_was_sent_before_anybody_noted_it_is_not_sent_again(
    tmp_path: Path, moment: Moment, away: timedelta
) -> None:
    async with ground(tmp_path) as g:
        for place in g.one_of_each:
            await g.orders.add([place])
            await g.life(5 * SECOND, Kill(moment))
        await g.life(away, None)
        await _is_in_order(g)


async def test_a_long_message_cut_off_between_two_parts_is_completed(tmp_path: Path) -> None:
    async with ground(tmp_path) as g:
        for place in g.one_of_each:
            await g.orders.add([place], long=True)
            await g.life(5 * SECOND, Kill(Moment.CARRIED_OUT))
        await g.life(10 * MINUTE, None)
        await _is_in_order(g)


@pytest.mark.parametrize("long", [False, True])
async def test_a_change_cut_off_anywhere_is_made_once(tmp_path: Path, *, long: bool) -> None:
    async with ground(tmp_path) as g:
        order = await g.orders.add(g.places, long=not long)
        await g.life(5 * SECOND, None)
        await g.orders.edit(order, long=long)
        for number in (3, 6, 9):
            await g.life(31 * SECOND, Kill(Moment.CARRIED_OUT, number))
        await g.rest()
        await _is_in_order(g)


async def test_a_retraction_cut_off_anywhere_leaves_nothing(tmp_path: Path) -> None:
    async with ground(tmp_path) as g:
        order = await g.orders.add(g.places, long=True)
        await g.life(5 * SECOND, None)
        await g.orders.retract(order)
        for number in (2, 5):
            await g.life(31 * SECOND, Kill(Moment.CARRIED_OUT, number))
        await g.rest()
        await _is_in_order(g)


@pytest.mark.parametrize("retracted", [False, True])
async def test_a_change_cut_off_leaves_nothing_behind_when_it_is_overtaken(tmp_path: Path, *, retracted: bool) -> None:
    async with ground(tmp_path) as g:
        order = await g.orders.add(g.places)
        await g.life(5 * SECOND, None)
        await g.orders.edit(order, long=True)
        await g.life(31 * SECOND, Kill(Moment.CARRIED_OUT, 7))
        if retracted:
            await g.orders.retract(order)
        else:
            await g.orders.edit(order, long=False)
        await g.rest()
        await _is_in_order(g)


async def test_what_may_not_be_sent_any_more_is_asked_after_until_somebody_answers(tmp_path: Path) -> None:
    async with ground(tmp_path) as g:
        for place in g.one_of_each:
            await g.orders.add([place], grace=5 * MINUTE)
            await g.life(5 * SECOND, Kill(Moment.CARRIED_OUT))
        g.discord.drop(DISCORD_LOOKS, times=30)
        g.slack.fail(SLACK_LOOKS, times=30)
        await g.life(10 * MINUTE, None, sudden=True)
        await g.life(MINUTE, None)
        await g.rest()
        await _is_in_order(g)


async def test_what_did_not_arrive_in_time_is_told_once(tmp_path: Path) -> None:
    async with ground(tmp_path) as g:
        places = g.one_of_each
        for place in places:
            g.discord.drop(DISCORD_POSTS, times=9)
            g.slack.drop(SLACK_POSTS, times=9)
            await g.orders.add([place], grace=5 * MINUTE)
            await g.life(5 * SECOND, Kill(Moment.ASKED))
        await g.life(10 * MINUTE, Kill(Moment.DUE, delay=0.1))
        await g.rest()
        for place in places:
            assert not await g.orders.standing(place)
        assert sorted(told.partition(":")[0] for told in await g.orders.tells()) == [each.tag for each in g.orders.all]
        assert len(await g.orders.standing(g.orders.via.replace(":", ":@"))) == len(places)


async def test_what_is_being_sent_when_it_is_told_to_stop_is_sent_and_noted(tmp_path: Path) -> None:
    async with ground(tmp_path) as g:
        order = await g.orders.add(g.one_of_each)
        g.discord.slow(DISCORD_POSTS, 0.3, times=9)
        g.slack.slow(SLACK_POSTS, 0.3, times=9)
        await g.life(5 * SECOND, Kill(Moment.ASKED, len(g.one_of_each), by=signal.SIGTERM))
        assert {(row.stage, row.attempts) for row in await g.orders.rows(order)} == {(Stage.DUE, 0), (Stage.SENT, 1)}
        await _is_in_order(g)


async def _is_in_order(g: Ground) -> None:
    wrong = [*await g.orders.wrong(), *await g.orders.tells(), *(each for each in g.story if "did not come" in each)]
    if wrong:
        pytest.fail("\n".join((*wrong, *g.story)), pytrace=False)
