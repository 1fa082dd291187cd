"""Posts on Discord, changes and deletes what it posted, writes to people directly, gives and takes roles.

How a post arrives once: each of its messages goes out with a nonce made of the post's key and place, so that for a
minute or more Discord takes a repeated attempt for the first one. Later the channel's history is asked for it: for the
mark in a button or a footer, or for the words of a post that has none. Forums know no nonce: there the threads are
looked through before one is opened. Where it cannot be told whether something arrived, nothing is sent.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.adapters.discord import faults
from bot.adapters.discord.changing import Changing
from bot.adapters.discord.parts import Part, parts, title
from bot.adapters.discord.posting import DM, Posting, Room
from bot.adapters.discord.sending import Sending, inside
from bot.adapters.discord.servers import Servers
from bot.core.context import Place
from bot.core.messenger import NotAllowed, Ping, PlaceGone, TryLater
from bot.core.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from discord import Client

    from bot.adapters.discord.roles import Roles
    from bot.core.clock import Clock
    from bot.core.context import Account
    from bot.core.places import Group, Known
    from bot.core.reply import Reply
    from bot.core.roles import Role
    from bot.core.words import Words
    from bot.render.held import Opens
    from bot.storage.database import Database

PLATFORM = "discord"


class DiscordMessenger:
    """The bot's way to post. Everything raises bot.core.messenger.Undelivered for what people can mend or wait for."""

    platform = PLATFORM

    def __init__(
        self, client: Client, database: Database, clock: Clock, roles: Roles, organisers: Place | None
    ) -> None:
        self._client = client
        self._organisers = organisers
        self._tokens = Tokens(database, clock)
        self._posting = Posting(client)
        self._sending = Sending(client, clock, self._posting)
        self._changing = Changing(client, self._posting, self._sending)
        self._servers = Servers(client, self._posting, roles)
        self._direct: dict[str, Place] = {}

    @property
    def organisers(self) -> Place | None:
        """The organisers' channel, if the settings name one."""
        return self._organisers

    def places(self) -> tuple[Known, ...]:
        """Channels and forums that the bot may post in, by their names without the # in front."""
        return self._servers.places()

    def groups(self) -> tuple[Group, ...]:
        """The roles that may make organisers, with those who have one that does."""
        return self._servers.groups()

    def link(self, place: Place, message_id: str) -> str:
        """The address of a message; of a forum's post, that of its thread. Empty for a server that is not known."""
        return self._servers.link(place, message_id)

    async def role(self, account: Account) -> Role:
        """What somebody's roles on the servers come to now. Raises TryLater where one can't be asked."""
        return await self._servers.role(account)

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
        opens: Opens | None = None,
    ) -> tuple[str, ...]:
        """Post to a channel, a thread or a forum (as a thread of its own), and publish in an announcement channel.

        `since`: when the first earlier attempt with this key was made. Whoever repeats an attempt gives it, also after
        TryLater or a crash, since that may have arrived in part. `traced`, as every attempt says or none, the post
        carries a mark by which it is known for certain then; where it has no button, people see the mark in small
        print. Without, it is known by its words. Only this call ever pings, and only as chosen.
        Returns the messages' ids in their order, "" for one that arrived earlier and has been deleted since.
        """
        room = await self._room(place)
        self._may_ping(room, ping)
        traced = traced or room.opens_threads  # there is no nonce for them
        made = parts(reply, t, _seed(key, place), traced=traced, ping=ping, opens=opens)
        await self._keep(made)
        if room.opens_threads:
            thread = await self._sending.opened(room, title(reply, t), made[0], since)
            rest = await self._sending.sent(inside(room, thread), made[1:], since)
            return (str(thread), *rest)
        return await self._sending.sent(room, made, since)

    async def arrived(
        self, place: Place, reply: Reply, key: str, t: Words, *, since: datetime
    ) -> tuple[str, ...] | None:
        """The messages of a traced post that was attempted since then; None when not all of them are there.

        Nothing is sent or published, and the post may read otherwise by now: its marks tell. Raises Unclear where the
        history can't be read.
        """
        room = await self._room(place)
        made = parts(reply, t, _seed(key, place), traced=True)
        return await self._sending.found(room, title(reply, t), made, since)

    async def edit(
        self, place: Place, message_ids: Sequence[str], reply: Reply, t: Words, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        """Put a reply in the place of what was posted; it pings nobody. Returns the ids as they are now.

        A longer one goes on in further messages at the channel's end, a shorter one deletes the rest. `since`: when the
        first change began that was cut off. Raises PostGone when a message that it needs has been deleted; those before
        it are changed by then.
        """
        room, seed = await self._written_in(place, message_ids), _seed(message_ids[0], place)
        made = parts(reply, t, seed)
        if since or len(made) > len(message_ids):  # what is added must be known again
            made = parts(reply, t, seed, traced=True)
        await self._keep(made)
        return await self._changing.changed(room, message_ids, made, seed, since)

    async def delete(self, place: Place, message_ids: Sequence[str], *, since: datetime | None = None) -> None:
        """Delete what was posted, in a forum without the answers to it; what is gone already is no matter."""
        if not message_ids:
            return
        with suppress(PlaceGone):
            room = await self._written_in(place, message_ids)
            await self._changing.deleted(room, message_ids, _seed(message_ids[0], place), since)

    async def direct(self, account: Account) -> Place:
        """Where somebody reads direct messages. Raises DirectClosed."""
        self._connected()
        if account.id not in self._direct:
            with self._told(Room(0, DM)):
                channel = await self._posting.direct(int(account.id))
            self._direct[account.id] = Place(PLATFORM, str(channel), direct=True)
        return self._direct[account.id]

    async def whisper(
        self,
        account: Account,
        reply: Reply,
        key: str,
        t: Words,
        *,
        since: datetime | None = None,
        traced: bool = False,
        opens: Opens | None = None,
    ) -> tuple[str, ...]:
        """Post to somebody's direct messages. Raises DirectClosed: the caller knows what to do instead."""
        return await self.post(await self.direct(account), reply, key, t, since=since, traced=traced, opens=opens)

    async def thread(self, place: Place, message_id: str, name: str) -> Place:
        """The thread that hangs on a message, started if there is none."""
        room = await self._room(place)
        with self._told(room, faults.THREADS):
            return Place(PLATFORM, str(await self._posting.branch(room.id, int(message_id), name)))

    async def grant(self, account: Account, role: int, guild: int, why: str = "") -> None:
        """Give somebody a role on a server; having it already is no matter. `why` stands in the server's log."""
        await self._settle(self._posting.grant, account, role, guild, why)

    async def revoke(self, account: Account, role: int, guild: int, why: str = "") -> None:
        """Take a role from somebody."""
        await self._settle(self._posting.revoke, account, role, guild, why)

    async def enrol(self, account: Account, what: str) -> None:
        """Give somebody a role of the settings, on the server that it belongs to."""
        await self.grant(account, int(what), self._server_of(what), "fields of interest")

    async def withdraw(self, account: Account, what: str) -> None:
        """Take such a role back."""
        await self.revoke(account, int(what), self._server_of(what), "fields of interest")

    def _server_of(self, role: str) -> int:
        """The server with this role. Raises TryLater while not all have told of theirs, NotAllowed if none has it."""
        self._connected()
        if not self._client.is_ready() or any(guild.unavailable for guild in self._client.guilds):
            raise TryLater(faults.SOON)
        for guild in self._client.guilds:
            if guild.get_role(int(role)):
                return guild.id
        raise NotAllowed(faults.NO_ROLE, name=role)

    async def _settle(
        self, call: Callable[[int, int, int, str], Awaitable[None]], account: Account, role: int, guild: int, why: str
    ) -> None:
        self._connected()
        try:
            await call(guild, int(account.id), role, why)
        except faults.FAULTS as error:
            faults.tell_role(error, self._client, guild, role)

    def _connected(self) -> None:
        if self._client.user is None or self._client.is_closed():
            raise TryLater(faults.SOON)

    async def _room(self, place: Place) -> Room:
        self._connected()
        if not place.id.isdecimal():
            raise PlaceGone(place.id)
        if place.direct:
            return Room(int(place.id), DM)
        with self._told(Room(int(place.id), -1)):
            return await self._posting.room(int(place.id))

    async def _written_in(self, place: Place, message_ids: Sequence[str]) -> Room:
        room = await self._room(place)
        return inside(room, int(message_ids[0])) if room.opens_threads else room

    async def _keep(self, made: Sequence[Part]) -> None:
        await self._tokens.keep((pair for part in made for pair in part.message.kept), lasting=True)

    def _may_ping(self, room: Room, ping: Ping) -> None:
        """Refuse before anything is sent: Discord would show the ping and call nobody."""
        held = faults.permissions(self._client, room)
        if not ping.whom or held is None or held.mention_everyone:
            return
        server = self._client.get_guild(room.guild)
        role = server.get_role(int(ping.whom)) if server and ping.role else None
        if not (role and role.mentionable):
            raise faults.refusal(self._client, room, faults.PING)

    def _told(self, room: Room, *needs: str) -> AbstractContextManager[None]:
        return faults.told(self._client, room, *needs)


def _seed(key: str, place: Place) -> str:
    """What a post's nonces and marks are made of: not its text, which may change between attempts."""
    return f"{key}\n{place.id}"
