"""The bot in a real workspace: what members and organisers see when they use it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Blank, Form, Reply
from bot.flows import EVERY
from tests.adapters.slack.rig import Club, clubhouse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.slack import Answer, User


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


async def asked(club: Club, user: User, line: str) -> Answer:
    """The answer to a slash command."""
    return await (await club.slack.command(user, club.general, line)).settled()


async def test_a_slash_command_is_answered_to_its_asker_alone(club: Club) -> None:
    answer = await asked(club, club.ana, "/club partners country=Romania")
    assert answer.ephemeral
    assert "ROHEALTH" in answer.text


async def test_everybody_is_answered_in_the_language_of_their_slack(club: Club) -> None:
    assert "1 partner" in (await asked(club, club.ana, "/club partners country=Romania")).text
    assert "1 партньор" in (await asked(club, club.boris, "/club partners country=Румъния")).text


@pytest.mark.parametrize(
    "line",
    [
        "/club partners country=Romania",
        "/club partners country:Romania",
        "/club partners “Romania”",
        "/partners country=Romania",
        "/club partners in Romania",
    ],
)
async def test_a_command_is_read_however_it_is_typed(club: Club, line: str) -> None:
    assert "ROHEALTH" in (await asked(club, club.ana, line)).text


async def test_a_private_answer_can_be_shown_to_all(club: Club) -> None:
    answer = await asked(club, club.ana, "/club partners country=Romania")
    public = await (await club.slack.press(club.ana, answer.message, "Show here")).settled()
    assert not public.ephemeral
    assert "ROHEALTH" in public.text


async def test_a_page_is_turned_in_its_place(club: Club) -> None:
    first = await asked(club, club.ana, "/club calls")
    before = first.text
    await (await club.slack.press(club.ana, first.message, "More")).settled()
    assert first.text != before
    assert len(first.shown) == 1


async def test_a_form_opens_and_what_was_typed_arrives(club: Club) -> None:
    answer = await asked(club, club.ana, "/club partner krib")
    pressed = await (await club.slack.press(club.ana, answer.message, "Wrong? Tell us")).settled()
    await (await club.slack.submit(club.ana, pressed.form, text="The city has changed.")).answered()
    await pressed.shows(1)  # the answer goes where the form was asked for
    assert "Thank you" in pressed.text
    assert pressed.ephemeral
    assert "The city has changed." in club.slack.messages(club.organisers)[-1].text


async def test_a_missing_argument_opens_the_form(club: Club) -> None:
    answer = await asked(club, club.ana, "/club partner")
    assert "name" in answer.form.values


async def test_a_mistake_stands_at_its_field_and_nothing_is_lost(club: Club) -> None:
    form = (await asked(club, club.olga, "/club fact add kind=event")).form
    wrong = await (
        await club.slack.submit(club.olga, form, name="Night of ears", when="no time at all", country="")
    ).settled()
    assert "no time at all" in wrong.errors["when"]


async def test_a_record_completes_while_it_is_typed_into_a_form(club: Club) -> None:
    form = (await asked(club, club.boris, "/club partner")).form
    choices = await (await club.slack.type_into(club.boris, form, "name", "кри")).settled()
    assert any("индустриалците" in name or "КРИБ" in name for name in choices.names), choices.names


async def test_a_question_by_mention_is_answered_in_its_thread(club: Club) -> None:
    answer = await club.slack.say(club.ana, club.general, f"{club.slack.me.mention} partners in Romania")
    await answer.settled()
    assert "ROHEALTH" in answer.text
    assert answer.heard
    assert answer.message.thread_ts == answer.heard.ts


async def test_a_direct_message_is_a_question_or_a_command(club: Club) -> None:
    for text in ("КРИБ", "/partners country=Румъния"):
        answer = await (await club.slack.dm(club.boris, text)).settled()
        assert answer.shown
        assert not answer.ephemeral


async def test_a_private_answer_to_a_mention_is_seen_by_the_asker_alone(club: Club) -> None:
    answer = await club.slack.say(club.ana, club.general, f"{club.slack.me.mention} /wrong record=krib text=Moved")
    await answer.settled()
    assert answer.ephemeral
    assert "Thank you" in answer.text


async def test_ones_own_page_shows_what_is_coming(club: Club) -> None:
    answer = await club.slack.open_home(club.ana)
    view = await answer.opened()
    assert "ASH Annual Meeting 2026" in view.text


async def test_what_is_delivered_again_is_run_once(club: Club) -> None:
    answer = await asked(club, club.ana, "/club wrong record=krib text=Moved")
    club.slack.redeliver(answer)
    await asyncio.sleep(0.2)
    assert len(answer.shown) == 1
    assert len(club.slack.messages(club.organisers)) == 1


async def test_a_member_may_not_run_what_is_for_organisers(club: Club) -> None:
    before = await club.kit.database.read(lambda tx: tx.facts.version())
    answer = await asked(club, club.ana, "/club fact remove record=partner:krib")
    assert "for organisers" in answer.text
    assert await club.kit.database.read(lambda tx: tx.facts.version()) == before


async def test_a_button_whose_text_is_no_longer_kept_names_the_command(club: Club) -> None:
    answer = await asked(club, club.ana, "/club calls")
    club.kit.clock.forward(timedelta(days=31))
    again = await (await club.slack.press(club.ana, answer.message, "More")).settled()
    assert again.shown


class Slow(Command, name="slow"):
    """Take a while."""

    text: str = arg("What to say", default="")

    async def run(self, ctx: Context) -> Reply:
        """Sleep past the moment at which Slack would give up."""
        await asyncio.sleep(0.6)
        return Reply(("Done.",))


class Asks(Command, name="asks"):
    """Take a while, then ask."""

    text: str = arg("What to say", default="")

    async def run(self, ctx: Context) -> Reply:
        """Sleep, then want a form filled in."""
        await asyncio.sleep(0.6)
        blank = Blank("text", "What to say", "text", required=True)
        return Reply(("Say it.",), form=Form("asks", "Asks", (blank,), "Send"))


async def test_what_takes_long_is_acknowledged_at_once() -> None:
    async with clubhouse(*EVERY, Slow) as club:
        club.slack.deadline = 0.4
        answer = await asked(club, club.ana, "/club slow")
        assert answer.took is not None
        assert answer.took < 0.4
        assert "Done." in answer.text


async def test_a_form_that_comes_too_late_to_open_has_a_button() -> None:
    async with clubhouse(*EVERY, Asks) as club:
        club.slack.trigger_life = 0.3
        answer = await asked(club, club.ana, "/club asks")
        opened = await (await club.slack.press(club.ana, answer.message, "Fill in")).settled()
        assert [*opened.form.values] == ["text"]


async def test_a_shortcut_answers_in_direct_messages_or_opens_a_form(club: Club) -> None:
    events = await (await club.slack.shortcut(club.ana, "Coming events")).settled()
    assert "ASH Annual Meeting 2026" in events.text
    assert club.slack.dms(club.ana)
    wrong = await (await club.slack.shortcut(club.ana, "Wrong? Tell us")).settled()
    offered = await (await club.slack.type_into(club.ana, wrong.form, "record", "krib")).settled()
    filled = await club.slack.submit(club.ana, wrong.form, record=offered.names[0], text="Moved")
    await filled.answered()
    await asyncio.sleep(0.3)
    assert "Thank you" in club.slack.dms(club.ana)[-1].text


async def test_a_button_on_ones_own_page_answers_in_direct_messages(club: Club) -> None:
    view = await (await club.slack.open_home(club.ana)).opened()
    answer = await (await club.slack.press(club.ana, view, "All open calls")).settled()
    assert "MSCA Doctoral Networks 2026" in answer.text


async def test_a_file_that_is_asked_for_comes_in_direct_messages(club: Club) -> None:
    calls = await asked(club, club.ana, "/club calls")
    answer = await (await club.slack.press(club.ana, calls.message, "As CSV")).settled()
    assert "direct messages" in answer.text
    files = [file.name for message in club.slack.dms(club.ana) for file in message.files]
    assert files == ["calls.csv"]
