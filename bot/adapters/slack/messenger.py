"""Posts on Slack, changes and deletes what it posted, writes to people directly, brings them into channels.

Slack knows no idempotency key. So each message carries one unseen, in its metadata; after an attempt of which nobody
can say whether it arrived, the channel's history is asked for it, and only what is not there is sent again.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.adapters.slack import club
from bot.adapters.slack.asked import FAULTS as ASKED
from bot.adapters.slack.asked import limited, pause, reason
from bot.adapters.slack.channels import Channels
from bot.adapters.slack.faults import SOON
from bot.adapters.slack.pictures import Pictures
from bot.adapters.slack.posting import Posting, mark
from bot.adapters.slack.sending import MARGIN, Sending, said
from bot.core.context import Place
from bot.core.messenger import NotAllowed, Ping, PlaceGone, PostGone, TryLater, Unclear, Undelivered
from bot.core.tokens import Tokens
from bot.core.words import later
from bot.render.slack.message import messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.people import People
    from bot.core.clock import Clock
    from bot.core.context import Account
    from bot.core.places import Group, Known
    from bot.core.reply import File, Reply
    from bot.core.roles import Role
    from bot.core.words import Words
    from bot.render.held import Opens
    from bot.storage.database import Database

PLATFORM = "slack"
# https://docs.slack.dev/reference/methods/conversations.invite#errors
UNINVITED = frozenset(
    ("cant_invite", "cant_invite_self", "invitee_cant_see_channel", "ura_max_channels", "user_is_restricted")
)
ASK_AGAIN = timedelta(seconds=30)
LEFT = 50  # messages that a change may have added: far more than a reply has


class SlackMessenger:
    """The bot's way to post. Everything raises bot.core.messenger.Undelivered for what people can mend or wait for."""

    platform = PLATFORM

    def __init__(
        self, client: AsyncWebClient, people: People, database: Database, clock: Clock, organisers: Place | None
    ) -> None:
        self.channels = Channels(client)
        self._home = ""
        self._people = people
        self._clock = clock
        self._organisers = organisers
        self._tokens = Tokens(database, clock)
        self.pictures = Pictures(client)
        self._posting = Posting(client)
        self._sending = Sending(self._posting, self.pictures, clock)
        self._direct: dict[str, str] = {}
        self._opening = asyncio.Lock()
        self._open_from = clock.now()

    @property
    def organisers(self) -> Place | None:
        """The organisers' channel, if the settings name one."""
        return self._organisers

    def at_home(self, url: str) -> None:
        """The workspace's address: permalinks begin with it."""
        self._home = url

    def places(self) -> tuple[Known, ...]:
        """Public channels, and the private ones that the bot is in, as of the last look."""
        return self.channels.known

    def groups(self) -> tuple[Group, ...]:
        """What makes organisers in the workspace, as far as Slack has told."""
        return self._people.groups()

    def link(self, place: Place, message_id: str) -> str:
        """The permalink of a message; empty while the workspace's address is not known.

        https://docs.slack.dev/reference/methods/chat.getPermalink
        """
        return f"{self._home}archives/{place.id}/p{message_id.replace('.', '')}" if self._home and message_id else ""

    async def role(self, account: Account) -> Role:
        """What the workspace makes of somebody now. Raises TryLater while Slack does not tell."""
        try:
            role = await self._people.role(account.id)
        except ASKED as error:
            raise TryLater(max(pause(error), ASK_AGAIN)) from error
        if role is None:
            raise TryLater(ASK_AGAIN)
        return role

    async def direct(self, account: Account) -> Place:
        """Where somebody reads direct messages. Raises DirectClosed."""
        person = Place(PLATFORM, account.id, direct=True)
        return Place(PLATFORM, await self._channel(person), direct=True)

    async def arrived(
        self, place: Place, reply: Reply, key: str, t: Words, *, since: datetime
    ) -> tuple[str, ...] | None:
        """The messages of a post that was attempted since then, known by their keys; None when not all are there.

        Sends nothing. Raises TryLater while the history can't be read, Unclear where it never can.
        """
        drawn = messages(club.typed(reply), t)
        keys = [_key(key, number) for number in range(len(drawn))]
        channel = await self._channel(place)
        found = _stood(await self._sending.found(place, channel, since - MARGIN, may_join=False), keys)
        return tuple(found[key] for key in keys) if all(key in found for key in keys) else None

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
        thread: str = "",
    ) -> tuple[str, ...]:
        """Post to a channel, a thread or direct messages; returns the messages' timestamps, which are their ids.

        `since`: when the first earlier attempt with this key was made; what has arrived by then is not sent again, and
        what has been deleted since has the id "". Whether `traced` or not, every message carries its key.
        Only this call ever pings, and only as chosen.
        """
        channel = await self._channel(place)
        drawn = messages(club.typed(reply), t, opens=opens)
        await self._tokens.keep((kept for message in drawn for kept in message.kept), lasting=True)
        keys = [_key(key, number) for number in range(len(drawn))]
        found = _stood(await self._sending.found(place, channel, since - MARGIN, thread), keys) if since else {}
        ids: list[str] = []
        for number, (own, message) in enumerate(zip(keys, drawn, strict=True)):
            if own in found:
                ids.append(found[own])
            else:
                calls = Ping.NONE if number else ping
                ids.append(await self._sending.show(place, channel, message, own, thread=thread, ping=calls))
            for file in message.beside:
                stands = found.get(mark(file.name, len(file.content)), "") > ids[-1]
                if ids[-1] and not stands:
                    await self.upload(place, file, thread=thread)
        return tuple(ids)

    async def edit(
        self, place: Place, message_ids: Sequence[str], reply: Reply, t: Words, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        """Put a reply in the place of what was posted; it pings nobody. Returns the ids as they are now.

        A longer one goes on in further messages, a shorter one deletes the rest. `since`: when the first change began
        that was cut off. Raises PostGone.
        """
        channel = await self._channel(place)
        drawn = messages(club.typed(reply), t)
        await self._tokens.keep((kept for message in drawn for kept in message.kept), lasting=True)
        stands = (*message_ids, *await self._left(place, channel, message_ids, since))
        ids: list[str] = []
        for id, message in zip(stands, drawn, strict=False):
            try:
                await self._sending.change(place, channel, id, message)
            except PostGone:
                if not ids or since is None:
                    raise
                break  # a shorter text took it away, and was cut off
            ids.append(id)
        await self.delete(place, stands[len(ids) :])
        for number, message in enumerate(drawn[len(ids) :], len(ids)):
            ids.append(await self._sending.show(place, channel, message, _key(message_ids[0], number)))
        return tuple(ids)

    async def delete(self, place: Place, message_ids: Sequence[str], *, since: datetime | None = None) -> None:
        """Delete what was posted; what is gone already is no matter."""
        if not message_ids:
            return
        channel = await self._channel(place)
        for id in filter(None, (*message_ids, *await self._left(place, channel, message_ids, since))):
            with suppress(PostGone, PlaceGone), said(place):
                await self._posting.delete(channel, id)

    async def _left(
        self, place: Place, channel: str, message_ids: Sequence[str], since: datetime | None
    ) -> tuple[str, ...]:
        """What changes since then added to a post, and nobody noted; it is known by the post's first message.

        It may stand in the place of what a shorter text took away.
        """
        if since is None:
            return ()
        found: Mapping[str, str] = {}
        with suppress(Unclear):  # nobody can look: what is known is changed all the same
            found = await self._sending.found(place, channel, since - MARGIN, may_join=False)
        keys = (_key(message_ids[0], number) for number in range(1, len(message_ids) + LEFT))
        return tuple(found[key] for key in keys if key in found and found[key] not in message_ids)

    async def whisper(
        self,
        account: Account,
        reply: Reply,
        key: str,
        t: Words,
        *,
        since: datetime | None = None,
        opens: Opens | None = None,
    ) -> tuple[str, ...]:
        """Post to somebody's direct messages. Raises DirectClosed: the caller knows what to do instead."""
        return await self.post(Place(PLATFORM, account.id, direct=True), reply, key, t, since=since, opens=opens)

    async def invite(self, account: Account, place: Place) -> None:
        """Bring somebody into a channel; being there already is no matter."""
        with said(place):
            try:
                await self._posting.invite(place.id, account.id)
            except SlackApiError as error:
                if reason(error) != "already_in_channel":
                    raise

    async def enrol(self, account: Account, what: str) -> None:
        """Bring somebody into a channel, which the bot joins first if it is a public one it is not in."""
        place = Place(PLATFORM, what)
        try:
            await self.invite(account, place)
        except NotAllowed as outside:
            try:
                await self._posting.join(what)
            except SlackApiError:  # a private channel, or the scope is missing
                raise outside from None
            await self.invite(account, place)
        except SlackApiError as error:
            if reason(error) not in UNINVITED:
                raise
            raise Undelivered(later("Slack lets me bring this person into no channel.")) from error

    async def withdraw(self, account: Account, what: str) -> None:
        """Nothing: people leave channels by themselves."""

    async def upload(self, place: Place, file: File, *, thread: str = "") -> None:
        """Put a file into a channel, a thread or direct messages."""
        with said(place):
            try:
                await self._posting.upload(await self._channel(place), file.name, file.content, file.about, thread)
            except SlackRequestError as error:  # it was not taken where the bytes go
                raise TryLater(SOON) from error

    async def _channel(self, place: Place) -> str:
        """The channel of a place; for a person, that of their direct messages."""
        if not place.id.startswith(("U", "W")):
            return place.id
        if place.id not in self._direct:
            async with self._opening:  # one at a time, so that a limit is met once and not by all who wait
                if place.id not in self._direct:
                    self._direct[place.id] = await self._opened(place)
        return self._direct[place.id]

    async def _opened(self, place: Place) -> str:
        """Open somebody's direct messages; not before Slack wants to be asked for any again."""
        now = self._clock.now()
        if now < self._open_from:
            raise TryLater(self._open_from - now)
        with said(place):
            try:
                return await self._posting.direct(place.id)
            except SlackApiError as error:
                if limited(error):
                    self._open_from = now + pause(error)
                raise


def _key(key: str, number: int) -> str:
    return sha256(f"{key}\n{number}".encode()).hexdigest()[:32]


def _stood(found: Mapping[str, str], keys: Sequence[str]) -> dict[str, str]:
    """The messages that were found; one that is missing before another was there, and has been deleted since.

    They are sent one after the other.
    """
    last = max((number for number, key in enumerate(keys) if key in found), default=0)
    return dict.fromkeys(keys[:last], "") | dict(found)
