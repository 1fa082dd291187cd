"""Whether an earlier attempt has arrived, asked of Discord. Raises Unclear where nobody can say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from discord import HTTPException
from discord.utils import snowflake_time, time_snowflake

from bot.adapters.discord import faults
from bot.adapters.discord.posting import DM, Json, TooMuch
from bot.core.messenger import TryLater

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from discord import Client

    from bot.adapters.discord.parts import Part
    from bot.adapters.discord.posting import Posting, Room

BEFORE = timedelta(minutes=2)  # looked at before the first attempt: our clock and Discord's differ
HIDDEN = (50001, 50013)
GONE = 10008


async def messages(
    client: Client, posting: Posting, room: Room, wanted: Sequence[Part], since: datetime
) -> dict[str, str]:
    """The ids of those parts that stand in a channel, by their nonces.

    They are sent one after the other: what is marked and missing before one that stands has arrived, and was deleted.
    Its id is "".
    """
    held = faults.permissions(client, room)
    if held and not held.read_message_history:  # Discord would say that there is nothing
        raise faults.unclear(client, room)
    found: dict[str, str] = {}
    empty = True
    with faults.told(client, room, history=True):
        async for message in posting.history(room.id, time_snowflake(since - BEFORE)):
            empty = False
            if is_own(client, message["author"]["id"]):
                new = (part for part in wanted if part.nonce not in found and part.is_in(message))
                if part := next(new, None):
                    found[part.nonce] = str(message["id"])
    if empty and held is None and room.kind != DM:  # the gateway has not told yet whether the bot may read it
        raise TryLater(faults.SOON)
    last = max((n for n, part in enumerate(wanted) if part.mark and part.nonce in found), default=0)
    return {part.nonce: "" for part in wanted[:last] if part.mark} | found


async def thread(
    client: Client, posting: Posting, forum: Room, name: str, wanted: Part, since: datetime, *, tried: bool
) -> int:
    """The id of the thread that was opened for a post, 0 if there is none.

    Known by its first message; once that is deleted, by its name. Where nothing was tried yet, a forum that can't be
    read holds none.
    """
    since -= BEFORE
    try:
        async for one in posting.threads(forum, since):
            id = int(one["id"])
            if is_own(client, one["owner_id"]) and snowflake_time(id) >= since:
                first = await _first(posting, id)
                if wanted.is_in(first) if first else one["name"] == name:
                    return id
    except (*faults.FAULTS, TooMuch) as error:
        if tried or not (isinstance(error, HTTPException) and error.code in HIDDEN):
            faults.tell(error, client, forum, history=True)
    return 0


async def _first(posting: Posting, thread: int) -> Json | None:
    """The message that a forum's thread begins with; None when it was deleted."""
    try:
        return await posting.message(thread, thread)
    except HTTPException as error:
        if error.code != GONE:
            raise
        return None


def is_own(client: Client, author: object) -> bool:
    """Whether this is the bot's own id."""
    return client.user is not None and str(author) == str(client.user.id)
