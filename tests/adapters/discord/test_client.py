"""The bot in a real server: what members and organisers see when they use it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Reply
from tests.adapters.discord.rig import Club, clubhouse
from tests.servers.discord import Callback

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


async def test_a_slash_command_is_answered_to_its_asker_alone(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "partners", country="Romania")).settled()
    assert answer.ephemeral
    assert "ROHEALTH" in answer.text
    assert club.discord.messages(club.general) == []


async def test_everybody_is_answered_in_the_language_of_their_client(club: Club) -> None:
    english = await (await club.discord.slash(club.ana, club.general, "partners", country="Romania")).settled()
    bulgarian = await (await club.discord.slash(club.boris, club.general, "partners", country="Румъния")).settled()
    assert "1 partner" in english.content
    assert "1 партньор" in bulgarian.content


async def test_a_private_answer_can_be_shown_to_all(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "partners", country="Romania")).settled()
    public = await (await club.discord.press(club.ana, answer.message, "Show here")).settled()
    assert not public.ephemeral
    assert "ROHEALTH" in public.text
    assert public.message in club.discord.messages(club.general, club.boris)


async def test_a_page_is_turned_in_its_place(club: Club) -> None:
    first = await (await club.discord.slash(club.ana, club.general, "calls")).settled()
    before = first.text
    second = await (await club.discord.press(club.ana, first.message, "More")).settled()
    assert second.kind is Callback.UPDATE
    assert first.text != before
    assert len(first.shown) == 1


async def test_details_are_picked_from_a_list(club: Club) -> None:
    first = await (await club.discord.slash(club.ana, club.general, "calls")).settled()
    title = first.message.menus["Details"][0]
    details = await (await club.discord.pick(club.ana, first.message, "Details", title)).settled()
    assert details.ephemeral
    assert title in details.text


async def test_a_record_completes_in_either_alphabet(club: Club) -> None:
    for typed in ("крис", "krib"):
        choices = await club.discord.type_into(club.boris, club.general, "partner", "name", typed[:3])
        assert any(choice["value"] == "partner:krib" or "КРИБ" in choice["name"] for choice in choices), choices


async def test_a_form_opens_and_what_was_typed_arrives(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "partner", name="krib")).settled()
    form = (await (await club.discord.press(club.ana, answer.message, "Wrong? Tell us")).settled()).form
    thanks = await (await club.discord.submit(club.ana, form, text="The city has changed.")).settled()
    assert "Thank you" in thanks.content
    assert thanks.ephemeral
    told = club.discord.messages(club.organisers)
    assert len(told) == 1
    assert "The city has changed." in told[0].text


async def test_a_question_by_mention_is_answered_in_a_thread(club: Club) -> None:
    me = club.discord.me.mention
    await club.discord.say(club.ana, club.general, f"{me} partners in Romania")
    thread = await asyncio.wait_for(_thread(club), 5)
    assert "ROHEALTH" in thread.messages[-1].text


async def test_talk_that_is_not_to_the_bot_is_left_alone(club: Club) -> None:
    await club.discord.say(club.ana, club.general, "partners in Romania")
    await club.discord.slash(club.ana, club.general, "about")
    await asyncio.sleep(0.2)
    assert len(club.discord.messages(club.general, club.boris)) == 1


async def test_a_direct_message_is_a_question_or_a_command(club: Club) -> None:
    for text in ("КРИБ", "/partners country=Румъния"):
        await club.discord.dm(club.boris, text)
    async with asyncio.timeout(5):
        while len(club.discord.dms(club.boris)) < 4:
            await asyncio.sleep(0.01)
    assert "ROHEALTH" in "".join(message.text for message in club.discord.dms(club.boris))


async def _thread(club: Club):
    while not [*club.guild.threads()] or not [*club.guild.threads()][0].messages:
        await asyncio.sleep(0.01)
    return [*club.guild.threads()][0]
