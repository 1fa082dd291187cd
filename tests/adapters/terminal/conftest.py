"""A small book of commands, a core over a database in memory, and a person who types what a test says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.adapters.terminal.client import TerminalChat
from bot.adapters.terminal.prompting import Typing
from bot.core import kinds
from bot.core.book import Book
from bot.core.clock import Clock
from bot.core.command import Command, arg
from bot.core.context import Club, Context
from bot.core.core import Core
from bot.core.people import People
from bot.core.reply import Button, File, Image, Option, Reply, Select
from bot.core.roles import Role
from bot.core.shelf import Shelf
from bot.core.words import Words
from bot.render.text import lines
from bot.storage.database import Database


class Taste(StrEnum):
    """A closed list."""

    SWEET = "sweet"
    SOUR = "sour"


class Order(Command, name="order"):
    """Order something."""

    what: str = arg("What to bring")
    many: int = arg("How many", kind=kinds.Whole(1, 9), default=1)
    taste: Taste = arg("How it tastes", default=Taste.SWEET)
    country: str = arg("From where", kind=kinds.Country(), default="")
    page: int = arg(default=1, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        return Reply(
            (f"{self.many} {self.taste} {self.what} from {self.country or 'here'}, page {self.page}",),
            buttons=(Button("More", Order(what=self.what, page=self.page + 1)),),
            selects=(Select("Again", (Option("Another", Order(what=self.what, many=2)),)),),
            files=(File("../order.csv", "text/csv", b"what\n", "The order"),),
        )


class Tongue(Command, name="language", writes=True):
    """Choose a language."""

    to: str = arg("bg or en")

    async def run(self, ctx: Context) -> Reply:
        await ctx.work(lambda tx: tx.people.set_locale(ctx.who.id, self.to))
        return Reply((f"now {self.to}",))


class Secret(Command, name="secret", needs=Role.ORGANISER):
    """For organisers."""

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"hello {ctx.who.role.name}",))


class From(Command, name="from"):
    """Where somebody is from."""

    country: str = arg("The country", kind=kinds.Country())

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"from {self.country}",), private=True)


class Attach(Command, name="attach"):
    """Takes a picture."""

    title: str = arg("The title")
    picture: str = arg("A picture", kind=kinds.Picture(), default="")

    async def run(self, ctx: Context) -> Reply:
        kept = await ctx.look(lambda tx: tx.pictures.get(self.picture)) if self.picture else None
        shown = (Image(kept.name, kept.media_type, kept.content, self.title),) if kept else ()
        return Reply((f"{kept.name if kept else 'nothing'} attached",), images=shown)


class Question(Command, name="question", hidden=True):
    """A question."""

    text: str = arg("The question")

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"{ctx.t.language}: you asked {self.text}",))


class Shown:
    """A screen that remembers."""

    def __init__(self) -> None:
        self.rows: list[str] = []

    def show(self, reply: Reply, t: Words) -> None:
        self.rows += lines(reply, t, numbered=True)

    def say(self, text: str) -> None:
        self.rows.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.rows)


@pytest.fixture
async def core() -> AsyncIterator[Core]:
    club, clock = Club("Club", "en", ZoneInfo("Europe/Sofia")), Clock()
    async with await Database.open("sqlite+aiosqlite://") as database:
        book = Book((Order, Tongue, Secret, From, Attach, Question), Question)
        yield Core(book, database, Shelf(database), People(database, club, clock), clock, club)


Talk = Callable[..., Awaitable[Shown]]


@pytest.fixture
def talk(core: Core) -> Talk:
    """Type keys into a prompt of prompt_toolkit's and return what was shown."""

    async def typed(*keys: str, language: str = "en") -> Shown:
        screen = Shown()
        with create_pipe_input() as source:
            for key in keys:
                source.send_text(key)
            source.send_text("\x04")
            chat = TerminalChat(core, Typing(source=source, output=DummyOutput()), screen, language)
            await asyncio.wait_for(chat.run(), 30)
        return screen

    return typed
