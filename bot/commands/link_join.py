"""/link-join: what a code joins is joined, once that was shown and confirmed. Carries the code's hash alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.commands.link_told import LinkTold
from bot.commands.linking.telling import accounts, refused, ways
from bot.commands.membership.answers import arrange_partner
from bot.commands.membership.arranging import join_digests
from bot.commands.membership.enrolling import arrange_places
from bot.commands.welcoming.introducing import join_introductions
from bot.commands.welcoming.nudging import join_nudges
from bot.core import linking
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.forgetting import tell
from bot.core.kinds import Text, Whole
from bot.core.linking import Unfit
from bot.core.reply import Reply, Tone
from bot.core.spec import Pace
from bot.storage.store import Tx


class LinkJoin(Command, name="link-join", writes=True, hidden=True, pace=Pace(10, timedelta(minutes=10))):
    """Link the accounts."""

    mark: str = arg(default="", kind=Text(64), hidden=True)
    role: int = arg(default=0, kind=Whole(0, 2), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Join them, and tell all their accounts."""
        here = ctx.account
        if here is None:
            raise Oops("Accounts are linked where you write to me yourself.")
        if not ctx.confirmed:  # asked for with the code in hand only
            raise refused(Unfit.UNKNOWN)
        done = await ctx.work(lambda tx: self._join(tx, ctx))
        if "unfit" in done:
            raise refused(Unfit(done["unfit"]))
        if "again" in done:
            raise Oops("A role has changed meanwhile. Please type the code again.")
        who = await ctx.look(lambda tx: tx.people.find(here.platform, here.id))
        owner = who.id if who else ctx.who.id
        for id in (ctx.who.id, owner):
            ctx.changed(id)
        t, mine = ctx.t, await ctx.look(lambda tx: tx.people.accounts(owner))
        said = t("Linked. These accounts are all you:\n{accounts}", accounts=accounts(mine, t))
        return Reply((said,), buttons=ways(ctx), tone=Tone.GOOD, private=True)

    def _join(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        found = linking.match(tx, self.mark, ctx.who.id, ctx.account, ctx.now)
        if isinstance(found, Unfit):
            return {"unfit": found.value}
        if found.role != self.role:
            return {"again": True}
        if not tx.link_codes.use(self.mark, ctx.now):
            return {"unfit": Unfit.USED.value}
        join_introductions(tx, ctx.who.id, found.owner, ctx.now)
        tx.merge(ctx.who.id, found.owner)
        arrange_partner(tx, found.owner, ctx)
        arrange_places(tx, found.owner, ctx.now)
        join_digests(tx, found.owner, ctx.now)
        join_nudges(tx, found.owner, ctx.now)
        tell(tx, found.owner, ctx.now, LinkTold(), f"link:{ctx.now:%Y%m%d%H%M%S%f}")
        return {}
