"""/introduce-met: tells somebody how to reach a member, after both said yes. Sent by itself, and behind a button."""

from __future__ import annotations

from bot.commands.matching.cards import title
from bot.commands.matching.contacts import Contact, introduced
from bot.commands.matching.contacts import contact as reached
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.storage.introductions import ASKED, Stand
from bot.storage.store import Tx


class IntroduceMet(Command, name="introduce-met", hidden=True):
    """How to reach somebody who said yes as well."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Their name and accounts, for one of the two; nothing for anybody else."""
        found = await ctx.look(lambda tx: self._read(tx, ctx))
        if found is None:
            if ctx.account is None:
                return Reply(idle=True)
            raise Oops("This introduction is not there any more. /introduce shows yours.")
        contact, wrote = found
        name = title(contact.profile.name, ctx.t)
        return introduced(contact, ctx.t("You and {name} have both said yes: you may meet.", name=name), ctx, wrote)

    def _read(self, tx: Tx, ctx: Context) -> tuple[Contact, str] | None:
        one, me = tx.introductions.get(self.request), ctx.who.id
        if one is None or one.kind != ASKED or one.state != Stand.ACCEPTED or me not in (one.one, one.other):
            return None
        there, wrote = (one.other, one.reply) if me == one.one else (one.one, one.text)
        found = reached(tx, me, there)
        return (found, wrote or "") if found else None
