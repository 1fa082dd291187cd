"""Interactions answered: within three seconds whatever the command does, and each once.

What takes longer is deferred with the privacy that the command's Spec fixes, then the deferred answer is edited.
A form opens before any defer; where none can open (after a form, after a defer) a button opens it.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog
from discord import HTTPException, InteractionType, NotFound

from bot.adapters.discord import inbound
from bot.adapters.discord.lost import LOST
from bot.adapters.discord.receiving import Received, asked_again, receive, with_wrong
from bot.adapters.discord.turn import Manner, Turn
from bot.adapters.discord.uploads import attached
from bot.core.codec import Garbled, Parcel, unpack
from bot.core.reply import SILENCE, Reply, Tone
from bot.core.request import Filled, Packed, Said
from bot.render.discord import modals
from bot.render.held import Aside, Carried, Long, Opens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import Interaction

    from bot.adapters.discord.inbound import Asker, Json
    from bot.adapters.discord.uploads import Upload
    from bot.core.core import Core
    from bot.core.reply import Form
    from bot.core.tokens import Tokens

PATIENCE = 1.5  # seconds until an answer is deferred, half of what Discord allows
TOO_LATE = 10062
PAGE = " page="  # what a button carries that turns a page

log = structlog.get_logger()


class Answering:
    """Runs interactions through the core."""

    def __init__(self, core: Core, tokens: Tokens, patience: float = PATIENCE) -> None:
        self._core = core
        self._tokens = tokens
        self._patience = patience

    async def answer(self, interaction: Interaction, who: Asker) -> None:
        """Answer any interaction; never raises."""
        turn = Turn(interaction, who, self._core, self._tokens, self._patience)
        try:
            await self._read(turn, interaction.data or {})
        except NotFound as error:
            if error.code != TOO_LATE:
                await self._broken(turn, error)
            else:
                log.warning("an answer came too late for Discord", interaction=interaction.id)
        except Exception as error:  # noqa: BLE001 - nobody is left without an answer
            await self._broken(turn, error)

    async def _read(self, turn: Turn, data: Json) -> None:
        match turn.interaction.type:
            case InteractionType.application_command:
                asked = inbound.command(data)
                manner = Manner(private=self._private(turn, Parcel(asked.command)))
                await self._run(turn, asked, manner, attached(data))
            case InteractionType.autocomplete:
                name, text = inbound.focused(data)
                await turn.suggest(await self._core.suggest(turn.asks(inbound.command(data)), name, text))
            case InteractionType.component:
                await self._press(turn, data)
            case InteractionType.modal_submit:
                await self._submit(turn, data)
            case other:
                log.warning("an interaction of an unknown kind", kind=str(other))

    async def _press(self, turn: Turn, data: Json) -> None:
        match inbound.held(data):
            case Carried(packed):
                await self._packed(turn, packed)
            case Long(token, name):
                kept = await self._tokens.packed(token)
                await (self._gone(turn, name) if kept is None else self._packed(turn, kept))
            case Aside(token, part):
                form = await self._tokens.form(token, (await turn.person()).id)
                await (self._gone(turn) if form is None else turn.open(form, token, part))

    async def _submit(self, turn: Turn, data: Json) -> None:
        texts, held, files = inbound.answers(data), inbound.held(data), attached(data)
        if not isinstance(held, Aside):
            said = inbound.filled(held.packed if isinstance(held, Carried) else "", texts)
            manner = Manner(private=self._private(turn, Parcel(said.command)))
            await self._run(turn, said, manner, files, may_open=False)
            return
        form = await self._tokens.form(held.token, (await turn.person()).id)
        if form is None:
            await self._gone(turn)
            return
        form = _with(form, texts)
        if held.part + 1 == modals.parts(form):
            said = Filled(form.command, {b.name: b.value for b in form.blanks}, dict(form.hidden))
            manner = Manner(private=self._private(turn, Parcel(form.command)))
            await self._run(turn, said, manner, files, may_open=False)
            return
        await turn.give(*await turn.in_time(self._kept(turn, form, held, files), Manner()))

    async def _kept(
        self, turn: Turn, form: Form, held: Aside, files: Mapping[str, Upload]
    ) -> tuple[Reply, Manner, Opens]:
        """Set a part of a form aside, and say how it goes on."""
        t, done = await turn.words(), held.part + 1
        received = await self._received(turn, form.command, files)
        form = with_wrong(_with(form, received.texts), received.wrong, t)
        await self._tokens.set_aside(form, (await turn.person()).id, held.token)
        if received.wrong:
            said = "\n".join(t(oops.text, **oops.names) for oops in received.wrong.values())
            return Reply((said,), tone=Tone.WARN, private=True), Manner(), Opens(t("Fill in"), held.token, held.part)
        said = t("Part {n} of {all} is kept. Nothing is sent before the last one.", n=done, all=modals.parts(form))
        return Reply((said,), private=True), Manner(), Opens(t("Go on"), held.token, done)

    async def _packed(self, turn: Turn, packed: str) -> None:
        try:
            parcel = unpack(packed)
        except Garbled:
            parcel = Parcel("")  # the core says that this button no longer works
        private, message = self._private(turn, parcel), turn.interaction.message
        own = turn.who.place.direct or (message is not None and message.flags.ephemeral)
        turns = own and PAGE in packed and not parcel.public
        await self._run(turn, Packed(packed), Manner(private=private, in_place=turns))

    def _private(self, turn: Turn, parcel: Parcel) -> bool:
        """Whether the answer is for the asker alone, as far as the Spec tells before it runs."""
        command = self._core.book.find(parcel.command)
        return not turn.who.place.direct and not (command and command.spec.open(aloud=parcel.public))

    async def _run(
        self,
        turn: Turn,
        said: Said,
        manner: Manner,
        files: Mapping[str, Upload] | None = None,
        *,
        may_open: bool = True,
    ) -> None:
        """Let the core answer, and pass its answer on in time."""
        reply = await turn.in_time(self._answered(turn, said, files or {}), manner)
        if reply == SILENCE:
            await turn.hush()
        elif reply.form and may_open and not turn.deferred:
            await turn.open(reply.form)
        else:
            await turn.give(reply, manner)

    async def _answered(self, turn: Turn, said: Said, files: Mapping[str, Upload]) -> Reply:
        if not (files and isinstance(said, Filled)):
            return await self._core.handle(turn.asks(said))
        received = await self._received(turn, said.command, files)
        said = replace(said, texts={**said.texts, **received.texts})
        return asked_again(await self._core.handle(turn.asks(said)), received.wrong, await turn.words())

    async def _received(self, turn: Turn, command: str, files: Mapping[str, Upload]) -> Received:
        return await receive(self._core, turn.session, await turn.person(), command, files) if files else Received()

    async def _gone(self, turn: Turn, name: str = "") -> None:
        """Tell kindly that what a button stood for is kept no longer, or is another's."""
        t = await turn.words()
        said = (
            t("This button is too old by now. /{command} does the same.", command=name)
            if name
            else t("This form is no longer kept, or it is somebody else's. Please start the command again.")
        )
        await turn.give(Reply((said,), tone=Tone.WARN, private=True), Manner())

    async def _broken(self, turn: Turn, error: Exception) -> None:
        """The core has answered, but Discord did not take it."""
        reference = secrets.token_hex(3)
        log.error("an answer was not given", reference=reference, interaction=turn.interaction.id, exc_info=error)
        if turn.interaction.type is InteractionType.autocomplete:
            return  # nothing can be said there
        try:
            t = await turn.words()
            said = t(
                "Something broke on our side; nothing was lost. Please try again, or tell an organiser: {reference}.",
                reference=reference,
            )
            await turn.give(Reply((said,), tone=Tone.BAD, private=True), Manner())
        except (HTTPException, *LOST) as again:
            log.warning("nor was the excuse", reference=reference, why=str(again))


def _with(form: Form, texts: Mapping[str, str]) -> Form:
    """The form with these answers in it."""
    blanks = (replace(b, value=texts[b.name], error="") if b.name in texts else b for b in form.blanks)
    return replace(form, blanks=tuple(blanks))
