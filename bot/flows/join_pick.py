"""/join-pick: adds a field of interest to those being chosen, or takes one away. Behind a list only."""

from __future__ import annotations

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Interests, Whole
from bot.core.kinds.interests import ordered
from bot.core.reply import Reply
from bot.flows.asking import picks, question
from bot.flows.state import PICKED, SHOWN, begin, state
from bot.storage.store import Tx


class JoinPick(Command, name="join-pick", writes=True, hidden=True):
    """Choose fields of interest."""

    add: tuple[str, ...] = arg(default=(), kind=Interests(), hidden=True)
    remove: tuple[str, ...] = arg(default=(), kind=Interests(), hidden=True)
    page: int = arg(default=1, kind=Whole(1, 2), hidden=True)  # a list takes the earlier one's place, as pages do

    async def run(self, ctx: Context) -> Reply:
        """Keep the choice so far, and show the list again."""
        await ctx.work(lambda tx: self._pick(tx, ctx))
        return question("interests", await ctx.look(lambda tx: state(tx, ctx.who.id)), ctx)

    def _pick(self, tx: Tx, ctx: Context) -> None:
        begin(tx, ctx)
        picked = ordered({*picks(state(tx, ctx.who.id)), *self.add} - {*self.remove})
        tx.members.answer(ctx.who.id, PICKED, list(picked), ctx.now)
        tx.members.answer(ctx.who.id, SHOWN, "interests", ctx.now)
