"""Posts on Slack arrive once, whatever is lost on the way; what Slack refuses is said so that people can mend it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.adapters.slack import posting
from bot.commands.search import Search
from bot.core.context import Account, Place
from bot.core.messenger import DirectClosed, NotAllowed, Ping, PlaceGone, PostGone, TryLater, Unclear
from bot.core.reply import Button, Card, File, Image, Reply
from bot.core.roles import Role
from bot.core.words import words
from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from tests.adapters.slack.house import House

EN = words("en")
REPLY = Reply(("The lab opens at nine.",))


async def test_a_post_arrives_and_says_its_id(house: House) -> None:
    (id,) = await house.post.post(house.place, REPLY, "k", EN)
    assert house.standing == ["The lab opens at nine."]
    assert house.general.find(id)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("times", [1, 2])
async def test_a_connection_lost_around_the_post_leaves_one_message(house: House, times: int, after: bool) -> None:
    house.slack.drop("chat.postMessage", after=after, times=times)
    await house.post.post(house.place, REPLY, "k", EN)
    assert len(house.standing) == 1


@pytest.mark.parametrize("after", [False, True])
async def test_a_server_error_around_the_post_leaves_one_message(house: House, after: bool) -> None:
    house.slack.fail("chat.postMessage", after=after)
    await house.post.post(house.place, REPLY, "k", EN)
    assert len(house.standing) == 1


async def test_what_was_lost_for_good_is_found_in_the_history_hours_later(house: House) -> None:
    began = house.clock.now()
    house.slack.drop("chat.postMessage", after=True)
    house.slack.refuse("conversations.history", "internal_error", times=4)
    with pytest.raises(TryLater):
        await house.post.post(house.place, REPLY, "k", EN)
    house.clock.forward(timedelta(hours=3))
    (id,) = await house.post.post(house.place, REPLY, "k", EN, since=began)
    assert len(house.standing) == 1
    assert house.general.find(id)


async def test_a_long_post_broken_off_midway_is_completed(house: House) -> None:
    began = house.clock.now()
    long = Reply(("\n".join(f"line {n} of a long announcement" for n in range(400)),))
    house.slack.refuse("chat.postMessage", "ratelimited", times=0)
    await house.post.post(house.place, long, "k", EN)
    parts = len(house.standing)
    assert parts > 1
    house.slack.erase(house.slack.messages(house.general)[-1])
    await house.post.post(house.place, long, "k", EN, since=began)
    assert len(house.standing) == parts


async def test_where_the_history_cant_be_read_nothing_is_sent_again(house: House) -> None:
    house.slack.refuse("conversations.history", "missing_scope", times=5)
    with pytest.raises(Unclear):
        await house.post.post(house.place, REPLY, "k", EN, since=house.clock.now())
    assert house.standing == []


async def test_a_wait_in_one_channel_holds_no_other_up(house: House) -> None:
    other = house.slack.channel("other", house.ana)
    house.slack.limit("chat.postMessage", retry_after=1)
    slow = asyncio.create_task(house.post.post(house.place, REPLY, "a", EN))
    await asyncio.sleep(0.1)
    async with asyncio.timeout(0.7):
        await house.post.post(Place("slack", other.id), REPLY, "b", EN)
    await slow
    assert len(house.standing) == 1


async def test_a_long_wait_is_left_to_the_caller(house: House) -> None:
    house.slack.limit("chat.postMessage", retry_after=120)
    with pytest.raises(TryLater) as later:
        await house.post.post(house.place, REPLY, "k", EN)
    assert later.value.after >= timedelta(seconds=120)


async def test_a_public_channel_is_joined(house: House) -> None:
    public = house.slack.channel("public", house.ana, bot=False)
    await house.post.post(Place("slack", public.id), REPLY, "k", EN)
    assert len(house.slack.messages(public)) >= 1
    assert house.slack.me in public.members


async def test_of_a_private_channel_it_is_said_whom_to_ask(house: House) -> None:
    private = house.slack.channel("private", house.ana, private=True, bot=False)
    with pytest.raises((NotAllowed, PlaceGone)):
        await house.post.post(Place("slack", private.id), REPLY, "k", EN)


async def test_a_channel_that_is_gone_is_called_so(house: House) -> None:
    with pytest.raises(PlaceGone):
        await house.post.post(Place("slack", "C0NOWHERE"), REPLY, "k", EN)


async def test_a_missing_scope_is_named(house: House) -> None:
    house.slack.scopes = house.slack.scopes - {"chat:write"}
    with pytest.raises(NotAllowed) as refused:
        await house.post.post(house.place, REPLY, "k", EN)
    assert "chat:write" in EN(refused.value.text, **refused.value.names)


async def test_a_whisper_arrives_in_direct_messages(house: House) -> None:
    await house.post.whisper(Account("slack", house.ana.id), REPLY, "k", EN)
    assert [message.text for message in house.slack.dms(house.ana)] == ["The lab opens at nine."]


async def test_closed_direct_messages_are_told_to_the_caller(house: House) -> None:
    house.ana.dms_open = False
    with pytest.raises(DirectClosed):
        await house.post.whisper(Account("slack", house.ana.id), REPLY, "k", EN)


async def test_an_answer_in_a_thread_stays_there_even_if_it_was_lost(house: House) -> None:
    asked = await house.slack.say(house.ana, house.general, "When?")
    assert asked.heard
    house.slack.drop("chat.postMessage", after=True)
    (id,) = await house.post.post(house.place, REPLY, "k", EN, thread=asked.heard.ts)
    found = house.general.find(id)
    assert found
    assert found.thread_ts == asked.heard.ts
    assert len(house.general.thread(asked.heard.ts)) == 2


async def test_an_edit_changes_what_was_posted(house: House) -> None:
    ids = await house.post.post(house.place, REPLY, "k", EN)
    assert await house.post.edit(house.place, ids, Reply(("At ten.",)), EN) == ids
    assert house.standing == ["At ten."]


async def test_an_edit_grows_and_shrinks_the_post(house: House) -> None:
    long = Reply(("\n".join(f"line {n} of a long announcement" for n in range(400)),))
    ids = await house.post.post(house.place, REPLY, "k", EN)
    grown = await house.post.edit(house.place, ids, long, EN)
    assert len(house.standing) == len(grown) > 1
    await house.post.edit(house.place, grown, REPLY, EN)
    assert house.standing == ["The lab opens at nine."]


async def test_an_edit_of_a_deleted_post_says_so(house: House) -> None:
    ids = await house.post.post(house.place, REPLY, "k", EN)
    await house.post.delete(house.place, ids)
    await house.post.delete(house.place, ids)
    with pytest.raises(PostGone):
        await house.post.edit(house.place, ids, REPLY, EN)


async def test_a_file_goes_along(house: House) -> None:
    reply = Reply(("All of them.",), files=(File("partners.csv", "text/csv", b"a,b", "Partners as CSV"),))
    await house.post.post(house.place, reply, "k", EN)
    files = [file for message in house.slack.messages(house.general) for file in message.files]
    assert [file.name for file in files] == ["partners.csv"]


async def test_a_long_command_lies_in_the_store_as_long_as_the_post(house: House) -> None:
    reply = Reply(("x",), buttons=(Button("Again", Search(text="x" * 3000)),))
    await house.post.post(house.place, reply, "k", EN)
    house.clock.forward(timedelta(days=400))
    assert await house.database.write(lambda tx: tx.kept.prune(house.clock.now())) == 0


@pytest.mark.parametrize(("ping", "shown"), [(Ping.HERE, "here"), (Ping.EVERYONE, "channel")])
async def test_only_what_was_chosen_pings(house: House, ping: Ping, shown: str) -> None:
    hostile = Reply(("<!channel> <!here> @everyone",), cards=(Card("<!channel>"),))
    await house.post.post(house.place, hostile, "a", EN)
    assert house.slack.messages(house.general)[-1].pings == []
    await house.post.post(house.place, hostile, "b", EN, ping=ping)
    pings = house.slack.messages(house.general)[-1].pings
    assert pings
    assert all(shown in pinged for pinged in pings)


async def test_a_post_of_as_many_blocks_as_fit_can_ping(house: House) -> None:
    reply = Reply(("Dear all",), cards=tuple(Card(f"Call {n}") for n in range(24)))
    await house.post.post(house.place, reply, "k", EN, ping=Ping.HERE)
    message = house.slack.messages(house.general)[-1]
    assert len(message.blocks) > 45
    assert message.pings == ["!here", "!here"]


async def test_a_picture_alone_can_ping(house: House) -> None:
    picture = Image("a.png", "image/png", b"\x89PNG\r\n\x1a\n", "The sea")
    await house.post.post(house.place, Reply(images=(picture,)), "k", EN, ping=Ping.HERE)
    assert "!here" in house.slack.messages(house.general)[-1].pings


async def test_somebody_is_brought_into_a_channel_once(house: House) -> None:
    boris = house.slack.user("Boris")
    for _ in range(2):
        await house.post.invite(Account("slack", boris.id), house.place)
    assert boris in house.general.members


async def test_it_knows_where_it_can_post_and_what_people_call_it(house: House) -> None:
    funding = house.slack.channel("funding", house.ana)
    house.slack.channel("past", house.ana).archived = True
    await house.post.channels.look()
    assert [(known.id, known.name) for known in house.post.places()] == [
        (funding.id, "funding"),
        (house.general.id, "general"),
    ]


async def test_what_arrived_is_known_by_its_key_however_its_text_has_changed(house: House) -> None:
    since = house.clock.now()
    ids = await house.post.post(house.place, REPLY, "k", EN, traced=True)
    house.clock.forward(timedelta(hours=5))
    other = Reply(("The lab opens at ten.",))
    assert await house.post.arrived(house.place, other, "k", EN, since=since) == ids
    assert await house.post.arrived(house.place, other, "other", EN, since=since) is None
    assert len(house.standing) == 1


async def test_a_history_that_can_t_be_read_is_told_as_unclear(house: House) -> None:
    house.slack.refuse("conversations.history", "missing_scope", times=10)
    with pytest.raises(Unclear):
        await house.post.arrived(house.place, REPLY, "k", EN, since=house.clock.now())


async def test_a_history_that_can_t_be_read_just_now_is_looked_at_later(house: House) -> None:
    house.slack.fail("conversations.history", times=10)
    with pytest.raises(TryLater):
        await house.post.arrived(house.place, REPLY, "k", EN, since=house.clock.now())


async def test_a_link_leads_to_a_message(house: House) -> None:
    house.post.at_home("https://club.slack.example/")
    assert house.post.link(house.place, "1700000000.000100") == (
        f"https://club.slack.example/archives/{house.general.id}/p1700000000000100"
    )


async def test_somebody_s_role_is_asked_for_and_never_guessed(house: House) -> None:
    account = Account("slack", house.ana.id)
    assert await house.post.role(account) is Role.MEMBER


async def test_a_role_that_slack_does_not_tell_is_asked_for_again_later(house: House) -> None:
    house.slack.fail("users.info", times=10)
    with pytest.raises(TryLater):
        await house.post.role(Account("slack", house.ana.id))


async def test_direct_messages_have_a_place(house: House) -> None:
    place = await house.post.direct(Account("slack", house.ana.id))
    assert place.direct
    await house.post.post(place, REPLY, "k", EN)
    assert house.standing == []


async def test_a_role_is_asked_anew_each_time(house: House) -> None:
    account = Account("slack", house.ana.id)
    assert await house.post.role(account) is Role.MEMBER
    house.ana.restricted = True  # and no event tells of it
    assert await house.post.role(account) is Role.GUEST


async def test_who_is_in_no_group_that_can_be_asked_for_is_no_mere_member(house: House) -> None:
    group = house.slack.group("organisers", house.ana)
    post = house.again(organisers=[group.id])
    house.slack.fail("usergroups.users.list", times=10)
    with pytest.raises(TryLater):
        await post.role(Account("slack", house.ana.id))
    house.slack.faults.orders.clear()
    house.clock.forward(timedelta(minutes=2))
    assert await post.role(Account("slack", house.ana.id)) is Role.ORGANISER


async def test_a_limit_says_when_a_role_can_be_asked_for_again(house: House) -> None:
    house.slack.limit("users.info", retry_after=90)
    with pytest.raises(TryLater) as later:
        await house.post.role(Account("slack", house.ana.id))
    assert later.value.after == timedelta(seconds=90)


async def test_somebody_nobody_knows_is_a_guest(house: House) -> None:
    assert await house.post.role(Account("slack", "U0NOBODY")) is Role.GUEST


async def test_all_pages_of_channels_are_read_and_private_ones_only_where_the_bot_is(house: House) -> None:
    for n in range(450):
        house.slack.channel(f"room-{n:03}", house.ana, bot=False)
    house.slack.channel("board", house.ana, private=True)
    house.slack.channel("secret", house.ana, private=True, bot=False)
    await house.post.channels.look()
    names = [known.name for known in house.post.places()]
    assert len(names) == 452
    assert "board" in names
    assert "secret" not in names


async def test_places_stay_known_while_slack_cannot_be_asked(house: House) -> None:
    await house.post.channels.look()
    before = house.post.places()
    house.slack.fail("conversations.list", times=10)
    watching = asyncio.create_task(house.post.channels.watch())
    await until(lambda: len(house.slack.requested("conversations.list")) > 1, 5, lambda: "it was not asked")
    watching.cancel()
    assert house.post.places() == before != ()


LONG = Reply(("\n".join(f"line {n} of a long announcement" for n in range(400)),))


@pytest.mark.parametrize("times", [1, 2])
async def test_a_post_of_several_messages_cut_between_them_goes_on_where_it_broke_off(house: House, times: int) -> None:
    since = house.clock.now()
    whole = await house.post.post(house.place, LONG, "other", EN)

    def limited() -> None:
        house.slack.limit("chat.postMessage", retry_after=120)

    house.slack.watch("chat.postMessage", limited, after=True)
    for _ in range(times):
        with pytest.raises(TryLater):
            await house.again().post(house.place, LONG, "k", EN, since=since)
        house.slack.limit("chat.postMessage", 1, 120)
    house.slack.faults.orders.clear()
    assert await house.post.arrived(house.place, LONG, "k", EN, since=since) is None
    house.clock.forward(timedelta(hours=5))
    ids = await house.again().post(house.place, LONG, "k", EN, since=since)
    assert len(house.standing) == 2 * len(whole)
    assert sorted(ids) == list(ids)
    assert await house.post.arrived(house.place, LONG, "k", EN, since=since) == ids


async def test_the_part_that_somebody_deleted_meanwhile_is_not_sent_again(house: House) -> None:
    since = house.clock.now()
    ids = await house.post.post(house.place, LONG, "k", EN)
    first = house.general.find(ids[0])
    assert first
    house.slack.erase(first)
    assert await house.post.post(house.place, LONG, "k", EN, since=since) == ("", *ids[1:])
    assert len(house.standing) == len(ids) - 1
    assert house.post.link(house.place, "") == ""
    await house.post.delete(house.place, ("", *ids[1:]))
    assert house.standing == []


async def test_a_text_that_is_longer_by_now_is_completed_not_repeated(house: House) -> None:
    since = house.clock.now()
    (id,) = await house.post.post(house.place, REPLY, "k", EN)
    ids = await house.post.post(house.place, LONG, "k", EN, since=since)
    assert ids[0] == id
    assert len(house.standing) == len(ids)


async def test_two_posts_alike_are_two(house: House) -> None:
    since = house.clock.now()
    await house.post.post(house.place, REPLY, "a", EN)
    await house.post.post(house.place, REPLY, "b", EN, since=since)
    assert len(house.standing) == 2


async def test_a_limit_on_looking_is_waited_for(house: House) -> None:
    since = house.clock.now()
    ids = await house.post.post(house.place, REPLY, "k", EN)
    house.slack.limit("conversations.history", retry_after=1)
    assert await house.post.post(house.place, REPLY, "k", EN, since=since) == ids
    house.slack.limit("conversations.history", times=1, retry_after=300)
    with pytest.raises(TryLater) as later:
        await house.post.post(house.place, REPLY, "k", EN, since=since)
    assert later.value.after == timedelta(seconds=300)


async def test_a_channel_that_was_never_joined_holds_nothing_of_an_earlier_attempt(house: House) -> None:
    public = house.slack.channel("public", house.ana, bot=False)
    place = Place("slack", public.id)
    await house.post.post(place, REPLY, "k", EN, since=house.clock.now())
    assert len([m for m in house.slack.messages(public) if m.author is house.slack.me]) == 1


async def test_looking_whether_a_post_arrived_joins_no_channel(house: House) -> None:
    public = house.slack.channel("public", house.ana, bot=False)
    with pytest.raises(Unclear):
        await house.post.arrived(Place("slack", public.id), REPLY, "k", EN, since=house.clock.now())
    assert house.slack.me not in public.members


async def test_a_history_too_long_to_be_read_leaves_it_unclear(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "PAGE", 2)
    monkeypatch.setattr(posting, "PAGES", 2)
    for n in range(9):
        await house.slack.say(house.ana, house.general, f"Talk {n}")
    with pytest.raises(Unclear):
        await house.post.post(house.place, REPLY, "k", EN, since=house.clock.now())


async def test_an_edit_that_grows_and_is_repeated_adds_nothing_twice(house: House) -> None:
    ids = await house.post.post(house.place, REPLY, "k", EN)
    grown = await house.post.edit(house.place, ids, LONG, EN)
    longer = Reply(("\n".join(f"line {n} of an announcement that has changed" for n in range(420)),))
    again = await house.again().edit(house.place, ids, longer, EN, since=house.clock.now())  # the first was cut off
    assert again[: len(grown)] == grown
    assert len(house.standing) == len(again)
    assert all("has changed" in text for text in house.standing)


async def test_a_shorter_text_leaves_nothing_of_a_longer_one_that_was_cut_off(house: House) -> None:
    ids = await house.post.post(house.place, REPLY, "k", EN)
    await house.post.edit(house.place, ids, LONG, EN)
    assert await house.again().edit(house.place, ids, REPLY, EN, since=house.clock.now()) == ids
    assert len(house.standing) == 1


async def test_a_retraction_leaves_nothing_of_a_longer_text_that_was_cut_off(house: House) -> None:
    ids = await house.post.post(house.place, REPLY, "k", EN)
    other = await house.post.post(house.place, LONG, "other", EN)
    await house.post.edit(house.place, ids, LONG, EN)
    await house.again().delete(house.place, ids, since=house.clock.now())
    assert len(house.standing) == len(other)


async def test_what_was_cut_off_growing_shorter_can_grow_again(house: House) -> None:
    ids = await house.post.post(house.place, LONG, "k", EN)
    await house.post.edit(house.place, ids, REPLY, EN)
    again = await house.again().edit(house.place, ids, LONG, EN, since=house.clock.now())
    assert (again[0], len(again), len(house.standing)) == (ids[0], len(ids), len(ids))


async def test_growing_that_was_cut_off_after_growing_shorter_was_leaves_nothing(house: House) -> None:
    ids = await house.post.post(house.place, LONG, "k", EN)
    since = house.clock.now()
    await house.post.edit(house.place, ids, REPLY, EN)
    await house.again().edit(house.place, ids, LONG, EN, since=since)
    assert await house.again().edit(house.place, ids, REPLY, EN, since=since) == ids[:1]
    assert len(house.standing) == 1


async def test_direct_messages_are_found_again_too(house: House) -> None:
    place = await house.post.direct(Account("slack", house.ana.id))
    since = house.clock.now()
    house.slack.drop("chat.postMessage", after=True)
    house.slack.fail("conversations.history", times=4)
    with pytest.raises(TryLater):
        await house.post.post(place, REPLY, "k", EN, traced=True)
    ids = await house.again().post(place, REPLY, "k", EN, since=since, traced=True)
    assert len(house.slack.dms(house.ana)) == 1
    assert await house.again().arrived(place, REPLY, "k", EN, since=since) == ids


async def test_a_limit_in_one_channel_holds_up_no_look_in_another(house: House) -> None:
    other = house.slack.channel("other", house.ana)
    house.slack.limit("chat.postMessage", retry_after=3)
    slow = asyncio.create_task(house.post.post(house.place, REPLY, "a", EN))
    await until(lambda: bool(house.slack.requested("chat.postMessage")), 5, lambda: "nothing was posted")
    place = Place("slack", other.id)
    await house.post.post(place, REPLY, "b", EN, since=house.clock.now())
    assert not slow.done()
    slow.cancel()
