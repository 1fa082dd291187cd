"""Pictures in Slack's keeping, where image blocks find them by an id. Nobody sees one until a message shows it.

So a picture may be uploaded again after a crash: what was uploaded before stays unseen.
https://docs.slack.dev/messaging/working-with-files#upload
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from hashlib import sha256
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.adapters.slack.asked import lacking, limited, pause, reason
from bot.adapters.slack.faults import LOST, unsure
from bot.core.messenger import NotAllowed, TryLater
from bot.render.slack.inline import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.core.reply import Image

REMEMBERED = 200
ALT = 1000  # characters of what is told with a file; its block tells the whole
WAITS = (0.2, 1.0, 3.0)  # seconds before an upload that failed is tried again
LONGEST_WAIT = 10.0  # seconds that a rate limit may hold a picture up; beyond that the caller decides
# Seconds between looks whether an upload can be shown: Slack reads its kind a moment later, see
# https://github.com/slackapi/node-slack-sdk/issues/1865
LOOKS = (0.0, 0.3, 0.7, 1.0, 1.5)
GONE = ("file_not_found", "file_deleted")
FAULTS = (SlackApiError, SlackRequestError, *LOST)

log = structlog.get_logger()


class Pictures:
    """Each picture is uploaded once while the bot runs, however many messages show it."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: OrderedDict[str, asyncio.Task[str]] = OrderedDict()

    async def ids(self, images: Sequence[Image]) -> list[str]:
        """Slack's ids of these. Raises NotAllowed, and TryLater for what passes."""
        return [await self._id(image) for image in images]

    def forget(self, images: Sequence[Image]) -> None:
        """Upload these anew the next time."""
        for image in images:
            self._known.pop(_digest(image), None)

    async def look(self, images: Sequence[Image]) -> None:
        """Forget those that somebody has deleted from Slack."""
        for image in images:
            try:
                await self._client.files_info(file=await self._id(image))
            except FAULTS as error:
                if reason(error) in GONE:
                    self.forget((image,))

    async def _id(self, image: Image) -> str:
        digest = _digest(image)
        task = self._known.get(digest)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self._upload(image))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())  # whoever waited may be gone
            self._known[digest] = task
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        try:
            return await asyncio.shield(task)  # others may wait for the same one
        except FAULTS as error:
            raise _told(error) from error

    async def _upload(self, image: Image) -> str:
        waits = iter(WAITS)
        while True:
            try:
                done = await self._client.files_upload_v2(
                    content=image.content, filename=image.name, title=image.name, alt_txt=label(image.alt, ALT)
                )
            except FAULTS as error:
                wait = next(waits, None)
                if limited(error):
                    after = pause(error).total_seconds()
                    wait = after if wait is not None and after <= LONGEST_WAIT else None
                elif not (unsure(error) or isinstance(error, SlackRequestError)):
                    wait = None
                if wait is None:
                    raise
                await asyncio.sleep(wait)
            else:
                id = str(done["files"][0]["id"])
                await self._seen(id)
                return id

    async def _seen(self, id: str) -> None:
        """Wait a moment until Slack has read it; whoever shows it too early is told so."""
        for wait in LOOKS:
            await asyncio.sleep(wait)
            try:
                told = await self._client.files_info(file=id)
            except FAULTS as error:
                log.info("an upload was not looked at", why=reason(error))
                return
            if told["file"].get("mimetype"):
                return


def unready(error: Exception) -> bool:
    """Whether Slack took nothing because it can't show a picture, or not yet."""
    if not isinstance(error, SlackApiError) or reason(error) != "invalid_blocks":
        return False
    return "slack_file" in str(error.response.get("errors") or "")


def _digest(image: Image) -> str:
    return sha256(image.content).hexdigest()


def _told(error: Exception) -> Exception:
    if lacking(error):
        return NotAllowed(
            "{name} lacks the scope {scope}. Add it in your app, and install the app again.",
            name="SLACK_BOT_TOKEN",
            scope=lacking(error),
        )
    return TryLater(pause(error))
