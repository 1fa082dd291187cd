"""Whether a traced post has arrived: asked hours later, after whatever broke, though its text may read otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.commands.calls import Calls
from bot.core.context import Account
from bot.core.messenger import NotAllowed, Ping, PlaceGone, TryLater, Unclear
from bot.core.reply import Button, Card, Reply
from bot.core.words import words
from tests.adapters.discord.house import House, at
from tests.servers.discord import Permission

EN = words("en")
PRESSED = (Button("Show them", Calls(topic="cancer")),)
PLAIN = Reply(("The lab opens at nine",))
CARD = Reply(cards=(Card("Open day", body=(("Come and look",),)),))
BUTTON = Reply(("Three calls close this week",), buttons=PRESSED)
LONG = Reply(("\n".join(f"line {n} of a long announcement" for n in range(150)),))
SHORT = Reply(("Said in fewer words",))
LATER = timedelta(hours=5)
SEND = r"POST /channels/\d+/messages$"


@pytest.fixture(autouse=True)
async def hours_between_attempts(house: House) -> None:
    """No nonce is known any more."""
    house.discord.nonce_window = 0


@pytest.mark.parametrize("reply", [PLAIN, CARD, BUTTON, LONG], ids=["text", "card", "button", "long"])
async def test_what_has_arrived_is_told_by_its_ids_and_nothing_is_sent(house: House, reply: Reply) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), reply, "k", EN, traced=True)
        before = len(house.discord.requested("POST"))
        house.clock.forward(LATER)
        assert await messenger.arrived(at(house.general), reply, "k", EN, since=since) == ids
    assert len(house.discord.requested("POST")) == before


async def test_what_has_not_arrived_is_told_as_nothing(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        await messenger.post(at(house.general), PLAIN, "another", EN, traced=True)
        assert await messenger.arrived(at(house.general), PLAIN, "k", EN, since=since) is None
    assert len(house.standing()) == 1


@pytest.mark.parametrize("cut", [True, False], ids=["connection cut", "server error"])
async def test_a_post_that_was_carried_out_behind_a_lost_answer_has_arrived(house: House, *, cut: bool) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        house.discord.nonce_window = 120
        faults = house.discord
        fault = faults.drop(SEND, after=True, times=99) if cut else faults.fail(SEND, 503, after=True, times=99)
        with pytest.raises(TryLater):
            await messenger.post(at(house.general), BUTTON, "k", EN, traced=True)
        fault.times = 0
        house.discord.nonce_window = 0
        assert await messenger.arrived(at(house.general), BUTTON, "k", EN, since=since) == (str(house.only().id),)


@pytest.mark.parametrize(
    ("before", "after"),
    [(PLAIN, BUTTON), (BUTTON, CARD), (CARD, PLAIN), (BUTTON, Reply(("Four calls",), buttons=PRESSED))],
)
async def test_a_post_that_reads_otherwise_by_now_is_the_same_post(house: House, before: Reply, after: Reply) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), before, "k", EN, traced=True)
        house.clock.forward(LATER)
        assert await messenger.arrived(at(house.general), after, "k", EN, since=since) == ids
        assert await messenger.post(at(house.general), after, "k", EN, since=since, traced=True) == ids
    assert len(house.standing()) == 1


async def test_a_post_with_a_ping_is_known_again(house: House) -> None:
    house.general.allow(house.guild.default, Permission.MENTION_EVERYONE)
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), BUTTON, "k", EN, traced=True, ping=Ping.HERE)
        house.clock.forward(LATER)
        assert await messenger.arrived(at(house.general), BUTTON, "k", EN, since=since) == ids


@pytest.mark.parametrize("parts", [1, 2])
async def test_a_long_post_broken_off_between_its_parts_has_not_arrived_and_is_completed(
    house: House, parts: int
) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        whole = await messenger.post(at(house.general), LONG, "k", EN, traced=True)
        for message in house.discord.messages(house.general)[parts:]:
            house.discord.erase(message)
        house.clock.forward(LATER)
        assert await messenger.arrived(at(house.general), LONG, "k", EN, since=since) is None
        ids = await messenger.post(at(house.general), LONG, "k", EN, since=since, traced=True)
        assert ids[:parts] == whole[:parts]
        assert await messenger.arrived(at(house.general), LONG, "k", EN, since=since) == ids
    assert [str(message.id) for message in house.discord.messages(house.general)] == [*ids]


async def test_a_part_that_was_deleted_before_one_that_stands_is_not_sent_again(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), LONG, "k", EN, traced=True)
        house.discord.erase(house.discord.messages(house.general)[0])
        house.clock.forward(LATER)
        assert await messenger.arrived(at(house.general), LONG, "k", EN, since=since) == ("", *ids[1:])
        assert await messenger.post(at(house.general), LONG, "k", EN, since=since, traced=True) == ("", *ids[1:])
    assert len(house.standing()) == len(ids) - 1


async def test_a_long_post_that_is_short_by_now_has_arrived_with_its_first_part(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), LONG, "k", EN, traced=True)
        assert await messenger.arrived(at(house.general), SHORT, "k", EN, since=since) == ids[:1]


async def test_a_wait_that_discord_asks_for_is_passed_on_and_the_post_goes_out_once(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        house.discord.limit(SEND, retry_after=3600)
        with pytest.raises(TryLater) as busy:
            await messenger.post(at(house.general), BUTTON, "k", EN, traced=True)
        assert busy.value.after == timedelta(hours=1)
        assert await messenger.arrived(at(house.general), BUTTON, "k", EN, since=since) is None
    house.clock.forward(LATER)
    async with house.connected() as messenger:  # discord.py would keep the wait
        ids = await messenger.post(at(house.general), BUTTON, "k", EN, since=since, traced=True)
    assert ids == (str(house.only().id),)


async def test_a_history_that_cant_be_read_leaves_it_unclear(house: House) -> None:
    house.deny(house.general, Permission.READ_MESSAGE_HISTORY)
    async with house.connected() as messenger:
        with pytest.raises(Unclear):
            await messenger.arrived(at(house.general), PLAIN, "k", EN, since=house.clock.now())


async def test_in_a_place_that_is_gone_nothing_can_be_looked_for(house: House) -> None:
    async with house.connected() as messenger:
        house.discord.delete_channel(house.general)
        with pytest.raises((PlaceGone, NotAllowed)):
            await messenger.arrived(at(house.general), PLAIN, "k", EN, since=house.clock.now())


async def test_a_direct_message_is_looked_for_too(house: House) -> None:
    ana = house.discord.user("ana")
    house.guild.add(ana)
    since = house.clock.now()
    async with house.connected() as messenger:
        account = Account("discord", str(ana.id))
        ids = await messenger.whisper(account, PLAIN, "k", EN, traced=True)
        place = await messenger.direct(account)
        assert await messenger.arrived(place, SHORT, "k", EN, since=since) == ids


@pytest.mark.parametrize("reply", [CARD, LONG], ids=["card", "long"])
async def test_a_forums_post_is_looked_for_in_its_threads(house: House, reply: Reply) -> None:
    forum = house.guild.forum("funding")
    since = house.clock.now()
    async with house.connected() as messenger:
        assert await messenger.arrived(at(forum), reply, "k", EN, since=since) is None
        ids = await messenger.post(at(forum), reply, "k", EN, traced=True)
        house.clock.forward(LATER)
        assert await messenger.arrived(at(forum), reply, "k", EN, since=since) == ids


async def test_a_forums_post_with_another_title_by_now_is_the_same_post(house: House) -> None:
    forum = house.guild.forum("funding")
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(forum), CARD, "k", EN, traced=True)
        house.clock.forward(LATER)
        assert await messenger.arrived(at(forum), PLAIN, "k", EN, since=since) == ids
        assert await messenger.post(at(forum), PLAIN, "k", EN, since=since, traced=True) == ids


async def test_a_forums_post_whose_first_message_was_deleted_is_known_by_its_name(house: House) -> None:
    forum = house.guild.forum("funding")
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(forum), CARD, "k", EN, traced=True)
        (thread,) = (channel for channel in house.guild.channels if channel.parent is forum)
        house.discord.erase(thread.messages[0])
        house.clock.forward(LATER)
        assert await messenger.arrived(at(forum), CARD, "k", EN, since=since) == ids
        assert await messenger.arrived(at(forum), PLAIN, "k", EN, since=since) is None
