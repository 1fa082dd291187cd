"""Lines of text answered: a direct message, and a mention in a channel, which is answered in a thread.

Neither needs the intent for the content of messages: Discord sends the text of both
(https://docs.discord.com/developers/events/gateway#message-content-intent).
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import structlog
from discord import HTTPException, MessageType, TextChannel, Thread

from bot.adapters.discord.faults import FAULTS
from bot.adapters.discord.inbound import PLATFORM
from bot.core.context import Place
from bot.core.errors import Oops
from bot.core.messenger import DirectClosed, Undelivered
from bot.core.reply import SILENCE, Reply, Tone
from bot.core.request import Line
from bot.core.words import text_language, words
from bot.render.discord import limits
from bot.render.discord.escape import label
from bot.render.held import Opens

if TYPE_CHECKING:
    from discord import Message

    from bot.adapters.discord.inbound import Asker
    from bot.adapters.discord.messenger import DiscordMessenger
    from bot.core.core import Core
    from bot.core.tokens import Tokens
    from bot.core.words import Words

TYPES_AFTER = 1.0  # seconds until “is typing” is shown
SAID = (MessageType.default, MessageType.reply)

log = structlog.get_logger()


class Conversing:
    """Runs lines of text through the core."""

    def __init__(self, core: Core, tokens: Tokens, messenger: DiscordMessenger) -> None:
        self._core = core
        self._tokens = tokens
        self._messenger = messenger

    async def answer(self, message: Message, who: Asker, me: int) -> None:
        """Answer a line that is meant for the bot; never raises."""
        try:
            await self._answer(message, who, me)
        except Oops as oops:
            why = words("en")(oops.text, **oops.names)
            log.warning("a line was not answered", place=str(who.place), message=message.id, why=why)
        except Exception:
            log.exception("a line was not answered", place=str(who.place), message=message.id)

    async def _answer(self, message: Message, who: Asker, me: int) -> None:
        text = bare(message.content, me)
        heard = "" if text.startswith("/") else text_language(text)  # names of commands are English for everybody
        request = who.asks(message.id, Line(text or "/help"), aloud=not who.place.direct, heard=heard)
        answer = asyncio.ensure_future(self._core.handle(request))
        done, _ = await asyncio.wait({answer}, timeout=TYPES_AFTER)
        if not done:
            with suppress(*FAULTS):
                await message.channel.typing()
        reply, person = await answer, await self._core.who(request)
        if reply == SILENCE:
            return
        t = words(person.language)
        opens = None
        if reply.form:
            opens = Opens(t("Fill in"), await self._tokens.set_aside(reply.form, person.id), 0)
        if who.place.direct:
            await self._messenger.post(who.place, reply, request.id, t, opens=opens)
        elif reply.private:
            await self._whisper(message, who, reply, request.id, t, opens)
        else:
            place = await self._thread(message, text or t("Help"))
            await self._messenger.post(place, reply, request.id, t, opens=opens)

    async def _whisper(
        self, message: Message, who: Asker, reply: Reply, key: str, t: Words, opens: Opens | None
    ) -> None:
        """What only the asker should see goes to their direct messages; the channel is told that it did."""
        try:
            await self._messenger.whisper(who.account, reply, key, t, opens=opens)
            note = Reply((t("I have answered you in a direct message."),))
        except DirectClosed:
            note = Reply(
                (
                    t(
                        "The answer is for you alone, and your direct messages are closed to me. "
                        "Use a slash command here, or allow direct messages from this server."
                    ),
                ),
                tone=Tone.WARN,
            )
        place = await self._thread(message, t("Answered"))
        await self._messenger.post(place, note, f"{key}/note", t)

    async def _thread(self, message: Message, about: str) -> Place:
        """A thread at the message; where there can be none, its own channel."""
        here = Place(PLATFORM, str(message.channel.id))
        if not isinstance(message.channel, TextChannel):
            return here
        try:
            return await self._messenger.thread(here, str(message.id), label(about, limits.THREAD_NAME))
        except (Undelivered, HTTPException):  # too many are open, say
            return here


def is_for(message: Message, me: int) -> bool:
    """Whether a person means the bot: a direct message, its name in the text, or a reply to it in a thread of its own.

    Elsewhere a reply alone is no question: people answer announcements to talk to each other.
    """
    if message.author.bot or message.webhook_id or message.type not in SAID:
        return False
    if message.guild is None or mention(me).search(message.content):
        return True
    own = isinstance(message.channel, Thread) and message.channel.owner_id == me
    return own and any(user.id == me for user in message.mentions)


def bare(text: str, me: int) -> str:
    """What was said, without the mention."""
    return mention(me).sub(" ", text).strip()


@cache
def mention(me: int) -> re.Pattern[str]:
    """How the bot is called by name: https://docs.discord.com/developers/reference#message-formatting."""
    return re.compile(rf"<@!?{me}>[\s,:]*")
