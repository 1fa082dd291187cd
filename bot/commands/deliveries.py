"""/deliveries: receipts of what went where and when, and of what did not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.commands.paging import PAGE, onward
from bot.commands.schedules.receipts import receipt
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import OneOf, Places, Whole
from bot.core.reply import Button, Reply
from bot.core.roles import Role
from bot.core.words import later
from bot.domain.delivery import Delivery, Stage
from bot.domain.schedule import Schedule
from bot.storage.store import Tx


class Show(StrEnum):
    """Which receipts."""

    ALL = "all"
    SENT = "sent"
    FAILED = "failed"
    UNCLEAR = "unclear"
    MISSED = "missed"
    WAITING = "waiting"


LABELS = {
    Show.ALL: later("Everything that is over"),
    Show.SENT: later("What has arrived"),
    Show.FAILED: later("What did not arrive"),
    Show.UNCLEAR: later("What nobody can tell"),
    Show.MISSED: later("What was missed"),
    Show.WAITING: later("What is on its way or held"),
}
STAGES = {
    Show.ALL: tuple(stage for stage in Stage if stage > Stage.LEASED),
    Show.SENT: (Stage.SENT, Stage.RETRACTED),
    Show.FAILED: (Stage.DEAD,),
    Show.UNCLEAR: (Stage.UNCLEAR,),
    Show.MISSED: (Stage.MISSED,),
    Show.WAITING: (Stage.DUE,),
}


@dataclass(frozen=True, slots=True)
class _Page:
    rows: list[Delivery]
    schedules: dict[int, Schedule]
    more: bool


class Deliveries(
    Command,
    name="deliveries",
    needs=Role.ORGANISER,
    personal=True,
    examples=("deliveries", "deliveries show=failed", "deliveries where=#general"),
):
    """What was posted where and when, how late, and what did not arrive."""

    show: Show = arg(
        "Which ones; everything that is over unless you say so", default=Show.ALL, kind=OneOf(Show, LABELS)
    )
    schedule: int = arg("Only those of the schedule with this number", default=0, kind=Whole(0, 10**15))
    where: tuple[str, ...] = arg("Only those to this place, such as #general", default=(), kind=Places())
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A page of receipts, the latest first; what is still to be sent, the soonest first."""
        found = await ctx.look(self._read)
        t = ctx.t
        if not found.rows:
            return Reply((self._none(ctx),), buttons=tuple(self._ways(ctx)), private=True)
        pages = onward(lambda n: replace(self, page=n), self.page, t, more=found.more)
        cards = tuple(receipt(row, found.schedules[row.schedule], ctx) for row in found.rows)
        return Reply((t(LABELS[self.show]),), cards=cards, buttons=(*pages, *self._ways(ctx)), private=True)

    def _read(self, tx: Tx) -> _Page:
        rows = tx.deliveries.receipts(
            STAGES[self.show],
            places=self.where,
            schedule_id=self.schedule,
            offset=(self.page - 1) * PAGE,
            limit=PAGE + 1,
        )
        return _Page(rows[:PAGE], tx.schedules.several({row.schedule for row in rows}), len(rows) > PAGE)

    def _none(self, ctx: Context) -> str:
        t = ctx.t
        if self.show is Show.WAITING:
            return t("Nothing is on its way.")
        if self == Deliveries():
            return t("Nothing has been posted yet. /schedules shows what is to come.")
        return t("There is none of these.")

    def _ways(self, ctx: Context) -> list[Button]:
        t, ways = ctx.t, []
        for show, label in ((Show.ALL, t("All")), (Show.FAILED, t("Failed")), (Show.WAITING, t("On its way"))):
            if show is not self.show:
                ways.append(Button(label, replace(self, show=show, page=1)))
        return [*ways, Button("/schedules", ctx.opener("schedules"))]
