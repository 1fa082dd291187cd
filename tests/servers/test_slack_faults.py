"""What can go wrong between the bot and Slack does go wrong on demand; and deliveries over HTTP."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import pointed
from tests.servers.slack.bare import Heard, Shop, shop
from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def house() -> AsyncIterator[Shop]:
    async with shop() as made:
        yield made


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_breaks_before_or_after_a_post(house: Shop, after: bool) -> None:
    house.slack.drop("chat.postMessage", after=after)
    with pytest.raises(aiohttp.ClientError):
        await house.client.chat_postMessage(channel=house.general.id, text="x")
    assert len(house.slack.messages(house.general)) == after
    (request,) = house.slack.requested("chat")
    assert (request.method, request.body["text"], request.status) == ("chat.postMessage", "x", 0)


async def test_the_librarys_own_retry_doubles_a_post(house: Shop) -> None:
    house.slack.drop("chat.postMessage", after=True)
    client = AsyncWebClient(token=house.slack.token, base_url=house.slack.api)
    await client.chat_postMessage(channel=house.general.id, text="x")
    assert len(house.slack.messages(house.general)) == 2


async def test_server_errors_refusals_and_limits_come_as_ordered(house: Shop) -> None:
    house.slack.fail("chat", 503, after=True)
    with pytest.raises(SlackApiError):
        await house.client.chat_postMessage(channel=house.general.id, text="x")
    assert len(house.slack.messages(house.general)) == 1
    house.slack.refuse("chat", "restricted_action")
    with pytest.raises(SlackApiError, match="restricted_action"):
        await house.client.chat_postMessage(channel=house.general.id, text="x")
    house.slack.limit("chat", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(SlackApiError, match="ratelimited") as caught:
            await house.client.chat_postMessage(channel=house.general.id, text="x")
        assert caught.value.response.headers["Retry-After"] == "7"
    await house.client.chat_postMessage(channel=house.general.id, text="x")
    assert [each.status for each in house.slack.requested("chat")] == [503, 200, 429, 429, 200]


async def test_a_channel_has_its_own_limit(house: Shop) -> None:
    other = house.slack.channel("other")
    house.slack.bucket("chat.postMessage", 1, 60)
    await house.client.chat_postMessage(channel=house.general.id, text="x")
    await house.client.chat_postMessage(channel=other.id, text="x")
    with pytest.raises(SlackApiError, match="ratelimited"):
        await house.client.chat_postMessage(channel=other.id, text="x")


@pytest.mark.parametrize("how", ["warn", "refresh", "drop"])
async def test_a_connection_that_ends_is_followed_by_another(house: Shop, how: str) -> None:
    socket = house.slack.socket
    getattr(socket, how)()
    await until(lambda: socket.opened == 2 and bool(socket.live), 15, lambda: "it did not come back")
    await (await house.slack.command(house.ana, house.general, "/club")).answered()


async def test_eleven_connections_are_too_many(house: Shop) -> None:
    house.slack.socket.most = 1
    opened = await house.client.apps_connections_open(app_token=house.slack.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as ws:
        assert (await ws.receive_json())["reason"] == "too_many_websockets"
        assert (await ws.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_without_socket_mode_there_is_nowhere_to_connect(house: Shop) -> None:
    house.slack.socket.enabled = False
    with pytest.raises(SlackApiError, match="socket_mode_not_enabled"):
        await house.client.apps_connections_open(app_token=house.slack.app_token)


async def test_the_library_can_be_pointed_here(house: Shop) -> None:
    with pointed(house.slack.api):
        assert AsyncWebClient().base_url == house.slack.api
    assert AsyncWebClient(base_url="http://localhost/").base_url == "http://localhost/"


@asynccontextmanager
async def listening(house: Shop) -> AsyncIterator[None]:
    """The application behind an address of its own, to which everything is posted."""

    async def hear(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await house.app.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    house.slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield
    finally:
        await runner.cleanup()


async def test_everything_comes_over_http_too(house: Shop) -> None:
    async def does(heard: Heard) -> None:
        await heard.ack()
        await heard.respond(text="Here")

    house.does = does
    async with listening(house):
        assert await house.slack.http.verify()
        answer = await (await house.slack.command(house.ana, house.general, "/club a & b")).settled()
        assert answer.text == "Here"
        await (await house.slack.dm(house.ana, "hello")).answered()
        house.does = lambda heard: heard.ack(text="At once")
        assert (await (await house.slack.command(house.ana, house.general, "/club")).settled()).text == "At once"
    assert house.events == ["message"]
    assert [each.status for each in house.slack.http.sent] == [200] * 4


async def test_signatures_are_right_or_wrong_as_ordered(house: Shop) -> None:
    async with listening(house):
        post = house.slack.http.post
        assert (await post({"type": "url_verification", "challenge": "x"}, secret="wrong")).status == 401
        assert (await post({"type": "url_verification", "challenge": "x"}, age=301)).status == 401
        forged = await post({"type": "url_verification", "challenge": "x"}, X_Slack_Signature="v0=00")
        assert forged.status == 401
        await (await house.slack.command(house.ana, house.general, "/club")).answered()
        assert (await house.slack.http.replay(house.slack.http.sent[-1])).status == 200


async def test_a_failed_post_of_an_event_comes_again_with_its_number(house: Shop) -> None:
    house.slack.deliveries.retries = (0.0, 0.0)
    statuses = iter([500, 500, 200])
    numbers = []

    async def hear(request: web.Request) -> web.Response:
        numbers.append((request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason")))
        return web.Response(status=next(statuses))

    app = web.Application()
    app.router.add_post("/", hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    house.slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    answer = await house.slack.dm(house.ana, "hello")
    await answer.answered()
    await asyncio.sleep(0)
    await runner.cleanup()
    assert numbers == [(None, None), ("1", "http_error"), ("2", "http_error")]
