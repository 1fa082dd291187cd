"""What the local Discord enforces: deadlines, one answer each, nonces, limits, permissions, what breaks."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
import pytest

from tests.servers.bare import House
from tests.servers.discord import Permission


async def refused(call: Any) -> tuple[int, int]:  # noqa: ANN401 - any coroutine
    """The status and the code with which something is refused."""
    with pytest.raises(discord.HTTPException) as error:
        await call
    return error.value.status, error.value.code


# Interactions


async def test_the_first_answer_is_due_within_the_deadline(house: House) -> None:
    house.server.deadline = 0.05
    answer = await house.server.slash(house.ana, house.general, "anything")
    used = await house.used()
    with pytest.raises(AssertionError, match="did not respond"):
        await answer.settled()
    assert await refused(used.response.send_message("Late")) == (404, 10062)


async def test_an_interaction_is_answered_once(house: House) -> None:
    await house.server.slash(house.ana, house.general, "anything")
    used = await house.used()
    path, body = f"/interactions/{used.id}/{used.token}/callback", {"type": 4, "data": {"content": "One"}}
    assert await house.raw(path, body) == (204, None)
    status, told = await house.raw(path, body)
    assert (status, told["code"]) == (400, 40060)
    assert [message.content for message in house.server.messages(house.general)] == ["One"]


async def test_a_token_ends(house: House) -> None:
    house.server.token_life = 0.1
    await house.server.slash(house.ana, house.general, "anything")
    used = await house.used()
    await used.response.send_message("In time")
    await asyncio.sleep(0.1)
    assert await refused(used.edit_original_response(content="Late")) == (401, 50027)


async def test_what_is_deferred_for_one_person_stays_so_and_the_first_followup_fills_it(house: House) -> None:
    answer = await house.server.slash(house.ana, house.general, "anything")
    used = await house.used()
    await used.response.defer(ephemeral=True)
    assert answer.message.loading
    await used.followup.send("For all?", ephemeral=False)
    await answer.settled()
    assert [(message.content, message.ephemeral) for message in answer.shown] == [("For all?", True)]
    assert await refused(house.place.fetch_message(answer.message.id)) == (404, 10008)


async def test_an_answer_taken_back_is_not_shown(house: House) -> None:
    answer = await house.server.slash(house.ana, house.general, "anything")
    used = await house.used()
    await used.response.send_message("One")
    await used.delete_original_response()
    await used.followup.send("Two")
    assert [message.content for message in (await answer.shows(1)).shown] == ["Two"]


async def test_a_command_has_no_message_to_update_and_completes_nothing(house: House) -> None:
    for kind in (6, 7, 8):
        await house.server.slash(house.ana, house.general, "anything")
        status, told = await house.callback(type=kind, data={"content": "x", "choices": []})
        assert (status, told["code"], [*told["errors"]]) == (400, 50035, ["type"])


async def test_a_modal_does_not_answer_a_modal(house: House) -> None:
    field = {"type": 4, "custom_id": "a", "style": 1}
    form = {"title": "T", "custom_id": "f", "components": [{"type": 18, "label": "A", "component": field}]}
    opened = await house.server.slash(house.ana, house.general, "anything")
    assert (await house.callback(type=9, data=form))[0] == 204
    await house.server.submit(house.ana, opened.form, a="x")
    status, told = await house.callback(type=9, data=form)
    assert (status, told["code"]) == (400, 50035)


# Messages


async def test_the_same_nonce_gives_the_first_message(house: House) -> None:
    first = await house.post(content="One", nonce="key", enforce_nonce=True)
    second = await house.post(content="Two", nonce="key", enforce_nonce=True)
    assert (second["id"], second["content"]) == (first["id"], "One")
    await house.place.get_partial_message(int(first["id"])).delete()
    assert await refused(house.post(content="One", nonce="key", enforce_nonce=True)) == (404, 10008)
    house.server.nonce_window = 0
    assert (await house.post(content="One", nonce="key", enforce_nonce=True))["id"] != first["id"]


async def test_an_empty_message_is_refused(house: House) -> None:
    assert await refused(house.post(content="  ", embeds=[])) == (400, 50006)
    sent = await house.place.send("x")
    assert await refused(sent.edit(content="")) == (400, 50006)


async def test_what_discord_does_not_know_is_ignored(house: House) -> None:
    assert (await house.post(content=" x ", whatever=1))["content"] == "x"


async def test_files_come_with_their_message(house: House) -> None:
    import io

    await house.place.send("See", file=discord.File(io.BytesIO(b"abc"), "a.txt", description="Letters"))
    (message,) = house.server.messages(house.general)
    assert (message.files, message.attachments[0].description) == ({"a.txt": b"abc"}, "Letters")


async def test_nobody_is_pinged_where_nobody_may_be(house: House) -> None:
    text = f"{house.ana.mention} @everyone"
    await house.post(content=text)
    await house.post(content=text, allowed_mentions={"parse": []})
    house.server.bot_role(house.guild).permissions |= Permission.MENTION_EVERYONE
    await house.post(content=text)
    pinged = [(bool(m.mentions), m.mention_everyone) for m in house.server.messages(house.general)]
    assert pinged == [(True, False), (False, False), (True, True)]


async def test_history_is_read_in_pages_without_what_one_person_sees(house: House) -> None:
    for n in range(3):
        await house.place.send(str(n))
    await (await house.server.slash(house.ana, house.general, "hello", name="x")).settled()
    found = [message.content async for message in house.place.history(limit=2)]
    assert found == ["2", "1"]
    assert [m.content async for m in house.place.history(oldest_first=True)] == ["0", "1", "2"]


# Permissions


async def test_what_the_bot_may_not_do_is_refused(house: House) -> None:
    server, guild, me = house.server, house.guild, house.server.me
    house.general.deny(guild.default, Permission.EMBED_LINKS)
    assert await refused(house.post(embeds=[{"title": "t"}])) == (403, 50013)
    house.general.deny(guild.default, Permission.SEND_MESSAGES)
    assert await refused(house.post(content="x")) == (403, 50013)
    house.general.deny(guild.default, Permission.VIEW_CHANNEL)
    assert await refused(house.post(content="x")) == (403, 50001)
    house.general.allow(me, Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES)
    await house.post(content="x")
    server.delete_channel(house.general)
    assert await refused(house.post(content="x")) == (404, 10003)


async def test_a_role_is_given_only_from_above(house: House) -> None:
    guild = house.client.get_guild(house.guild.id)
    member = guild and guild.get_member(house.ana.id)
    assert member
    low, high = house.guild.role("low", position=0), house.guild.role("high", position=5)
    assert await refused(member.add_roles(discord.Object(low.id))) == (403, 50013)
    house.server.bot_role(house.guild).permissions |= Permission.MANAGE_ROLES
    await member.add_roles(discord.Object(low.id))
    assert await refused(member.add_roles(discord.Object(high.id))) == (403, 50013)
    assert house.guild.members[house.ana.id].roles == [low]
    assert await refused(member.add_roles(discord.Object(1))) == (404, 10011)


async def test_only_announcements_are_published_and_once(house: House) -> None:
    assert await refused((await house.place.send("x")).publish()) == (400, 50024)
    house.server.guild("Other")
    news = house.guild.announcements("news")
    path = f"/channels/{news.id}/messages"
    id = (await house.ask("POST", path, {"content": "x"}))["id"]
    await house.ask("POST", f"{path}/{id}/crosspost")
    assert news.messages[0].crossposted
    assert await refused(house.ask("POST", f"{path}/{id}/crosspost")) == (400, 40033)


async def test_a_forum_takes_posts_with_a_tag(house: House) -> None:
    forum = house.guild.forum("ideas", "health", tag_required=True)
    path, body = f"/channels/{forum.id}/threads", {"name": "An idea", "message": {"content": "This"}}
    assert await refused(house.ask("POST", f"/channels/{forum.id}/messages", {"content": "x"})) == (400, 50008)
    assert await refused(house.ask("POST", path, body)) == (400, 40067)
    assert await refused(house.ask("POST", path, {"name": "x", "applied_tags": [forum.tags[0].id]})) == (400, 50035)
    made = await house.ask("POST", path, {**body, "applied_tags": [forum.tags[0].id]})
    (post,) = house.guild.threads
    assert (made["id"], made["message"]["id"], post.name) == (str(post.id), str(post.id), "An idea")
    assert [message.content for message in house.server.messages(post)] == ["This"]


async def test_a_thread_starts_from_a_message_once(house: House) -> None:
    sent = await house.place.send("Question")
    thread = await sent.create_thread(name="Answers")
    await thread.send("One")
    assert [message.content for message in next(house.guild.threads).messages] == ["One"]
    path = f"/channels/{house.general.id}/messages/{sent.id}/threads"
    assert await refused(house.ask("POST", path, {"name": "Again"})) == (400, 160004)
    await thread.edit(archived=True)
    active = await house.ask("GET", f"/guilds/{house.guild.id}/threads/active")
    assert active["threads"] == []
    await thread.send("Two")
    assert not house.guild.channels[-1].archived
