"""Posts on Slack, changes and deletes what it posted, writes to people directly, brings them into channels.

Slack knows no idempotency key. So each message carries one unseen, in its metadata; after an attempt of which nobody
can say whether it arrived, the channel's history is asked for it, and only what is not there is sent again.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from bot.adapters.slack import club
from bot.adapters.slack.asked import reason
from bot.adapters.slack.channels import Channels
from bot.adapters.slack.faults import LOST, told, unsure
from bot.adapters.slack.posting import Posting, TooMuch
from bot.core.context import Place
from bot.core.messenger import Ping, PlaceGone, PostGone, TryLater, Unclear
from bot.core.tokens import Tokens
from bot.render.slack.message import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.people import People
    from bot.core.clock import Clock
    from bot.core.context import Account
    from bot.core.places import Known
    from bot.core.reply import File, Reply
    from bot.core.roles import Role
    from bot.core.words import Words
    from bot.render.held import Opens
    from bot.render.slack.message import Message
    from bot.storage.database import Database

PLATFORM = "slack"
WAITS = (0.2, 1.0, 3.0)  # seconds before what did not arrive is sent again
MARGIN = timedelta(minutes=1)  # by which clocks may differ
ASK_AGAIN = timedelta(seconds=30)
FAULTS = (SlackApiError, *LOST)


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
        self._posting = Posting(client)
        self._direct: dict[str, str] = {}

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

    def link(self, place: Place, message_id: str) -> str:
        """The permalink of a message; empty while the workspace's address is not known.

        https://docs.slack.dev/reference/methods/chat.getPermalink
        """
        return f"{self._home}archives/{place.id}/p{message_id.replace('.', '')}" if self._home and message_id else ""

    async def role(self, account: Account) -> Role:
        """What the workspace makes of somebody now. Raises TryLater while Slack does not tell."""
        role = await self._people.role(account.id)
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

        Sends nothing. Raises Unclear where the history can't be read.
        """
        drawn = messages(club.typed(reply), t)
        found = await self._posted(place, await self._channel(place), since - MARGIN, "")
        ids = [found.get(_mark(key, number)) for number in range(len(drawn))]
        return tuple(id for id in ids if id) if all(ids) else None

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

        `since`: when the first earlier attempt with this key was made; what has arrived by then is not sent again.
        Whether `traced` or not, every message carries its key.
        Only this call ever pings, and only as chosen.
        """
        channel = await self._channel(place)
        drawn = messages(club.typed(reply), t, opens=opens)
        await self._tokens.keep((kept for message in drawn for kept in message.kept), lasting=True)
        found = await self._posted(place, channel, since - MARGIN, thread) if since else {}
        ids = []
        for number, message in enumerate(drawn):
            mark = _mark(key, number)
            body = _calling(message, ping) if number == 0 else message.body
            about = {**body, "thread_ts": thread} if thread else body
            ids.append(found.get(mark) or await self._send(place, channel, about, mark, thread))
            if mark not in found:
                for file in message.files:
                    await self.upload(place, file, thread=thread)
        return tuple(ids)

    async def edit(self, place: Place, message_ids: Sequence[str], reply: Reply, t: Words) -> tuple[str, ...]:
        """Put a reply in the place of what was posted; it pings nobody. Returns the ids as they are now.

        A longer one goes on in further messages, a shorter one deletes the rest. Raises PostGone.
        """
        channel = await self._channel(place)
        drawn = messages(club.typed(reply), t)
        await self._tokens.keep((kept for message in drawn for kept in message.kept), lasting=True)
        ids = list(message_ids[: len(drawn)])
        for id, message in zip(ids, drawn, strict=False):
            with _told(place):
                await self._posting.edit(channel, id, {"blocks": [], **message.body})
        await self.delete(place, message_ids[len(drawn) :])
        for number, message in enumerate(drawn[len(ids) :], len(ids)):
            ids.append(await self._send(place, channel, message.body, _mark(message_ids[0], number), ""))
        return tuple(ids)

    async def delete(self, place: Place, message_ids: Sequence[str]) -> None:
        """Delete what was posted; what is gone already is no matter."""
        for id in message_ids:
            with suppress(PostGone, PlaceGone), _told(place):
                await self._posting.delete(await self._channel(place), id)

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
        with _told(place):
            try:
                await self._posting.invite(place.id, account.id)
            except SlackApiError as error:
                if reason(error) != "already_in_channel":
                    raise

    async def upload(self, place: Place, file: File, *, thread: str = "") -> None:
        """Put a file into a channel, a thread or direct messages."""
        with _told(place):
            await self._posting.upload(await self._channel(place), file.name, file.content, file.about, thread)

    async def _send(self, place: Place, channel: str, body: dict[str, Any], mark: str, thread: str) -> str:
        """Send one message, once: after an attempt that may have arrived, it is looked for first."""
        began, waits = self._clock.now() - MARGIN, iter(WAITS)
        while True:
            try:
                return await self._let_in(place, channel, body, mark)
            except FAULTS as error:
                wait = next(waits, None)
                if not unsure(error):
                    raise told(error, place) or error from error
                found = await self._posted(place, channel, began, thread)
                if mark in found:
                    return found[mark]
                if wait is None:
                    raise told(error, place) or error from error
                await asyncio.sleep(wait)

    async def _let_in(self, place: Place, channel: str, body: dict[str, Any], mark: str) -> str:
        """Send, joining a public channel if that is what is missing."""
        try:
            return await self._posting.send(channel, body, mark)
        except SlackApiError as error:
            if reason(error) != "not_in_channel":
                raise
            try:
                await self._posting.join(channel)
            except SlackApiError:  # a private channel, or the scope is missing
                raise told(error, place) or error from None
        return await self._posting.send(channel, body, mark)

    async def _posted(self, place: Place, channel: str, since: datetime, thread: str) -> dict[str, str]:
        try:
            return await self._posting.posted(channel, since, thread)
        except (*FAULTS, TooMuch) as error:
            raise Unclear(
                "I can't tell whether this has arrived in {channel}, so I have not sent it again: please look there.",
                channel=place.id,
            ) from error

    async def _channel(self, place: Place) -> str:
        """The channel of a place; for a person, that of their direct messages."""
        if not place.id.startswith(("U", "W")):
            return place.id
        if place.id not in self._direct:
            with _told(place):
                self._direct[place.id] = await self._posting.direct(place.id)
        return self._direct[place.id]


@contextmanager
def _told(place: Place) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise told(error, place) or error from error


def _mark(key: str, number: int) -> str:
    return sha256(f"{key}\n{number}".encode()).hexdigest()[:32]


def _calling(message: Message, ping: Ping) -> dict[str, Any]:
    """The message with the ping in front, in its text and in its blocks."""
    if not ping.whom:
        return message.body
    if ping.role:
        said, node = f"<!subteam^{ping.whom}>", {"type": "usergroup", "usergroup_id": ping.whom}
    else:
        whom = "channel" if ping == Ping.EVERYONE else "here"
        said, node = f"<!{whom}>", {"type": "broadcast", "range": whom}
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [node]}]}
    return {
        **message.body,
        "text": f"{said} {message.body['text']}",
        "blocks": [block, *message.body.get("blocks", ())],
    }
