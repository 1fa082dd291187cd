"""/greet: the post that welcomes those who came to a server within a few moments. Nobody types it."""

from __future__ import annotations

from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.reply import Bold, Button, Inline, Line, Mention, Reply, Weight


class Greet(Command, name="greet", hidden=True):
    """Welcome those who have just come."""

    batch: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A few words to those of them who are still there, and a way to begin; nothing when all have left."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        t, platform = ctx.t, ctx.place.platform
        here = await ctx.look(lambda tx: tx.newcomers.greeted(platform, self.batch))
        if not here:
            return Reply(idle=True)
        names: list[Inline] = []
        for one in here:
            names += [*((", ",) if names else ()), Mention(one.name or one.account_id, one.platform, one.account_id)]
        said: Line = (
            Bold(t("Welcome to the club!")),
            "\n",
            *names,
            "\n",
            t("Press Start: a few short questions, each of which you may skip, and I show you what is here for you."),
            " ",
            t("Only you see the questions and your answers."),
        )
        return Reply(said, buttons=(Button(t("Start"), ctx.opener("join"), Weight.MAIN),))
