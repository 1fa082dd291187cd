"""Running a stored command later, as the person who scheduled it, with what is true then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn, Protocol

from bot.core.codec import Garbled
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.find import find
from bot.core.kinds import Reading
from bot.core.partial import Partial
from bot.core.reply import Confirm, Reply
from bot.core.request import Packed
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.book import Book
    from bot.core.clock import Clock
    from bot.core.command import Command
    from bot.core.context import Club, Person, Place
    from bot.core.places import Directory
    from bot.core.roles import Role
    from bot.core.shelf import Shelf
    from bot.core.spec import Spec
    from bot.storage.database import Database
    from bot.storage.store import Tx


class Impossible(Oops):
    """What was scheduled cannot run as it stands: its owner may not, or the command is not there any more."""


class Kernel(Protocol):
    """What of the core it takes to run a command."""

    book: Book
    database: Database
    shelf: Shelf
    clock: Clock
    club: Club
    places: Directory


async def perform(core: Kernel, packed: str, who: Person, place: Place, language: str) -> Reply:
    """The answer of a packed command, run as somebody with the rights they have now, in the words of a language.

    Raises Impossible and whatever Oops the command itself has.
    """
    who = replace(who, language=language)
    reading = Reading(core.shelf.library, words(language), who.zone, core.clock.now(), core.places, place.platform)
    command = _found(core, packed, who, reading)
    reply = await command.run(_context(core, who, place, reading))
    if isinstance(reply, Confirm) or reply.form:
        raise Impossible("/{command} asks something back, so it can't be scheduled.", command=command.spec.name)
    return reply


def may(spec: Spec, role: Role) -> None:
    """Refuse what can't run without somebody there, or not for somebody of this role."""
    if spec.writes or spec.personal:
        raise Impossible(
            "/{command} changes something or is meant for one person alone, so it can't be scheduled. Commands such as"
            " /calls and /events can.",
            command=spec.name,
        )
    if role < spec.needs:
        raise Impossible("/{command} needs more rights than whoever scheduled it has.", command=spec.name)


def _found(core: Kernel, packed: str, who: Person, reading: Reading) -> Command:
    try:
        found = find(Packed(packed), core.book, who.role)
        may(found.command.spec, who.role)
        command = found.complete(reading)
    except Garbled as garbled:
        raise Impossible("The command of this schedule is not there any more. Please schedule it anew.") from garbled
    if isinstance(command, Partial):
        raise Impossible("The command of this schedule is not complete any more. Please schedule it anew.")
    return command


def _context(core: Kernel, who: Person, place: Place, reading: Reading) -> Context:
    return Context(
        who=who,
        place=place,
        now=reading.now,
        t=reading.t,
        zone=who.zone if place.direct else core.club.zone,
        library=reading.library,
        book=core.book.specs,
        club=core.club,
        request="",
        work=_refused,
        look=core.database.read,
        places=core.places,
    )


def _refused(_unit: Callable[[Tx], object]) -> NoReturn:
    message = "what is scheduled writes nothing"
    raise AssertionError(message)
