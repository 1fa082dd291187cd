"""/report done: a note on a record has been dealt with."""

from __future__ import annotations

from bot.commands.facts.storing import Act
from bot.commands.facts.telling import offer
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx

NUMBER = Whole(1, 10**15)


class ReportDone(Command, name="report done", needs=Role.ORGANISER, writes=True, examples=("report done 1",)):
    """Mark a “Wrong? Tell us” note as dealt with."""

    number: int = arg("The number of the note", kind=NUMBER)

    async def run(self, ctx: Context) -> Reply:
        """Mark it; a note that is marked already stays so."""
        act, t = Act.of(self, ctx), ctx.t

        def unit(tx: Tx) -> bool:
            if tx.reports.get(self.number) is None:
                raise Oops("There is no note with the number {n}.", n=self.number)
            done = tx.reports.close(self.number, act.by, act.at)
            if done:
                act.note(tx, {"done": False}, {"done": True})
            return done

        done = await ctx.work(unit)
        said = t("Done. Thank you!") if done else t("Somebody has dealt with this note already.")
        undo = offer(ctx, t("Undo"), "report reopen", number=str(self.number))
        return Reply((said,), buttons=(*undo, *offer(ctx, t("All notes"), "reports")), tone=Tone.GOOD)
