"""/call: one EU call in full."""

from __future__ import annotations

from bot.commands.cards import call as cards
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Record
from bot.core.reply import Link, Reply
from bot.domain.call import Call


class CallByName(Command, name="call", examples=("call HORIZON-HLTH-2027-01-CARE-02",)):
    """One EU call: dates, money, what it is about."""

    identifier: str = arg("The call's identifier, or words of its title", kind=Record(("call",)))

    async def run(self, ctx: Context) -> Reply:
        """Show everything that is recorded of the call."""
        call = ctx.library.find(Call, self.identifier)
        if call is None:
            raise Oops("This call is no longer in the records. /calls lists the open ones.")
        portal = (Link(ctx.t("On the EU portal"), call.url),) if call.url else ()
        shown = cards.full(call, ctx.now, ctx.zone, ctx.library, ctx.t, (tell("call", call.identifier, ctx.t),))
        return Reply(portal, cards=(shown,))
