"""/partner: one partner in full."""

from __future__ import annotations

from bot.commands.cards import partner as cards
from bot.commands.facts.telling import offer
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Record
from bot.core.reply import Reply
from bot.domain.partner import Cluster, Partner


class PartnerByName(Command, name="partner", examples=("partner КРИБ", "partner Sofia Tech Park")):
    """One partner: who they are, where, and what ties us to them."""

    name: str = arg(
        "The partner's name, acronym or a part of it, in either alphabet", kind=Record(("partner", "cluster"))
    )

    async def run(self, ctx: Context) -> Reply:
        """Show everything that is recorded of the partner."""
        kind, _, record = self.name.partition(":")
        found = ctx.library.records.get((kind, record))
        if not isinstance(found, Partner | Cluster):
            raise Oops("This partner is no longer in the records. /partners lists them all.")
        ask = offer(ctx, ctx.t("Ask them something"), "contact", partner=record) if kind == "partner" else ()
        buttons = (*ask, tell(kind, record, ctx.t))
        return Reply(cards=(cards.full(found, ctx.library, ctx.t, buttons),))
