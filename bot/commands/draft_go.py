"""/draft-go: the author of a draft says yes to it. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.announcing import wording
from bot.commands.announcing.drafts import Draft, change, kept
from bot.commands.announcing.launching import launch
from bot.commands.announcing.times import coming, held
from bot.commands.schedules.approval import asked
from bot.commands.schedules.storing import audit
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Confirm, Reply, Tone
from bot.core.rhythm import spoken
from bot.core.roles import Role
from bot.domain.schedule import State
from bot.storage.store import Tx


class DraftGo(Command, name="draft-go", needs=Role.ORGANISER, writes=True, hidden=True):
    """Schedule a draft, or post it now."""

    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Ask once more before it calls people; then it is on its way, or waits for a second organiser."""
        draft = await ctx.look(lambda tx: tx.schedules.get(self.draft))
        if draft and draft.state is State.DRAFT and draft.ping and not ctx.confirmed:
            whom, where = wording.ping(draft.ping, ctx.t), ", ".join(map(ctx.places.label, draft.places))
            says = ctx.t("This calls {whom} in {places}. Do you mean it?", whom=whom, places=where)
            return Confirm(self, (says,), ctx.t("Yes, call them"))
        if draft and draft.series.zone and not await coming(draft, ctx, 1):
            raise Oops("The time for this has passed. Press “Change” and choose another.")
        done = await ctx.work(lambda tx: self._go(tx, ctx))
        made = await ctx.look(lambda tx: Draft(tx.schedules.get(self.draft), None))  # type: ignore[arg-type]
        if made.schedule.state is State.WAITING:
            return await asked(made.schedule, ctx)
        return await _said(made, done, ctx)

    def _go(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        before = kept(tx, self.draft, ctx.who).schedule
        if ctx.club.approval:
            after = change(tx, self.draft, self.version, ctx, lambda draft: replace(draft, state=State.WAITING))
        else:
            same = change(tx, self.draft, self.version, ctx, lambda draft: draft)
            after = launch(tx, same, ctx)
        audit(tx, after, self, ctx, before)
        return {"change": tx.schedules.note(after.id, ctx.now, ctx.who.id, "add", before, after)}


async def _said(made: Draft, done: dict[str, Any], ctx: Context) -> Reply:

    t, schedule = ctx.t, made.schedule
    look = Button("/schedules", ctx.opener("schedules", number=schedule.id))
    if schedule.state is State.DONE:
        until = held(schedule, ctx.now, ctx)
        if until:
            at = t.moment(until, ctx.zone).shown
            said = t("It is quiet hours now, so it goes out on {at}. /deliveries shows what becomes of it.", at=at)
        else:
            said = t("On its way. /deliveries shows when it has arrived.")
        return Reply((said,), buttons=(look,), tone=Tone.GOOD)
    first = (await coming(schedule, ctx, 1))[:1]
    lines = [t("Scheduled: {rhythm}.", rhythm=spoken(schedule.series, t))]
    if first:
        lines.append(t("It goes out first on {at}.", at=t.moment(first[0].held or first[0].at, ctx.zone).shown))
    return Reply(
        (" ".join(lines),),
        buttons=(Button(t("Undo"), ctx.opener("schedule-undo", change=done["change"])), look),
        tone=Tone.GOOD,
    )
