"""One interaction and the ways to answer it: a message, a form, suggestions; at once, or after a defer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.adapters.discord.interactions import PRIVATE, Answers, Kind
from bot.core.request import Packed, Request, Said
from bot.core.words import Words, words
from bot.render.discord import limits, modals
from bot.render.discord.ids import aside
from bot.render.discord.message import messages
from bot.render.held import Opens

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable
    from typing import Any

    from aiohttp import ClientSession
    from discord import Interaction

    from bot.adapters.discord.inbound import Asker
    from bot.core.context import Person
    from bot.core.core import Core
    from bot.core.kinds import Choice
    from bot.core.reply import Form, Reply
    from bot.core.tokens import Tokens

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the answer will be given: to the asker alone, and in the place of the message that its button stands in."""

    private: bool = True
    in_place: bool = False


class Turn:
    """Whoever answers an interaction does it through this."""

    def __init__(self, interaction: Interaction, who: Asker, core: Core, tokens: Tokens, patience: float) -> None:
        self.interaction = interaction
        self.who = who
        self._core = core
        self._tokens = tokens
        self._answers = Answers(interaction)
        self._until = asyncio.get_running_loop().time() + patience
        self._deferred: Manner | None = None
        self._given = False

    def asks(self, said: Said) -> Request:
        """What is asked, as a request of the asker's."""
        return self.who.asks(self.interaction.id, said)

    async def person(self) -> Person:
        """The asker, as the club knows them now."""
        return await self._core.who(self.asks(Packed("")))

    async def words(self) -> Words:
        """The asker's language."""
        return words((await self.person()).language)

    @property
    def session(self) -> ClientSession:
        """Discord's own connections."""
        return self._answers.session

    @property
    def deferred(self) -> bool:
        """Whether it was said that the answer takes longer: no form can open then."""
        return self._deferred is not None

    async def in_time(self, work: Coroutine[Any, Any, T], manner: Manner) -> T:
        """What this work gives; the answer is deferred where that takes too long to give it at once."""
        task = asyncio.ensure_future(work)
        if not (self.deferred or self._given):
            left = max(self._until - asyncio.get_running_loop().time(), 0)
            done, _ = await asyncio.wait({task}, timeout=left)
            if not done:
                await self._defer(manner)
        return await task

    async def _defer(self, manner: Manner) -> None:
        """Say that the answer takes longer; who may read it is settled by that."""
        private = {"flags": PRIVATE} if manner.private else {}
        await (
            self._answers.respond(Kind.DEFER_UPDATE)
            if manner.in_place
            else self._answers.respond(Kind.DEFER_MESSAGE, private)
        )
        self._deferred = manner

    async def hush(self) -> None:
        """Answer nothing. Discord wants to hear so much, and shows nobody that it did."""
        pressed = self.interaction.message is not None
        if not self.deferred:
            await self._defer(Manner(private=True, in_place=pressed))
        if self._deferred and not self._deferred.in_place:
            await self._answers.withdraw()
        self._given = True

    async def suggest(self, choices: Iterable[Choice]) -> None:
        """Complete what is being typed."""
        shown = [
            {"name": choice.label[: limits.CHOICE_NAME], "value": choice.value}
            for choice in choices
            if choice.label.strip() and 0 < len(choice.value) <= limits.CHOICE_VALUE
        ]
        await self._answers.respond(Kind.CHOICES, {"choices": shown[: limits.CHOICES]})

    async def open(self, form: Form, token: str = "", part: int = 0) -> None:
        """Open a form, or a part of one that was set aside. Only a first answer can be a form."""
        own = "" if token else modals.own_id(form)
        if not own:
            token = token or await self._tokens.set_aside(form, (await self.person()).id)
            own = aside(0, token, part)
        kept = (await self.words())("A picture is kept already; another one would take its place.")
        await self._answers.respond(Kind.MODAL, modals.modal(form, own, part, kept=kept))

    async def give(self, reply: Reply, manner: Manner, opens: Opens | None = None) -> None:
        """Answer. A form that cannot open any more gets a button; what does not fit in one message follows."""
        t = await self.words()
        opens = opens or (await self.in_time(self._opens(reply.form, t), manner) if reply.form else None)
        first, *rest = parts = messages(reply, t, opens=opens)
        kept = tuple(kept for message in parts for kept in message.kept)
        if kept:
            await self.in_time(self._tokens.keep(kept), manner)
        direct = self.who.place.direct
        private = reply.private and not direct
        fits = manner.in_place and not rest and not first.files and (private or direct)
        if self._given:  # something of it stands already: this comes after that
            await self._answers.follow(first, private=private)
        elif self._deferred is None:
            flags = {"flags": PRIVATE} if private and not fits else {}
            await self._answers.respond(Kind.UPDATE if fits else Kind.MESSAGE, flags, first)
        elif fits or (not manner.in_place and private == self._deferred.private):
            await self._answers.edit(first)
        else:
            # The deferred answer has the wrong readers, or is a page that stays as it is: another message says it.
            if not manner.in_place:
                await self._answers.withdraw()
                self._given = True
            await self._answers.follow(first, private=private)
        self._given = True
        for message in rest:
            await self._answers.follow(message, private=private)

    async def _opens(self, form: Form, t: Words) -> Opens:
        """A button for the form, at the part where something is wrong."""
        token = await self._tokens.set_aside(form, (await self.person()).id)
        wrong = (n for n, blank in enumerate(form.blanks) if blank.error)
        return Opens(t("Fill in"), token, next(wrong, 0) // limits.MODAL_BLANKS)
