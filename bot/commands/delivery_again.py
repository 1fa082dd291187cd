"""/delivery-again: something that did not arrive is sent once more. Behind a button only."""

from __future__ import annotations

from bot.commands.schedules.storing import delivered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply, Tone
from bot.core.roles import Role
from bot.domain.delivery import Stage
from bot.storage.store import Tx

OPEN = (Stage.UNCLEAR, Stage.DEAD, Stage.MISSED)


class DeliveryAgain(Command, name="delivery-again", writes=True, hidden=True):
    """Send a message again that did not arrive."""

    delivery: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Make it due again, from now and for as long as the schedule says; the place still gets it once."""

        def again(tx: Tx) -> bool:
            row, schedule = delivered(tx, self.delivery, ctx.who)
            return row.stage in OPEN and tx.deliveries.again(row.id, ctx.now, ctx.now + schedule.grace)

        if await ctx.work(again):
            said = (
                ctx.t("On its way again. /deliveries shows what becomes of it.")
                if ctx.who.role is Role.ORGANISER
                else ctx.t("On its way again.")
            )
            return Reply((said,), tone=Tone.GOOD)
        return Reply((ctx.t("It is on its way already, or it has arrived."),))
