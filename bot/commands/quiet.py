"""/quiet: when the bot leaves somebody alone; what comes then waits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands.reminding.keeping import waiting
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Hours
from bot.core.kinds.hours import CLUB, NEVER, OFF
from bot.core.reply import Button, Card, Line, Reply, Tone
from bot.domain.quiet import Quiet
from bot.domain.schedule import Schedule
from bot.storage.store import Tx

if TYPE_CHECKING:
    from datetime import datetime

MOST = 5  # held messages that are named


class SetQuiet(
    Command, name="quiet", writes=True, examples=("quiet", "quiet hours=22:00-07:00", "quiet hours=off", "quiet club")
):
    """Your quiet hours: what I send by myself waits until they are over."""

    hours: str = arg("Such as 22:00-07:00, off, or club for the club's own", default="", kind=Hours())

    async def run(self, ctx: Context) -> Reply:
        """Show them; or keep other ones, by which what waits is sent from then on."""
        if not self.hours:
            return await self._show(_said(ctx.who.quiet, ctx), ctx.who.quiet, ctx)
        before, after = ctx.who.quiet, _meant(self.hours)

        def keep(tx: Tx) -> None:
            tx.people.set_quiet(ctx.who.id, str(after) if after else None)
            replan(tx, replace(ctx, who=replace(ctx.who, quiet=after)))

        await ctx.work(keep)
        reply = await self._show(_said(after, ctx), after, ctx)
        if before == after:
            return reply
        back = Button(ctx.t("Undo"), SetQuiet(hours=_written(before)))
        others = (button for button in reply.buttons if button.does != back.does)
        return replace(reply, buttons=(back, *others), tone=Tone.GOOD)

    async def _show(self, said: str, quiet: Quiet | None, ctx: Context) -> Reply:
        """What they are, what waits for their end, and other ones to choose."""
        t, held = ctx.t, await ctx.look(lambda tx: _held(tx, ctx))
        lines: tuple[Line, ...] = tuple(
            t.line("{at}: {title}", at=t.moment(until, ctx.zone), title=schedule.title) for schedule, until in held
        )
        cards = (Card(t("Waits for their end"), body=lines),) if lines else ()
        ways = [Button(hours, SetQuiet(hours=hours)) for hours in ("22:00-07:00",) if hours != str(quiet or "")]
        if quiet != NEVER:
            ways.append(Button(t("No quiet hours"), SetQuiet(hours=OFF)))
        if quiet is not None:
            ways.append(Button(t("As the club has them"), SetQuiet(hours=CLUB)))
        return Reply((said,), cards=cards, buttons=tuple(ways), private=True)


def _meant(hours: str) -> Quiet | None:
    return None if hours == CLUB else NEVER if hours == OFF else Quiet.of(hours)


def _written(quiet: Quiet | None) -> str:
    return CLUB if quiet is None else OFF if quiet == NEVER else str(quiet)


def _said(quiet: Quiet | None, ctx: Context) -> str:
    t = ctx.t
    if quiet == NEVER:
        return t("You have no quiet hours: what I send you by myself comes at any hour.")
    hours = quiet or ctx.club.quiet
    names = {"since": f"{hours.since:%H:%M}", "until": f"{hours.until:%H:%M}", "zone": ctx.zone.key}
    if quiet is None:
        return t(
            "Your quiet hours are the club's, from {since} to {until} ({zone}). What I send by myself waits until they"
            " are over.",
            **names,
        )
    return t(
        "Your quiet hours are from {since} to {until} ({zone}). What I send by myself waits until they are over.",
        **names,
    )


def _held(tx: Tx, ctx: Context) -> list[tuple[Schedule, datetime]]:
    rows = [row for row in waiting(tx, ctx.who) if row.held_from and row.held_from <= ctx.now and ":@" in row.place]
    schedules = tx.schedules.several({row.schedule for row in rows})
    return [(schedules[row.schedule], row.due_at) for row in rows[:MOST]]


def replan(tx: Tx, ctx: Context) -> None:
    """Have what is planned for their direct messages wait for the end of these hours, or no longer."""
    rows = [row for row in waiting(tx, ctx.who) if ":@" in row.place]
    schedules = tx.schedules.several({row.schedule for row in rows})
    for row in rows:
        if row.due_at <= ctx.now:
            continue  # on its way
        first, grace = row.held_from or row.due_at, row.ends_at - row.due_at
        free = max(first, ctx.now)
        due = free if schedules[row.schedule].urgent else (ctx.who.quiet or ctx.club.quiet).over(free, ctx.zone)
        if due != row.due_at:
            tx.deliveries.defer(row.id, due, due + grace, first if due > first else None)
