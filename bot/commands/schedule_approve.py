"""/schedule-approve: a second organiser agrees to what is to be posted. Behind a button only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.commands.announcing.launching import launch
from bot.commands.announcing.times import coming
from bot.commands.schedules.approval import authors, tell
from bot.commands.schedules.changing import meanwhile, told
from bot.commands.schedules.offers import offer
from bot.commands.schedules.posted import deliveries, standing
from bot.commands.schedules.storing import audit, ordered
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Recurring, Whole
from bot.core.partial import Partial
from bot.core.reply import Button, Reply, Tone, Weight
from bot.core.rhythm import spoken
from bot.core.roles import Role
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, State
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleApprove(Command, name="schedule-approve", needs=Role.ORGANISER, writes=True, hidden=True):
    """Agree to what is to be posted."""

    when: Series | None = arg("When instead, such as tomorrow at 9:00", default=None, kind=Recurring())
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Let it go out as it was seen; where its time has passed meanwhile, ask for another one."""
        if not self.version:  # nobody agrees to what they have not seen
            raise Garbled(self.spec.name)
        t, seen = ctx.t, await ctx.look(lambda tx: tx.schedules.get(self.schedule))
        comes = True
        if seen and seen.series.zone:
            comes = bool(await coming(replace(seen, **self._instead()), ctx, 1))
        try:
            done = await ctx.work(lambda tx: self._agree(tx, comes, ctx))
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx)
        if done.get("passed"):
            return self._ask(seen, ctx)
        if not done.get("posted"):
            return await told(done, t("You have agreed to it. Whoever asked hears of it."), ctx)
        edit = ctx.opener("post-edit", schedule=self.schedule, version=done["version"])
        said = t("You have agreed to it. It stands in its places as it was before.")
        return await told(done, said, ctx, Button(t("Change what is posted too"), edit, Weight.MAIN))

    def _instead(self) -> Mapping[str, Any]:
        return {"series": self.when, "changes": {}} if self.when else {}

    def _agree(self, tx: Tx, comes: bool, ctx: Context) -> dict[str, Any]:
        before = ordered(tx, self.schedule, ctx.who, self.version)
        if before.state is not State.WAITING:
            raise Oops("It does not wait for anybody. /schedules shows how it stands.")
        if ctx.who.id in authors(tx, before):
            raise Oops("You wrote it or changed it, so another organiser has to agree.")
        if before.owner is None:
            raise Oops("It is nobody's. Take it over first.", buttons=(offer("schedule-take", before, ctx),))
        posted = bool(standing(before, deliveries(tx, before.id)))
        if not comes and not posted:
            return {"passed": True}
        agreed = replace(before, approved_by=ctx.who.id, **self._instead())
        at_once = not agreed.series.zone
        after = launch(tx, agreed, ctx) if comes else tx.schedules.put(replace(agreed, state=State.DONE), ctx.now)
        tx.deliveries.pin(after.id, None)
        audit(tx, after, self, ctx, before)
        change = tx.schedules.note(
            after.id, ctx.now, ctx.who.id, "approve-now" if at_once else "approve", before, after
        )
        tell(tx, after, change, "", ctx)
        result = {"id": after.id, "change": 0 if at_once else change, "version": after.version}
        return {**result, "posted": posted}

    def _ask(self, now: Schedule | None, ctx: Context) -> Reply:
        t = ctx.t
        rhythm = spoken(now.series, t) if now else ""
        said = t("Its time has passed while it waited: {rhythm}. Say when instead, and it is agreed to.", rhythm=rhythm)
        hidden = {"schedule": str(self.schedule), "version": str(self.version)}
        form = Partial(type(self), {}, hidden).form(ctx.reading)
        return Reply((said,), form=form, tone=Tone.WARN, private=True)
