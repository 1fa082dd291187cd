"""/profile-pick: adds a field of interest, or takes one away, at once. Behind a list only."""

from __future__ import annotations

from bot.commands.membership.answers import fields, store, told
from bot.commands.profiling.asking import choosing
from bot.commands.profiling.known import known
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Interests
from bot.core.kinds.interests import ordered
from bot.core.reply import Reply
from bot.storage.store import Tx


class ProfilePick(Command, name="profile-pick", writes=True, hidden=True):
    """Change your fields of interest."""

    add: tuple[str, ...] = arg(default=(), kind=Interests(), hidden=True)
    remove: tuple[str, ...] = arg(default=(), kind=Interests(), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep them, and show the list again."""
        await ctx.work(lambda tx: self._keep(tx, ctx))
        t, found = ctx.t, await ctx.look(lambda tx: known(tx, ctx.who.id))
        said = [t("Added: {fields}.", fields=fields(self.add, t))] if self.add else []
        said += [t("Removed: {fields}.", fields=fields(self.remove, t))] if self.remove else []
        return choosing("interests", found, ctx, (" ".join(said),) if said else ())

    def _keep(self, tx: Tx, ctx: Context) -> None:
        before = tuple(told(tx, ctx.who.id).get("interests") or ())
        after = ordered({*before, *self.add} - {*self.remove})
        if after != before:
            store(tx, "interests", after or None, ctx)
