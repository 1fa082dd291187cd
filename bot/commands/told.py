"""/told: what the owner of a schedule hears when something did not go as planned. Nobody types it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.delivery_again import DeliveryAgain
from bot.commands.delivery_arrived import DeliveryArrived
from bot.commands.schedules.storing import private
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.domain.delivery import Delivery, Stage
from bot.domain.schedule import Schedule, State
from bot.storage.store import Tx


@dataclass(frozen=True, slots=True)
class _Case:
    row: Delivery
    schedule: Schedule


class Told(Command, name="told", hidden=True):
    """What became of a message, for whoever scheduled it."""

    delivery: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    more: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What happened, why, and what can be done about it now."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        case = await ctx.look(self._read)
        if case is None:
            return Reply(idle=True)
        said = [*_said(case, ctx)]
        if self.more:
            said.append(
                ctx.t.many("{n} more like it went the same way.", "{n} more like it went the same way.", self.more)
            )
        if case.schedule.state is State.PAUSED:
            said.append(
                ctx.t("It is paused until you move it: /reminders.")
                if private(case.schedule)
                else ctx.t("The schedule is paused until you look at it: /schedules.")
            )
        return Reply((" ".join(said),), buttons=_offers(case, ctx), tone=Tone.WARN)

    def _read(self, tx: Tx) -> _Case | None:
        row = tx.deliveries.get(self.delivery)
        schedule = tx.schedules.get(row.schedule) if row else None
        return _Case(row, schedule) if row and schedule else None


def _said(case: _Case, ctx: Context) -> tuple[str, ...]:
    t, row = ctx.t, case.row
    names = {
        "title": case.schedule.title,
        "place": t("your direct messages") if ":@" in row.place else ctx.places.label(row.place),
        "at": t.moment(row.held_from or row.due_at, ctx.zone).shown,
    }
    why = (t(row.why["text"], **row.why["names"]),) if row.why else ()
    match row.stage:
        case Stage.MISSED:
            return (
                t("“{title}” was due in {place} on {at}, when I was away, and it is too late for it now.", **names),
            )
        case Stage.UNCLEAR:
            return (t("I can't tell whether “{title}” of {at} arrived in {place}. Please look there.", **names), *why)
        case Stage.SENT:
            return (t("“{title}” of {at} has arrived in {place} after all.", **names),)
        case _:
            return (t("“{title}” of {at} did not reach {place}.", **names), *why)


def _offers(case: _Case, ctx: Context) -> tuple[Button, ...]:
    t, row = ctx.t, case.row
    again = Button(t("Send it again"), DeliveryAgain(delivery=row.id))
    if row.stage is Stage.UNCLEAR:
        return Button(t("It is there"), DeliveryArrived(delivery=row.id)), again
    return (again,) if row.stage in (Stage.DEAD, Stage.MISSED) else ()
