"""/schedule-now: what a schedule posts goes out at once, besides its own times. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.announcing import wording
from bot.commands.announcing.launching import send_now
from bot.commands.announcing.times import held
from bot.commands.schedules.approval import approved
from bot.commands.schedules.changing import meanwhile
from bot.commands.schedules.offers import offer
from bot.commands.schedules.storing import audit, ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Confirm, Reply, Tone
from bot.core.roles import Role
from bot.domain.schedule import Schedule, State
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx


class ScheduleNow(Command, name="schedule-now", needs=Role.ORGANISER, writes=True, hidden=True):
    """Send it now."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply | Confirm:
        """Ask first when it goes to several places or calls people; its own times stay as they are."""
        t = ctx.t
        try:
            if not ctx.confirmed:
                now = await ctx.look(lambda tx: self._ready(tx, ctx))
                if now.ping or len(now.places) > 1:
                    return Confirm(replace(self, version=now.version), (_says(now, ctx),), t("Yes, send it now"))
            done = await ctx.work(lambda tx: self._send(tx, ctx))
        except StaleSchedule as stale:
            return await meanwhile(stale, ctx)
        said = t("On its way. /deliveries shows when it has arrived.")
        if done["held"]:
            until = await ctx.look(lambda tx: held(ordered(tx, self.schedule, ctx.who), ctx.now, ctx))
            at = t.moment(until or ctx.now, ctx.zone).shown
            said = t("It is quiet hours now, so it goes out on {at}. /deliveries shows what becomes of it.", at=at)
        look = (
            Button(t("Receipts"), ctx.opener("deliveries", schedule=self.schedule)),
            Button(t("Show it"), ctx.opener("schedules", number=self.schedule)),
        )
        return Reply((said,), buttons=look, tone=Tone.GOOD)

    def _ready(self, tx: Tx, ctx: Context) -> Schedule:
        now = ordered(tx, self.schedule, ctx.who, self.version)
        if now.state in (State.WAITING, State.CANCELLED) or not approved(now, ctx):
            raise Oops(
                "It is cancelled. /announce and /schedule make another one."
                if now.state is State.CANCELLED
                else "A second organiser has to agree before it can be sent."
            )
        if now.owner is None:
            raise Oops("It is nobody's. Take it over first.", buttons=(offer("schedule-take", now, ctx),))
        return now

    def _send(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        now = self._ready(tx, ctx)
        send_now(tx, now, ctx)
        audit(tx, now, self, ctx)
        return {"held": held(now, ctx.now, ctx) is not None}


def _says(now: Schedule, ctx: Context) -> str:
    t, places = ctx.t, ", ".join(map(ctx.places.label, now.places))
    if now.ping:
        whom = wording.ping(now.ping, t)
        return t("This posts “{title}” now in {places}, and calls {whom}.", title=now.title, places=places, whom=whom)
    return t("This posts “{title}” now in {places}.", title=now.title, places=places)
