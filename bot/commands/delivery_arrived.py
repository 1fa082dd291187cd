"""/delivery-arrived: somebody has looked, and the message is there. Behind a button only."""

from __future__ import annotations

from bot.commands.schedules.storing import delivered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply, Tone
from bot.domain.delivery import Stage
from bot.storage.store import Tx


class DeliveryArrived(Command, name="delivery-arrived", writes=True, hidden=True):
    """Say that a message has arrived of which nobody could tell."""

    delivery: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Note it as sent; without its number it can't be changed or taken back later."""

        def settle(tx: Tx) -> bool:
            row, _ = delivered(tx, self.delivery, ctx.who)
            return tx.deliveries.settle(row.id, Stage.SENT, was=Stage.UNCLEAR)

        if await ctx.work(settle):
            return Reply((ctx.t("Thank you: noted as arrived."),), tone=Tone.GOOD)
        return Reply((ctx.t("This has been settled meanwhile."),))
