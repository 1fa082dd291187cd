"""The first step: which command was meant, and with which texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core import line
from bot.core.actions import Opener
from bot.core.codec import Garbled, Parcel, unpack
from bot.core.errors import Oops
from bot.core.line import Typed, Unknown
from bot.core.partial import Partial
from bot.core.reply import Button
from bot.core.request import Filled, Line, Packed, Said

if TYPE_CHECKING:
    from bot.core.book import Book
    from bot.core.command import Command
    from bot.core.kinds import Reading
    from bot.core.roles import Role
    from bot.core.spec import Spec

_UNKEPT = re.compile("[\0\ud800-\udfff]")  # NUL, which PostgreSQL refuses, and halves of characters, which are no UTF-8


@dataclass(frozen=True, slots=True)
class Found:
    """A command and what was given for it. Texts are `exact` where a button packed them, else as people typed them."""

    command: type[Command]
    parcel: Parcel
    partial: Partial
    exact: bool = False

    def complete(self, by: Reading) -> Command | Partial:
        """The command if nothing is missing or wrong; raises as `Command.of` and `Partial.complete` do."""
        needed = (p.name for p in self.command.spec.params if p.required)
        if self.exact and all(name in self.parcel.texts for name in needed):
            return self.command.of(self.parcel.texts)
        return self.partial.complete(by)


def find(said: Said, book: Book, role: Role) -> Found:
    """Find what was meant; Oops with the nearest commands for an unknown name, Garbled for what no button carries."""
    match said:
        case Packed(text):
            parcel = _kept(unpack(text))
            command = _known(parcel.command, book)
            return Found(command, parcel, Partial.of(command, parcel), exact=True)
        case Filled(name, texts, hidden):
            command = _known(name, book)
            parcel = _kept(Parcel(name, {**texts, **hidden}))
            return Found(command, parcel, Partial.of(command, parcel, submitted=True))
        case Line(text):
            command, texts = _read(text, book, role)
            parcel = _kept(Parcel(command.spec.name, texts))
            return Found(command, parcel, Partial.of(command, parcel))


def asks(said: Said, book: Book) -> bool:
    """Whether it is a line that names no command."""
    return isinstance(said, Line) and line.read(said.text, book.by_name) is None


def _kept(parcel: Parcel) -> Parcel:
    """The parcel without what no database keeps."""
    return replace(parcel, texts={name: _UNKEPT.sub("\ufffd", text) for name, text in parcel.texts.items()})


def _read(text: str, book: Book, role: Role) -> tuple[type[Command], dict[str, str]]:
    typed = line.read(text, book.by_name)
    if isinstance(typed, Typed):
        return _known(typed.spec.name, book), dict(typed.texts)
    if isinstance(typed, Unknown):
        group = _buttons(book.group(typed.name, role))
        if group:
            raise Oops("/{name} can do several things. Which one?", buttons=group, name=typed.name)
        near = _buttons(book.near(typed.name, role))
        raise Oops(
            "I don't know the command /{name}. Did you mean one of these?"
            if near
            else "I don't know the command /{name}. /help lists them all.",
            buttons=near or help_button(book),
            name=typed.name[:40],
        )
    return book.question, {book.question.spec.shown[0].name: text}


def _buttons(specs: tuple[Spec, ...]) -> tuple[Button, ...]:
    return tuple(Button(f"/{spec.name}", Opener(spec)) for spec in specs)


def help_button(book: Book) -> tuple[Button, ...]:
    """The way to all commands."""
    helps = book.find("help")
    return (Button("/help", helps()),) if helps else ()


def _known(name: str, book: Book) -> type[Command]:
    command = book.find(name)
    if command is None:
        raise Garbled(name[:40])
    return command
