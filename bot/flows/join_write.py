"""/join-write: opens the form of a question that is answered in words. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.membership.answers import ANSWERS
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.flows.join_answer import JoinAnswer
from bot.flows.state import state


class JoinWrite(Command, name="join-write", hidden=True, personal=True):
    """Write an answer."""

    ask: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """The form, with what was answered before."""
        asked = ANSWERS.get(self.ask)
        if asked is None or JoinAnswer.spec.param(self.ask) is None:
            raise Garbled(self.spec.name)
        told = await ctx.look(lambda tx: state(tx, ctx.who.id))
        before = told.get(self.ask)
        typed = before if isinstance(before, str) else ""
        texts = {"ask": self.ask} | ({self.ask: typed} if typed else {})
        form = replace(Partial(JoinAnswer, texts).form(ctx.reading), title=ctx.t(asked.label))
        return Reply((ctx.t(asked.help or asked.question),), form=form, private=True)
