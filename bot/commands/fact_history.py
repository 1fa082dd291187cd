"""/fact history: who changed what in a record, and when."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.fact_undo import FactUndo, undoable
from bot.commands.facts.records import KINDS, OnceRecorded
from bot.commands.facts.telling import name_of, turns
from bot.commands.paging import PAGE, onward, there
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Badge, Button, Card, Line, Reply
from bot.core.roles import Role
from bot.core.words import Words, later
from bot.storage.store import Tx
from bot.storage.values import StoredChange, StoredFact

HOWS = {
    "start": later("Came with the bot"),
    "import": later("Taken from a file"),
    "chat": later("Changed by {name}"),
    "undo": later("Undone by {name}"),
}


class FactHistory(
    Command,
    name="fact history",
    needs=Role.ORGANISER,
    examples=("fact history КРИБ",),
):
    """Who changed what in a record, and when; with a way back."""

    record: str = arg("The record, by any of its names", kind=OnceRecorded(KINDS))
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """List the changes, newest first."""
        t, (kind, _, id) = ctx.t, self.record.partition(":")
        first = (self.page - 1) * PAGE
        fact, changes, names = await ctx.look(lambda tx: _changes(tx, kind, id, first + PAGE + 1))
        if not changes:
            raise Oops("Nothing was ever recorded under that name.")
        if len(changes) <= first:
            return await replace(self, page=there(self.page, len(changes))).run(ctx)
        latest = changes[0].after or changes[0].before
        buttons = onward(lambda n: replace(self, page=n), self.page, t, more=len(changes) > first + PAGE)
        said = t("{record}: what changed, the latest first", record=name_of(latest, id, t))
        gone = t("It is no longer in the records.") if fact is None else ""
        shown = (_card(change, fact, names, ctx) for change in changes[first : first + PAGE])
        text = "\n".join(filter(None, (said, gone)))
        return Reply((text,), cards=tuple(shown), buttons=buttons, private=True)


def _changes(tx: Tx, kind: str, id: str, limit: int) -> tuple[StoredFact | None, list[StoredChange], dict[str, str]]:
    changes = tx.facts.history(kind, id, limit)
    people = {change.by: tx.people.get(change.by) for change in changes if change.by}
    names = {by: person.name for by, person in people.items() if by and person and person.name}
    return tx.facts.get(kind, id), changes, names


def _card(change: StoredChange, fact: StoredFact | None, names: dict[str, str], ctx: Context) -> Card:
    t = ctx.t
    body: tuple[Line, ...] = ((t.moment(change.at, ctx.zone),), *_lines(change, ctx))
    undo = (Button(t("Undo"), FactUndo(change=change.seq)),) if undoable(change, fact) else ()
    badge = Badge(t("Undone")) if change.undone_by is not None else None
    return Card(_who(change, names, t), badge=badge, body=body, buttons=undo)


def _lines(change: StoredChange, ctx: Context) -> tuple[Line, ...]:
    if change.before is None:
        return ((ctx.t("Added"),),)
    if change.after is None:
        return ((ctx.t("Removed"),),)
    return turns(change.kind, change.id, change.before, change.after, ctx)


def _who(change: StoredChange, names: dict[str, str], t: Words) -> str:
    return t(HOWS.get(change.how, HOWS["chat"]), name=names.get(change.by or "", t("an organiser")))
