"""/join-skip: goes on without an answer; one that was given stays. Behind a button only."""

from __future__ import annotations

from bot.commands.membership.answers import ANSWERS
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.reply import Reply
from bot.flows.going import on
from bot.flows.state import keep, state
from bot.storage.store import Tx


class JoinSkip(Command, name="join-skip", writes=True, hidden=True):
    """Skip a question."""

    ask: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Note that it was asked, and go on with the next question."""
        if self.ask not in ANSWERS:
            raise Garbled(self.spec.name)
        await ctx.work(lambda tx: self._skip(tx, ctx))
        return await on(ctx)

    def _skip(self, tx: Tx, ctx: Context) -> None:
        answered = self.ask in state(tx, ctx.who.id)
        keep(tx, {} if answered else {self.ask: None}, ctx)
