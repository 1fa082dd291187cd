"""/join-ask: shows a question of joining again, with its answer. Behind a button only."""

from __future__ import annotations

from bot.commands.membership.answers import ANSWERS
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.reply import Reply
from bot.flows.asking import question
from bot.flows.state import SHOWN, begin, state
from bot.storage.store import Tx


class JoinAsk(Command, name="join-ask", writes=True, hidden=True):
    """Look at a question again."""

    ask: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The question as it stands; what is typed next is meant for it."""
        if self.ask not in ANSWERS:
            raise Garbled(self.spec.name)
        await ctx.work(lambda tx: self._show(tx, ctx))
        return question(self.ask, await ctx.look(lambda tx: state(tx, ctx.who.id)), ctx)

    def _show(self, tx: Tx, ctx: Context) -> None:
        begin(tx, ctx)
        tx.members.answer(ctx.who.id, SHOWN, self.ask, ctx.now)
