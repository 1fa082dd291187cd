"""A line to the bot alone, while a question is open, is its answer if it fits; a slash always wins."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.context import Account
from bot.core.reply import Tone
from bot.core.request import Line, Request
from tests.flows.newcomer import Newcomer, asked, offered
from tests.kit import CHANNEL, DIRECT, button, said

OVER_A_DAY = timedelta(hours=24, seconds=1)


async def test_what_one_writes_is_the_answer_to_the_open_question(mila: Newcomer) -> None:
    await mila.whole("city")
    reply = await mila.ask("Plovdiv")
    assert asked(reply) == "interests"
    assert "Noted. City: Plovdiv." in said(reply)


async def test_a_choice_may_be_written_by_its_name(mila: Newcomer) -> None:
    await mila.ask("/join")
    await mila.ask("researcher")
    assert (await mila.told())["aim"] == "researcher"


async def test_fields_may_be_written_by_their_numbers(mila: Newcomer) -> None:
    await mila.whole("interests")
    await mila.ask("1, 4")
    assert (await mila.told())["interests"] == ["cancer", "infections"]


async def test_a_slash_always_wins(mila: Newcomer) -> None:
    await mila.whole("city")
    reply = await mila.ask("/search Plovdiv")
    assert not asked(reply)
    assert "city" not in await mila.told()


@pytest.mark.parametrize("line", ["partners", "partners country=RO", "help"])
async def test_a_command_is_no_answer(mila: Newcomer, line: str) -> None:
    await mila.whole("city")
    await mila.ask(line)
    assert "city" not in await mila.told()


async def test_a_question_is_no_answer(mila: Newcomer) -> None:
    await mila.whole("city")
    await mila.ask("which calls are open for cancer?")
    assert "city" not in await mila.told()


async def test_what_does_not_fit_is_looked_for_as_ever(mila: Newcomer) -> None:
    await mila.ask("/join")
    reply = await mila.ask("calls about hydrogen")
    assert not asked(reply)
    assert "aim" not in await mila.told()


async def test_nobody_agrees_by_a_line(mila: Newcomer) -> None:
    await mila.whole("agree_matching")
    await mila.ask("yes")
    assert "agree_matching" not in await mila.told()


async def test_an_older_question_is_not_answered_by_whatever_one_writes(mila: Newcomer) -> None:
    await mila.whole("city")
    mila.kit.clock.forward(OVER_A_DAY)
    await mila.ask("Plovdiv")
    assert "city" not in await mila.told()


async def test_who_stopped_is_not_heard(mila: Newcomer) -> None:
    await mila.press(button(await mila.whole("city"), "Stop"))
    await mila.ask("Plovdiv")
    assert "city" not in await mila.told()


async def test_in_a_channel_nothing_is_an_answer(mila: Newcomer) -> None:
    await mila.whole("city")
    await mila.ask("Plovdiv", place=CHANNEL, aloud=True)
    assert "city" not in await mila.told()


async def test_what_one_writes_after_going_back_is_meant_for_the_question_shown(mila: Newcomer) -> None:
    reply = await mila.press(button(await mila.whole("offers"), "Back"))
    reply = await mila.press(button(reply, "Back"))
    assert asked(reply) == "city"
    reply = await mila.ask("Varna")
    told = await mila.told()
    assert told["city"] == "Varna"
    assert "offers" not in told
    assert asked(reply) == "offers"
    await mila.ask("Statistics")
    assert (await mila.told())["offers"] == "Statistics"


async def test_join_puts_the_open_question_before_the_one_gone_back_to(mila: Newcomer) -> None:
    await mila.press(button(await mila.whole("offers"), "Back"))
    assert asked(await mila.ask("/join")) == "offers"
    await mila.ask("Statistics")
    assert (await mila.told())["offers"] == "Statistics"


async def test_a_line_with_nothing_to_see_is_no_answer(mila: Newcomer) -> None:
    await mila.whole("city")
    await mila.ask("\u200b\u202e")
    assert "city" not in await mila.told()


async def test_who_never_joined_is_answered_as_ever(mila: Newcomer) -> None:
    assert (await mila.ask("Plovdiv")).tone is not Tone.BAD


async def test_a_line_that_may_be_an_answer_is_stored_before_it_is_acknowledged(mila: Newcomer) -> None:
    def writes(line: str, *, direct: bool) -> bool:
        place = DIRECT if direct else CHANNEL
        return mila.kit.core.writes(Request("r", Account("web", "Mila"), place, Line(line)))

    assert writes("Plovdiv", direct=True)
    assert not writes("Plovdiv", direct=False)
    assert not writes("/calls", direct=True)
    assert writes("/join", direct=True)


async def test_a_line_delivered_twice_answers_once(mila: Newcomer) -> None:
    await mila.whole("offers")
    await mila.ask("Microscopy", once="twice")
    await mila.ask("Microscopy", once="twice")
    told = await mila.told()
    assert told["offers"] == "Microscopy"
    assert "seeks" not in told


async def test_a_picked_field_keeps_the_question_open_for_numbers(mila: Newcomer) -> None:
    reply = await mila.whole("interests")
    await mila.press(offered(reply, "1 join-pick add=policy page=2"))
    await mila.ask("1 2")
    assert (await mila.told())["interests"] == ["cancer", "chronic-diseases"]


async def test_a_line_delivered_twice_is_said_to_be_what_it_was_kept_as(mila: Newcomer) -> None:
    await mila.whole("offers")
    first = await mila.ask("Microscopy", once="twice")
    assert said(await mila.ask("Microscopy", once="twice")) == said(first)


@pytest.mark.parametrize("line", ["1, 4, 99", "Cancer, Astrology", "42"])
async def test_a_field_that_there_is_not_among_others_is_told_and_nothing_is_searched(
    mila: Newcomer, line: str
) -> None:
    await mila.whole("interests")
    assert "I don't know the field" in said(await mila.ask(line))
    assert "interests" not in await mila.told()
    await mila.ask("1, 4")
    assert (await mila.told())["interests"] == ["cancer", "infections"]


async def test_other_words_are_a_question_as_ever(mila: Newcomer) -> None:
    await mila.whole("interests")
    assert "I don't know the field" not in said(await mila.ask("partners in Romania"))


@pytest.mark.parametrize("word", ["skip", "Skip.", "пропусни"])
async def test_the_word_of_a_button_is_what_the_button_does_and_no_answer(mila: Newcomer, word: str) -> None:
    await mila.whole("city")
    assert asked(await mila.ask(word)) == "interests"
    assert (await mila.told())["city"] is None


async def test_back_and_stop_may_be_written_too(mila: Newcomer) -> None:
    await mila.whole("city")
    assert asked(await mila.ask("назад")) == "organisation"
    assert "I stop here" in said(await mila.ask("stop"))
    assert "city" not in await mila.told()
