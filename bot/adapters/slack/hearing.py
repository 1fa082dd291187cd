"""What Slack tells, through slack-bolt: from Socket Mode, or from signed requests over HTTP.

With `process_before_response` bolt acknowledges when a listener returns, at once; without it, it looks for the
acknowledgement every 10 ms (slack_bolt/listener/asyncio_runner.py).
"""

from __future__ import annotations

import logging
import re
from secrets import token_hex
from typing import TYPE_CHECKING

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp

from bot.adapters.slack.manifest import PATH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.answering import Answering
    from bot.adapters.slack.channels import Channels
    from bot.adapters.slack.inbound import Json
    from bot.adapters.slack.newcomers import Newcomers

ANY = re.compile(".*")
LARGEST = 256 * 1024  # bytes of a request; Slack's own are smaller, a form of 250 kB being its largest


class _Known(logging.Filter):
    """bolt reads SLACK_BOT_TOKEN too, and would warn at each start that it does not need it."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "`token` will be unused" not in record.getMessage()


logging.getLogger("slack_bolt.AsyncApp").addFilter(_Known())


class Hearing:
    """The listeners. Before `begin` a request over HTTP is told to come again."""

    def __init__(self, client: AsyncWebClient, signing_secret: str) -> None:
        # Without a secret every signature is wrong: nobody gets in over HTTP by leaving it out.
        secret = signing_secret or token_hex()
        self.app = AsyncApp(client=client, signing_secret=secret, process_before_response=True)
        self._begun = False

    def begin(self, answering: Answering, newcomers: Newcomers, channels: Channels, me: str) -> None:
        """Listen from now on."""
        app = self.app

        async def event(body: Json, event: Json) -> None:
            match event.get("type"):
                case "app_mention" | "message":
                    await answering.said(event)
                case "app_home_opened" if event.get("tab") == "home":
                    await answering.opened_home(event["user"], body["event_id"])
                case "channel_created" | "channel_rename" | "channel_archive" | "channel_unarchive":
                    channels.changed()
                case "team_join" | "member_joined_channel" | "user_change":
                    if event.get("user") == me:  # somebody has let the bot in
                        channels.changed()
                    await newcomers.told(event)
                case _:
                    pass  # heard all the same: what nobody hears is delivered again

        async def closed(ack: Callable[..., Awaitable[object]]) -> None:
            await ack()

        app.command(ANY)(answering.command)
        app.action(ANY)(answering.action)
        app.view_submission(ANY)(answering.submission)
        app.view_closed(ANY)(closed)
        app.options(ANY)(answering.suggestion)
        app.shortcut(ANY)(answering.shortcut)
        app.event(ANY)(event)
        self._begun = True

    def routes(self) -> list[web.RouteDef]:
        """Where Slack delivers when the settings say HTTP."""
        return [web.post(PATH, self._deliver)]

    async def _deliver(self, request: web.Request) -> web.Response:
        if not self._begun:
            raise web.HTTPServiceUnavailable
        if (request.content_length or LARGEST + 1) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
        return await to_aiohttp_response(await self.app.async_dispatch(await to_bolt_request(request)))
