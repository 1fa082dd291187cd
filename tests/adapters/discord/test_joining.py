"""/join on Discord: the whole way in both languages; an answer in direct messages; the introduction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.core.words import words
from tests.adapters.discord.joining import answered, ended
from tests.adapters.discord.rig import Club, clubhouse
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.discord import Answer, User


@pytest_asyncio.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


async def joins(club: Club, user: User) -> Answer:
    return await (await club.discord.slash(user, club.general, "join")).settled()


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_the_whole_way_in_is_walked(club: Club, lang: str) -> None:
    user = club.ana if lang == "en" else club.boris
    asked = await joins(club, user)
    t, seen = words(lang), [asked.text]
    while not ended(asked, lang):
        asked = await answered(club.discord, user, asked, lang)
        seen.append(asked.text)
    assert len(seen) == 12
    steps = [t("{n} of {total}. {question}", n=n, total=11, question="") for n in range(8, 12)]
    assert all(step in said for step, said in zip(steps, seen[7:11], strict=True))
    assert t("That is all. Thank you, and welcome to the club!") in seen[-1]
    assert not [r for r in club.discord.requests if r.status >= 400]
    assert asked.ephemeral


async def test_what_a_member_wrote_is_no_markup_and_calls_nobody(club: Club) -> None:
    asked = await joins(club, club.ana)
    for _ in range(2):
        asked = await answered(club.discord, club.ana, asked)
    assert "\\*\\*Biotech\\*\\*" in asked.content
    assert asked.message.mentions == []


async def test_a_line_in_direct_messages_is_the_answer(club: Club) -> None:
    asked = await answered(club.discord, club.ana, await joins(club, club.ana))
    asked = await answered(club.discord, club.ana, asked)
    assert "3 of 10" in asked.text
    await club.discord.dm(club.ana, "Пловдив")
    await until(lambda: len(club.discord.dms(club.ana)) > 1, 10, lambda: "no answer came")
    assert "Noted. City: Пловдив." in club.discord.dms(club.ana)[-1].text
    assert "4 of 10" in club.discord.dms(club.ana)[-1].text


async def test_the_form_is_called_as_the_question(club: Club) -> None:
    asked = await answered(club.discord, club.ana, await joins(club, club.ana))
    form = (await (await club.discord.press(club.ana, asked.message, "Write an answer")).settled()).form
    assert form.data["title"] == "Organisation"
