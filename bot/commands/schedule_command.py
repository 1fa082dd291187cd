"""/schedule-command: which command's answer is posted is changed, from what is stored. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.announcing.drafts import TITLE
from bot.commands.schedules.approval import approved, revised
from bot.commands.schedules.changing import alter, asks, meanwhile, ordered_now, reworded
from bot.commands.schedules.storing import ordered
from bot.core.codec import unpack
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import CommandLine, Whole
from bot.core.line import write
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.domain.schedule import Schedule
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleCommand(Command, name="schedule-command", needs=Role.ORGANISER, writes=True, hidden=True):
    """Change which command's answer is posted."""

    command: str = arg("What to run, such as calls within=7", default="", kind=CommandLine())
    empty: bool = arg("Whether it says so when there is nothing to tell", default=False)
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Open the form with what is stored, or store what was typed."""
        if not self.version or not self.command:
            now = await ctx.look(lambda tx: self._now(tx, ctx))
            parcel = unpack(now.command)
            texts = {"command": write(parcel.command, parcel.texts), "empty": "no" if now.silent else "yes"}
            hidden = {"schedule": str(now.id), "version": str(now.version)}
            form = Partial(type(self), texts, hidden).form(ctx.reading)
            return Reply((ctx.t("Change what is run."),), form=form, private=True)
        try:
            done = await ctx.work(lambda tx: self._write(tx, ctx))
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx, lambda version: replace(self, version=version))
        return await reworded(done, ctx)

    def _now(self, tx: Tx, ctx: Context) -> Schedule:
        now = ordered_now(tx, self.schedule, ctx)
        if now.content:
            raise Oops("This schedule posts a text: “Change the text” changes that.")
        return now

    def _write(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        ordered(tx, self.schedule, ctx.who, self.version)
        before = self._now(tx, ctx)
        parcel = unpack(self.command)
        after = replace(before, command=self.command, title=write(parcel.command, parcel.texts)[:TITLE])
        if after.command != before.command:
            after = revised(before, after, ctx)
        after = replace(after, silent=not self.empty)
        if after == before:
            return {"id": before.id, "change": 0, "same": True}
        if not approved(after, ctx):
            tx.deliveries.pin(before.id, before.command)
        return asks(alter(tx, before.id, 0, self, ctx, lambda _: after, "edit"), tx)
