"""/template-remove: a template goes. Behind a button only."""

from __future__ import annotations

from bot.commands.facts.storing import Act
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Confirm, Reply, Tone
from bot.core.roles import Role
from bot.storage.store import Tx


class TemplateRemove(Command, name="template-remove", needs=Role.ORGANISER, writes=True, hidden=True):
    """Remove a template."""

    template: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Ask first, since it can't be brought back."""
        found = await ctx.look(lambda tx: tx.contents.get(self.template))
        if not ctx.confirmed:
            if found is None or found.name is None:
                raise Oops("This template is not there any more.")
            says = ctx.t(
                "The template “{name}” would be gone for good. What was posted with it stays.", name=found.name
            )
            return Confirm(self, (says,), ctx.t("Remove it"))

        def remove(tx: Tx) -> bool:
            now = tx.contents.get(self.template)
            Act.of(self, ctx).note(tx, {"name": now.name} if now else None)
            return now is not None and now.name is not None and tx.contents.remove(now.id)

        gone = await ctx.work(remove)
        return Reply((ctx.t("Removed.") if gone else ctx.t("It was gone already."),), tone=Tone.GOOD)
