"""/join on Slack: the whole way in both languages, and the directory suggested while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.words import words
from tests.adapters.slack.rig import Club, clubhouse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.slack import Answer, User

WRITTEN = {"city": "Пловдив", "offers": "Microscopy.\nAdvice.", "seeks": "<!channel> *🧬*"}


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


async def joins(club: Club, user: User) -> Answer:
    return await (await club.slack.command(user, club.general, "/club join")).settled()


async def answered(club: Club, user: User, asked: Answer, lang: str) -> Answer:
    """What follows once a question is answered in the way that it offers."""
    t, message, slack = words(lang), asked.message, club.slack
    if t("Write an answer") in message.buttons:
        opened = await (await slack.press(user, message, t("Write an answer"))).settled()
        (name,) = opened.form.fields
        if name == "organisation":
            await (await slack.type_into(user, opened.form, name, "Acme")).answered()
        given = {"organisation": "Acme"} | WRITTEN
        await (await slack.submit(user, opened.form, **{name: given[name]})).answered()
        return await opened.shows(1)
    if t("Add a field") in message.menus:
        first = message.menus[t("Add a field")][0]
        picked = await (await slack.pick(user, message, t("Add a field"), first)).settled()
        return await (await slack.press(user, picked.message, t("Done"))).settled()
    menus = {name: labels for name, labels in message.menus.items() if name}
    if menus:
        ((menu, options),) = menus.items()
        return await (await slack.pick(user, message, menu, options[0])).settled()
    return await (await slack.press(user, message, next(iter(message.buttons)))).settled()


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_the_whole_way_in_is_walked(club: Club, lang: str) -> None:
    user, t = club.ana if lang == "en" else club.boris, words(lang)
    asked = await joins(club, user)
    seen = [asked.text]
    while t("Skip") in asked.message.buttons:
        asked = await answered(club, user, asked, lang)
        seen.append(asked.text)
    steps = [t("{n} of {total}. {question}", n=n, total=11, question="") for n in range(8, 12)]
    assert all(step in said for step, said in zip(steps, seen[7:11], strict=True))
    assert t("That is all. Thank you, and welcome to the club!") in seen[-1]


async def test_what_slack_tells_is_taken_over_and_shown(club: Club) -> None:
    asked = await joins(club, club.ana)
    assert "Taken over from Slack: English, Europe/London." in asked.text


async def test_a_line_in_the_conversation_is_the_answer(club: Club) -> None:
    asked = await answered(club, club.ana, await joins(club, club.ana), "en")
    asked = await answered(club, club.ana, asked, "en")
    assert "3 of 10" in asked.text
    said = await (await club.slack.dm(club.ana, "Plovdiv")).settled()
    assert "Noted. City: Plovdiv." in said.text


async def test_the_directory_is_suggested_and_any_name_can_be_had(club: Club) -> None:
    asked = await answered(club, club.boris, await joins(club, club.boris), "bg")
    button = words("bg")("Write an answer")
    form = (await (await club.slack.press(club.boris, asked.message, button)).settled()).form
    typed = await (await club.slack.type_into(club.boris, form, "organisation", "Софи")).settled()
    assert any("София" in name for name in typed.names)
    assert typed.names[-1] == "Софи"
