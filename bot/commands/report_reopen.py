"""/report reopen: a note on a record waits again."""

from __future__ import annotations

from bot.commands.facts.storing import Act
from bot.commands.facts.telling import offer
from bot.commands.report_done import NUMBER, ReportDone
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx


class ReportReopen(Command, name="report reopen", needs=Role.ORGANISER, writes=True, examples=("report reopen 1",)):
    """Take back that a “Wrong? Tell us” note was dealt with."""

    number: int = arg("The number of the note", kind=NUMBER)

    async def run(self, ctx: Context) -> Reply:
        """Let it wait again; a note that waits already goes on waiting."""
        act, t = Act.of(self, ctx), ctx.t

        def unit(tx: Tx) -> bool:
            if tx.reports.get(self.number) is None:
                raise Oops("There is no note with the number {n}.", n=self.number)
            reopened = tx.reports.reopen(self.number)
            if reopened:
                act.note(tx, {"done": True}, {"done": False})
            return reopened

        reopened = await ctx.work(unit)
        said = t("The note waits again.") if reopened else t("The note is waiting already.")
        done = Button(t("Done"), ReportDone(number=self.number))
        return Reply((said,), buttons=(done, *offer(ctx, t("All notes"), "reports")), tone=Tone.GOOD)
