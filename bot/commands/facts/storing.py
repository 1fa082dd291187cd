"""The one way in which a fact is changed in the chat: checked as an import is, with its history and its audit."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.command import Command
from bot.core.context import Context
from bot.domain.record import id_of
from bot.sources.problem import Problem, Problems, wrong
from bot.sources.record import SHAPES, read_record
from bot.sources.references import REFERRERS, Key, missing, naming
from bot.storage.store import Tx
from bot.storage.values import FactChange


class Named(Exception):
    """A fact that cannot go while others name it."""

    def __init__(self, by: list[Key]) -> None:
        super().__init__(by)
        self.by = tuple(by)


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something, by which command, where and when."""

    by: str
    line: str
    place: str
    at: datetime
    day: date

    @classmethod
    def of(cls, command: Command, ctx: Context) -> Act:
        """What the audit writes of a command; the day is the club's."""
        day = ctx.now.astimezone(ctx.club.zone).date()
        return cls(ctx.who.id, command.trace(), str(ctx.place), ctx.now, day)

    def note(self, tx: Tx, before: object = None, after: object = None) -> None:
        """Write the audit's line, in the same transaction as what it tells of: what was there before, and is after."""
        tx.audit.add(self.at, tx.pseudonyms.of(self.by), self.line, self.place, before, after)


def store(tx: Tx, act: Act, change: FactChange, *, how: str = "chat", undoes: int | None = None) -> int:
    """Change one fact and return the change's number.

    Raises Problems for a body that makes no fact, Named for one that others name and that would be gone, StaleFact
    when it is not what the change says it was.
    """
    if change.after is None:
        if others := naming_now(tx, change.kind, change.id):
            raise Named(others)
    else:
        check(tx, change.kind, change.id, change.after)
    number = tx.facts.apply([change], by=act.by, how=how, at=act.at, undoes=undoes)
    act.note(tx, change.before, change.after)
    return number


def naming_now(tx: Tx, kind: str, id: str) -> list[Key]:
    """The facts that name this one."""
    facts = (((fact.kind, fact.id), fact.body) for fact in tx.facts.all(*REFERRERS))
    return [key for key in naming(facts, (kind, id)) if key != (kind, id)]


def check(tx: Tx, kind: str, id: str, body: Mapping[str, object]) -> None:
    """Look whether a body makes the fact of this id, and whether all is there that it names. Raises Problems."""
    if id_of(read_record(kind, body)) != id:
        raise wrong(Problem("An id stays as it is: other records and buttons rely on it.", path="id"))
    if problems := list(missing(kind, body, _There(tx))):
        raise Problems(problems)


def checked(kind: str, body: Mapping[str, object], day: date) -> dict[str, object]:
    """The body, checked on that day; topics have no such day."""
    return {**body, "checked_at": day.isoformat()} if "checked_at" in SHAPES[kind].fields else dict(body)


class _There(Container[Key]):
    """The facts that are stored."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def __contains__(self, key: object) -> bool:
        match key:
            case (str(kind), str(id)):
                return self._tx.facts.get(kind, id) is not None
        return False
