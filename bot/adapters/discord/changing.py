"""What was posted is changed and taken back, with all that a change which was cut off has left behind.

A change may add messages at the channel's end. They carry marks made of the post's first message, so that the next
change finds them, and knows them from those of a post that reads alike.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from discord import HTTPException

from bot.adapters.discord import arrived, faults
from bot.adapters.discord.parts import Part, traces
from bot.adapters.discord.sending import needs
from bot.core.messenger import PostGone, Unclear

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from discord import Client

    from bot.adapters.discord.posting import Posting, Room
    from bot.adapters.discord.sending import Sending

T = TypeVar("T")

ARCHIVED = 50083
LEFT = 50  # messages that a change may have added: far more than a reply has


class Changing:
    """Changes and deletes posts, for one client. Raises Undelivered.

    `since` is when the first change began that was cut off, `seed` what the marks of what is added are made of.
    """

    def __init__(self, client: Client, posting: Posting, sending: Sending) -> None:
        self._client = client
        self._posting = posting
        self._sending = sending

    async def changed(
        self, room: Room, ids: Sequence[str], made: Sequence[Part], seed: str, since: datetime | None
    ) -> tuple[str, ...]:
        """Put these in the place of a post's messages: further ones at the end, what is too much deleted.

        Returns the ids as they are now. Raises PostGone when a message that it needs was deleted by somebody else.
        """
        stands = (*ids, *await self._left(room, ids, seed, since))
        kept: list[str] = []
        for id, part in zip(stands, made, strict=False):
            try:
                await self._change(room, id, part)
            except PostGone:
                if not kept or since is None:
                    raise
                break  # a shorter text took it away, and was cut off
            kept.append(id)
        await self._delete(room, stands[len(kept) :])
        return (*kept, *await self._sending.added(room, made[len(kept) :]))

    async def deleted(self, room: Room, ids: Sequence[str], seed: str, since: datetime | None) -> None:
        """Delete all of it; what is gone already is no matter."""
        await self._delete(room, (*ids, *await self._left(room, ids, seed, since)))

    async def _left(self, room: Room, ids: Sequence[str], seed: str, since: datetime | None) -> tuple[str, ...]:
        """What changes since then added, and nobody noted: also in the place of what a shorter text took away."""
        if since is None:
            return ()
        wanted = traces(seed, range(1, len(ids) + LEFT))
        found: dict[str, str] = {}
        with suppress(Unclear):  # nobody can look: what is known is changed all the same
            found = await arrived.messages(self._client, self._posting, room, wanted, since)
        left = (found.get(part.nonce, "") for part in wanted)
        return tuple(id for id in left if id and id not in ids)

    async def _change(self, room: Room, id: str, part: Part) -> None:
        if not id:
            raise PostGone(faults.shown(room))
        await self._awake(room, lambda: self._posting.edit(room.id, int(id), part.message))

    async def _delete(self, room: Room, ids: Sequence[str]) -> None:
        for id in filter(None, ids):
            with suppress(PostGone):
                await self._awake(room, lambda: self._posting.delete(room.id, int(id)))  # noqa: B023 - awaited here

    async def _awake(self, room: Room, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call in a thread, which may sleep in the archive: only sending wakes it by itself."""
        with faults.told(self._client, room, *needs(room)):
            try:
                return await call()
            except HTTPException as error:
                if error.code != ARCHIVED:
                    raise
                await self._posting.wake(room.id)
                return await call()
