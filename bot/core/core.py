"""Where every command runs: find, admit, pace, run, rescue."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.core import line
from bot.core.actions import Opener, Token
from bot.core.codec import Garbled, Parcel, unpack
from bot.core.context import Context, Person
from bot.core.errors import Oops, Which
from bot.core.kinds import Choice, Reading
from bot.core.line import Typed, Unknown
from bot.core.pace import Paces
from bot.core.partial import Partial
from bot.core.reply import Audience, Button, Confirm, Reply, Tone, Weight
from bot.core.request import Filled, Line, Packed, Request
from bot.core.roles import Role
from bot.core.spec import Pace
from bot.core.stored import Stored
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.book import Book
    from bot.core.clock import Clock
    from bot.core.command import Command
    from bot.core.context import Club
    from bot.core.messenger import Messenger
    from bot.core.people import People
    from bot.core.shelf import Shelf
    from bot.core.spec import Spec
    from bot.storage.database import Database

T = TypeVar("T")

ANYBODY = Pace(40, timedelta(seconds=20))
CONFIRM_WITHIN = timedelta(minutes=10)

log = structlog.get_logger()


class Core:
    """Answers requests. One for the whole process, shared by all adapters."""

    def __init__(
        self,
        book: Book,
        database: Database,
        shelf: Shelf,
        people: People,
        clock: Clock,
        club: Club,
        messengers: Sequence[Messenger] = (),
    ) -> None:
        self.book = book
        self.database = database
        self.shelf = shelf
        self.people = people
        self.clock = clock
        self.club = club
        self.messengers = list(messengers)
        self._paces = Paces()

    async def handle(self, request: Request) -> Reply:
        """Answer a request; whatever goes wrong becomes an answer too."""
        try:
            who = await self.people.of(request.account, request.name, request.language)
        except Exception as error:  # noqa: BLE001 - nobody is left without an answer
            return self._fault(request, self.club.language, error)
        reading = self._reading(who)
        try:
            return await self._answer(request, who, reading)
        except Oops as oops:
            return Reply((reading.t(oops.text, **oops.names),), buttons=oops.buttons, tone=Tone.WARN, private=True)
        except Garbled:
            return self._outdated(reading)
        except Exception as error:  # noqa: BLE001 - the one place where faults end
            return self._fault(request, who.language, error)

    async def suggest(self, request: Request, arg: str, text: str) -> tuple[Choice, ...]:
        """Suggestions for one argument while somebody types; nothing for what they may not run."""
        who = await self.people.of(request.account, request.name, request.language)
        name = request.said.command if isinstance(request.said, Filled) else ""
        command = self.book.find(name)
        param = command.spec.param(arg) if command and command.spec.needs <= who.role else None
        return param.kind.suggest(text[:200], self._reading(who)) if param and not param.hidden else ()

    def specs(self, role: Role) -> tuple[Spec, ...]:
        """The commands somebody of this role may use."""
        return tuple(s for s in self.book.specs if not s.hidden and s.needs <= role)

    async def _answer(self, request: Request, who: Person, reading: Reading) -> Reply:
        self._paces.take(who.id, "", ANYBODY, reading.now)
        if isinstance(request.said, Packed) and (token := _token(request.said.text)):
            request = replace(request, said=Packed(await self._confirmed(token, who, reading)))
            return await self._run(self._find(request), request, who, reading, confirmed=True)
        found = self._find(request)
        if isinstance(found, Unknown):
            return self._unknown(found, who, reading)
        return await self._run(found, request, who, reading)

    def _find(self, request: Request) -> tuple[type[Command], Parcel, bool] | Unknown:
        """The command that was meant, its texts, and whether these are exact (packed) or as people typed them."""
        match request.said:
            case Packed(text):
                parcel = unpack(text)
                return self._known(parcel.command), parcel, True
            case Filled(name, texts, _):
                return self._known(name), Parcel(name, texts), False
            case Line(text):
                typed = line.read(text, self.book.by_name)
                if isinstance(typed, Typed):
                    return self._known(typed.spec.name), Parcel(typed.spec.name, typed.texts), False
                if isinstance(typed, Unknown):
                    return typed
                question = self.book.question
                return question, Parcel(question.spec.name, {question.spec.shown[0].name: text}), False

    def _known(self, name: str) -> type[Command]:
        command = self.book.find(name)
        if command is None:
            raise Garbled(name[:40])
        return command

    async def _run(
        self,
        found: tuple[type[Command], Parcel, bool] | Unknown,
        request: Request,
        who: Person,
        reading: Reading,
        *,
        confirmed: bool = False,
    ) -> Reply:
        if isinstance(found, Unknown):
            raise Garbled(found.name)
        command, parcel, exact = found
        spec = command.spec
        self._admit(spec, who)
        if spec.pace:
            self._paces.take(who.id, spec.name, spec.pace, reading.now)
        if exact and all(p.name in parcel.texts for p in spec.params if p.required):
            complete: Command | Partial = command.of(parcel.texts)
        else:
            partial = Partial.of(command, parcel, request.said.hidden if isinstance(request.said, Filled) else {})
            try:
                complete = partial.complete(reading)
            except Which as which:
                return self._which(which, partial, reading)
        if isinstance(complete, Partial):
            return complete.reply(reading)
        reply = await complete.run(self._context(request, who, reading, confirmed=confirmed))
        if isinstance(reply, Confirm):
            return await self._ask(reply, who, reading)
        if spec.writes:
            self.people.forget(who.id)
            await self.shelf.refresh()
        await self._notify(reply, request)
        shared = (parcel.public or request.aloud) and not spec.writes and not reply.private
        return self._addressed(reply, complete, request, reading, public=shared or not spec.private)

    def _admit(self, spec: Spec, who: Person) -> None:
        if who.role < spec.needs:
            raise Oops(
                "/{command} is for organisers. If you should be one, ask an organiser for an invitation."
                if spec.needs is Role.ORGANISER
                else "/{command} is for members. Ask an organiser for an invitation.",
                command=spec.name,
            )

    def _addressed(self, reply: Reply, command: Command, request: Request, reading: Reading, *, public: bool) -> Reply:
        """The reply with its privacy settled; a private answer in a channel can be shown to all."""
        if public or request.place.direct:
            return replace(reply, private=request.place.direct or reply.private)
        if reply.private or command.spec.writes:
            return replace(reply, private=True)
        show = Button(reading.t("Show here"), command, public=True)
        return replace(reply, private=True, buttons=(*reply.buttons, show))

    def _context(self, request: Request, who: Person, reading: Reading, *, confirmed: bool) -> Context:
        stored = Stored(self.database, request.id, self.clock)
        return Context(
            who=who,
            place=request.place,
            now=reading.now,
            t=reading.t,
            zone=who.zone,
            library=reading.library,
            book=self.book.specs,
            club=self.club,
            request=request.id,
            work=stored.work,
            look=self.database.read,
            confirmed=confirmed,
        )

    def _reading(self, who: Person) -> Reading:
        return Reading(self.shelf.library, words(who.language), who.zone, self.clock.now())

    def _which(self, which: Which, partial: Partial, reading: Reading) -> Reply:
        """Buttons for the records that a name may have meant."""
        (arg,) = which.__notes__
        buttons = []
        for label, value in which.choices:
            again = replace(partial, texts={**partial.texts, arg: value}).complete(reading)
            if not isinstance(again, Partial):
                buttons.append(Button(label, again))
        return Reply((reading.t(which.text),), buttons=tuple(buttons), private=True)

    def _unknown(self, unknown: Unknown, who: Person, reading: Reading) -> Reply:
        t = reading.t
        near = self.book.near(unknown.name, who.role)
        buttons = tuple(Button(f"/{s.name}", Opener(s)) for s in near)
        helps = self.book.find("help")
        if not buttons and helps:
            buttons = (Button("/help", helps()),)
        said = t("I don't know the command /{name}. Did you mean one of these?", name=unknown.name[:40])
        return Reply((said,), buttons=buttons, tone=Tone.WARN, private=True)

    def _outdated(self, reading: Reading) -> Reply:
        helps = self.book.find("help")
        buttons = (Button("/help", helps()),) if helps else ()
        said = reading.t("This button no longer works. Please type the command instead.")
        return Reply((said,), buttons=buttons, tone=Tone.WARN, private=True)

    async def _ask(self, confirm: Confirm, who: Person, reading: Reading) -> Reply:
        token = secrets.token_urlsafe(16)
        packed, until = confirm.does.pack(), reading.now + CONFIRM_WITHIN
        await self.database.write(lambda tx: tx.kept.put(token, "confirm", packed, who.id, until))
        button = Button(confirm.label, Token(token), Weight.DANGER)
        return Reply(confirm.says, buttons=(button,), tone=Tone.WARN, private=True)

    async def _confirmed(self, token: str, who: Person, reading: Reading) -> str:
        packed = await self.database.write(lambda tx: tx.kept.take(token, "confirm", who.id, reading.now))
        if packed is None:
            raise Oops("This confirmation has been used or has expired. Please start again.")
        return packed

    async def _notify(self, reply: Reply, request: Request) -> None:
        for number, notice in enumerate(reply.notices):
            for messenger in self.messengers:
                place = messenger.organisers if notice.to is Audience.ORGANISERS else None
                if place is not None:
                    key = f"{request.id}/{number}"
                    await messenger.post(place, notice.reply, key, words(self.club.language))

    def _fault(self, request: Request, language: str, error: Exception) -> Reply:
        reference = secrets.token_hex(3)
        log.error("a command failed", reference=reference, request=request.id, exc_info=error)
        said = words(language)(
            "Something broke on our side; nothing was lost. Please try again, or tell an organiser: {reference}.",
            reference=reference,
        )
        return Reply((said,), tone=Tone.BAD, private=True)


def _token(packed: str) -> str:
    prefix = Token.PREFIX
    return packed.removeprefix(prefix) if packed.startswith(prefix) else ""
