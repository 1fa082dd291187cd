"""/fact undo: takes one change of a record back, an import's or another undo as well."""

from __future__ import annotations

from typing import Any

from bot.commands.facts.storing import Act, Named, store
from bot.commands.facts.telling import name_of, named, offer, problems, stale, turns
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Card, Line, Reply, Tone
from bot.core.roles import Role
from bot.sources.problem import Problems
from bot.storage.errors import StaleFact
from bot.storage.store import Tx
from bot.storage.values import FactChange, StoredChange, StoredFact

LOOK_BACK = 20  # changes since that are looked through


class Overtaken(Exception):
    """A change that cannot be undone: it was undone already, or the fact is no longer what it made of it."""

    def __init__(self, change: StoredChange, since: list[StoredChange]) -> None:
        super().__init__(change.seq)
        self.change = change
        self.since = since


class FactUndo(Command, name="fact undo", needs=Role.ORGANISER, writes=True, examples=("fact undo 100",)):
    """Take one change of a record back; the change's number is in its history."""

    change: int = arg("The number of the change", kind=Whole(1, 10**15))

    async def run(self, ctx: Context) -> Reply:
        """Undo it, if the record is still what the change made of it; else say what happened since."""
        act, t = Act.of(self, ctx), ctx.t
        try:
            done = await ctx.work(lambda tx: _undo(tx, act, self.change))
        except Overtaken as overtaken:
            return _overtaken(overtaken, ctx)
        except Named as others:
            raise named(others, ctx) from others
        except Problems as found:
            raise Oops("It cannot be as it was:\n{why}", why=problems(found.problems, t)) from found
        except StaleFact as error:
            raise stale(error) from error
        kind, id, before, after = done["kind"], done["id"], done["before"], done["after"]
        return Reply(
            (_said(before, after, ctx),),
            cards=(
                Card(name_of(after or before, id, t), body=_lines(kind, id, before, after, ctx), record=(kind, id)),
            ),
            buttons=(Button(t("Undo"), FactUndo(change=done["seq"])), *_history(kind, id, ctx)),
            tone=Tone.GOOD,
        )


def undoable(change: StoredChange, fact: StoredFact | None) -> bool:
    """Whether a change can be taken back: not undone yet, and the fact still is what it made of it."""
    return change.undone_by is None and (fact.body if fact else None) == change.after


def _undo(tx: Tx, act: Act, seq: int) -> dict[str, Any]:
    change = tx.facts.change(seq)
    if change is None:
        raise Oops("There is no change with the number {n}.", n=seq)
    kind, id = change.kind, change.id
    if not undoable(change, tx.facts.get(kind, id)):
        since = [later for later in tx.facts.history(kind, id, LOOK_BACK) if later.seq > seq]
        raise Overtaken(change, since)
    number = store(tx, act, FactChange(kind, id, change.after, change.before), how="undo", undoes=seq)
    return {"seq": number, "kind": kind, "id": id, "before": change.after, "after": change.before}


def _overtaken(error: Overtaken, ctx: Context) -> Reply:
    t, change = ctx.t, error.change
    if change.undone_by is not None:
        said = t("This change has been undone already.")
    else:
        said = t("The record was changed again since, so this change alone cannot be undone. What happened since:")
    lines: list[Line] = []
    for later in error.since:
        lines.append((t.moment(later.at, ctx.zone),))
        lines += _lines(later.kind, later.id, later.before, later.after, ctx)
    card = Card(name_of(change.after or change.before, change.id, t), body=tuple(lines))
    return Reply(
        (said,),
        cards=(card,) if lines else (),
        buttons=_history(change.kind, change.id, ctx),
        tone=Tone.WARN,
        private=True,
    )


def _said(before: dict[str, Any] | None, after: dict[str, Any] | None, ctx: Context) -> str:
    if after is None:
        return ctx.t("Undone: the record is gone again.")
    return ctx.t("Undone: the record is back.") if before is None else ctx.t("Undone. This is what changed:")


def _lines(
    kind: str, id: str, before: dict[str, Any] | None, after: dict[str, Any] | None, ctx: Context
) -> tuple[Line, ...]:
    if before is None:
        return ((ctx.t("Added"),),)
    return turns(kind, id, before, after, ctx) if after is not None else ((ctx.t("Removed"),),)


def _history(kind: str, id: str, ctx: Context) -> tuple[Button, ...]:
    return offer(ctx, ctx.t("History"), "fact history", record=f"{kind}:{id}")
