"""/snooze: a reminder that came comes once more, later. Behind its buttons only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.commands.reminding.keeping import keep, later, once, own, put_off
from bot.commands.reminding.subject import MORNING
from bot.commands.reminding.telling import agreed
from bot.commands.schedules.storing import change
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import Moment, OneOf, Whole
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.core.words import later as later_said
from bot.domain.recurrence import Series
from bot.domain.zones import resolve, wall_time
from bot.storage.store import Tx

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FAR = timedelta(days=5 * 365)


class Wait(StrEnum):
    """For how long."""

    HOUR = "hour"
    MORNING = "morning"
    OTHER = "other"


LABELS = {
    Wait.HOUR: later_said("1 hour"),
    Wait.MORNING: later_said("Until tomorrow at 9:00"),
    Wait.OTHER: later_said("Until another time"),
}


class Snooze(Command, name="snooze", needs=Role.MEMBER, writes=True, hidden=True):
    """Be reminded once more, later."""

    submit = later_said("Remind me")

    to: datetime | None = arg("When again, such as tomorrow at 10:00", default=None, kind=Moment())
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    wait: Wait = arg(default=Wait.OTHER, kind=OneOf(Wait, LABELS), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep one more reminder with the same words; one that is put off already is moved."""
        await ctx.look(lambda tx: own(tx, self.schedule, ctx.who))
        to, hidden = self._to(ctx), {"schedule": str(self.schedule)}
        if to is None:
            said = ctx.t("When shall I remind you again?")
            return Reply((said,), form=Partial(type(self), {}, hidden).form(ctx.reading), private=True)
        if not ctx.now < to < ctx.now + FAR:
            texts, errors = {"to": to.isoformat()}, {"to": Wrong("Choose a time that is to come, within five years.")}
            return Partial(type(self), texts, hidden, errors, submitted=True).reply(ctx.reading)
        return await agreed(await ctx.work(lambda tx: self._again(tx, once(to, ctx.zone), ctx)), ctx)

    def _to(self, ctx: Context) -> datetime | None:
        """When again; None when that is still to be said."""
        match self.wait:
            case Wait.HOUR:
                return ctx.now + HOUR
            case Wait.MORNING:
                tomorrow = wall_time(ctx.now, ctx.zone).date() + DAY
                return resolve(datetime.combine(tomorrow, MORNING), ctx.zone)
            case Wait.OTHER:
                return self.to

    def _again(self, tx: Tx, series: Series, ctx: Context) -> dict[str, Any]:
        came = own(tx, self.schedule, ctx.who)
        waits = put_off(tx, came)
        if waits:
            return change(tx, waits[0].id, self, ctx, lambda now: later(now, series), "snooze")
        return keep(tx, replace(later(came, series), urgent=False), ctx)
