"""/contact-withdraw: a question needs no answer any more; or does after all. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.helping.keeping import amend, own, waits
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply
from bot.storage.store import Tx


class ContactWithdraw(Command, name="contact-withdraw", writes=True, hidden=True):
    """Withdraw a question to the organisers."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    back: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Take the question out of the organisers' place, or put it back there."""
        t = ctx.t
        await ctx.work(lambda tx: self._back(tx, ctx) if self.back else self._withdraw(tx, ctx))
        if self.back:
            said, label = t("The organisers have your question again."), t("Withdraw")
        else:
            said, label = t("Your question is withdrawn. The organisers don't see it any more."), t("Ask it after all")
        return Reply((said,), buttons=(Button(label, replace(self, back=not self.back)),), private=True)

    def _withdraw(self, tx: Tx, ctx: Context) -> None:
        asked = waits(own(tx, self.request, ctx))
        tx.help.close(asked.id, ctx.who.id, ctx.now)
        amend(tx, asked, ctx)

    def _back(self, tx: Tx, ctx: Context) -> None:
        asked = own(tx, self.request, ctx)
        if not tx.help.reopen(asked.id, ctx.who.id):
            raise Oops("It is not withdrawn, so there is nothing to put back.")
        amend(tx, asked, ctx)
