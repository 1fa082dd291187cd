"""Single messages on their way: sent once, with their pictures, found again by their keys."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.asked import limited, reason
from bot.adapters.slack.faults import LOST, told, unsure
from bot.adapters.slack.pictures import unready
from bot.adapters.slack.posting import TooMuch
from bot.core.messenger import Ping, PostGone, Unclear

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from datetime import datetime

    from bot.adapters.slack.pictures import Pictures
    from bot.adapters.slack.posting import Posting
    from bot.core.clock import Clock
    from bot.core.context import Place
    from bot.render.slack.message import Message

WAITS = (0.2, 1.0, 3.0)  # seconds before what did not arrive is sent again
UNREADY = (0.5, 1.0, 2.0, 4.0)  # seconds before a picture that Slack can't show yet is shown again
MARGIN = timedelta(minutes=1)  # by which clocks may differ
FAULTS = (SlackApiError, *LOST)

log = structlog.get_logger()


class Sending:
    """Raises bot.core.messenger.Undelivered for what people can mend or wait for."""

    def __init__(self, posting: Posting, pictures: Pictures, clock: Clock) -> None:
        self._posting = posting
        self._pictures = pictures
        self._clock = clock

    async def found(
        self, place: Place, channel: str, since: datetime, thread: str = "", *, may_join: bool = True
    ) -> dict[str, str]:
        """What stands there since, by its keys; TryLater while that can't be seen, Unclear where it never can."""
        try:
            return await self._posting.posted(channel, since, thread)
        except FAULTS as error:
            if limited(error) or unsure(error):
                raise told(error, place) or error from error
            if reason(error) != "not_in_channel" or not may_join:
                raise _unclear(place) from error
        except TooMuch as error:
            raise _unclear(place) from error
        try:  # nothing can stand there of a bot that was never let in, but it may have been put out since
            await self._posting.join(channel)
            return await self._posting.posted(channel, since, thread)
        except (*FAULTS, TooMuch) as error:
            raise _unclear(place) from error

    async def show(
        self, place: Place, channel: str, message: Message, key: str, *, thread: str = "", ping: Ping = Ping.NONE
    ) -> str:
        """Send one message with its pictures; returns its timestamp."""

        async def send(body: dict[str, Any]) -> str:
            called = _calling(body, ping)
            return await self._send(place, channel, {**called, "thread_ts": thread} if thread else called, key, thread)

        return await self._pictured(message, send)

    async def change(self, place: Place, channel: str, id: str, message: Message) -> None:
        """Put a message with its pictures in the place of one that stands there. Raises PostGone."""
        if not id:
            raise PostGone(place.id)

        async def edit(body: dict[str, Any]) -> str:
            with said(place):
                await self._posting.edit(channel, id, {"blocks": [], **body})
            return id

        await self._pictured(message, edit)

    async def _pictured(self, message: Message, send: Callable[[dict[str, Any]], Awaitable[str]]) -> str:
        """Send a message once its pictures are uploaded; one that Slack can't show is left to its words."""
        for wait in UNREADY if message.pictures else ():
            try:
                return await send(message.showing(await self._pictures.ids(message.pictures)))
            except SlackApiError as error:
                if not unready(error):
                    raise
                log.warning("Slack can't show a picture", why=reason(error))
                await self._pictures.look(message.pictures)
                await asyncio.sleep(wait)
        self._pictures.forget(message.pictures)
        return await send(message.showing(()))

    async def _send(self, place: Place, channel: str, body: dict[str, Any], key: str, thread: str) -> str:
        """Send one message, once: after an attempt that may have arrived, it is looked for first."""
        began, waits = self._clock.now() - MARGIN, iter(WAITS)
        while True:
            try:
                return await self._let_in(place, channel, body, key)
            except FAULTS as error:
                wait = next(waits, None)
                if not unsure(error):
                    raise told(error, place) or error from error
                found = await self.found(place, channel, began, thread)
                if key in found:
                    return found[key]
                if wait is None:
                    raise told(error, place) or error from error
                await asyncio.sleep(wait)

    async def _let_in(self, place: Place, channel: str, body: dict[str, Any], key: str) -> str:
        """Send, joining a public channel if that is what is missing."""
        try:
            return await self._posting.send(channel, body, key)
        except SlackApiError as error:
            if reason(error) != "not_in_channel":
                raise
            try:
                await self._posting.join(channel)
            except SlackApiError:  # a private channel, or the scope is missing
                raise told(error, place) or error from None
        return await self._posting.send(channel, body, key)


@contextmanager
def said(place: Place) -> Iterator[None]:
    """Raise in our words what Slack refuses."""
    try:
        yield
    except FAULTS as error:
        raise told(error, place) or error from error


def _unclear(place: Place) -> Unclear:
    return Unclear(
        "I can't tell whether this has arrived in {channel}, so I have not sent it again: please look there.",
        channel=place.id,
    )


def _calling(body: dict[str, Any], ping: Ping) -> dict[str, Any]:
    """The message with the ping in front, in its text and in its blocks."""
    if not ping.whom:
        return body
    if ping.role:
        said, node = f"<!subteam^{ping.whom}>", {"type": "usergroup", "usergroup_id": ping.whom}
    else:
        whom = "channel" if ping == Ping.EVERYONE else "here"
        said, node = f"<!{whom}>", {"type": "broadcast", "range": whom}
    first, *rest = body.get("blocks") or [{"type": ""}]
    section = {"type": "rich_text_section", "elements": [node]}
    # There may be as many blocks as a message takes.
    called = {**first, "elements": [section, *first["elements"]]} if first["type"] == "rich_text" else None
    blocks = [called, *rest] if called else [{"type": "rich_text", "elements": [section]}, *body.get("blocks", ())]
    return {**body, "text": f"{said} {body['text']}", "blocks": blocks}
