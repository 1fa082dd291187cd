"""Connections come and go, answers are lost and asked for again; nothing is lost, and nothing happens twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from tests.adapters.slack.rig import Club, clubhouse
from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


LOSSES: dict[str, Callable[[Club], None]] = {
    "the socket breaks": lambda club: club.slack.socket.drop(),
    "asked to refresh": lambda club: club.slack.socket.refresh(),
}


@pytest.mark.parametrize("loss", LOSSES)
async def test_after_a_lost_connection_it_answers_again(club: Club, loss: str) -> None:
    LOSSES[loss](club)
    await asyncio.sleep(0.1)
    await club.slack.online(timeout=15)
    answer = await (await club.slack.command(club.ana, club.general, "/club about")).settled()
    assert len(answer.shown) == 1


async def test_an_answer_whose_connection_breaks_arrives_all_the_same(club: Club) -> None:
    club.slack.drop("response_url")
    answer = await (await club.slack.command(club.ana, club.general, "/club about")).settled()
    assert len(answer.shown) == 1


async def test_when_the_way_back_is_used_up_the_answer_comes_by_another(club: Club) -> None:
    club.slack.url_uses = 0
    answer = await (await club.slack.command(club.ana, club.general, "/club about")).settled()
    assert answer.ephemeral


async def test_what_writes_is_stored_before_it_is_acknowledged(club: Club) -> None:
    answer = await (await club.slack.command(club.ana, club.general, "/club wrong record=krib text=Moved")).answered()
    reports = await club.kit.database.read(lambda tx: tx.reports.open())
    assert len(reports) == 1
    await answer.settled()


async def test_what_slack_does_not_take_is_excused_with_a_reference(club: Club) -> None:
    club.slack.refuse("views.open", "internal_error")
    with capture_logs() as logs:
        answer = await (await club.slack.command(club.ana, club.general, "/club partner")).settled()
    (log,) = [log for log in logs if log["log_level"] == "error"]
    assert log["reference"] in answer.text
    assert answer.ephemeral


async def test_a_form_that_is_closed_is_let_go(club: Club) -> None:
    answer = await (await club.slack.command(club.ana, club.general, "/club partner")).settled()
    await club.slack.close(club.ana, answer.form)
    again = await (await club.slack.command(club.ana, club.general, "/club about")).settled()
    assert again.shown


async def test_bots_are_not_answered(club: Club) -> None:
    robot = club.slack.user("Robot", bot=True)
    await (await club.slack.join_channel(robot, club.general)).answered()
    before = len(club.slack.messages(club.general))
    await club.slack.say(robot, club.general, f"{club.slack.me.mention} partners")
    await asyncio.sleep(0.2)
    assert len(club.slack.messages(club.general)) == before + 1


async def test_a_restricted_account_is_a_guest(club: Club) -> None:
    guest = club.slack.user("Guest", restricted=True)
    await (await club.slack.join_channel(guest, club.general)).answered()
    answer = await (await club.slack.command(guest, club.general, "/club home")).settled()
    assert "Guest" in answer.text


async def test_two_channels_do_not_wait_for_each_other(club: Club) -> None:
    club.slack.limit("chat.postMessage", times=1, retry_after=2)
    me = club.slack.me.mention
    slow = await club.slack.say(club.ana, club.general, f"{me} КРИБ")
    await asyncio.sleep(0.1)
    quick = await club.slack.dm(club.boris, "КРИБ")
    await until(lambda: bool(quick.shown), 1.5, lambda: "the other channel waited")
    await slow.shows(1)
