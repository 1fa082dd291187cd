"""Where every command runs, step by step.

find     which command was meant, with which texts   (bot.core.find)
admit    may this person run it
pace     not more often than people can mean it      (bot.core.pace)
run      the texts made whole, the command run, what it wrote made visible
rescue   whatever went wrong becomes an answer       (`handle`)
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.core.actions import Opener, Token
from bot.core.codec import Garbled
from bot.core.context import Context, Person
from bot.core.errors import Oops, Which
from bot.core.find import asks, find, help_button
from bot.core.grants import Grants
from bot.core.kinds import Choice, Reading, Somebody
from bot.core.later import Later
from bot.core.pace import Flood, Paces
from bot.core.partial import Partial
from bot.core.perform import perform
from bot.core.pictures import Pictures
from bot.core.places import Directory
from bot.core.reply import SILENCE, Audience, Button, Confirm, Reply, Tone, Weight
from bot.core.request import Filled, Line, Packed, Request, Said
from bot.core.roles import Role
from bot.core.spec import Pace
from bot.core.stored import Stored
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.book import Book
    from bot.core.clock import Clock
    from bot.core.command import Command
    from bot.core.context import Club
    from bot.core.messenger import Messenger
    from bot.core.people import People
    from bot.core.shelf import Shelf
    from bot.core.spec import Spec
    from bot.storage.database import Database
    from bot.storage.store import Tx

T = TypeVar("T")

ANYBODY = Pace(40, timedelta(seconds=20))
WRITING = Pace(40, timedelta(minutes=1))  # of one command that changes something and names no pace of its own
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
        places: Directory | None = None,
    ) -> None:
        self.book = book
        self.database = database
        self.shelf = shelf
        self.people = people
        self.clock = clock
        self.club = club
        self.messengers = list(messengers)
        self.places = replace(places or Directory(), platforms=self.messengers)
        self.pictures = Pictures(database, clock)
        self.grants = Grants(database)
        self.written: list[Callable[[], None]] = []  # told after every command that writes
        self.gone: list[Callable[[str], None]] = []  # told whose person's id means nobody any more
        self._paces = Paces()

    async def handle(self, request: Request) -> Reply:
        """Answer a request; whatever goes wrong becomes an answer too."""
        try:
            who = await self.who(request)
        except Exception as error:  # noqa: BLE001 - nobody is left without an answer
            return self._fault(request, self.club.language, error)
        reading = self._reading(who, request)
        try:
            return await self._answer(request, who, reading)
        except Oops as oops:
            return Reply((reading.t(oops.text, **oops.names),), buttons=oops.buttons, tone=Tone.WARN, private=True)
        except Flood:
            return SILENCE
        except Garbled:
            said = reading.t("This button no longer works. Please type the command instead.")
            return Reply((said,), buttons=help_button(self.book), tone=Tone.WARN, private=True)
        except Exception as error:  # noqa: BLE001 - the one place where faults end
            return self._fault(request, who.language, error)

    async def suggest(self, request: Request, arg: str, text: str) -> tuple[Choice, ...]:
        """Suggestions for one argument while somebody types; nothing for what they may not run."""
        who = await self.who(request)
        name = request.said.command if isinstance(request.said, Filled) else ""
        command = self.book.find(name)
        param = command.spec.param(arg) if command and command.spec.needs <= who.role else None
        if not param or param.hidden:
            return ()
        if isinstance(param.kind, Somebody):
            accounts = await self.database.read(lambda tx: tx.roles.accounts())
            return param.kind.among(accounts, text[:200])
        return param.kind.suggest(text[:200], self._reading(who, request))

    async def who(self, request: Request) -> Person:
        """Who is asking, in the higher of the roles that the club and the platform give them."""
        who = await self.people.of(request.account, request.name, request.language, request.heard, request.zone)
        return replace(who, role=max(who.role, request.role), lent=request.role)

    async def errors(self, request: Request) -> dict[str, str]:
        """What is wrong with a form's answers, by argument, told from the snapshot: nothing is run."""
        try:
            who = await self.who(request)
            found, reading = find(request.said, self.book, who.role), self._reading(who, request)
            whole = found.complete(reading) if found.command.spec.needs <= who.role else None
        except (Oops, Garbled, Which):
            return {}  # whoever runs it says so
        if not isinstance(whole, Partial):
            return {}
        return {name: reading.t(wrong.text, **wrong.names) for name, wrong in whole.errors.items()}

    def writes(self, request: Request) -> bool:
        """Whether what is asked may change something, so that it must be stored before it is acknowledged."""
        said = request.said
        try:
            heard = request.place.direct and bool(self.book.listening) and asks(said, self.book)
            return heard or bool(_token(said)) or find(said, self.book, Role.ORGANISER).command.spec.writes
        except (Oops, Garbled):
            return False

    def forget(self, person_id: str) -> None:
        """Somebody is no more: drop what is cached of them, and close what they have open."""
        self.people.forget(person_id)
        for told in self.gone:
            told(person_id)

    def specs(self, role: Role) -> tuple[Spec, ...]:
        """The commands somebody of this role may use."""
        return self.book.open_to(role)

    async def _answer(self, request: Request, who: Person, reading: Reading) -> Reply:
        self._paces.take_once_told(who.id, "", ANYBODY, reading.now)
        token = _token(request.said)
        said = Packed(await self._confirmed(token, request, who, reading)) if token else request.said
        said = await self._meant(said, request, who, reading)
        found = find(said, self.book, who.role)
        spec = found.command.spec
        self._admit(spec, who, reading)
        try:
            command = found.complete(reading)
        except Which as which:
            return _which(which, found.partial, reading)
        if isinstance(command, Partial):
            return command.reply(reading)
        if pace := spec.pace or (WRITING if spec.writes else None):  # what only opened a form has not been done yet
            self._paces.take(who.id, spec.name, pace, reading.now)
        reply = await command.run(self._context(command, request, who, reading, confirmed=bool(token)))
        if isinstance(reply, Confirm):
            return await self._ask(reply, who, reading)
        if spec.writes:
            self.people.forget(who.id)
            await self.shelf.refresh()
            await self.grants.refresh()
            for told in self.written:
                told()
        await self._notify(reply, request)
        public = spec.open(aloud=found.parcel.public or request.aloud) and not (spec.private and reply.private)
        return _addressed(reply, command, request, reading, public=public)

    def _admit(self, spec: Spec, who: Person, reading: Reading) -> None:
        if who.role < spec.needs:
            asks = self.book.find("contact-ask")
            raise Oops(
                "/{command} is for organisers. If you should be one, ask an organiser for an invitation."
                if spec.needs is Role.ORGANISER
                else "/{command} is for members. Ask an organiser for an invitation.",
                buttons=(Button(reading.t("Ask an organiser"), Opener(asks.spec)),) if asks else (),
                command=spec.name,
            )

    def _context(
        self, command: Command, request: Request, who: Person, reading: Reading, *, confirmed: bool
    ) -> Context:
        def note(tx: Tx) -> None:
            tx.audit.add(reading.now, tx.pseudonyms.of(who.id), command.trace(), str(request.place))

        audited = note if command.spec.needs is Role.ORGANISER else None
        stored = Stored(self.database, request.id, self.clock, who.id, audited)
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
            account=request.account,
            places=self.places,
            commands=reading.commands,
            rehearse=lambda packed, language: perform(self, packed, who, request.place, language),
            changed=self.forget,
        )

    def _reading(self, who: Person, request: Request) -> Reading:
        t, here = words(who.language), request.place.platform
        later = Later(self.book, who.role)
        return Reading(self.shelf.library, t, who.zone, self.clock.now(), self.places, here, later)

    async def _meant(self, said: Said, request: Request, who: Person, reading: Reading) -> Said:
        """What was said; or the answer to an open question that a line to the bot alone, no command, may be."""
        if not (isinstance(said, Line) and request.place.direct and self.book.listening and asks(said, self.book)):
            return said

        def listen(tx: Tx) -> Command | None:
            heard = (one.heard(said.text, who.id, reading, tx) for one in self.book.listening)
            return next((command for command in heard if command), None)

        command = await self.database.read(listen)
        return Packed(command.pack()) if command else said

    async def _ask(self, confirm: Confirm, who: Person, reading: Reading) -> Reply:
        token = secrets.token_urlsafe(16)
        packed, until = confirm.does.pack(), reading.now + CONFIRM_WITHIN
        await self.database.write(lambda tx: tx.kept.put(token, "confirm", packed, who.id, until))
        button = Button(confirm.label, Token(token), Weight.DANGER)
        return Reply(confirm.says, buttons=(button,), tone=Tone.WARN, private=True)

    async def _confirmed(self, token: str, request: Request, who: Person, reading: Reading) -> str:
        # Used up once for each request, as any write: one that is delivered again finds what it was given.
        stored = Stored(self.database, f"{request.id}/{who.id}/confirmed", self.clock, who.id)
        packed = await stored.work(lambda tx: tx.kept.take(token, "confirm", who.id, reading.now))
        if packed is None:
            raise Oops("This confirmation has been used or has expired. Please start again.")
        return packed

    async def _notify(self, reply: Reply, request: Request) -> None:
        for number, notice in enumerate(reply.notices):
            for messenger in self.messengers:
                place = messenger.organisers if notice.to is Audience.ORGANISERS else None
                if place is None:
                    continue
                try:
                    await messenger.post(place, notice.reply, f"{request.id}/{number}", words(self.club.language))
                except Oops as oops:
                    why = words("en")(oops.text, **oops.names)
                    log.warning("a notice was not posted", place=str(place), request=request.id, why=why)
                except Exception as error:
                    log.exception("a notice was not posted", place=str(place), request=request.id, exc_info=error)

    def _fault(self, request: Request, language: str, error: Exception) -> Reply:
        reference = secrets.token_hex(3)
        log.error("a command failed", reference=reference, request=request.id, exc_info=error)
        said = words(language)(
            "Something broke on our side; nothing was lost. Please try again, or tell an organiser: {reference}.",
            reference=reference,
        )
        return Reply((said,), tone=Tone.BAD, private=True)


def _addressed(reply: Reply, command: Command, request: Request, reading: Reading, *, public: bool) -> Reply:
    """The reply with its privacy settled; a private answer in a channel can be shown to all."""
    if public or request.place.direct:
        return replace(reply, private=request.place.direct or reply.private)
    if reply.private or command.spec.writes:
        return replace(reply, private=True)
    show = Button(reading.t("Show here"), command, public=True)
    return replace(reply, private=True, buttons=(*reply.buttons, show))


def _which(which: Which, partial: Partial, reading: Reading) -> Reply:
    """Buttons for the records that a name may have meant."""
    (arg,) = which.__notes__
    buttons = []
    for label, value in which.choices:
        again = replace(partial, texts={**partial.texts, arg: value})
        whole = again.complete(reading)
        missing = Opener(partial.command.spec, {**again.texts, **again.hidden})
        buttons.append(Button(label, missing if isinstance(whole, Partial) else whole))
    return Reply((reading.t(which.text),), buttons=tuple(buttons), private=True)


def _token(said: Said) -> str:
    """The confirmation that a button carries, if it carries one."""
    packed = said.text if isinstance(said, Packed) else ""
    return packed.removeprefix(Token.PREFIX) if packed.startswith(Token.PREFIX) else ""
