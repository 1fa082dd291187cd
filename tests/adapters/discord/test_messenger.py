"""Posting, by the real client over real sockets: each post arrives once, and what is refused is said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import discord as library
import pytest

from bot.adapters.discord import posting
from bot.adapters.discord.messenger import DiscordMessenger
from bot.adapters.discord.roles import Roles
from bot.commands.calls import Calls
from bot.core.context import Account, Place
from bot.core.messenger import (
    DirectClosed,
    NotAllowed,
    Ping,
    PlaceGone,
    PostGone,
    TryLater,
    Unclear,
    Undelivered,
)
from bot.core.reply import Button, Card, File, Reply
from bot.core.words import words
from tests.adapters.discord.house import House, at
from tests.servers.discord import Channel, Permission
from tests.servers.discord.faults import Limit

EN, BG = words("en"), words("bg")
CALLS = Reply(("Three calls close this week",), buttons=(Button("Show them", Calls(topic="cancer")),))
PLAIN = Reply(("The lab opens at nine",))
CARD = Reply(cards=(Card("Open day", body=(("Come and look",),)),))
LONG = Reply(("\n".join(f"line {n} of a long announcement" for n in range(150)),))
SEND = r"POST /channels/\d+/messages$"
A_MOMENT = timedelta(seconds=30)
LATER = timedelta(minutes=10)


@dataclass(eq=False)
class Third(Limit):
    """Only the third request that matches is limited."""

    seen: int = 0

    def strikes(self, route: str) -> bool:
        self.seen += bool(re.search(self.pattern, route))
        return self.seen == 3 and super().strikes(route)


def told(error: Undelivered, language: str = "en") -> str:
    return words(language)(error.text, **error.names)


async def test_a_post_arrives_and_says_its_id(house: House) -> None:
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), CALLS, "k", EN)
    message = house.only()
    assert ids == (str(message.id),)
    assert "Three calls close this week" in message.text
    assert message.buttons == ["Show them"]


async def test_the_same_key_posted_twice_is_one_message(house: House) -> None:
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), CALLS, "k", EN)
        assert await messenger.post(at(house.general), CALLS, "k", EN) == ids
    assert len(house.standing()) == 1


async def test_another_key_and_another_channel_are_other_messages(house: House) -> None:
    other = house.guild.text("other")
    async with house.connected() as messenger:
        for key, channel in (("a", house.general), ("b", house.general), ("a", other)):
            await messenger.post(at(channel), CALLS, key, EN)
    assert len(house.standing()) == 2
    assert len(house.standing(other)) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("times", [1, 2])
async def test_a_connection_lost_around_the_post_leaves_one_message(house: House, times: int, *, after: bool) -> None:
    async with house.connected() as messenger:
        house.discord.drop(SEND, after=after, times=times)
        ids = await messenger.post(at(house.general), CALLS, "k", EN)
    assert ids == (str(house.only().id),)


async def test_a_server_error_after_the_post_was_taken_leaves_one_message(house: House) -> None:
    async with house.connected() as messenger:
        house.discord.fail(SEND, 502, after=True)
        await messenger.post(at(house.general), CALLS, "k", EN)
    assert len(house.standing()) == 1


@pytest.mark.parametrize("traced", [False, True], ids=["by its words", "by its mark"])
@pytest.mark.parametrize("reply", [CALLS, PLAIN, CARD], ids=["button", "text", "card"])
async def test_what_was_lost_for_good_is_found_in_the_history_hours_later(
    house: House, reply: Reply, *, traced: bool
) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        lost = house.discord.drop(SEND, after=True, times=99)
        with pytest.raises(TryLater):
            await messenger.post(at(house.general), reply, "k", EN, traced=traced)
        lost.times = 0
        house.discord.nonce_window = 0
        house.clock.forward(LATER)
        ids = await messenger.post(at(house.general), reply, "k", EN, since=since, traced=traced)
    assert ids == (str(house.only().id),)


async def test_what_never_arrived_is_sent_hours_later(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        lost = house.discord.drop(SEND, times=99)
        with pytest.raises(TryLater):
            await messenger.post(at(house.general), CALLS, "k", EN)
        lost.times = 0
        house.discord.nonce_window = 0
        house.clock.forward(LATER)
        await messenger.post(at(house.general), CALLS, "k", EN, since=since)
    assert len(house.standing()) == 1


async def test_within_the_minute_the_nonce_alone_tells(house: House) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), CALLS, "k", EN)
        house.clock.forward(A_MOMENT)
        assert await messenger.post(at(house.general), CALLS, "k", EN, since=since) == ids
    assert not house.discord.requested(r"GET /channels/\d+/messages")


async def test_a_post_deleted_meanwhile_is_not_sent_again(house: House) -> None:
    async with house.connected() as messenger:
        place = at(house.general)
        await messenger.delete(place, await messenger.post(place, CALLS, "k", EN))
        assert await messenger.post(place, CALLS, "k", EN) == ("",)
    assert not house.standing()


@pytest.mark.parametrize("reply", [CALLS, PLAIN, CARD], ids=["button", "text", "card"])
async def test_a_traced_post_is_not_taken_for_another_with_the_same_words(house: House, reply: Reply) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        await messenger.post(at(house.general), reply, "monday", EN, traced=True)
        house.clock.forward(LATER)
        await messenger.post(at(house.general), reply, "tuesday", EN, since=since, traced=True)
    assert len(house.standing()) == 2


async def test_somebody_elses_copy_of_a_post_is_not_taken_for_it(house: House) -> None:
    ana = house.discord.user("ana")
    house.discord.join(house.guild, ana)
    since = house.clock.now()
    async with house.connected() as messenger:
        await messenger.post(at(house.general), CALLS, "k", EN)
        house.only().author = ana
        house.discord.nonce_window = 0
        house.clock.forward(LATER)
        await messenger.post(at(house.general), CALLS, "k", EN, since=since)
    assert len(house.standing()) == 2


async def test_where_the_history_cant_be_read_nothing_is_sent_again(house: House) -> None:
    house.deny(house.general, Permission.READ_MESSAGE_HISTORY)
    async with house.connected() as messenger:
        since = house.clock.now()
        house.clock.forward(LATER)
        with pytest.raises(Unclear) as unclear:
            await messenger.post(at(house.general), CALLS, "k", EN, since=since)
    assert "“Read Message History”" in told(unclear.value)
    assert "#general" in told(unclear.value)
    assert not house.standing()


async def test_where_too_much_was_said_since_nothing_is_sent_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "PAGES", 1)
    ana = house.discord.user("ana")
    house.guild.add(ana)
    for n in range(posting.PAGE):
        await house.discord.say(ana, house.general, f"chat {n}")
    async with house.connected() as messenger:
        since = house.clock.now()
        house.clock.forward(LATER)
        with pytest.raises(Unclear, match="too much"):
            await messenger.post(at(house.general), CALLS, "k", EN, since=since)
    assert len(house.standing()) == posting.PAGE


async def test_a_post_is_found_behind_a_page_of_chatter(house: House) -> None:
    ana = house.discord.user("ana")
    house.guild.add(ana)
    for n in range(posting.PAGE):
        await house.discord.say(ana, house.general, f"chat {n}")
    since = house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), CALLS, "k", EN)
        house.discord.nonce_window = 0
        house.clock.forward(LATER)
        assert await messenger.post(at(house.general), CALLS, "k", EN, since=since) == ids


@pytest.mark.parametrize("traced", [False, True])
@pytest.mark.parametrize("later", [A_MOMENT, LATER], ids=["by nonce", "by history"])
async def test_a_long_post_broken_off_midway_is_completed(house: House, later: timedelta, *, traced: bool) -> None:
    since = house.clock.now()
    async with house.connected() as messenger:
        house.discord.faults.orders.append(Third(SEND, retry_after=3600))
        with pytest.raises(TryLater) as busy:
            await messenger.post(at(house.general), LONG, "k", EN, traced=traced)
        assert busy.value.after == timedelta(hours=1)
        sent = house.standing()
        assert len(sent) == 2
    async with house.connected() as messenger:
        if later is LATER:
            house.discord.nonce_window = 0
        house.clock.forward(later)
        ids = await messenger.post(at(house.general), LONG, "k", EN, since=since, traced=traced)
    standing = house.standing()
    assert standing[:2] == sent
    assert ids == tuple(str(message.id) for message in house.discord.messages(house.general))
    assert "".join(standing).count("line 149 ") == 1
    assert all("".join(standing).count(f"line {n} ") == 1 for n in range(150))


async def test_a_wait_in_one_channel_holds_no_other_up(house: House) -> None:
    other = house.guild.text("other")
    async with house.connected() as messenger:
        house.discord.limit(f"POST /channels/{house.general.id}/messages", retry_after=3600)
        with pytest.raises(TryLater) as busy:
            await messenger.post(at(house.general), CALLS, "k", EN)
        await messenger.post(at(other), CALLS, "k", EN)
    assert busy.value.after == timedelta(hours=1)
    assert len(house.standing(other)) == 1


async def test_before_the_bot_is_connected_and_after_it_was_there_is_a_later(house: House) -> None:
    early = DiscordMessenger(
        library.Client(intents=library.Intents.none()), house.database, house.clock, Roles(house.facts), None
    )
    async with house.connected() as late:
        pass
    for messenger in (early, late):
        with pytest.raises(TryLater):
            await messenger.post(at(house.general), CALLS, "k", EN)
        with pytest.raises(TryLater):
            await messenger.grant(Account("discord", "1"), 1, house.guild.id)


async def test_a_short_wait_is_waited_for(house: House) -> None:
    async with house.connected() as messenger:
        house.discord.limit(SEND, retry_after=0.05)
        await messenger.post(at(house.general), CALLS, "k", EN)
    assert len(house.standing()) == 1


@pytest.mark.parametrize(
    ("permission", "reply", "said"),
    [
        (Permission.VIEW_CHANNEL, PLAIN, "“View Channel”"),
        (Permission.SEND_MESSAGES, PLAIN, "“Send Messages”"),
        (Permission.EMBED_LINKS, CARD, "“Embed Links”"),
        (Permission.ATTACH_FILES, Reply(("List",), files=(File("a.csv", "text/csv", b"a"),)), "“Attach Files”"),
    ],
)
async def test_a_refusal_names_the_permission_the_channel_and_where_to_grant_it(
    house: House, permission: Permission, reply: Reply, said: str
) -> None:
    house.deny(house.general, permission)
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed) as refused:
            await messenger.post(at(house.general), reply, "k", EN)
    assert said in told(refused.value)
    assert "#general" in told(refused.value)
    assert "Server Settings → Roles → clubbot" in told(refused.value)
    assert "Настройки на сървъра → Роли → clubbot" in told(refused.value, "bg")


async def test_a_channel_that_is_gone_is_called_so(house: House) -> None:
    async with house.connected() as messenger:
        house.guild.channels.remove(house.general)
        with pytest.raises(PlaceGone):
            await messenger.post(at(house.general), CALLS, "k", EN)
        with pytest.raises(PlaceGone):
            await messenger.post(Place("discord", "general"), CALLS, "k", EN)


async def test_a_voice_of_discord_that_makes_no_sense_is_our_own_fault(house: House) -> None:
    async with house.connected() as messenger:
        house.discord.refuse(SEND, 400, 50035)
        with pytest.raises(library.HTTPException):
            await messenger.post(at(house.general), CALLS, "k", EN)


async def test_a_whisper_arrives_in_direct_messages_once(house: House) -> None:
    ana = house.discord.user("ana")
    house.guild.add(ana)
    since = house.clock.now()
    async with house.connected() as messenger:
        account = Account("discord", str(ana.id))
        ids = await messenger.whisper(account, CALLS, "k", EN)
        house.discord.nonce_window = 0
        house.clock.forward(LATER)
        assert await messenger.whisper(account, CALLS, "k", EN, since=since) == ids
    assert len(house.discord.dms(ana)) == 1


async def test_closed_direct_messages_are_told_to_the_caller(house: House) -> None:
    ana = house.discord.user("ana", dms_open=False)
    house.guild.add(ana)
    async with house.connected() as messenger:
        with pytest.raises(DirectClosed):
            await messenger.whisper(Account("discord", str(ana.id)), CALLS, "k", EN)


async def test_an_announcement_is_published_to_those_who_follow(house: House) -> None:
    news = house.guild.announcements("news")
    async with house.connected() as messenger:
        await messenger.post(at(news), CALLS, "k", EN)
        await messenger.post(at(news), CALLS, "k", EN)
    assert house.only(news).crossposted


async def test_all_of_a_long_announcement_is_published(house: House) -> None:
    news = house.guild.announcements("news")
    house.discord.bucket("/crosspost$", 10, 3600)
    async with house.connected() as messenger:
        await messenger.post(at(news), LONG, "k", EN)
    assert len(house.standing(news)) > 2
    assert all(message.crossposted for message in house.discord.messages(news))


@pytest.mark.parametrize("fault", ["limited", "refused", "lost"])
async def test_an_announcement_that_cant_be_published_is_posted_all_the_same(house: House, fault: str) -> None:
    news, crosspost = house.guild.announcements("news"), "/crosspost$"
    async with house.connected() as messenger:
        match fault:
            case "limited":
                house.discord.limit(crosspost, retry_after=3600)
            case "refused":
                house.discord.refuse(crosspost, 403, 50013)
            case _:
                house.discord.drop(crosspost, times=9)
        ids = await messenger.post(at(news), CALLS, "k", EN)
    assert ids == (str(house.only(news).id),)


def posts(forum: Channel) -> list[Channel]:
    assert forum.guild
    return [channel for channel in forum.guild.channels if channel.parent is forum]


async def test_in_a_forum_a_post_is_a_thread_called_after_its_card(house: House) -> None:
    forum = house.guild.forum("funding")
    async with house.connected() as messenger:
        ids = await messenger.post(at(forum), CARD, "k", EN)
    (thread,) = posts(forum)
    assert thread.name == "Open day"
    assert ids == (str(house.only(thread).id),)
    assert "Come and look" in house.only(thread).text


async def test_a_forums_post_without_a_card_is_called_after_its_first_line(house: House) -> None:
    forum = house.guild.forum("funding")
    async with house.connected() as messenger:
        await messenger.post(at(forum), Reply(("x" * 200 + "\nmore",)), "k", EN)
    (thread,) = posts(forum)
    assert thread.name == "x" * 99 + "…"


async def test_a_long_post_goes_on_in_its_thread(house: House) -> None:
    forum = house.guild.forum("funding")
    async with house.connected() as messenger:
        ids = await messenger.post(at(forum), LONG, "k", EN)
    (thread,) = posts(forum)
    assert ids == tuple(str(message.id) for message in thread.messages)
    assert "line 149 " in "".join(house.standing(thread))


@pytest.mark.parametrize("fault", ["nothing", "before", "after", "error"])
async def test_a_forums_post_is_opened_once(house: House, fault: str) -> None:
    forum, opening = house.guild.forum("funding"), r"POST /channels/\d+/threads"
    async with house.connected() as messenger:
        match fault:
            case "before" | "after":
                house.discord.drop(opening, after=fault == "after")
            case "error":
                house.discord.fail(opening, 500, after=True)
            case _:
                pass
        ids = await messenger.post(at(forum), CALLS, "k", EN)
        assert await messenger.post(at(forum), CALLS, "k", EN) == ids
        await messenger.post(at(forum), CALLS, "another", EN)
    assert len(posts(forum)) == 2


async def test_a_forums_post_is_found_in_the_archive_hours_later(house: House) -> None:
    forum, since = house.guild.forum("funding"), house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(at(forum), CALLS, "k", EN)
        posts(forum)[0].archived = True
        house.clock.forward(LATER)
        assert await messenger.post(at(forum), CALLS, "k", EN, since=since) == ids
    assert len(posts(forum)) == 1


async def test_a_forum_that_cant_be_read_is_unclear_after_an_attempt_and_open_before(house: House) -> None:
    forum = house.guild.forum("funding")
    house.deny(forum, Permission.READ_MESSAGE_HISTORY)
    async with house.connected() as messenger:
        await messenger.post(at(forum), CALLS, "k", EN)
        with pytest.raises(Unclear):
            await messenger.post(at(forum), CALLS, "k", EN, since=house.clock.now())
    assert len(posts(forum)) == 1


async def test_a_forum_that_wants_a_tag_says_so(house: House) -> None:
    forum = house.guild.forum("funding", "cancer", tag_required=True)
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed, match="tag"):
            await messenger.post(at(forum), CALLS, "k", EN)


async def test_a_forum_calls_its_permission_by_another_name(house: House) -> None:
    forum = house.guild.forum("funding")
    house.deny(forum, Permission.SEND_MESSAGES)
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed, match="“Create Posts”"):
            await messenger.post(at(forum), CALLS, "k", EN)


async def test_a_sleeping_thread_wakes_up_when_written_to_or_changed(house: House) -> None:
    forum = house.guild.forum("funding")
    async with house.connected() as messenger:
        ids = await messenger.post(at(forum), CALLS, "k", EN)
        (thread,) = posts(forum)
        thread.archived = True
        await messenger.edit(at(forum), ids, PLAIN, EN)
        assert "The lab opens" in house.standing(thread)[0]
        thread.archived = True
        await messenger.post(at(thread), CALLS, "k", EN)
    assert len(house.standing(thread)) == 2
    assert not thread.archived


async def test_a_locked_thread_is_called_so(house: House) -> None:
    forum = house.guild.forum("funding")
    async with house.connected() as messenger:
        await messenger.post(at(forum), CALLS, "k", EN)
        (thread,) = posts(forum)
        thread.archived = thread.locked = True
        with pytest.raises(NotAllowed):
            await messenger.post(at(thread), CALLS, "k", EN)


async def test_a_thread_hangs_on_a_message_once(house: House) -> None:
    ana = house.discord.user("ana")
    house.guild.add(ana)
    message = await house.discord.say(ana, house.general, "who is in?")
    async with house.connected() as messenger:
        house.discord.drop("/threads$", after=True)
        place = await messenger.thread(at(house.general), str(message.id), "who is in?")
        assert await messenger.thread(at(house.general), str(message.id), "again") == place
    assert place == Place("discord", str(message.id))
    assert len(posts(house.general)) == 1


HOSTILE = Reply(("@everyone @here come",))


async def test_nobody_is_pinged_unless_chosen(house: House) -> None:
    house.general.allow(house.guild.default, Permission.MENTION_EVERYONE)
    async with house.connected() as messenger:
        await messenger.post(at(house.general), HOSTILE, "k", EN)
    assert not house.only().mention_everyone


@pytest.mark.parametrize(("ping", "said"), [(Ping.HERE, "@here"), (Ping.EVERYONE, "@everyone")])
async def test_a_chosen_ping_calls_those_and_the_text_calls_nobody(house: House, ping: Ping, said: str) -> None:
    house.general.allow(house.guild.default, Permission.MENTION_EVERYONE)
    async with house.connected() as messenger:
        await messenger.post(at(house.general), HOSTILE, "k", EN, ping=ping)
    message = house.only()
    assert message.mention_everyone
    assert message.content.startswith(said)
    assert message.content.count("@here") + message.content.count("@everyone") == 1


async def test_a_role_is_pinged_and_no_other(house: House) -> None:
    house.general.allow(house.guild.default, Permission.MENTION_EVERYONE)
    chosen, other = house.guild.role("researchers", position=0), house.guild.role("others", position=0)
    async with house.connected() as messenger:
        reply = Reply((f"<@&{other.id}> @everyone hello",))
        await messenger.post(at(house.general), reply, "k", EN, ping=Ping(str(chosen.id), role=True))
    assert house.only().mention_roles == [chosen.id]
    assert not house.only().mention_everyone


async def test_a_card_alone_can_ping_too(house: House) -> None:
    house.general.allow(house.guild.default, Permission.MENTION_EVERYONE)
    async with house.connected() as messenger:
        await messenger.post(at(house.general), CARD, "k", EN, ping=Ping.HERE)
    assert house.only().content == "@here"
    assert house.only().mention_everyone


async def test_a_ping_that_would_call_nobody_is_refused_before_anything_is_sent(house: House) -> None:
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed, match="Mention @everyone"):
            await messenger.post(at(house.general), PLAIN, "k", EN, ping=Ping.HERE)
    assert not house.standing()


async def test_an_edit_changes_what_was_posted(house: House) -> None:
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), CALLS, "k", EN)
        assert await messenger.edit(at(house.general), ids, PLAIN, BG) == ids
    assert house.only().content.startswith("The lab opens at nine")
    assert not house.only().buttons


async def test_an_edit_grows_and_shrinks_the_post(house: House) -> None:
    place = at(house.general)
    async with house.connected() as messenger:
        ids = await messenger.post(place, PLAIN, "k", EN)
        longer = await messenger.edit(place, ids, LONG, EN)
        assert longer[0] == ids[0]
        assert "line 149 " in "".join(house.standing())
        assert await messenger.edit(place, longer, PLAIN, EN) == ids
    assert house.only().content.startswith("The lab")


async def test_an_edit_that_is_repeated_hours_later_adds_nothing_twice(house: House) -> None:
    place, since = at(house.general), house.clock.now()
    async with house.connected() as messenger:
        ids = await messenger.post(place, PLAIN, "k", EN)
        longer = await messenger.edit(place, ids, LONG, EN)
        house.discord.nonce_window = 0
        assert await messenger.edit(place, ids, LONG, EN, since=since) == longer
    assert len(house.standing()) == len(longer)


async def test_an_edit_grows_where_the_history_cant_be_read(house: House) -> None:
    house.deny(house.general, Permission.READ_MESSAGE_HISTORY)
    async with house.connected() as messenger:
        ids = await messenger.post(at(house.general), PLAIN, "k", EN)
        await messenger.edit(at(house.general), ids, LONG, EN)
    assert "line 149 " in "".join(house.standing())


async def test_an_edit_of_a_deleted_post_says_so(house: House) -> None:
    place = at(house.general)
    async with house.connected() as messenger:
        ids = await messenger.post(place, PLAIN, "k", EN)
        await messenger.delete(place, ids)
        with pytest.raises(PostGone):
            await messenger.edit(place, ids, CALLS, EN)


async def test_deleting_twice_or_from_a_channel_that_is_gone_is_no_matter(house: House) -> None:
    place = at(house.general)
    async with house.connected() as messenger:
        ids = await messenger.post(place, LONG, "k", EN)
        await messenger.delete(place, ids)
        await messenger.delete(place, ids)
        house.guild.channels.remove(house.general)
        await messenger.delete(place, ids)
        await messenger.delete(place, ())
    assert not house.standing()


async def test_a_role_is_given_and_taken_though_the_answer_is_lost(house: House) -> None:
    house.guild.default.permissions |= Permission.MANAGE_ROLES
    member = house.guild.add(house.discord.user("ana"))
    role = house.guild.role("researchers", position=0)
    account = Account("discord", str(member.user.id))
    async with house.connected() as messenger:
        house.discord.drop("/roles/", after=True)
        await messenger.grant(account, role.id, house.guild.id, "joined the club")
        assert role in member.roles
        await messenger.revoke(account, role.id, house.guild.id)
    assert role not in member.roles
    assert house.discord.requested("PUT .*/roles/")[0].reason == "joined the club"


async def test_a_role_above_the_bots_is_named_with_what_to_do(house: House) -> None:
    house.guild.default.permissions |= Permission.MANAGE_ROLES
    member = house.guild.add(house.discord.user("ana"))
    role = house.guild.role("board")
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed) as refused:
            await messenger.grant(Account("discord", str(member.user.id)), role.id, house.guild.id)
    assert "drag clubbot above “board”" in told(refused.value)


async def test_without_the_right_to_manage_roles_that_right_is_named(house: House) -> None:
    member = house.guild.add(house.discord.user("ana"))
    role = house.guild.role("researchers", position=0)
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed, match="“Manage Roles”"):
            await messenger.grant(Account("discord", str(member.user.id)), role.id, house.guild.id)


async def test_a_role_or_a_member_that_is_gone_is_called_so(house: House) -> None:
    house.guild.default.permissions |= Permission.MANAGE_ROLES
    ana = house.discord.user("ana")
    role = house.guild.role("researchers", position=0)
    async with house.connected() as messenger:
        with pytest.raises(Undelivered, match="not on the server"):
            await messenger.grant(Account("discord", str(ana.id)), role.id, house.guild.id)
        house.guild.add(ana)
        with pytest.raises(NotAllowed, match="no role"):
            await messenger.grant(Account("discord", str(ana.id)), role.id + 1, house.guild.id)


async def test_a_button_too_long_for_discord_lies_in_the_store_as_long_as_the_post(house: House) -> None:
    long = replace(CALLS, buttons=(Button("Show them", Calls(topic="cancer " * 20)),))
    async with house.connected() as messenger:
        await messenger.post(at(house.general), long, "k", EN)
    (button,) = house.only().leaves
    packed = long.buttons[0].does.pack()
    assert packed not in button["custom_id"]
    token = button["custom_id"].partition("~")[2].partition(" ")[0]
    far = house.clock.now() + timedelta(days=4000)
    kept = await house.database.read(lambda tx: tx.kept.get(token, far))
    assert kept
    assert kept.text == packed
