"""Pictures in posts: in channels, forums and direct messages, once each, also after an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.context import Account
from bot.core.messenger import NotAllowed
from bot.core.reply import Card, Image, Reply
from bot.core.words import words
from tests.adapters.discord.house import House, at
from tests.servers.discord import Permission

if TYPE_CHECKING:
    from tests.servers.discord.world import Message

EN = words("en")
PNG = Image("lab.png", "image/png", b"\x89PNG one", "The lab from the street")
GIF = Image("lab.gif", "image/gif", b"GIF8 two", "The lab at night")
POST = Reply(("Come",), cards=(Card("Open day"),), images=(PNG,))


def shown(message: Message) -> list[tuple[str, bytes, str | None]]:
    """The pictures that a message's embeds show, by name, with what they say to who does not see them."""
    named = {f"attachment://{each.filename}": each for each in message.attachments}
    pictures = [embed["image"] for embed in message.embeds if "image" in embed]
    return [(named[each["url"]].filename, named[each["url"]].content, each["description"]) for each in pictures]


ONE = [("lab.png", PNG.content, PNG.alt)]


async def test_a_post_shows_its_picture_with_its_alternative_text(house: House) -> None:
    async with house.connected() as messenger:
        await messenger.post(at(house.general), POST, "k", EN, traced=True)
    assert shown(house.only()) == ONE
    assert house.only().attachments[0].description == PNG.alt


async def test_an_edit_sends_the_picture_anew_and_does_not_double_it(house: House) -> None:
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), POST, "k", EN)
        await messenger.edit(at(house.general), ids, replace(POST, text=("Do come",)), EN)
    assert shown(house.only()) == ONE
    assert [*house.only().files] == ["lab.png"]


async def test_an_edit_changes_a_picture_and_takes_it_away(house: House) -> None:
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), POST, "k", EN)
        await messenger.edit(at(house.general), ids, replace(POST, images=(GIF,)), EN)
        assert shown(house.only()) == [("lab.gif", GIF.content, GIF.alt)]
        await messenger.edit(at(house.general), ids, replace(POST, images=()), EN)
    assert not house.only().attachments
    assert not shown(house.only())


async def test_a_whisper_shows_its_picture(house: House) -> None:
    ana = house.discord.user("ana")
    house.guild.add(ana)
    async with house.connected() as messenger:
        await messenger.whisper(Account("discord", str(ana.id)), POST, "k", EN)
    (message,) = house.discord.dms(ana)
    assert shown(message) == ONE


async def test_a_forums_post_shows_its_picture_once_though_the_answer_was_lost(house: House) -> None:
    forum = house.guild.forum("funding")
    async with house.connected() as messenger:
        house.discord.drop(r"POST /channels/\d+/threads", after=True)
        ids = await messenger.post(at(forum), POST, "k", EN)
        (thread,) = (channel for channel in house.guild.channels if channel.parent is forum)
        assert shown(thread.messages[0]) == ONE
        await messenger.edit(at(forum), ids, replace(POST, images=(GIF,)), EN)
    assert shown(thread.messages[0]) == [("lab.gif", GIF.content, GIF.alt)]


async def test_a_post_with_a_picture_is_found_hours_later(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), Reply(images=(PNG,)), "k", EN, traced=True)
        house.discord.nonce_window = 0
        house.clock.forward(timedelta(hours=5))
        other = Reply(images=(GIF,))
        assert await messenger.post(at(house.general), other, "k", EN, since=since, traced=True) == ids
    assert shown(house.only()) == ONE


async def test_where_files_may_not_be_attached_a_picture_is_refused_in_words(house: House) -> None:
    house.deny(house.general, Permission.ATTACH_FILES)
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed, match="“Attach Files”"):
            await messenger.post(at(house.general), POST, "k", EN)
