"""/post-edit: what is posted already is made to say what its schedule says now. Behind a button only."""

from __future__ import annotations

from bot.commands.schedules.approval import approved
from bot.commands.schedules.changing import meanwhile
from bot.commands.schedules.posted import deliveries, standing
from bot.commands.schedules.storing import audit, ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.domain.delivery import Task
from bot.domain.schedule import PATIENCE
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class PostEdit(Command, name="post-edit", needs=Role.ORGANISER, writes=True, hidden=True):
    """Change what is posted too."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Have the posts of the last occurrence edited wherever they stand; of what was sent once, all of them."""
        t = ctx.t
        try:
            n = await ctx.work(lambda tx: self._edit(tx, ctx))
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx)
        if not n:
            return Reply((t("Nothing of it stands anywhere any more."),), tone=Tone.WARN)
        said = t.many(
            "It is being changed in {n} place. /deliveries shows when that is done.",
            "It is being changed in {n} places. /deliveries shows when that is done.",
            n,
        )
        receipts = Button(t("Receipts"), ctx.opener("deliveries", schedule=self.schedule))
        return Reply((said,), buttons=(receipts,), tone=Tone.GOOD)

    def _edit(self, tx: Tx, ctx: Context) -> int:
        now = ordered(tx, self.schedule, ctx.who, self.version)
        if not approved(now, ctx):
            raise Oops("A second organiser has to agree before it can be sent.")
        rows = standing(now, deliveries(tx, now.id))
        done = [tx.deliveries.turn(row.id, Task.EDIT, ctx.now, ctx.now + PATIENCE) for row in rows]
        if any(done):
            audit(tx, now, self, ctx)
        return sum(done)
