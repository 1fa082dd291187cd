"""/schedule-move: one occurrence of a series goes out at another time. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.schedules.approval import revised
from bot.commands.schedules.changing import alter, asks, done, meanwhile
from bot.commands.schedules.occurring import next_ones, option, to_come, wall
from bot.commands.schedules.storing import ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Moment, Text, Whole
from bot.core.partial import Partial
from bot.core.reply import Reply, Select
from bot.core.roles import Role
from bot.domain.recurrence import Occurrence
from bot.domain.schedule import Schedule
from bot.domain.zones import wall_time
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleMove(Command, name="schedule-move", needs=Role.ORGANISER, writes=True, hidden=True):
    """Move one occurrence."""

    to: datetime | None = arg("When instead, such as tomorrow at 10:00", default=None, kind=Moment())
    wall: str = arg(default="", kind=Text(16), hidden=True)
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Which one; then when instead; then it is moved, and the others stay as they are."""
        if self.to is not None and self.wall and self.version:
            to = self.to
            said = ctx.t("Moved to {at}.", at=ctx.t.moment(to, ctx.zone).shown)
            return await done(lambda tx: self._move(tx, to, ctx), said, ctx)
        try:
            schedule, ones = await next_ones(self.schedule, self.version, ctx)
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx)
        chosen = next((one for one in ones if wall(one.wall) == self.wall), None)
        if chosen is None:
            options = tuple(option(one, "schedule-move", schedule, ctx) for one in ones)
            return Reply((ctx.t("Which one do you want to move?"),), selects=(Select(ctx.t("Next times"), options),))
        return self._form(chosen, schedule, ctx)

    def _form(self, chosen: Occurrence, schedule: Schedule, ctx: Context) -> Reply:
        hidden = {"wall": self.wall, "schedule": str(schedule.id), "version": str(schedule.version)}
        said = ctx.t("{at}: when instead?", at=ctx.t.moment(chosen.at, ctx.zone).shown)
        return Reply((said,), form=Partial(type(self), {}, hidden).form(ctx.reading), private=True)

    def _move(self, tx: Tx, to: datetime, ctx: Context) -> dict[str, Any]:
        before = ordered(tx, self.schedule, ctx.who, self.version)
        if to <= ctx.now:
            raise Oops("That has passed already. Say when it is to go out instead.")
        original = to_come(before, self.wall, ctx.now)
        changes = {**before.changes, original: wall_time(to, ZoneInfo(before.series.zone))}
        after = revised(before, replace(before, changes=changes), ctx)
        return asks(alter(tx, before.id, 0, self, ctx, lambda _: after, "move"), tx)
