"""In which language the bot speaks to somebody."""

import pytest

from bot.core.reply import Tone
from tests.kit import CHANNEL, Kit, button, buttons, said


@pytest.mark.parametrize(("typed", "value"), [("bg", "bg"), ("BG", "bg"), ("български", "bg"), ("English", "en")])
async def test_a_language_is_chosen_by_its_code_or_its_own_name(kit: Kit, typed: str, value: str) -> None:
    other = "en" if value == "bg" else "bg"
    reply = await kit.ask(f"/language {typed}", lang=other)
    assert said(reply) == kit.reading(value).t("I speak English with you from now on.")
    assert reply.tone is Tone.GOOD


async def test_everything_is_in_the_new_language_from_then_on(kit: Kit) -> None:
    before = said(await kit.ask("/help", called="ana"))
    await kit.ask("/language bg", called="ana")
    after = said(await kit.ask("/help", called="ana"))
    assert before != after
    assert after == said(await kit.ask("/help", lang="bg", called="boris"))


async def test_the_way_back_is_one_button_in_the_language_that_was_left(kit: Kit) -> None:
    reply = await kit.ask("/language bg", called="ana")
    back = button(reply, "English")
    assert said(await kit.press(back, called="ana")) == "I speak English with you from now on."


async def test_who_already_speaks_it_needs_no_way_back(kit: Kit) -> None:
    assert buttons(await kit.ask("/language en")) == {}


async def test_a_choice_is_ones_own_and_private(kit: Kit) -> None:
    reply = await kit.ask("/language bg", called="ana", place=CHANNEL, aloud=True)
    assert reply.private
    assert said(await kit.ask("/help", called="boris")).startswith("Ask in your own words")


@pytest.mark.parametrize("text", ["de", "klingon", "en-US"])
async def test_a_language_that_it_does_not_speak_is_told_with_those_it_does(kit: Kit, text: str) -> None:
    reply = await kit.ask(f"/language {text}")
    assert "is not one of: bg, en" in said(reply)


async def test_the_choice_outlives_the_process(kit: Kit) -> None:
    await kit.ask("/language bg", called="ana")
    kit.core.people._known.clear()
    _, who = await kit.person(called="ana")
    assert who.language == "bg"
