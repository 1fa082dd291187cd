"""/reports: what people say is wrong and nobody has dealt with yet."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.cards.labels import KINDS
from bot.commands.fact_edit import FactEdit
from bot.commands.fact_history import FactHistory
from bot.commands.paging import PAGE, onward, shown, there
from bot.commands.report_done import ReportDone
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Badge, Button, Card, Reply, Tone
from bot.core.roles import Role
from bot.domain.record import Kind
from bot.storage.reports import Report


class Reports(Command, name="reports", needs=Role.ORGANISER, examples=("reports",)):
    """The “Wrong? Tell us” notes that wait for somebody, the oldest first."""

    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """List them, each with the way to correct the record."""
        t = ctx.t
        waiting = await ctx.look(lambda tx: tx.reports.open())
        if not waiting:
            return Reply((t("No note is waiting. All is dealt with."),), tone=Tone.GOOD, private=True)
        page, total = there(self.page, len(waiting)), len(waiting)
        said, part = t.many("{n} note is waiting", "{n} notes are waiting", total), shown(page, total, t)
        first = (page - 1) * PAGE
        buttons = onward(lambda n: replace(self, page=n), page, t, more=page * PAGE < total)
        return Reply(
            (f"{said} ({part})" if part else said,),
            cards=tuple(_card(report, ctx) for report in waiting[first : first + PAGE]),
            buttons=buttons,
            private=True,
        )


def _card(report: Report, ctx: Context) -> Card:
    t, record = ctx.t, f"{report.kind}:{report.fact_id}"
    there_still = ctx.library.has(report.kind, report.fact_id)
    mend = (
        Button(t("Correct it"), FactEdit(record=record))
        if there_still
        else Button(t("History"), FactHistory(record=record))
    )
    return Card(
        ctx.library.label(report.kind, report.fact_id, t.language),
        badge=Badge(t(KINDS[Kind(report.kind)])),
        body=((report.text,), *(() if there_still else ((t("It is no longer in the records."),),))),
        footer=(t.moment(report.at, ctx.zone),),
        buttons=(mend, Button(t("Done"), ReportDone(number=report.id))),
        record=(report.kind, report.fact_id),
    )
