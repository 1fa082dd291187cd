"""Discord's calls that posting is made of, as raw JSON through discord.py's own client, which keeps the rate limits.

discord.py repeats 500, 502 and 504 by itself, on Linux no lost connection. Here those are repeated too, where that can
make nothing double: with the same nonce for messages, freely for what may be done twice. A thread in a forum has no
nonce: nothing repeats it, not even discord.py, and whoever opens it looks whether it is there first.
Errors are discord.py's, and `LOST` when the connection broke every time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from discord import HTTPException, Thread
from discord.abc import GuildChannel
from discord.http import Route

from bot.adapters.discord.interactions import CLEAN
from bot.adapters.discord.lost import Unsure, again
from bot.adapters.discord.multipart import parameters, wrapped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from discord import Client

    from bot.render.discord.message import Message

T = TypeVar("T")
Json = dict[str, Any]


class TooMuch(Exception):
    """More was said than is read to find something."""


PAGE = 100
PAGES = 20  # pages of history that are looked through; a channel where more was said is not clear
THREADS = 50

ANNOUNCEMENT, FORUM, MEDIA, DM = 5, 15, 16, 1
THREAD_KINDS = (10, 11, 12)
HAS_A_THREAD = 160004


@dataclass(frozen=True, slots=True)
class Room:
    """A channel or a thread.

    `kind`: https://docs.discord.com/developers/resources/channel#channel-object-channel-types
    """

    id: int
    kind: int
    name: str = ""
    guild: int = 0
    parent: int = 0

    @property
    def opens_threads(self) -> bool:
        """Whether every post is a thread of its own."""
        return self.kind in (FORUM, MEDIA)

    @property
    def is_thread(self) -> bool:
        """Whether it stands in another channel."""
        return self.kind in THREAD_KINDS


class _Once:
    """Stands among the files of a request: discord.py resets those before each attempt, and so stops at the second."""

    def reset(self, *, seek: int) -> None:
        if seek:
            raise Unsure

    def close(self) -> None: ...


class Posting:
    """The calls, for one client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._http = client.http

    async def room(self, id: int) -> Room:
        """A channel or thread, from what the gateway told if it did."""
        match self._client.get_channel(id):
            case Thread() as thread:
                return Room(id, thread.type.value, thread.name, thread.guild.id, thread.parent_id)
            case GuildChannel() as channel:
                return Room(id, channel.type.value, channel.name, channel.guild.id)
        told: Mapping[str, Any] = await again(lambda: self._http.get_channel(id))
        guild, parent = (int(told.get(key) or 0) for key in ("guild_id", "parent_id"))
        return Room(id, told["type"], told.get("name") or "", guild, parent)

    async def send(self, channel: int, message: Message, nonce: str) -> Json:
        """Send a message; the same nonce in the next minute gives the same message, or 404/10008 if that is deleted."""
        body = {"nonce": nonce, "enforce_nonce": True}
        return dict(await again(lambda: self._http.send_message(channel, params=parameters(message, **body))))

    async def edit(self, channel: int, message: int, by: Message) -> Json:
        """Put this in the place of a message."""
        whole = replace(by, body={**CLEAN, **by.body})
        return dict(await again(lambda: self._http.edit_message(channel, message, params=parameters(whole))))

    async def delete(self, channel: int, message: int) -> None:
        """Delete a message."""
        await again(lambda: self._http.delete_message(channel, message))

    async def publish(self, channel: int, message: int) -> None:
        """Publish a message of an announcement channel to the channels that follow it.

        Ten an hour are allowed, and discord.py would not even ask for the second: it gives up at a limit whose window
        is longer than its patience, used up or not. So each request counts for itself, and Discord's 429 decides.
        """
        path = "/channels/{channel_id}/messages/{message_id}/crosspost"
        route = Route("POST", path, channel_id=channel, message_id=message, metadata=str(message))
        await again(lambda: self._http.request(route))

    async def message(self, channel: int, message: int) -> Json:
        """One message."""
        return dict(await again(lambda: self._http.get_message(channel, message)))

    async def history(self, channel: int, after: int) -> AsyncIterator[Json]:
        """What was said after a moment (a snowflake), oldest first. Raises TooMuch.

        Who may not read the history gets none rather than an error.
        """
        for _ in range(PAGES):
            page: list[Any] = await again(lambda: self._http.logs_from(channel, PAGE, after=after))  # noqa: B023
            for message in sorted(page, key=lambda message: int(message["id"])):
                after = int(message["id"])
                yield message
            if len(page) < PAGE:
                return
        raise TooMuch

    async def direct(self, user: int) -> int:
        """The channel of direct messages with somebody."""
        told = await again(lambda: self._http.start_private_message(user))
        return int(told["id"])

    async def branch(self, channel: int, message: int, name: str) -> int:
        """The thread that hangs on a message, started if there is none."""
        try:
            await again(
                lambda: self._http.start_thread_with_message(channel, message, name=name, auto_archive_duration=1440)
            )
        except HTTPException as error:
            if error.code != HAS_A_THREAD:
                raise
        return message  # such a thread has the message's own id

    async def open(self, forum: int, name: str, message: Message) -> int:
        """Start a thread in a forum; its id is also that of its first message. Raises LOST if it may have arrived."""
        sent = wrapped({"name": name, "message": message.body}, message.files)
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum)
        content: Json = {"form": sent.multipart} if sent.multipart else {"json": sent.payload}
        files: Any = (_Once(), *(sent.files or ()))
        told = await self._http.request(route, files=files, params={"use_nested_fields": 1}, **content)
        return int(told["id"])

    async def threads(self, forum: Room, since: datetime) -> AsyncIterator[Json]:
        """The threads of a forum that were alive after a moment. Raises TooMuch."""
        active = await again(lambda: self._http.get_active_threads(forum.guild))
        for thread in active["threads"]:
            if int(thread["parent_id"]) == forum.id:
                yield dict(thread)
        before: Any = None
        for _ in range(PAGES):
            page = await again(lambda: self._http.get_public_archived_threads(forum.id, before, THREADS))  # noqa: B023
            for thread in page["threads"]:
                before = thread["thread_metadata"]["archive_timestamp"]
                yield dict(thread)
            if not page["has_more"] or datetime.fromisoformat(before) < since:
                return
        raise TooMuch

    async def member(self, guild: int, user: int) -> Json:
        """A member of a server."""
        return dict(await again(lambda: self._http.get_member(guild, user)))

    async def wake(self, thread: int) -> None:
        """Take a thread out of the archive."""
        await again(lambda: self._http.edit_channel(thread, archived=False))

    async def grant(self, guild: int, user: int, role: int, why: str) -> None:
        """Give somebody a role."""
        await again(lambda: self._http.add_role(guild, user, role, reason=why))

    async def revoke(self, guild: int, user: int, role: int, why: str) -> None:
        """Take a role from somebody."""
        await again(lambda: self._http.remove_role(guild, user, role, reason=why))
