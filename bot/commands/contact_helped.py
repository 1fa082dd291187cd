"""/contact-helped: an answer was what somebody needed. Behind a button only."""

from __future__ import annotations

from bot.commands.helping.keeping import amend, own
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply, Tone
from bot.storage.store import Tx


class ContactHelped(Command, name="contact-helped", writes=True, hidden=True):
    """Say that an answer helped."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Let the organisers know."""

        def unit(tx: Tx) -> None:
            asked = own(tx, self.request, ctx)
            if tx.help.helped(asked.id, ctx.now):
                amend(tx, asked, ctx)

        await ctx.work(unit)
        return Reply((ctx.t("I am glad, and the organisers will be too."),), tone=Tone.GOOD, private=True)
