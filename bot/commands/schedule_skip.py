"""/schedule-skip: one occurrence of a series is left out, or brought back. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.schedules.changing import alter, done, meanwhile
from bot.commands.schedules.occurring import next_ones, option, to_come, wall
from bot.commands.schedules.storing import ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text, Whole
from bot.core.reply import Option, Reply, Select
from bot.core.roles import Role
from bot.domain.schedule import Schedule
from bot.domain.zones import resolve
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleSkip(Command, name="schedule-skip", needs=Role.ORGANISER, writes=True, hidden=True):
    """Skip one occurrence."""

    wall: str = arg(default="", kind=Text(16), hidden=True)
    back: bool = arg(default=False, hidden=True)
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Which one; then it is left out, or goes out after all."""
        t = ctx.t
        if self.wall and self.version:
            if self.back:
                return await done(lambda tx: self._bring_back(tx, ctx), t("It goes out after all."), ctx)
            return await done(lambda tx: self._skip(tx, ctx), t("Skipped: the others stay as they are."), ctx)
        try:
            schedule, ones = await next_ones(self.schedule, self.version, ctx)
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx)
        options = tuple(option(one, "schedule-skip", schedule, ctx) for one in ones)
        selects = [Select(t("Next times"), options)]
        if skipped := self._skipped(schedule, ctx):
            selects.append(Select(t("Skipped"), skipped))
        said = t("Which one do you want to skip?")
        if skipped:
            said = t("Which one do you want to skip, or which skipped one is to go out after all?")
        return Reply((said,), selects=tuple(one for one in selects if one.options), private=True)

    def _skip(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        before = ordered(tx, self.schedule, ctx.who, self.version)
        changes = {**before.changes, to_come(before, self.wall, ctx.now): None}
        return alter(tx, before.id, 0, self, ctx, lambda now: replace(now, changes=changes), "skip")

    def _bring_back(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        before = ordered(tx, self.schedule, ctx.who, self.version)
        back = next((at for at in _left_out(before, ctx.now) if wall(at) == self.wall), None)
        if back is None:
            raise Oops("This time has passed, or is not there any more. /schedules shows the next ones.")
        changes = {at: to for at, to in before.changes.items() if at != back}
        return alter(tx, before.id, 0, self, ctx, lambda now: replace(now, changes=changes), "unskip")

    def _skipped(self, schedule: Schedule, ctx: Context) -> tuple[Option, ...]:
        zone = ZoneInfo(schedule.series.zone)
        return tuple(
            Option(
                ctx.t.moment(resolve(at, zone), ctx.zone).shown,
                ScheduleSkip(wall=wall(at), back=True, schedule=schedule.id, version=schedule.version),
            )
            for at in _left_out(schedule, ctx.now)
        )


def _left_out(schedule: Schedule, now: datetime) -> list[datetime]:
    """The skipped occurrences that could still go out."""
    zone = ZoneInfo(schedule.series.zone)
    return sorted(at for at, to in schedule.changes.items() if to is None and resolve(at, zone) > now)
