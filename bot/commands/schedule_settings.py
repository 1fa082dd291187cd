"""/schedule-settings: when and where a schedule posts is changed, from what is stored. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.commands.announce import LATE, PING, Whom, form_texts
from bot.commands.announcing import wording
from bot.commands.schedules.approval import approved, revised
from bot.commands.schedules.changing import alter, asks, meanwhile, ordered_now, told
from bot.commands.schedules.storing import ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import Places, Recurring, Whole
from bot.core.partial import Partial
from bot.core.reply import Confirm, Reply
from bot.core.rhythm import spoken
from bot.core.roles import Role
from bot.domain.recurrence import Series
from bot.domain.schedule import GRACE, Schedule, State
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleSettings(Command, name="schedule-settings", needs=Role.ORGANISER, writes=True, hidden=True):
    """Change when and where something is posted."""

    when: Series | None = arg("When; empty leaves it as it is", default=None, kind=Recurring())
    where: tuple[str, ...] = arg("Where to, such as #funding, slack:#funding, or a group", default=(), kind=Places())
    ping: Whom = arg("Whom it calls; nobody unless you say so", default=Whom.NOBODY, kind=PING)
    late: timedelta = arg("How late it may still be sent", default=GRACE, kind=LATE)
    urgent: bool = arg("Whether quiet hours don't hold it", default=False)
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Open the form with what is stored; or store what was chosen, and show the next times."""
        t = ctx.t
        if not self.version:
            return _form(_of(await ctx.look(lambda tx: ordered_now(tx, self.schedule, ctx))), ctx, {})
        if not self.where:
            return _form(self, ctx, {"where": Wrong("Please name at least one place, such as #general.")})
        seen = await ctx.look(lambda tx: tx.schedules.get(self.schedule))
        ping = "" if self.ping is Whom.NOBODY else self.ping.value
        if ping and not ctx.confirmed and seen and seen.version == self.version and seen.ping != ping:
            whom, where = wording.ping(ping, t), ", ".join(map(ctx.places.label, self.where))
            says = t("This calls {whom} in {places}. Do you mean it?", whom=whom, places=where)
            return Confirm(self, (says,), t("Yes, call them"))
        try:
            done = await ctx.work(lambda tx: self._write(tx, ping, ctx))
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx, lambda version: replace(self, version=version))
        said = t("It says so already; nothing was changed.") if done.get("same") else t("Stored.")
        return await told(done, said, ctx)

    def _write(self, tx: Tx, ping: str, ctx: Context) -> dict[str, Any]:
        ordered(tx, self.schedule, ctx.who, self.version)
        before = ordered_now(tx, self.schedule, ctx)
        series, changes = before.series, before.changes
        if self.when and self.when != typed(before.series, ctx):
            series, changes = self.when, {}
        settled = replace(before, series=series, changes=changes, places=self.where, ping=ping)
        if settled != before:
            settled = revised(before, _again(before, settled), ctx)
        after = replace(settled, grace=self.late, urgent=self.urgent)
        if after == before:
            return {"id": before.id, "change": 0, "same": True}
        if not approved(after, ctx):
            tx.deliveries.pin(before.id, before.command)
        return asks(alter(tx, before.id, 0, self, ctx, lambda _: after, "settings"), tx)


def typed(series: Series, ctx: Context) -> Series | None:
    """What a series reads as when its own words are typed again; None when they can't be, as when it has passed."""
    try:
        return Recurring().read(spoken(series, ctx.t, ctx.now), ctx.reading) if series.zone else None
    except Wrong:
        return None


def _again(before: Schedule, after: Schedule) -> Schedule:
    """What was all sent goes on when it gets another time."""
    return replace(after, state=State.ACTIVE) if before.state is State.DONE and after.series != before.series else after


def _of(now: Schedule) -> ScheduleSettings:
    return ScheduleSettings(
        when=now.series if now.series.zone else None,
        where=now.places,
        ping=Whom(now.ping or "nobody"),
        late=now.grace,
        urgent=now.urgent,
        schedule=now.id,
        version=now.version,
    )


def _form(settings: ScheduleSettings, ctx: Context, errors: dict[str, Wrong]) -> Reply:
    values = {p.name: getattr(settings, p.name) for p in settings.spec.shown}
    if settings.when and typed(settings.when, ctx) is None:
        del values["when"]
    hidden = {"schedule": str(settings.schedule), "version": str(settings.version)}
    texts = form_texts(settings.spec.shown, values, ctx)
    partial = Partial(ScheduleSettings, texts, hidden, errors, submitted=bool(errors))
    if errors:
        return partial.reply(ctx.reading)
    return Reply((ctx.t("Change when and where it is posted."),), form=partial.form(ctx.reading), private=True)
