"""Changes and retractions that were cut off: the next attempt knows every message of the post, and no other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.adapters.discord import posting
from bot.adapters.discord.messenger import DiscordMessenger
from bot.core.messenger import PostGone, TryLater
from bot.core.reply import Reply
from bot.core.words import words
from tests.adapters.discord.house import House, at
from tests.servers.discord import Permission

if TYPE_CHECKING:
    from collections.abc import Callable

EN = words("en")
SHORT = Reply(("The lab opens at nine",))
OTHER = Reply(("The lab opens at ten",))
LONG = Reply(("\n".join(f"line {n} of a long announcement" for n in range(150)),))
LONGER = Reply(("\n".join(f"line {n} of an even longer announcement" for n in range(200)),))
SEND = r"POST /channels/\d+/messages$"
DELETE = r"DELETE /channels/\d+/messages/"


def limited(house: House, path: str) -> Callable[[], None]:
    def limit() -> None:
        house.discord.limit(path, retry_after=3600, times=99)

    return limit


async def cut_off(house: House, messenger: DiscordMessenger, ids: tuple[str, ...], reply: Reply = LONG) -> None:
    """A change that ended after the first message that it adds."""
    house.discord.watch(SEND, limited(house, SEND), after=True)
    with pytest.raises(TryLater):
        await messenger.edit(at(house.general), ids, reply, EN)
    house.discord.faults.orders.clear()


@pytest.fixture(params=["at once", "hours later"], autouse=True)
async def nonces(house: House, request: pytest.FixtureRequest) -> None:
    """Whether nonces are still known when it is tried again."""
    if request.param == "hours later":
        house.discord.nonce_window = 0


async def test_a_shorter_text_leaves_nothing_of_a_longer_one_that_was_cut_off(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), SHORT, "k", EN, traced=True)
        await cut_off(house, messenger, ids)
        assert len(house.standing()) == 2
        assert await messenger.edit(at(house.general), ids, OTHER, EN, since=since) == ids
    assert "opens at ten" in house.only().text


async def test_another_longer_text_takes_the_place_of_one_that_was_cut_off(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), SHORT, "k", EN, traced=True)
        await cut_off(house, messenger, ids)
        grown = await messenger.edit(at(house.general), ids, LONGER, EN, since=since)
        assert await messenger.edit(at(house.general), ids, LONGER, EN, since=since) == grown
    assert [str(message.id) for message in house.discord.messages(house.general)] == list(grown)
    assert all("".join(house.standing()).count(f"line {n} of an even longer") == 1 for n in range(200))


async def test_a_retraction_leaves_nothing_of_a_longer_text_that_was_cut_off(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), SHORT, "k", EN, traced=True)
        await cut_off(house, messenger, ids)
        await messenger.delete(at(house.general), ids, since=since)
    assert not house.standing()


async def test_in_a_forum_nothing_is_left_of_what_was_added_either(house: House) -> None:
    forum, since = house.guild.forum("funding"), house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(forum), SHORT, "k", EN, traced=True)
        grown = await messenger.edit(at(forum), ids, LONG, EN)
        assert len(grown) > 1
        assert await messenger.edit(at(forum), ids, OTHER, EN, since=since) == ids
    (thread,) = (channel for channel in house.guild.channels if channel.parent is forum)
    assert "opens at ten" in house.only(thread).text


async def test_two_posts_of_the_same_words_that_grow_alike_are_two(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        one = await messenger.post(at(house.general), SHORT, "k", EN, traced=True)
        two = await messenger.post(at(house.general), SHORT, "other", EN, traced=True)
        longer = await messenger.edit(at(house.general), one, LONG, EN)
        await messenger.edit(at(house.general), two, LONG, EN, since=since)
        await messenger.edit(at(house.general), longer, SHORT, EN, since=since)
    assert len(house.standing()) == len(longer) + 1
    assert "".join(house.standing()).count("line 149 ") == 1


async def test_what_was_cut_off_growing_shorter_can_grow_again(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), LONGER, "k", EN, traced=True)
        house.discord.watch(DELETE, limited(house, DELETE), after=True)
        with pytest.raises(TryLater):
            await messenger.edit(at(house.general), ids, SHORT, EN)
        house.discord.faults.orders.clear()
        assert len(house.standing()) == len(ids) - 1
        again = await messenger.edit(at(house.general), ids, LONGER, EN, since=since)
    assert again[0] == ids[0]
    assert [str(message.id) for message in house.discord.messages(house.general)] == list(again)
    assert all("".join(house.standing()).count(f"line {n} of an even longer") == 1 for n in range(200))


async def test_it_grows_and_shrinks_and_grows_within_a_minute(house: House) -> None:
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), LONG, "k", EN, traced=True)
        for reply in (SHORT, LONG, SHORT, LONG):
            ids = await messenger.edit(at(house.general), ids, reply, EN)
    assert "" not in ids
    assert [str(message.id) for message in house.discord.messages(house.general)] == list(ids)


async def test_what_somebody_deleted_is_gone_all_the_same(house: House) -> None:
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), LONG, "k", EN, traced=True)
        await messenger.delete(at(house.general), ids[:1])
        for since in (None, house.clock.now()):
            with pytest.raises(PostGone):
                await messenger.edit(at(house.general), ids, LONGER, EN, since=since)


async def test_where_nobody_can_look_what_is_known_is_changed_and_taken_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PAGES", 1)
    since = house.clock.now() - timedelta(minutes=1)
    house.deny(house.general, Permission.READ_MESSAGE_HISTORY)
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), SHORT, "k", EN, traced=True)
        assert await messenger.edit(at(house.general), ids, OTHER, EN, since=since) == ids
        await messenger.delete(at(house.general), ids, since=since)
    assert not house.standing()


async def test_growing_that_was_cut_off_after_growing_shorter_was_leaves_nothing(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), LONGER, "k", EN, traced=True)
        house.discord.watch(DELETE, limited(house, DELETE), after=True)
        with pytest.raises(TryLater):
            await messenger.edit(at(house.general), ids, SHORT, EN)
        house.discord.faults.orders.clear()
        house.discord.watch(SEND, limited(house, SEND), after=True)
        with pytest.raises(TryLater):
            await messenger.edit(at(house.general), ids, LONGER, EN, since=since)
        house.discord.faults.orders.clear()
        await messenger.edit(at(house.general), ids, OTHER, EN, since=since)
    assert "opens at ten" in house.only().text
