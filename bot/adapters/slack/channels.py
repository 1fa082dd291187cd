"""The channels of the workspace that the bot can post in, kept at hand for those who type a name."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.adapters.slack.asked import FAULTS, pause, reason
from bot.core.places import Known

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

EVERY = 300.0  # seconds between looks
CALM = 2.0  # seconds in which several changes are one
PAGE, PAGES = 200, 50  # https://docs.slack.dev/reference/methods/conversations.list

log = structlog.get_logger()


class Channels:
    """Public channels, which the bot joins when it posts there, and the private ones that it was invited to."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: tuple[Known, ...] = ()
        self._stale = asyncio.Event()

    @property
    def known(self) -> tuple[Known, ...]:
        """As of the last look, by name."""
        return self._known

    def changed(self) -> None:
        """A channel was made, renamed or archived: look again."""
        self._stale.set()

    async def watch(self) -> None:
        """Look now and then, for ever; while Slack can't be asked, what was known stays."""
        while True:
            self._stale.clear()
            wait = EVERY
            try:
                await self.look()
            except FAULTS as error:
                log.warning("Slack did not tell", about="the channels", why=reason(error))
                wait = pause(error).total_seconds()
            try:
                async with asyncio.timeout(wait):
                    await self._stale.wait()
                await asyncio.sleep(CALM)
            except TimeoutError:
                continue

    async def look(self) -> None:
        """Ask for all of them now."""
        found, cursor = [], ""
        for _ in range(PAGES):
            page = await self._client.conversations_list(
                types="public_channel,private_channel", exclude_archived=True, limit=PAGE, cursor=cursor or None
            )
            found += [Known(str(channel["id"]), str(channel["name"])) for channel in page["channels"]]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        self._known = tuple(sorted(found, key=lambda channel: channel.name))
