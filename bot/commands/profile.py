"""/profile: what the club knows of somebody by their own word, all of it to be changed from there."""

from __future__ import annotations

from bot.commands.profiling.known import known
from bot.commands.profiling.page import page
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Reply


class Profile(Command, name="profile", personal=True, examples=("profile",)):
    """Your profile: what I know of you, what you agreed to, and how to change it."""

    async def run(self, ctx: Context) -> Reply:
        """Show it."""
        return page(await ctx.look(lambda tx: known(tx, ctx.who.id)), ctx)
