"""One thing that was asked on Slack, and the ways to answer it: where it was asked, to the asker alone, by a form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack import club
from bot.adapters.slack.inbound import LONGEST, Way, packed
from bot.core.messenger import DirectClosed, Undelivered
from bot.core.reply import Reply
from bot.core.request import Packed
from bot.core.words import Words, words
from bot.render.held import Opens
from bot.render.slack import ids
from bot.render.slack.message import messages
from bot.render.slack.modals import modal, must_be_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.inbound import Asker
    from bot.adapters.slack.messenger import SlackMessenger
    from bot.adapters.slack.uploads import Uploads
    from bot.core.context import Person
    from bot.core.core import Core
    from bot.core.reply import File, Form
    from bot.core.request import Request, Said
    from bot.core.tokens import Tokens
    from bot.render.slack.message import Json, Message

USES = 5  # of a response_url, https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
TOO_LATE = ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id")
LOST = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError, TimeoutError)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Slack:
    """What every answer goes through."""

    core: Core
    tokens: Tokens
    client: AsyncWebClient
    messenger: SlackMessenger
    http: aiohttp.ClientSession
    uploads: Uploads


class Turn:
    """Whoever answers does it through this. `trigger` opens a form, within three seconds and once."""

    def __init__(
        self, slack: Slack, who: Asker, way: Way, request: Request, *, trigger: str = "", in_place: bool = False
    ) -> None:
        self._slack = slack
        self.who = who
        self.way = way
        self.request = request
        self._trigger = trigger
        self._in_place = in_place
        self._left = USES

    def saying(self, said: Said) -> Turn:
        """The same, but for what is asked."""
        return Turn(self._slack, self.who, self.way, replace(self.request, said=said), trigger=self._trigger)

    async def person(self) -> Person:
        """The asker, as the club knows them now."""
        return await self._slack.core.who(replace(self.request, said=Packed("")))

    async def words(self) -> Words:
        """The asker's language."""
        return words((await self.person()).language)

    async def give(self, reply: Reply) -> None:
        """Answer: by the form if there is one and it can still open, else where it was asked."""
        reply = club.typed(reply)
        if reply.form and self._trigger and await self.open(reply.form):
            if not reply.previews:
                return
            reply = replace(reply, form=None)  # a form has no room for them
        t = await self.words()
        opens = None
        if reply.form:
            token = await self._slack.tokens.set_aside(reply.form, (await self.person()).id)
            opens = Opens(t("Fill in"), token, 0)
        drawn = messages(reply, t, opens=opens)
        await self._slack.tokens.keep(kept for message in drawn for kept in message.kept)
        private = reply.private and not self.way.direct
        if not self.way.url and not private:
            await self._post(reply, t, opens)
            return
        said = drawn if _says(reply) or opens else ()
        for message in said:
            await self._say(message, private=private, in_place=self._in_place and len(said) == 1)
        if files := [file for message in drawn for file in message.beside]:
            await self._files(files, t, private=private)

    async def open(self, form: Form, token: str = "") -> bool:
        """Open a form; False if it is too late for that."""
        view = await self.view(form, token)
        trigger, self._trigger = self._trigger, ""
        try:
            await self._slack.client.views_open(trigger_id=trigger, view=view)
        except SlackApiError as error:
            if error.response.get("error") not in TOO_LATE:
                raise
            return False
        return True

    async def view(self, form: Form, token: str = "") -> Json:
        """The form, with the way back in it; what has no room there is set aside."""
        way = replace(self.way, form=packed(form))
        if token or must_be_kept(form) or len(way.written()) > LONGEST:
            token = token or await self._slack.tokens.set_aside(form, (await self.person()).id)
            way = replace(self.way, form=ids.aside(token))
        named = self._slack.core.places.label
        return modal(club.typed(form), await self.words(), way.written(), named)

    async def _say(self, message: Message, *, private: bool, in_place: bool) -> None:
        """One message, by the way that Slack gave with the question; when that is used up, as one of our own."""
        for said in await self._bodies(message):
            body = {**said, "response_type": "ephemeral" if private else "in_channel"}
            if in_place:
                body |= {"replace_original": True}
            elif self.way.url:
                body |= {"replace_original": False}
            if self.way.url and self._left and await self._respond(body):
                return
        await self._whisper(message, private=private)

    async def _bodies(self, message: Message) -> list[Json]:
        """The message with its pictures, and with no more than their words for when Slack does not take them."""
        bare = message.showing(())
        if not message.pictures:
            return [bare]
        try:
            return [message.showing(await self._slack.messenger.pictures.ids(message.pictures)), bare]
        except Undelivered as undelivered:
            log.warning("pictures were not uploaded", why=undelivered.text)
            return [bare]

    async def _respond(self, body: dict[str, Any]) -> bool:
        self._left -= 1
        for _ in range(2):  # an answer may come twice if the connection breaks, which is better than not at all
            try:
                async with self._slack.http.post(self.way.url, json=body) as answer:
                    if answer.status < 300:  # noqa: PLR2004
                        return True
                    log.warning("Slack did not take an answer", status=answer.status, why=(await answer.text())[:200])
                    return False
            except LOST:
                continue
        return False

    async def _whisper(self, message: Message, *, private: bool) -> None:
        """For the asker's eyes only: in the channel, or else in their direct messages."""
        client, user, body = self._slack.client, self.who.profile.id, message.showing(())
        if private and self.way.channel:
            about: dict[str, Any] = {"thread_ts": self.way.thread} if self.way.thread else {}
            try:
                await client.chat_postEphemeral(channel=self.way.channel, user=user, **about, **body)
            except SlackApiError as error:
                log.info("an answer goes to the direct messages", why=error.response.get("error"))
            else:
                return
        opened = await client.conversations_open(users=user)
        await client.chat_postMessage(channel=opened["channel"]["id"], **body)

    async def _post(self, reply: Reply, t: Words, opens: Opens | None) -> None:
        """For everybody in the place, once: what was asked is the key."""
        place = self.who.place
        await self._slack.messenger.post(place, reply, self.request.id, t, opens=opens, thread=self.way.thread)

    async def _files(self, files: Sequence[File], t: Words, *, private: bool) -> None:
        """Files cannot be shown to one person in a channel: they come in a direct message."""
        if not private and self.way.channel:
            for file in files:
                await self._slack.messenger.upload(self.who.place, file, thread=self.way.thread)
            return
        sent = Reply(files=tuple(files))
        try:
            await self._slack.messenger.whisper(self.who.account, sent, f"{self.request.id}/files", t)
            note = t("The file is in your direct messages.")
        except DirectClosed:
            note = t("I could not send you the file: your direct messages are closed to me.")
        except Undelivered as undelivered:
            note = t(undelivered.text, **undelivered.names)
        for message in messages(Reply((note,)), t):
            await self._say(message, private=True, in_place=False)


def _says(reply: Reply) -> bool:
    shown = reply.text or reply.cards or reply.images or reply.selects or reply.previews or reply.buttons
    return bool(shown or not reply.files)
