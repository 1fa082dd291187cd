"""Slack's calls that posting is made of. A wait that Slack asks for in one channel holds up no other."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from bot.adapters.slack.asked import limited, pause
from bot.adapters.slack.faults import unsure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]

LONGEST_WAIT = 30.0  # seconds that a rate limit may hold one post up; beyond that the caller decides
TRIES = 4
LOOKS = (0.2, 1.0, 3.0)  # seconds before the history is asked for again
PAGE = 200  # https://docs.slack.dev/reference/methods/conversations.history
PAGES = 10  # of history that are looked through
EVENT = "club_post"


class TooMuch(Exception):
    """More was said than is read to find something."""


class Posting:
    """The calls, for one workspace."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, channel: str, body: Mapping[str, Any], key: str) -> str:
        """Post a message that carries its key, unseen; returns its timestamp, which is its id."""
        metadata = {"event_type": EVENT, "event_payload": {"key": key}}
        sent = await self._patiently(
            channel, lambda: self._client.chat_postMessage(channel=channel, metadata=metadata, **body)
        )
        return str(sent["ts"])

    async def edit(self, channel: str, ts: str, body: Mapping[str, Any]) -> None:
        """Put this in the place of a message."""
        await self._patiently(channel, lambda: self._client.chat_update(channel=channel, ts=ts, **body))

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message."""
        await self._patiently(channel, lambda: self._client.chat_delete(channel=channel, ts=ts))

    async def join(self, channel: str) -> None:
        """Enter a public channel."""
        await self._client.conversations_join(channel=channel)

    async def direct(self, user: str) -> str:
        """The channel of direct messages with somebody."""
        opened = await self._client.conversations_open(users=user)
        return str(opened["channel"]["id"])

    async def invite(self, channel: str, user: str) -> None:
        """Bring somebody into a channel."""
        await self._client.conversations_invite(channel=channel, users=user)

    async def upload(self, channel: str, name: str, content: bytes, about: str, thread: str) -> None:
        """Put a file into a channel or a thread."""
        more: Json = {"thread_ts": thread} if thread else {}
        await self._client.files_upload_v2(
            channel=channel, content=content, filename=name, title=name, alt_txt=about or None, **more
        )

    async def posted(self, channel: str, since: datetime, thread: str = "") -> dict[str, str]:
        """What was posted since, as keys (of files their `mark`) and timestamps.

        Raises TooMuch, and Slack's errors where it can't be read.
        """
        found: dict[str, str] = {}
        async for message in self._history(channel, f"{since.timestamp():.6f}", thread):
            metadata, ts = message.get("metadata") or {}, str(message["ts"])
            if metadata.get("event_type") == EVENT:
                found[str((metadata.get("event_payload") or {}).get("key"))] = ts
            for file in message.get("files") or ():
                name = mark(str(file.get("name")), int(file.get("size") or 0))
                found[name] = max(ts, found.get(name, ""))
        return found

    async def _history(self, channel: str, oldest: str, thread: str) -> AsyncIterator[Json]:
        cursor = ""
        for _ in range(PAGES):
            more: Json = {"cursor": cursor} if cursor else {}
            about: Json = {"channel": channel, "oldest": oldest, "limit": PAGE, "include_all_metadata": True, **more}
            method = self._client.conversations_replies if thread else self._client.conversations_history
            if thread:
                about["ts"] = thread
            page = await self._read(lambda: method(**about))  # noqa: B023 - awaited here
            for message in page["messages"]:
                yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return
        raise TooMuch

    async def _read(self, call: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - JSON
        """Look, again where that was in vain: looking changes nothing."""
        for wait in LOOKS:
            try:
                return await call()
            except Exception as error:
                known = limited(error)
                after = pause(error).total_seconds() if known else wait
                if after > LONGEST_WAIT or not (known or unsure(error)):
                    raise
                await asyncio.sleep(after)
        return await call()

    async def _patiently(self, channel: str, call: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - JSON
        """Make a call in the channel's turn; a wait that Slack asks for is waited there, if it is short."""
        async with self._turns[channel]:
            for tried in range(1, TRIES + 1):
                try:
                    return await call()
                except Exception as error:
                    wait = pause(error).total_seconds() if limited(error) else None
                    if wait is None or wait > LONGEST_WAIT or tried == TRIES:
                        raise
                    await asyncio.sleep(wait)
        raise AssertionError


def mark(name: str, size: int) -> str:
    """What a file is known by in the history: it can't carry a key."""
    return f"file {size} {name}"
