"""A bare slack-bolt application in a small workspace, for the local Slack's own tests."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.server import Slack, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.servers.slack.ids import Json

    Does = Callable[["Heard"], Awaitable[object]]  # what the application does when it hears something

PING = 0.2  # seconds after which a connection that broke without a word is noticed
ANY = re.compile(".*")


class Heard:
    """What the application is told, and its ways to answer."""

    def __init__(self, body: Json, ack: Any, respond: Any, client: AsyncWebClient) -> None:  # noqa: ANN401 - bolt's
        self.body = body
        self.ack = ack
        self.respond = respond
        self.client = client


class Shop:
    """A workspace with a channel and a person; tests say what the application does, and find what it heard."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        self.ana = slack.user("Ana", "bg-BG", email="ana@club.bg")
        self.general = slack.channel("general", self.ana)
        self.client = AsyncWebClient(token=slack.token, base_url=slack.api, retry_handlers=[])
        self.app = AsyncApp(client=self.client, signing_secret=slack.http.secret, process_before_response=True)
        self.heard: list[Json] = []
        self.does: Does = acknowledge
        for listen in (self.app.command, self.app.action, self.app.options, self.app.shortcut):
            listen(ANY)(self._interaction)
        self.app.view_submission(ANY)(self._interaction)
        self.app.view_closed(ANY)(self._interaction)
        self.app.event(ANY)(self._event)

    async def _interaction(self, body: Json, ack: Any, respond: Any, client: AsyncWebClient) -> None:  # noqa: ANN401
        self.heard.append(body)
        await self.does(Heard(body, ack, respond, client))

    async def _event(self, body: Json) -> None:
        self.heard.append(body)

    @property
    def events(self) -> list[str]:
        """The types of the events so far, with their subtypes."""
        told = [each["event"] for each in self.heard if "event" in each]
        return [f"{each['type']}/{each['subtype']}" if each.get("subtype") else each["type"] for each in told]


async def acknowledge(heard: Heard) -> None:
    """What the application does if a test says nothing else."""
    await heard.ack()


@asynccontextmanager
async def shop() -> AsyncIterator[Shop]:
    """An application that is connected over Socket Mode."""
    async with running() as slack:
        made = Shop(slack)
        handler = AsyncSocketModeHandler(made.app, slack.app_token, ping_interval=PING)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.online()
        try:
            yield made
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(label: str, **more: object) -> Json:
    return {"type": "button", "action_id": label, "text": plain(label), **more}


def option(label: str) -> Json:
    return {"text": plain(label), "value": label.lower()}


def row(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(name: str, element: Json | None = None, **more: object) -> Json:
    """An input block for a text, if nothing else is said."""
    full = {"type": "plain_text_input", "action_id": "answer", **(element or {})}
    return {"type": "input", "block_id": name, "label": plain(name.title()), "element": full, **more}


def form(*blocks: Json, **more: object) -> Json:
    """A modal."""
    return {"type": "modal", "title": plain("About you"), "submit": plain("Send"), "blocks": list(blocks), **more}
