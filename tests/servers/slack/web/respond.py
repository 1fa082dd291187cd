"""The response_url: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from aiohttp import web

from tests.servers.slack.checks.messages import check
from tests.servers.slack.ids import stamp
from tests.servers.slack.refusals import Refused
from tests.servers.slack.web import drafts
from tests.servers.slack.web.chat import remove
from tests.servers.slack.web.http import Requested, logged_and_faulty

if TYPE_CHECKING:
    from tests.servers.slack.answers import Answer
    from tests.servers.slack.ids import Json
    from tests.servers.slack.state import State
    from tests.servers.slack.world import Message

TYPES = ("ephemeral", "in_channel", None)


class Respond:
    """Five uses within half an hour, for the one who asked or for the channel."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take one answer."""
        try:
            data = json.loads(await request.read())
        except ValueError:
            data = None
        logged = Requested("response_url", data if isinstance(data, dict) else {}, time.monotonic())

        async def carry() -> web.Response:
            try:
                self._take(request.match_info["id"], data)
            except Refused as refused:
                gone = refused.error in ("used_url", "expired_url")
                return web.json_response(refused.body, status=404 if gone else 400)
            return web.Response(text="ok")

        return await logged_and_faulty(self._state, request, logged, carry)

    def _take(self, id: str, data: object) -> None:
        answer = next((each for each in self._state.answers if each.id == id and each.channel), None)
        if answer is None or time.monotonic() - answer.asked > self._state.url_life:
            raise Refused("expired_url")
        if answer.uses >= self._state.url_uses:
            raise Refused("used_url")
        if not isinstance(data, dict):
            raise Refused("invalid_payload")
        answered(self._state, answer, data)
        answer.uses += 1


def answered(state: State, answer: Answer, data: Json) -> None:
    """Show what the bot answers by a response_url, or in its acknowledgement of a command."""
    source = answer.source
    if source and data.get("delete_original"):
        remove(source)
        answer.sees(source)
    elif source and data.get("replace_original"):
        check(data, state.files, by_url=True)
        _replace(source, data)
        answer.sees(source)
    else:
        if data.get("response_type") not in TYPES:
            raise Refused("invalid_response_type")
        assert answer.channel
        seen_by = None if data.get("response_type") == "in_channel" else answer.user
        state.wrote(drafts.write(state, answer.channel, data, seen_by, by_url=True), answer)


def _replace(source: Message, data: Json) -> None:
    drafts.fill(source, data)
    source.edited = stamp()
