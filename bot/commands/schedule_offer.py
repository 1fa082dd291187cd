"""/schedule-offer: whoever of the organisers likes to takes a schedule over. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.schedules.cards import Seen, aloud, card, seen
from bot.commands.schedules.changing import ordered_now
from bot.commands.schedules.offers import offer
from bot.commands.schedules.storing import audit, ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Audience, Button, Notice, Reply, Tone, Weight
from bot.core.roles import Role
from bot.storage.store import Tx


class ScheduleOffer(Command, name="schedule-offer", needs=Role.ORGANISER, writes=True, hidden=True):
    """Hand a schedule over."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Ask the organisers who takes it over; until then it goes on as it is."""
        await ctx.work(lambda tx: self._note(tx, ctx))
        t, here = ctx.t, aloud(ctx)
        one = await ctx.look(lambda tx: self._seen(tx, ctx))
        says = here.t("{name} would like somebody to take this over:", name=ctx.who.name or here.t("An organiser"))
        notice = Reply(
            (says,),
            cards=(await card(one, here, 2),),
            buttons=(replace(offer("schedule-take", one.schedule, here), weight=Weight.MAIN),),
        )
        return Reply(
            (t("The organisers are asked who takes it over. Until then it goes on as it is."),),
            buttons=(Button(t("Show it"), ctx.opener("schedules", number=self.schedule)),),
            tone=Tone.GOOD,
            notices=(Notice(Audience.ORGANISERS, notice),),
        )

    def _note(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        now = ordered_now(tx, self.schedule, ctx)
        audit(tx, now, self, ctx)
        return {"id": now.id}

    def _seen(self, tx: Tx, ctx: Context) -> Seen:
        return seen(tx, ordered(tx, self.schedule, ctx.who))
