"""/request-close: a question needs no answer from here; or does after all. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.helping.keeping import amend, audit, found, waits
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx


class RequestClose(Command, name="request-close", needs=Role.ORGANISER, writes=True, hidden=True):
    """Mark a question as settled, such as by a talk."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    back: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Mark it, or take the mark back; whoever asked hears nothing of it."""
        t = ctx.t
        await ctx.work(lambda tx: self._close(tx, ctx))
        said, label = (
            (t("It waits for an answer again."), t("Mark as settled"))
            if self.back
            else (t("Settled. Whoever asked is not written to."), t("Undo"))
        )
        again = Button(label, replace(self, back=not self.back))
        every = Button(t("All questions"), ctx.opener("requests"))
        return Reply((said,), buttons=(again, every), tone=Tone.GOOD, private=True)

    def _close(self, tx: Tx, ctx: Context) -> None:
        asked = found(tx, self.request)
        if not self.back:
            tx.help.close(waits(asked).id, ctx.who.id, ctx.now)
        elif asked.person_id == ctx.who.id or not tx.help.reopen(asked.id, ctx.who.id):
            raise Oops("You have not settled this question.")
        audit(tx, "request-close back=yes" if self.back else "request-close", asked, ctx)
        amend(tx, asked, ctx)
