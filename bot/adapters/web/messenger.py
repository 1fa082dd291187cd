"""The web chat as a messenger: what is posted stands in the post table at once, so nothing about it is ever unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.web.drawing import drawn
from bot.adapters.web.places import CHANNELS, DM, ORGANISERS, PLATFORM, direct, whose
from bot.adapters.web.wire import BOT
from bot.core.messenger import DirectClosed, Ping, PlaceGone, PostGone
from bot.core.places import Group, Known
from bot.core.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.adapters.web.hub import Hub
    from bot.core.clock import Clock
    from bot.core.context import Account, Place
    from bot.core.reply import Reply
    from bot.core.words import Words
    from bot.render.web import Json
    from bot.storage.database import Database
    from bot.storage.store import Tx


class WebMessenger:
    """Posts to the channels and to people's conversations with the bot. A key stands for one post for ever."""

    platform = PLATFORM

    def __init__(self, database: Database, clock: Clock, hub: Hub) -> None:
        self._database = database
        self._clock = clock
        self._hub = hub

    @property
    def organisers(self) -> Place | None:
        """The organisers' channel."""
        return ORGANISERS

    def places(self) -> tuple[Known, ...]:
        """The channels, each called by its id."""
        return tuple(Known(place.id, place.id) for place in CHANNELS)

    def groups(self) -> tuple[Group, ...]:
        """The web chat has none."""
        return ()

    def link(self, place: Place, message_id: str) -> str:
        """The address of a post within the page, which scrolls to it: `/#funding/123`."""
        return f"/#{DM if whose(place.id) else place.id}/{message_id}"

    async def role(self, account: Account) -> Role:
        """The web chat raises nobody."""
        return Role.GUEST

    async def direct(self, account: Account) -> Place:
        """The conversation of the person behind an account. Raises DirectClosed for an account that nobody has."""
        person = await self._database.read(lambda tx: tx.people.find(account.platform, account.id))
        if person is None:
            raise DirectClosed
        return direct(person.id)

    async def post(
        self,
        place: Place,
        reply: Reply,
        key: str,
        t: Words,
        *,
        since: datetime | None = None,
        traced: bool = False,
        ping: Ping = Ping.NONE,
    ) -> tuple[str, ...]:
        """Post to a channel or a conversation, once for each key, however long ago that was first given.

        Raises PlaceGone where there is no such place.
        """
        shown, pictures = await drawn(reply, t)
        body, now = _body(shown, t, ping), self._clock.now()

        def add(tx: Tx) -> int:
            only_for = _reader(tx, place)
            return tx.posts.add(place.id, BOT, body, now, only_for=only_for, key=_key(key), pictures=pictures)

        seq = await self._database.write(add)
        self._hub.wake()
        return (str(seq),)

    async def arrived(
        self,
        place: Place,
        reply: Reply,
        key: str,
        t: Words,
        *,
        since: datetime,
    ) -> tuple[str, ...] | None:
        """The post with this key, even if it has been deleted since; None when there was none."""
        seq = await self._database.read(lambda tx: tx.posts.find(_key(key)))
        return None if seq is None else (str(seq),)

    async def edit(
        self, place: Place, message_ids: Sequence[str], reply: Reply, t: Words, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        """Put a reply in the place of a post; whom it called stays. Raises PostGone when it was deleted."""
        seqs = _seqs(message_ids)
        shown, pictures = await drawn(reply, t)

        def change(tx: Tx) -> bool:
            stored = tx.posts.get(seqs[0]) if seqs else None
            if stored is None or stored.place != place.id:
                return False
            called = {"ping": stored.body["ping"]} if "ping" in stored.body else {}
            body = {**_body(shown, t), **called}
            # What stands there already is no change that anybody should be told of.
            return body == stored.body or tx.posts.edit(stored.seq, body, pictures)

        if not await self._database.write(change):
            raise PostGone(_shown(place))
        self._hub.wake()
        return (str(seqs[0]),)

    async def enrol(self, account: Account, what: str) -> None:
        """Nothing: its channels are open to all who may see them."""

    async def withdraw(self, account: Account, what: str) -> None:
        """Nothing, for the same reason."""

    async def delete(self, place: Place, message_ids: Sequence[str], *, since: datetime | None = None) -> None:
        """Delete a post for everybody."""
        seqs = _seqs(message_ids)

        def drop(tx: Tx) -> None:
            for seq in seqs:
                stored = tx.posts.get(seq)
                if stored and stored.place == place.id:
                    tx.posts.delete(seq)

        await self._database.write(drop)
        self._hub.wake()


def _body(shown: Json, t: Words, ping: Ping = Ping.NONE) -> Json:
    body: Json = {"reply": shown, "lang": t.language}
    # Roles have no ids here, so that only those who are there, or everybody, can be called.
    return {**body, "ping": ping.whom} if ping.whom and not ping.role else body


def _reader(tx: Tx, place: Place) -> str | None:
    """Whom alone a place is for. Raises PlaceGone for a place that is not there."""
    person = whose(place.id)
    if place.id not in {channel.id for channel in CHANNELS} and (person is None or tx.people.get(person) is None):
        raise PlaceGone(_shown(place))
    return person


def _shown(place: Place) -> str:
    return str(place) if whose(place.id) else f"#{place.id}"


def _key(key: str) -> str:
    return f"post:{key}"


def _seqs(message_ids: Sequence[str]) -> list[int]:
    return [int(id) for id in message_ids if id.isdecimal()]
