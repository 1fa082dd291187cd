"""The house for tests: a database with the shipped facts, a clock that stands at one moment, every command.

async def test_something(kit: Kit) -> None:
    reply = await kit.ask("/partners country=Romania", Role.MEMBER, "bg")
    reply = await kit.press(button(reply, "Details"))
    reply = await kit.fill(reply.form, text="The name is wrong")
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands import QUESTION
from bot.core.book import Book
from bot.core.clock import Clock
from bot.core.context import Account, Club, Context, Place
from bot.core.core import Core
from bot.core.intake import furnish
from bot.core.kinds import Reading
from bot.core.later import Later
from bot.core.messenger import Ping
from bot.core.people import People
from bot.core.places import Group, Known
from bot.core.reply import Button, Option
from bot.core.request import Filled, Line, Packed, Request, Said
from bot.core.roles import Role
from bot.core.shelf import Shelf
from bot.core.stored import Stored
from bot.core.words import words
from bot.flows import EVERY
from bot.render.text import inline, lines
from bot.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from bot.core.command import Command
    from bot.core.context import Person
    from bot.core.reply import Action, Card, Form, Reply
    from bot.core.words import Words
    from bot.search.library import Library

SOFIA = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 11, 22, 9, tzinfo=SOFIA)
CLUB = Club("Life Sciences Club", "bg", SOFIA)
DIRECT = Place("web", "dm", direct=True)
CHANNEL = Place("web", "general")
ORGANISERS = Place("web", "organisers")

_files: dict[datetime, bytes] = {}
_shipped: list[Library] = []  # the snapshot of the shipped facts, built once for all tests


class Still(Clock):
    """A clock that stands where it was put."""

    def __init__(self, start: datetime = NOW) -> None:
        super().__init__(start)
        self.at = start.astimezone(UTC)

    def now(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> datetime:
        self.at += by
        for told in self.moved:
            told()
        return self.at


@dataclass
class Board:
    """A messenger that remembers; the same key is the same message.

    What lies in `faults` for a place is raised there instead of posting, the first one first; with `carries` it is
    raised after the post was carried out.
    """

    organisers: Place | None = ORGANISERS
    platform: str = "web"
    posts: dict[str, tuple[Place, Reply, Words]] = field(default_factory=dict)
    edits: list[tuple[tuple[str, ...], Reply]] = field(default_factory=list)
    pings: dict[str, Ping] = field(default_factory=dict)
    faults: dict[str, list[Exception]] = field(default_factory=dict)
    carries: bool = False
    looked: list[str] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)
    names: tuple[str, ...] = ("general", "events", "funding", "organisers")
    held: list[Group] = field(default_factory=list)
    given: dict[str, list[str]] = field(default_factory=dict)

    def places(self) -> tuple[Known, ...]:
        return tuple(Known(name, name) for name in self.names)

    def groups(self) -> tuple[Group, ...]:
        return tuple(self.held)

    def link(self, place: Place, message_id: str) -> str:
        return f"https://board.example/{place.id}/{message_id}"

    async def role(self, account: Account) -> Role:
        return self.roles.get(account.id, Role.GUEST)

    async def direct(self, account: Account) -> Place:
        return Place(self.platform, f"dm-{account.id}", direct=True)

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
    ) -> tuple[str, ...]:
        faults = self.faults.get(place.id)
        if faults and not self.carries:
            raise faults.pop(0)
        self.posts.setdefault(key, (place, reply, t))
        self.pings[key] = ping
        if faults:
            raise faults.pop(0)
        return (key,)

    async def arrived(
        self, place: Place, reply: Reply, key: str, t: Words, *, since: datetime
    ) -> tuple[str, ...] | None:
        self.looked.append(key)
        return (key,) if key in self.posts else None

    async def edit(
        self, place: Place, message_ids: Sequence[str], reply: Reply, t: Words, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        self.edits.append((tuple(message_ids), reply))
        for id in message_ids:
            self.posts[id] = (place, reply, t)
        return tuple(message_ids)

    async def enrol(self, account: Account, what: str) -> None:
        self._fail(what)
        self.given.setdefault(account.id, []).append(what)

    async def withdraw(self, account: Account, what: str) -> None:
        self._fail(what)
        self.given[account.id].remove(what)

    def _fail(self, what: str) -> None:
        if faults := self.faults.get(what):
            raise faults.pop(0)

    async def delete(self, place: Place, message_ids: Sequence[str], *, since: datetime | None = None) -> None:
        for id in message_ids:
            self.posts.pop(id, None)


@dataclass
class Kit:
    """A core over its own database, and people: known by what they are `called`, else by role and language."""

    core: Core
    clock: Still
    database: Database
    board: Board
    _ids: Iterator[int] = field(default_factory=count)

    @property
    def library(self) -> Library:
        return self.core.shelf.library

    async def person(self, role: Role = Role.GUEST, lang: str = "en", called: str = "") -> tuple[Account, Person]:
        """Somebody of this role and language, met now if never before."""
        account = Account("web", called or f"{role.name}-{lang}")
        who = await self.core.people.of(account, called, lang)
        if who.role != role:
            await self.database.write(lambda tx: tx.people.set_role(who.id, int(role)))
            self.core.people.forget(who.id)
            who = await self.core.people.of(account, called, lang)
        return account, who

    async def say(
        self,
        said: Said,
        role: Role = Role.GUEST,
        lang: str = "en",
        *,
        called: str = "",
        place: Place = DIRECT,
        id: str = "",
        aloud: bool = False,
    ) -> Reply:
        """Hand something to the core; an id given twice is a redelivery."""
        account, _ = await self.person(role, lang, called)
        request = Request(id or f"r{next(self._ids)}", account, place, said, called, lang, aloud)
        return await self.core.handle(request)

    async def ask(
        self,
        line: str,
        role: Role = Role.GUEST,
        lang: str = "en",
        *,
        called: str = "",
        place: Place = DIRECT,
        id: str = "",
        aloud: bool = False,
    ) -> Reply:
        """Type a line."""
        return await self.say(Line(line), role, lang, called=called, place=place, id=id, aloud=aloud)

    async def press(
        self,
        what: Button | Option | Action | str,
        role: Role = Role.GUEST,
        lang: str = "en",
        *,
        called: str = "",
        place: Place = DIRECT,
        id: str = "",
    ) -> Reply:
        """Press a button, pick an option, or send packed text."""
        return await self.say(Packed(packed(what)), role, lang, called=called, place=place, id=id)

    async def fill(
        self,
        form: Form | None,
        role: Role = Role.GUEST,
        lang: str = "en",
        *,
        called: str = "",
        place: Place = DIRECT,
        id: str = "",
        **values: str,
    ) -> Reply:
        """Send a form with what stands in it already, and these values."""
        assert form is not None, "there is no form"
        texts = {blank.name: blank.value for blank in form.blanks} | values
        said = Filled(form.command, texts, dict(form.hidden))
        return await self.say(said, role, lang, called=called, place=place, id=id)

    async def context(self, role: Role = Role.GUEST, lang: str = "en", *, place: Place = DIRECT) -> Context:
        """What a command is run with, for tests that call one directly."""
        _, who = await self.person(role, lang)
        reading, request = self.reading(lang), f"r{next(self._ids)}"
        return Context(
            who,
            place,
            reading.now,
            reading.t,
            who.zone,
            reading.library,
            self.core.book.specs,
            CLUB,
            request,
            Stored(self.database, request, self.clock).work,
            self.database.read,
            places=self.core.places,
            commands=reading.commands,
        )

    def reading(self, lang: str = "en") -> Reading:
        """What a kind of argument reads by."""
        commands = Later(self.core.book, Role.ORGANISER)
        return Reading(self.library, words(lang), SOFIA, self.clock.now(), self.core.places, "web", commands)


@asynccontextmanager
async def opened(
    *commands: type[Command], now: datetime = NOW, facts: bool = True, question: type[Command] = QUESTION
) -> AsyncIterator[Kit]:
    """A kit with these commands (all of them when none is named) and the shipped facts."""
    clock, board = Still(now), Board()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "club.db"
        if facts:
            path.write_bytes(await _furnished(now))
        async with await Database.open(f"sqlite+aiosqlite:///{path}") as database:
            shelf = Shelf(database)
            if _shipped and facts:
                shelf.library = _shipped[0]
            await shelf.refresh()
            if facts:
                _shipped[:] = [shelf.library]
            book = Book(commands or EVERY, question)
            core = Core(book, database, shelf, People(database, CLUB, clock), clock, CLUB, [board])
            yield Kit(core, clock, database, board)


async def _furnished(now: datetime) -> bytes:
    """A database that took in the shipped facts at a moment, as a file; made once for each moment."""
    if now not in _files:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "club.db"
            async with await Database.open(f"sqlite+aiosqlite:///{path}") as database:
                await furnish(database, now.astimezone(UTC))
            _files[now] = path.read_bytes()
    return _files[now]


def packed(what: Button | Option | Action | str) -> str:
    """The text that a button, an option or an action carries."""
    match what:
        case str():
            return what
        case Button():
            return what.does.pack(public=what.public)
        case Option():
            return what.does.pack()
        case _:
            return what.pack()


def shown(reply: Reply, lang: str = "en") -> str:
    """The whole reply as plain text."""
    return "\n".join(lines(reply, words(lang)))


def said(reply: Reply) -> str:
    """The reply's own text, without its cards."""
    return "".join(map(inline, reply.text))


def ids(reply: Reply) -> list[str]:
    """The ids of the records shown, from top to bottom."""
    return [card.record[1] for card in reply.cards if card.record]


def buttons(reply: Reply) -> dict[str, Button]:
    """The reply's own buttons by their labels."""
    return {button.label: button for button in reply.buttons}


def button(reply: Reply, label: str) -> Button:
    """The button with this label: the reply's own, else the first card's that has it."""
    every = (*reply.buttons, *(button for card in reply.cards for button in card.buttons))
    found = next((one for one in every if one.label == label), None)
    assert found, f"no button {label!r} among {[one.label for one in every]}"
    return found


def every_button(reply: Reply) -> list[Button | Option]:
    """All that can be pressed or picked."""
    own: list[Button | Option] = [*reply.buttons]
    own += [button for card in reply.cards for button in card.buttons]
    return own + [option for select in reply.selects for option in select.options]


def fields(card: Card) -> dict[str, str]:
    """A card's facts as plain text."""
    return {field.label: "".join(map(inline, field.value)) for field in card.fields}
