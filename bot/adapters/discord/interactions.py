"""Answers to interactions, as raw JSON through discord.py's own HTTP adapter.

The first answer is due within 3 s, its token then lives for 15 minutes
(https://docs.discord.com/developers/interactions/receiving-and-responding).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from discord import HTTPException
from discord.webhook.async_ import async_context

from bot.adapters.discord.lost import again
from bot.adapters.discord.multipart import wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import aiohttp
    from discord import Interaction

    from bot.render.discord.message import Json, Message

PRIVATE = 1 << 6  # https://docs.discord.com/developers/resources/message#message-object-message-flags
ANSWERED_ALREADY = 40060
WAITS = (0.1, 0.3)  # seconds before a lost request is sent again: the first answer is due in three
CLEAN: Json = {"content": "", "embeds": [], "components": [], "attachments": []}  # what an edit does not name, it keeps


class Kind(IntEnum):
    """How an interaction is answered."""

    MESSAGE = 4
    DEFER_MESSAGE = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Answers:
    """The ways to answer one interaction; a connection lost on the way is tried again."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self.session: aiohttp.ClientSession = interaction._session  # noqa: SLF001 - it has no public name

    async def respond(self, kind: Kind, data: Json | None = None, message: Message | None = None) -> None:
        """Give the first answer, a message's files along with it. Raises discord's NotFound when it comes too late."""
        clean = CLEAN if kind is Kind.UPDATE else {}
        parts = {**clean, **(message.body if message else {}), **(data or {})}

        async def send() -> None:
            await async_context.get().create_interaction_response(
                self._interaction.id,
                self._interaction.token,
                session=self.session,
                params=wrapped({"type": int(kind), "data": parts}, message.files if message else ()),
            )

        try:
            await again(send, WAITS)
        except HTTPException as error:
            if error.code != ANSWERED_ALREADY:  # the attempt that seemed lost had arrived
                raise

    async def edit(self, message: Message) -> None:
        """Put this in the place of the first answer, or of the message that the pressed button stands in."""
        await again(lambda: self._send("edit_original_interaction_response", {**CLEAN, **message.body}, message))

    async def follow(self, message: Message, *, private: bool) -> None:
        """Send one more message. If the connection breaks it may come twice, which is better than not at all."""
        body = {**message.body, "flags": PRIVATE if private else 0}
        await again(lambda: self._send("execute_webhook", body, message))

    async def withdraw(self) -> None:
        """Take the first answer back."""
        about = (self._interaction.application_id, self._interaction.token)
        adapter = async_context.get()
        await again(lambda: adapter.delete_original_interaction_response(*about, session=self.session))

    async def _send(self, how: str, body: Json, message: Message) -> None:
        call: Callable[..., Awaitable[Any]] = getattr(async_context.get(), how)
        sent = wrapped(body, message.files)
        about = (self._interaction.application_id, self._interaction.token)
        await call(*about, session=self.session, payload=sent.payload, multipart=sent.multipart, files=sent.files)
