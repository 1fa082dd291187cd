"""Parts of a post sent: each once, whatever was tried before."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from discord import HTTPException, RateLimited

from bot.adapters.discord import arrived, faults
from bot.adapters.discord.lost import LOST, WAITS, YOUNG
from bot.adapters.discord.posting import ANNOUNCEMENT, Posting, Room
from bot.core.messenger import TryLater

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from discord import Client

    from bot.adapters.discord.parts import Part
    from bot.core.clock import Clock

LOOKED_AT = timedelta(minutes=10)  # how far back a forum is looked through for the same key
AFRESH = 10  # times that a post may grow and shrink within a nonce's minute
MESSAGE_GONE, PUBLISHED = 10008, 40033
PUBLIC_THREAD = 11

log = structlog.get_logger()


class Sending:
    """Sends what has not arrived yet. Raises Undelivered."""

    def __init__(self, client: Client, clock: Clock, posting: Posting) -> None:
        self._client = client
        self._clock = clock
        self._posting = posting

    async def sent(self, room: Room, made: Sequence[Part], since: datetime | None) -> tuple[str, ...]:
        """Send the parts that have not arrived yet, and publish in an announcement channel. Returns all ids."""
        old = since is not None and self._clock.now() - since > timedelta(seconds=YOUNG)
        found = await arrived.messages(self._client, self._posting, room, made, since) if since and old else {}
        return await self._rest(room, made, found)

    async def added(self, room: Room, made: Sequence[Part]) -> tuple[str, ...]:
        """Send what a change adds to a post, and publish it likewise."""
        return tuple([await self._added(room, part) for part in made])

    async def _added(self, room: Room, part: Part) -> str:
        """Send it under the first nonce that is free: what one change adds, another may have taken back just now."""
        for n in range(AFRESH):
            if id := await self._send(room, replace(part, nonce=f"{part.nonce[:-1]}{n}")):
                if room.kind == ANNOUNCEMENT:
                    await self._publish(room, id)
                return id
        raise TryLater(timedelta(seconds=YOUNG))

    async def _rest(self, room: Room, made: Sequence[Part], found: Mapping[str, str]) -> tuple[str, ...]:
        ids = []
        for part in made:
            id = found[part.nonce] if part.nonce in found else await self._send(room, part)
            if id and room.kind == ANNOUNCEMENT:
                await self._publish(room, id)
            ids.append(id)
        return tuple(ids)

    async def opened(self, forum: Room, name: str, part: Part, since: datetime | None) -> int:
        """The thread of this post, opened if it is not there."""
        looked, tried = min(since or self._clock.now(), self._clock.now() - LOOKED_AT), since is not None
        waits = iter(WAITS)
        while True:
            thread = await arrived.thread(self._client, self._posting, forum, name, part, looked, tried=tried)
            if thread:
                return thread
            try:
                with faults.told(self._client, forum, *needs(forum, part)):
                    return await self._posting.open(forum.id, name, part.message)
            except TryLater as error:
                wait = next(waits, None)
                if wait is None or not isinstance(error.__cause__, LOST):
                    raise
            tried = True
            await asyncio.sleep(wait)

    async def found(self, room: Room, name: str, made: Sequence[Part], since: datetime) -> tuple[str, ...] | None:
        """The ids of all parts that were attempted since then; None when one is missing. Sends nothing."""
        first: tuple[str, ...] = ()
        if room.opens_threads:
            thread = await arrived.thread(self._client, self._posting, room, name, made[0], since, tried=True)
            if not thread:
                return None
            room, first, made = inside(room, thread), (str(thread),), made[1:]
        found = await arrived.messages(self._client, self._posting, room, made, since) if made else {}
        rest = tuple(found[part.nonce] for part in made if part.nonce in found)
        return (*first, *rest) if len(rest) == len(made) else None

    async def _send(self, room: Room, part: Part) -> str:
        with faults.told(self._client, room, *needs(room, part)):
            try:
                return str((await self._posting.send(room.id, part.message, part.nonce))["id"])
            except HTTPException as error:
                if error.code != MESSAGE_GONE:
                    raise
                return ""  # the nonce is known: it arrived, and was deleted

    async def _publish(self, room: Room, id: str) -> None:
        """Publish to the channels that follow; the post stands whether or not that works."""
        try:
            await self._posting.publish(room.id, int(id))
        except (HTTPException, RateLimited, *LOST) as error:
            if not (isinstance(error, HTTPException) and error.code == PUBLISHED):
                log.warning("a post was not published to those who follow", channel=room.id, message=id, why=str(error))


def inside(forum: Room, thread: int) -> Room:
    """The thread of a forum's post."""
    return replace(forum, id=thread, kind=PUBLIC_THREAD, parent=forum.id)


def needs(room: Room, part: Part | None = None) -> tuple[str, ...]:
    """The permissions of sending this there."""
    all = [faults.IN_THREADS if room.is_thread else faults.SEND]
    if part and part.message.body.get("embeds"):
        all.append(faults.EMBED)
    if part and part.message.files:
        all.append(faults.ATTACH)
    return tuple(all)
