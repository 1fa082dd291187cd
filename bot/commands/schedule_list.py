"""Placeholder of the lead: overwrite freely."""

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Reply
from bot.core.roles import Role


class Schedules(Command, name="schedules", needs=Role.ORGANISER, personal=True, examples=("schedules",)):
    """What is scheduled."""

    number: int = arg("One of them", default=0, kind=Whole(0, 10**15))

    async def run(self, ctx: Context) -> Reply:
        """List."""
        return Reply(("…",))
