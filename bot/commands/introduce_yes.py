"""/introduce-yes: says yes to a request to meet, with a line. Behind its button only."""

from __future__ import annotations

from bot.commands.introduce_answer import IntroduceAnswer, Says
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import LongText, Whole
from bot.core.reply import Reply
from bot.core.roles import Role


class IntroduceYes(Command, name="introduce-yes", needs=Role.MEMBER, writes=True, hidden=True):
    """Say yes, with a line of yours."""

    text: str = arg("A line to them, such as how to reach you", kind=LongText(500), in_form=True)
    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Say it; the line comes with how to reach them."""
        return await IntroduceAnswer(request=self.request, says=Says.YES, text=self.text).run(ctx)
