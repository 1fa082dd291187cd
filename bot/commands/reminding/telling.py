"""What somebody is told of a reminder that they made, moved or put off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands.announcing.times import coming
from bot.commands.reminding.keeping import own
from bot.core.reply import Button, Reply, Tone
from bot.core.rhythm import spoken
from bot.domain.schedule import Sort

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.core.reply import When
    from bot.domain.schedule import Schedule


async def agreed(done: dict[str, Any], ctx: Context) -> Reply:
    """When it comes, whether quiet hours hold it, and what can be done about both."""
    schedule = await ctx.look(lambda tx: own(tx, done["id"], ctx.who))
    t = ctx.t
    lines, buttons = [_agreed(schedule, await _first(schedule, ctx), ctx)], []
    if schedule.anchor:
        lines.append(t("If its time is moved, so is this."))
    for time in await coming(schedule, ctx, 1):
        if time.held:
            at = t.moment(time.held, ctx.zone)
            lines.append(
                t("Your quiet hours hold it until {at}.", at=at.shown)
                if ":@" in schedule.places[0]
                else t("The quiet hours of the place hold it until {at}.", at=at.shown)
            )
            clock = time.at.astimezone(ctx.zone)
            urgent = ctx.opener("reminder-urgent", schedule=schedule.id)
            buttons.append(Button(t("Send it at {clock} anyway", clock=f"{clock:%H:%M}"), urgent))
    buttons.append(Button(t("Undo"), ctx.opener("schedule-undo", change=done["change"])))
    buttons.append(Button(t("My reminders"), ctx.opener("reminders")))
    return Reply((" ".join(lines),), buttons=tuple(buttons), tone=Tone.GOOD, private=True)


async def _first(schedule: Schedule, ctx: Context) -> When | None:
    times = await coming(schedule, ctx, 1)
    return ctx.t.moment(times[0].at, ctx.zone) if times else None


def _agreed(schedule: Schedule, first: When | None, ctx: Context) -> str:
    t = ctx.t
    if first is None:
        return t("It is on its way now.")
    direct = ":@" in schedule.places[0]
    if schedule.sort is Sort.DIGEST:
        if not schedule.series.rule:
            return t("The digest comes to you on {at}.", at=first.shown)
        return t("The digest comes to you {rhythm}; first on {at}.", rhythm=spoken(schedule.series, t), at=first.shown)
    if not schedule.series.rule:
        if direct:
            return t("I'll remind you on {at}.", at=first.shown)
        return t("I'll remind you here, where everybody can read it, on {at}.", at=first.shown)
    rhythm = spoken(schedule.series, t)
    if direct:
        return t("I'll remind you {rhythm}: first on {at}.", rhythm=rhythm, at=first.shown)
    return t(
        "I'll remind you here, where everybody can read it, {rhythm}: first on {at}.", rhythm=rhythm, at=first.shown
    )
