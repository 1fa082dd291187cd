"""Connections come and go; nothing that people did meanwhile is lost, and nothing happens twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.adapters.discord.client import DiscordChat
from bot.core.arrivals import Arrivals
from bot.settings.facts import DiscordFacts
from tests.adapters.discord.rig import Club, clubhouse
from tests.kit import opened
from tests.servers.discord import Discord, running
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


LOSSES: dict[str, Callable[[Club], None]] = {
    "closed with 4000": lambda club: club.discord.gateway.close(4000),
    "closed with 1000": lambda club: club.discord.gateway.close(1000),
    "asked to reconnect": lambda club: club.discord.gateway.ask_to_reconnect(),
    "the socket breaks": lambda club: club.discord.gateway.drop(),
    "invalidated, to be resumed": lambda club: club.discord.gateway.invalidate(resumable=True),
}


@pytest.mark.parametrize("loss", LOSSES)
async def test_what_was_asked_while_the_connection_was_lost_is_answered(club: Club, loss: str) -> None:
    LOSSES[loss](club)
    await asyncio.sleep(0.05)
    answer = await club.discord.slash(club.ana, club.general, "about")
    await answer.settled()
    assert len(answer.shown) == 1


async def test_a_session_that_begins_anew_registers_nothing_again_and_answers(club: Club) -> None:
    club.discord.gateway.invalidate(resumable=False)
    await asyncio.sleep(0.1)
    await until(lambda: bool(club.discord.gateway.live), 12, lambda: "it did not come back")
    answer = await (await club.discord.slash(club.ana, club.general, "about")).settled()
    assert len(answer.shown) == 1
    assert len(club.discord.requested("PUT .*commands")) == 1


async def test_what_a_resume_tells_once_more_is_not_answered_once_more(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "about")).settled()
    await club.discord.dm(club.ana, "КРИБ")
    await until(lambda: len(club.discord.dms(club.ana)) == 2, 5, lambda: "no answer")
    await asyncio.sleep(0.1)  # the bot hears its own words as well
    socket = club.chat.client.ws
    socket.sequence = 1  # as if the last events had not been seen
    seen = len(club.discord.gateway.frames)
    club.discord.gateway.close(4000)
    await club.discord.online()
    await until(lambda: _replayed(club, seen), 5, lambda: "nothing was told again")
    await asyncio.sleep(0.2)
    assert len(answer.shown) == 1
    assert len(club.discord.requested("callback")) == 1
    assert len(club.discord.dms(club.ana)) == 2


def _replayed(club: Club, since: int) -> bool:
    events = [frame.event for frame in club.discord.gateway.frames[since:] if frame.way == "out"]
    return "INTERACTION_CREATE" in events and "RESUMED" in events


async def test_an_answer_that_comes_too_late_is_a_line_in_the_log_and_no_more(club: Club) -> None:
    club.discord.deadline = 0.0
    with capture_logs() as logs:
        await club.discord.slash(club.ana, club.general, "about")
        await until(lambda: any("too late" in log["event"] for log in logs), 5, lambda: f"{logs}")
    assert [log for log in logs if log["log_level"] == "error"] == []


async def test_what_discord_does_not_take_is_excused_with_a_reference(club: Club) -> None:
    club.discord.refuse("callback", 400, 50035, "Invalid Form Body")
    with capture_logs() as logs:
        answer = await (await club.discord.slash(club.ana, club.general, "about")).settled()
    (log,) = [log for log in logs if log["log_level"] == "error"]
    assert log["reference"] in answer.content
    assert answer.ephemeral


async def test_a_server_error_at_the_callback_is_tried_again(club: Club) -> None:
    club.discord.fail("callback", 500)
    answer = await (await club.discord.slash(club.ana, club.general, "about")).settled()
    assert len(answer.shown) == 1


async def test_a_rate_limit_at_the_callback_is_waited_for(club: Club) -> None:
    club.discord.limit("callback", retry_after=0.1)
    answer = await (await club.discord.slash(club.ana, club.general, "about")).settled()
    assert len(answer.shown) == 1


async def test_a_slow_channel_holds_up_no_other(club: Club) -> None:
    busy = club.guild.text("busy")
    await asyncio.sleep(0)
    club.discord.limit(f"POST /channels/{busy.id}/messages", retry_after=2, times=1)
    me = club.discord.me.mention
    await club.discord.dm(club.boris, "КРИБ")
    await club.discord.say(club.ana, club.general, f"{me} КРИБ")
    await until(lambda: len(club.discord.dms(club.boris)) == 2, 1.5, lambda: "the other channel waited")


async def test_who_passes_the_screening_is_noted(club: Club) -> None:
    seen: list[str] = []

    def hear(_tx: object, _where: object, arrived: object) -> None:
        seen.append(str(arrived))

    club.arrivals.listeners.append(hear)
    vera = club.discord.user("Vera")
    club.discord.join(club.guild, vera, pending=True)
    await asyncio.sleep(0.1)
    assert seen == []
    club.discord.clear_pending(club.guild, vera)
    await until(lambda: len(seen) == 1, 5, lambda: "nobody was noted")


HINDRANCES: dict[str, Callable[[Discord], object]] = {
    "it is down": lambda discord: discord.fail("users/@me", 503),
    "the connection breaks": lambda discord: discord.drop("users/@me"),
    "too many were made from this address": lambda discord: discord.refuse("users/@me", 429, 0),
    "a limit that is waited out": lambda discord: discord.limit("users/@me", retry_after=0.05),
}


@pytest.mark.parametrize("hindrance", HINDRANCES)
async def test_who_cannot_log_in_for_now_tries_again(hindrance: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.adapters.discord.client.WAITS", (0.01,))
    async with running() as discord, opened() as kit:
        guild = discord.guild("Life Sciences Club")
        facts = DiscordFacts(guilds=(guild.id,))
        chat = DiscordChat(kit.core, Arrivals(kit.database, kit.clock), facts, discord.token)
        chat.client.http.max_ratelimit_timeout = 0.01
        HINDRANCES[hindrance](discord)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(chat.run(lambda _: None, lambda _: None))
            await discord.registered()
            task.cancel()
