"""Posts on Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.adapters.slack import club
from bot.core.context import Place
from bot.core.tokens import Tokens
from bot.render.slack.message import messages

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.core.clock import Clock
    from bot.core.context import Account
    from bot.core.reply import File, Reply
    from bot.core.words import Words
    from bot.render.held import Opens
    from bot.storage.database import Database

PLATFORM = "slack"


class SlackMessenger:
    """The bot's way to post."""

    platform = PLATFORM

    def __init__(self, client: AsyncWebClient, database: Database, clock: Clock, organisers: Place | None) -> None:
        self._client = client
        self._tokens = Tokens(database, clock)
        self._organisers = organisers

    @property
    def organisers(self) -> Place | None:
        """The organisers' channel, if the settings name one."""
        return self._organisers

    async def post(
        self, place: Place, reply: Reply, key: str, t: Words, *, opens: Opens | None = None, thread: str = ""
    ) -> tuple[str, ...]:
        """Post to a channel, a thread or somebody's direct messages; returns the messages' timestamps."""
        ids = []
        about: dict[str, Any] = {"thread_ts": thread} if thread else {}
        for message in messages(club.typed(reply), t, opens=opens):
            await self._tokens.keep(message.kept, lasting=True)
            sent = await self._client.chat_postMessage(channel=place.id, **about, **message.body)
            ids.append(str(sent["ts"]))
            for file in message.files:
                await self.upload(place, file, thread=thread)
        return tuple(ids)

    async def whisper(self, account: Account, reply: Reply, key: str, t: Words) -> tuple[str, ...]:
        """Post to somebody's direct messages."""
        opened = await self._client.conversations_open(users=account.id)
        return await self.post(Place(PLATFORM, opened["channel"]["id"], direct=True), reply, key, t)

    async def upload(self, place: Place, file: File, *, thread: str = "") -> None:
        """Put a file into a channel or a thread."""
        about: dict[str, Any] = {"thread_ts": thread} if thread else {}
        await self._client.files_upload_v2(
            channel=place.id, content=file.content, filename=file.name, alt_txt=file.about or None, **about
        )
