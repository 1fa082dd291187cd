"""/unmute-send: the reminders that were not sent while the bot was muted come now. Behind a button only."""

from __future__ import annotations

from bot.commands.reminding.keeping import OWN
from bot.commands.unmute import unsaid
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Reply, Tone
from bot.storage.store import Tx


class UnmuteSend(Command, name="unmute-send", writes=True, hidden=True):
    """Send what was not sent while I was silent."""

    async def run(self, ctx: Context) -> Reply:
        """Make each due now, once."""
        n = await ctx.work(lambda tx: self._send(tx, ctx))
        if not n:
            return Reply((ctx.t("Nothing of it is left to be sent."),), private=True)
        said = ctx.t.many("{n} reminder is on its way.", "{n} reminders are on their way.", n)
        return Reply((said,), tone=Tone.GOOD, private=True)

    def _send(self, tx: Tx, ctx: Context) -> int:
        rows = unsaid(tx, ctx)
        sent = sum(tx.deliveries.again(row.id, ctx.now, ctx.now + one.grace) for row, one in rows)
        tx.deliveries.settle_silenced(ctx.who.id, OWN)
        return sent
