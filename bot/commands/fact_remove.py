"""/fact remove: an organiser takes a record out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.fact_history import FactHistory
from bot.commands.fact_undo import FactUndo
from bot.commands.facts.records import KINDS, SEQ, Surely
from bot.commands.facts.storing import Act, Named, naming_now, store
from bot.commands.facts.telling import name_of, named, stale
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.reply import Bold, Button, Confirm, Reply, Tone
from bot.core.roles import Role
from bot.storage.errors import StaleFact
from bot.storage.store import Tx
from bot.storage.values import FactChange


class FactRemove(
    Command,
    name="fact remove",
    needs=Role.ORGANISER,
    writes=True,
    examples=("fact remove HORIZON-HLTH-2027-01-CARE-02",),
):
    """Take a record out; you are asked first, and can undo it."""

    record: str = arg("The record, by any of its names", kind=Surely(KINDS))
    version: int = arg(default=0, kind=SEQ, hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Ask, unless it is confirmed; then remove it, if nothing else names it."""
        t, (kind, _, id) = ctx.t, self.record.partition(":")
        if not ctx.confirmed:
            fact, others = await ctx.look(lambda tx: (tx.facts.get(kind, id), naming_now(tx, kind, id)))
            if fact is None:
                raise Oops("This record is no longer there. /fact history tells what became of it.")
            if others:
                raise named(Named(others), ctx)
            says = t.line("This takes {record} out of the records.", record=Bold(name_of(fact.body, id, t)))
            return Confirm(replace(self, version=fact.version), says, t("Remove it"))
        act = Act.of(self, ctx)
        try:
            done = await ctx.work(lambda tx: _remove(tx, act, kind, id, self.version))
        except Named as others_now:
            raise named(others_now, ctx) from others_now
        except StaleFact as error:
            raise stale(error) from error
        return Reply(
            (t("{record} is no longer in the records.", record=name_of(done["before"], id, t)),),
            buttons=(
                Button(t("Undo"), FactUndo(change=done["seq"])),
                Button(t("History"), FactHistory(record=self.record)),
            ),
            tone=Tone.GOOD,
        )


def _remove(tx: Tx, act: Act, kind: str, id: str, version: int) -> dict[str, Any]:
    fact = tx.facts.get(kind, id)
    if fact is None or fact.version != version:
        raise StaleFact(kind, id, fact)
    return {"seq": store(tx, act, FactChange(kind, id, fact.body, None)), "before": fact.body}
