"""Slack's rules, kept by the local one: acknowledgements, triggers, response_urls, scopes, channels, people."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.bare import Heard, Shop, button, field, form, row, shop
from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.slack.ids import Json


@pytest.fixture
async def house() -> AsyncIterator[Shop]:
    async with shop() as made:
        yield made


async def refused(house: Shop, method: str, **arguments: object) -> Json:
    """The body with which a method is refused."""
    with pytest.raises(SlackApiError) as caught:
        await house.client.api_call(method, json=arguments)
    response: Any = caught.value.response
    assert response["ok"] is False
    return dict(response.data)


async def silent(heard: Heard) -> None:
    await asyncio.sleep(0.2)
    await heard.ack()


async def test_without_an_acknowledgement_in_time_the_person_is_told_so(house: Shop) -> None:
    house.slack.deadline = 0.1
    house.does = silent
    answer = await house.slack.command(house.ana, house.general, "/club")
    assert await answer.failed() == "operation_timeout"
    assert answer.delivery
    await answer.delivery.taken()
    assert (answer.acknowledged, answer.delivery.late) == (False, True)


async def test_an_event_that_is_not_acknowledged_comes_again_the_same(house: Shop) -> None:
    house.slack.deadline, house.slack.deliveries.retries = 0.05, (0.0, 0.01)
    house.slack.events.add("link_shared")
    delivery = house.slack.tell({"type": "link_shared", "user": house.ana.id, "channel": house.general.id})
    assert delivery
    await delivery.taken()
    house.slack.socket.drop()
    lost = house.slack.tell({"type": "link_shared", "user": house.ana.id, "channel": house.general.id})
    assert lost
    await until(lambda: lost.over, 3, lambda: "it is still on its way")
    assert [(each.number, each.reason) for each in lost.attempts] == [
        (0, ""),
        (1, "connection_failed"),
        (2, "connection_failed"),
    ]
    assert lost.acks == []


async def test_what_is_delivered_again_is_the_same_envelope(house: Shop) -> None:
    answer = await (await house.slack.command(house.ana, house.general, "/club")).answered()
    await house.slack.redeliver(answer).taken(2)
    sent = [frame.data for frame in house.slack.socket.frames if frame.data.get("type") == "slash_commands"]
    assert sent[0]["envelope_id"] == sent[1]["envelope_id"]
    assert (sent[1]["retry_attempt"], sent[1]["retry_reason"]) == (1, "timeout")
    assert sent[0]["payload"] == sent[1]["payload"] == {**house.heard[0]}


@pytest.mark.parametrize("way", ["twice", "late", "never"])
async def test_a_trigger_opens_one_form_in_time(house: Shop, way: str) -> None:
    answer = await (await house.slack.command(house.ana, house.general, "/club")).answered()
    if way == "late":
        house.slack.trigger_life = 0.0
    trigger = "1.2.3" if way == "never" else answer.trigger
    if way == "twice":
        await house.client.views_open(trigger_id=trigger, view=form(field("name")))
    body = await refused(house, "views.open", trigger_id=trigger, view=form(field("name")))
    errors = {"twice": "exchanged_trigger_id", "late": "expired_trigger_id", "never": "invalid_trigger_id"}
    assert body["error"] == errors[way]


async def test_a_response_url_takes_five_answers_in_its_time(house: Shop) -> None:
    answer = await (await house.slack.command(house.ana, house.general, "/club")).answered()
    url = house.heard[0]["response_url"]
    async with aiohttp.ClientSession() as session:

        async def post(**body: object) -> tuple[int, str]:
            async with session.post(url, json=body) as response:
                return response.status, await response.text()

        assert (await post(blocks=[{"type": "nothing"}]))[0] == 400
        for n in range(5):
            assert await post(text=str(n)) == (200, "ok")
        status, said = await post(text="6")
        assert (status, "used_url" in said) == (404, True)
        house.slack.url_life = 0
        assert "expired_url" in (await post(text="7"))[1]
    assert [message.text for message in answer.shown] == ["0", "1", "2", "3", "4"]


async def test_a_message_is_deleted_by_the_url_of_its_button(house: Shop) -> None:
    await house.client.chat_postMessage(channel=house.general.id, text="x", blocks=[row(button("Away"))])
    (message,) = house.slack.messages(house.general)

    async def does(heard: Heard) -> None:
        await heard.ack()
        await heard.respond(delete_original=True)

    house.does = does
    await (await house.slack.press(house.ana, message, "Away")).settled()
    assert message.deleted
    assert house.slack.messages(house.general) == []


async def test_a_scope_that_is_missing_is_named(house: Shop) -> None:
    house.slack.scopes.discard("users:read")
    body = await refused(house, "users.info", user=house.ana.id)
    assert (body["error"], body["needed"], "users:read" in body["provided"].split(",")) == (
        "missing_scope",
        "users:read",
        False,
    )
    house.slack.scopes.discard("channels:history")
    body = await refused(house, "conversations.history", channel=house.general.id)
    assert body["needed"] == "channels:history"


async def test_tokens_are_looked_at(house: Shop) -> None:
    for token, method, error in (
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("", "auth.test", "not_authed"),
        (house.slack.app_token, "chat.postMessage", "not_allowed_token_type"),
        (house.slack.token, "apps.connections.open", "not_allowed_token_type"),
        (house.slack.token, "chat.nothing", "unknown_method"),
    ):
        client = AsyncWebClient(token=token, base_url=house.slack.api)
        with pytest.raises(SlackApiError, match=error):
            await client.api_call(method)
    house.slack.revoked = "account_inactive"
    assert (await refused(house, "auth.test"))["error"] == "account_inactive"


async def test_where_the_bot_may_write(house: Shop) -> None:
    slack = house.slack
    public, private = slack.channel("public", bot=False), slack.channel("private", private=True, bot=False)
    robot, gone = slack.user("Robot", bot=True), slack.user("Gone", deactivated=True)
    shut = slack.user("Shut", dms_open=False)
    old = slack.channel("old")
    old.archived = True
    for place, error in (
        (public, "not_in_channel"),
        (private, "channel_not_found"),
        (old, "is_archived"),
        (robot, "cannot_dm_bot"),
        (gone, "user_disabled"),
        (shut, "user_not_visible"),
    ):
        assert (await refused(house, "chat.postMessage", channel=place.id, text="x"))["error"] == error
    await house.client.conversations_join(channel=public.id)
    await house.client.chat_postMessage(channel=public.id, text="x")
    body = await refused(house, "conversations.join", channel=private.id)
    assert body["error"] == "channel_not_found"
    opened = await house.client.conversations_open(users=house.ana.id)
    await house.client.chat_postMessage(channel=opened["channel"]["id"], text="x")
    assert [message.text for message in slack.dms(house.ana)] == ["x"]
    slack.messages_tab = False
    body = await refused(house, "chat.postMessage", channel=house.ana.id, text="x")
    assert body["error"] == "messages_tab_disabled"


async def test_history_carries_metadata_when_asked_and_threads_only_by_replies(house: Shop) -> None:
    client, place = house.client, house.general.id
    first = await client.chat_postMessage(
        channel=place, text="one", metadata={"event_type": "post", "event_payload": {"key": "k1"}}
    )
    below = await client.chat_postMessage(channel=place, text="below", thread_ts=first["ts"])
    await client.chat_postEphemeral(channel=place, user=house.ana.id, text="whisper")
    plain = (await client.conversations_history(channel=place))["messages"]
    full = (await client.conversations_history(channel=place, include_all_metadata=True, oldest="0"))["messages"]
    assert [(each["text"], each["metadata"], each["reply_count"]) for each in plain] == [
        ("one", {"event_type": "post"}, 1)
    ]
    assert full[0]["metadata"]["event_payload"] == {"key": "k1"}
    later = await client.conversations_history(channel=place, oldest=first["ts"])
    assert later["messages"] == []
    replies = (await client.conversations_replies(channel=place, ts=first["ts"], oldest=first["ts"]))["messages"]
    assert [each["ts"] for each in replies] == [first["ts"], below["ts"]]


async def test_only_the_bots_own_messages_change(house: Shop) -> None:
    sent = await house.client.chat_postMessage(channel=house.general.id, text="x", blocks=[row(button("Go"))])
    await house.client.chat_update(channel=house.general.id, ts=sent["ts"], text="y")
    (message,) = house.slack.messages(house.general)
    assert (message.text, message.blocks, bool(message.edited)) == ("y", [], True)
    own = (await house.slack.say(house.ana, house.general, "mine")).heard
    assert own
    for method in ("chat.update", "chat.delete"):
        body = await refused(house, method, channel=house.general.id, ts=own.ts, text="z")
        assert body["error"] == f"cant_{method.removeprefix('chat.')}_message"
    body = await refused(house, "chat.update", channel=house.general.id, ts=sent["ts"], text="z" * 4001)
    assert body["error"] == "msg_too_long"
    await house.client.chat_delete(channel=house.general.id, ts=sent["ts"])
    assert message.deleted


async def test_people_are_told_of_with_what_was_asked_for(house: Shop) -> None:
    plain = (await house.client.users_info(user=house.ana.id))["user"]
    full = (await house.client.users_info(user=house.ana.id, include_locale=True))["user"]
    assert ("locale" in plain, full["locale"], plain["tz"]) == (False, "bg-BG", "Europe/Sofia")
    assert full["profile"]["email"] == "ana@club.bg"
    pages = [page["members"] async for page in await house.client.users_list(limit=1)]
    assert [len(page) for page in pages] == [1, 1]
    group = house.slack.group("organisers", house.ana)
    assert (await house.client.usergroups_users_list(usergroup=group.id))["users"] == [house.ana.id]
    house.slack.paid = False
    assert (await refused(house, "usergroups.list"))["error"] == "plan_upgrade_required"


async def test_who_may_be_invited(house: Shop) -> None:
    boris = house.slack.user("Boris")
    await house.client.conversations_invite(channel=house.general.id, users=boris.id)
    assert boris in house.general.members
    for user, error in ((boris, "already_in_channel"), (house.slack.me, "cant_invite_self")):
        body = await refused(house, "conversations.invite", channel=house.general.id, users=user.id)
        assert body["error"] == error


async def test_what_was_done_is_not_done_twice(house: Shop) -> None:
    client, place = house.client, house.general.id
    sent = await client.chat_postMessage(channel=place, text="x")
    await client.reactions_add(channel=place, timestamp=sent["ts"], name="tada")
    body = await refused(house, "reactions.add", channel=place, timestamp=sent["ts"], name="tada")
    assert body["error"] == "already_reacted"
    view = form(field("name"), external_id="mine")
    answers = [await (await house.slack.command(house.ana, house.general, "/club")).answered() for _ in range(5)]
    await client.views_open(trigger_id=answers[0].trigger, view=view)
    body = await refused(house, "views.push", trigger_id=answers[1].trigger, view=view)
    assert body["error"] == "duplicate_external_id"
    for answer in answers[2:4]:
        await client.views_push(trigger_id=answer.trigger, view=form(field("name")))
    body = await refused(house, "views.push", trigger_id=answers[4].trigger, view=form(field("name")))
    assert (body["error"], len(house.ana.stack)) == ("push_limit_reached", 3)


async def test_a_file_comes_whole_and_is_shared_once(house: Shop) -> None:
    begun = await house.client.files_getUploadURLExternal(filename="list.csv", length=3)
    async with aiohttp.ClientSession() as session:
        for content, status in ((b"a", 400), (b"a,b", 200)):
            async with session.post(begun["upload_url"], data=content) as response:
                assert response.status == status
    shared = {"files": [{"id": begun["file_id"]}], "channel_id": house.general.id}
    await house.client.api_call("files.completeUploadExternal", json=shared)
    assert (await refused(house, "files.completeUploadExternal", **shared))["error"] == "file_update_failed"


async def test_a_file_is_given_to_the_bot_alone_and_only_if_it_may_read_files(house: Shop) -> None:
    file = house.slack.file(house.ana, "photo one.png", b"\x89PNG\r\n\x1a\n")
    told = (await house.client.files_info(file=file.id))["file"]
    assert (told["mimetype"], told["size"]) == ("image/png", 8)

    async def given(token: str) -> tuple[str, bytes]:
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.ClientSession() as session, session.get(told["url_private"], headers=headers) as response:
            return response.content_type, await response.read()

    assert await given(house.slack.token) == ("image/png", file.content)
    assert (await given("xoxb-another"))[0] == "text/html"
    house.slack.scopes -= {"files:read"}
    assert (await given(house.slack.token))[0] == "text/html"
    assert (await refused(house, "files.info", file=file.id))["error"] == "missing_scope"


async def test_a_block_shows_an_uploaded_picture_once_slack_has_read_it(house: Shop) -> None:
    house.slack.reads = 2
    uploaded = await house.client.files_upload_v2(content=b"GIF89a", filename="a.gif")
    block = {"type": "image", "alt_text": "A boat", "slack_file": {"id": uploaded["files"][0]["id"]}}
    posted = {"channel": house.general.id, "blocks": [block], "text": "A boat"}
    for _ in range(2):
        assert "invalid slack file" in (await refused(house, "chat.postMessage", **posted))["errors"][0]
    await house.client.api_call("chat.postMessage", json=posted)
    assert house.slack.messages(house.general)[-1].blocks[0]["slack_file"] == block["slack_file"]


async def test_a_guest_of_one_channel_is_not_invited_to_another(house: Shop) -> None:
    guest = house.slack.user("Guest", ultra_restricted=True)
    body = await refused(house, "conversations.invite", channel=house.general.id, users=guest.id)
    assert body["error"] == "ura_max_channels"


async def test_people_do_only_what_they_can(house: Shop) -> None:
    boris = house.slack.user("Boris")
    for act in (house.slack.command, house.slack.say):
        with pytest.raises(AssertionError, match="Boris is not in #general"):
            await act(boris, house.general, "/club")
    house.slack.enter(boris, house.general)
    blocks = [row(button("Go"))]
    await house.client.chat_postEphemeral(channel=house.general.id, user=house.ana.id, text="x", blocks=blocks)
    (message,) = house.slack.messages(house.general, house.ana)
    with pytest.raises(AssertionError, match="only Ana sees it"):
        await house.slack.press(boris, message, "Go")


async def test_an_answer_that_says_nothing_does_not_settle(house: Shop) -> None:
    answer = await house.slack.command(house.ana, house.general, "/club")
    with pytest.raises(AssertionError, match="acknowledged, nothing came"):
        await answer.settled(0.1)
    house.does = lambda heard: heard.ack(blocks=[{"type": "nothing"}])
    answer = await house.slack.command(house.ana, house.general, "/club")
    with pytest.raises(AssertionError, match="the person saw invalid_blocks"):
        await answer.settled()


async def test_a_manifest_says_what_the_bot_may_do_and_hears(house: Shop) -> None:
    house.slack.install(
        {
            "features": {"slash_commands": [{"command": "/club"}], "app_home": {"messages_tab_enabled": True}},
            "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
            "settings": {"event_subscriptions": {"bot_events": ["team_join"]}, "socket_mode_enabled": True},
        }
    )
    with pytest.raises(AssertionError, match="/other is not a valid command"):
        await house.slack.command(house.ana, house.general, "/other")
    assert (await house.slack.say(house.ana, house.general, f"{house.slack.me.mention} hi")).delivery is None
    with pytest.raises(AssertionError, match="no home tab"):
        await house.slack.open_home(house.ana)
