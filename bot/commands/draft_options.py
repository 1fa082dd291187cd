"""/draft-options: what is seldom wanted of a draft. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.commands.announce import LATE, form_texts
from bot.commands.announcing.drafts import change, kept
from bot.commands.announcing.preview import preview
from bot.commands.draft_change import hidden
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.domain.schedule import GRACE, Schedule
from bot.storage.store import Tx


class DraftOptions(Command, name="draft-options", needs=Role.ORGANISER, writes=True, hidden=True):
    """How late it may be sent, how long it is tried, and whether it waits for the morning."""

    late: timedelta = arg("How late it may still be sent", default=GRACE, kind=LATE)
    patient: bool = arg("Once it was tried, go on for a day rather than only that long", default=False)
    urgent: bool = arg("Whether quiet hours don't hold it", default=False)
    empty: bool = arg("Whether it says so when there is nothing to tell", default=False)
    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Ask with what is set now, or set it and show the draft again."""
        draft = await ctx.look(lambda tx: kept(tx, self.draft, ctx.who))
        if not self.version:
            now = draft.schedule
            values = {"late": now.grace, "patient": now.patient, "urgent": now.urgent, "empty": not now.silent}
            partial = Partial(type(self), form_texts(self.spec.shown, values, ctx), hidden(draft))
            return Reply(
                (ctx.t("Change what you like, and look at it again."),), form=partial.form(ctx.reading), private=True
            )

        def store(tx: Tx) -> None:
            change(tx, self.draft, self.version, ctx, self._set)

        await ctx.work(store)
        return await preview(await ctx.look(lambda tx: kept(tx, self.draft, ctx.who)), ctx)

    def _set(self, was: Schedule) -> Schedule:
        return replace(was, grace=self.late, patient=self.patient, urgent=self.urgent, silent=not self.empty)
