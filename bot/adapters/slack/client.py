"""Slack as the rest of the bot sees it: something that serves, and a messenger."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.answering import Answering
from bot.adapters.slack.hearing import Hearing
from bot.adapters.slack.inbound import PLATFORM
from bot.adapters.slack.messenger import SlackMessenger
from bot.adapters.slack.newcomers import Newcomers
from bot.adapters.slack.people import People
from bot.adapters.slack.turn import LOST, Slack
from bot.adapters.slack.uploads import Uploads
from bot.adapters.slack.work import Work
from bot.core.context import Place
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.core.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.core.arrivals import Arrivals
    from bot.core.core import Core
    from bot.settings.facts import SlackFacts

GRACE = 8.0  # seconds for what is still being answered when the bot stops
WAITS = (1, 2, 5, 10, 30, 60)  # seconds between tries to reach Slack at start
TIMEOUT = aiohttp.ClientTimeout(total=20)
REFUSED = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type")

log = structlog.get_logger()


class SlackChat:
    """Serves a workspace, over Socket Mode or signed HTTP as the settings say; posts through `messenger`."""

    platform = PLATFORM

    def __init__(
        self,
        core: Core,
        arrivals: Arrivals,
        facts: SlackFacts,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        base_url: str = AsyncWebClient.BASE_URL,
        ping_interval: float = 10.0,
    ) -> None:
        self._core = core
        self._facts = facts
        self._app_token = app_token
        self._signing_secret = signing_secret
        self._ping_interval = ping_interval  # seconds until a connection that broke without a word is seen
        # The library's own retry of a lost connection doubles posts: whoever may try again does it by themselves.
        self._client = AsyncWebClient(token=bot_token, base_url=base_url, retry_handlers=[])
        organisers = Place(PLATFORM, facts.organisers_channel) if facts.organisers_channel else None
        self._people = People(self._client, facts, core.clock, lambda: core.grants.of(PLATFORM, Role.ORGANISER))
        self.messenger = SlackMessenger(self._client, self._people, core.database, core.clock, organisers)
        self._newcomers = Newcomers(self._client, arrivals, self._people)
        self.http = Hearing(self._client, signing_secret)

    async def run(self, ready: Callable[[str], None], complain: Callable[[Oops], None]) -> None:
        """Serve until cancelled; `ready` is told the bot's name, `complain` what a setting should mend meanwhile.

        Raises Oops for what makes it impossible.
        """
        self._check()
        me = await self._reached(self._client.auth_test, "SLACK_BOT_TOKEN")
        self.messenger.at_home(me.get("url", ""))
        work, watching = Work(self._core), asyncio.create_task(self.messenger.channels.watch())
        async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
            tokens = Tokens(self._core.database, self._core.clock)
            slack = Slack(self._core, tokens, self._client, self.messenger, http, Uploads(self._client, http))
            answering = Answering(slack, work, self._people, me["user_id"])
            self.http.begin(answering, self._newcomers, self.messenger.channels, me["user_id"])
            socket = None
            try:
                if self._facts.mode == "socket":
                    # The library would try a refused token for ever, so it is given an address that was let in.
                    ask = partial(self._client.apps_connections_open, app_token=self._app_token)
                    opened = await self._reached(ask, "SLACK_APP_TOKEN")
                    socket = AsyncSocketModeHandler(self.http.app, self._app_token, ping_interval=self._ping_interval)
                    socket.client.wss_uri = opened["url"]
                    await socket.connect_async()  # type: ignore[no-untyped-call]
                ready(f"@{me['user']} ({me['team']})")
                for oops in await self._people.check():
                    complain(oops)
                await self._newcomers.ready()
                await asyncio.Event().wait()
            finally:
                watching.cancel()
                await work.settle(GRACE)
                if socket:
                    await socket.close_async()  # type: ignore[no-untyped-call]

    def _check(self) -> None:
        if self._facts.mode == "socket" and not self._app_token:
            raise Oops(
                "SLACK_APP_TOKEN is missing. Make one with the scope connections:write"
                " (your app → Basic Information → App-Level Tokens), or set slack.mode to http."
            )
        if self._facts.mode == "http" and not self._signing_secret:
            raise Oops(
                "SLACK_SIGNING_SECRET is missing. It stands in your app under Basic Information → App Credentials."
            )

    async def _reached(self, call: Callable[[], Awaitable[Any]], name: str) -> Mapping[str, Any]:
        """Make a call of the start, however long Slack is away. Raises Oops for a token that will not do."""
        for wait in chain(WAITS, repeat(WAITS[-1])):
            try:
                answer: Mapping[str, Any] = await call()
            except SlackApiError as error:
                why = error.response.get("error", "")
                if why in REFUSED:
                    raise Oops(
                        "Slack refuses {name} ({why}). Copy it again from your app: the bot token (xoxb-) stands under"
                        " OAuth & Permissions, the app token (xapp-) under Basic Information.",
                        name=name,
                        why=why,
                    ) from None
                if why == "missing_scope":
                    raise Oops(
                        "{name} lacks the scope {scope}. Add it in your app, and install the app again.",
                        name=name,
                        scope=error.response.get("needed", ""),
                    ) from None
                log.warning("Slack cannot be reached", why=why or str(error), again_in=wait)
            except LOST as error:
                log.warning("Slack cannot be reached", why=str(error) or type(error).__name__, again_in=wait)
            else:
                return answer
            await asyncio.sleep(wait)
        raise AssertionError  # the waits never end
