"""/request-take: an organiser says that they answer a question; or hands it back. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.helping.keeping import amend, audit, found, waits
from bot.commands.helping.telling import View, card
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone, Weight
from bot.core.roles import Role
from bot.storage.store import Tx


class RequestTake(Command, name="request-take", needs=Role.ORGANISER, writes=True, hidden=True):
    """Take a question upon yourself."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    back: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Note who answers, so that nobody else does the same work."""
        t = ctx.t
        was = await ctx.work(lambda tx: self._take(tx, ctx))
        if self.back:
            again = Button(t("I take it"), replace(self, back=False))
            return Reply((t("It waits for somebody else again."),), buttons=(again,), private=True)
        view = await ctx.look(lambda tx: View.of(tx, found(tx, self.request)))
        said = t("It is yours now; {name} had taken it before.", name=was) if was else t("It is yours. Thank you!")
        buttons = (
            Button(t("Answer"), ctx.opener("request-answer", request=self.request), Weight.MAIN),
            Button(t("Hand it back"), replace(self, back=True)),
        )
        return Reply((said,), cards=(card(view, ctx, ()),), buttons=buttons, tone=Tone.GOOD, private=True)

    def _take(self, tx: Tx, ctx: Context) -> str:
        """Change who answers; returns who had taken it, when that was somebody else."""
        asked = waits(found(tx, self.request))
        if self.back and asked.taken_by != ctx.who.id:
            raise Oops("You have not taken this question.")
        before = tx.people.get(asked.taken_by) if asked.taken_by and asked.taken_by != ctx.who.id else None
        tx.help.take(asked.id, None if self.back else ctx.who.id)
        audit(tx, "request-take back=yes" if self.back else "request-take", asked, ctx)
        amend(tx, asked, ctx)
        return before.name if before else ""
