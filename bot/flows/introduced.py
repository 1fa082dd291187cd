"""/introduced: what a member's introduction is in the welcome channel. Nobody types it."""

from __future__ import annotations

from bot.commands.welcoming.introducing import last, shown
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text, Whole
from bot.core.reply import Reply


class Introduced(Command, name="introduced", hidden=True):
    """What a member wrote about themselves."""

    person: str = arg(default="", kind=Text(64), hidden=True)
    n: int = arg(default=0, kind=Whole(0, 10**6), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The post as it was looked at; nothing once it was taken back, or they were forgotten."""
        if ctx.account is not None:  # somebody asks, and it may be somebody else's
            raise Garbled(self.spec.name)
        kept = await ctx.look(lambda tx: last(tx, self.person))
        if not kept["place"] or kept["n"] != self.n:
            return Reply(idle=True)
        return shown(kept["text"], kept["name"], ctx.t)
