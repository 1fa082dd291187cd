"""/draft-discard: the author of a draft does without it. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.announcing.drafts import change
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply
from bot.core.roles import Role
from bot.domain.schedule import State
from bot.storage.store import Tx


class DraftDiscard(Command, name="draft-discard", needs=Role.ORGANISER, writes=True, hidden=True):
    """Discard a draft."""

    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Put it away; it can be taken up again for ten minutes."""

        def discard(tx: Tx) -> int:
            before = tx.schedules.get(self.draft)
            after = change(tx, self.draft, 0, ctx, lambda draft: replace(draft, state=State.CANCELLED))
            return tx.schedules.note(after.id, ctx.now, ctx.who.id, "discard", before, after)

        done = await ctx.work(discard)
        said = ctx.t("Discarded; nothing was posted.")
        return Reply((said,), buttons=(Button(ctx.t("Undo"), ctx.opener("schedule-undo", change=done)),))
