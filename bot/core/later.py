"""Commands that may run later, as people type them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.codec import Garbled, unpack
from bot.core.errors import Oops, Wrong
from bot.core.find import find
from bot.core.kinds import Choice
from bot.core.kinds.base import AT_MOST
from bot.core.partial import Partial
from bot.core.perform import may
from bot.core.request import Line, Packed, Said
from bot.domain.fold import fold

if TYPE_CHECKING:
    from bot.core.book import Book
    from bot.core.kinds import Reading
    from bot.core.roles import Role


@dataclass(frozen=True, slots=True)
class Later:
    """What somebody of a role may have run later."""

    book: Book
    role: Role

    def packed(self, text: str, by: Reading) -> str:
        """What was typed, or packed before, packed; Wrong for a mistake in it, or when it can't run later."""
        try:
            found = find(_said(text.strip()), self.book, self.role)
            may(found.command.spec, self.role)
        except Oops as oops:
            raise _wrong(oops) from oops
        except Garbled as garbled:
            raise Wrong("I don't know this command any more.") from garbled
        command = found.complete(by)
        if isinstance(command, Partial):
            argument, why = next(iter(command.errors.items()))
            said = by.t(why.text, **why.names)
            raise Wrong(
                "In /{command}, {argument}: {why}", command=found.command.spec.name, argument=argument, why=said
            )
        if not found.command.spec.schedulable:
            raise Wrong("/{command} can't be scheduled.", command=found.command.spec.name)
        return command.pack()

    def matching(self, text: str, by: Reading) -> tuple[Choice, ...]:
        """The commands that may run later, by name and by what they do; one that is begun stays as it is typed."""
        typed = text.strip().removeprefix("/")
        if " " in typed:
            return (Choice(typed[:100], typed),)
        wanted = fold(typed)
        specs = [s for s in self.book.open_to(self.role) if s.schedulable and not any(p.required for p in s.shown)]
        offered = ((s.name, f"{s.name}: {by.t(s.help)}") for s in specs)
        return tuple(Choice(label, name) for name, label in offered if wanted in fold(label))[:AT_MOST]


def _said(text: str) -> Said:
    try:
        unpack(text)
    except Garbled:
        return Line("/" + text.removeprefix("/"))
    return Packed(text)


def _wrong(oops: Oops) -> Wrong:
    wrong = Wrong(oops.text)
    wrong.names = oops.names
    return wrong
