"""/onboarding: how far people come in joining, for organisers."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.membership.answers import ANSWERS
from bot.core.chart import Bar, bars
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Times
from bot.core.reply import Button, Card, Field, Image, Reply
from bot.core.roles import Role
from bot.domain.when import Toward
from bot.domain.zones import local_midnight
from bot.flows.counting import Counted, count
from bot.storage.store import Tx

if TYPE_CHECKING:
    from datetime import datetime

PERIOD = Times(Toward.PAST)
DAYS = 30


class OnboardingFunnel(
    Command, name="onboarding", needs=Role.ORGANISER, examples=("onboarding", 'onboarding period="last month"')
):
    """How far people come in joining: in numbers, and as a chart."""

    period: str = arg("Those who came in this time, such as last month; else the last 30 days", default="", kind=PERIOD)

    async def run(self, ctx: Context) -> Reply:
        """Count those who came in the period, at each question; no group of fewer than five stands out."""
        t = ctx.t
        since, until = self._span(ctx)

        def read(tx: Tx) -> Counted:
            helped = tx.help.joiners(since, until)
            return count(tx.funnel.began(since, until), tx.funnel.welcomed(since, until), helped)

        found = await ctx.look(read)
        first, last = (at.astimezone(ctx.zone).date() for at in (since, until - timedelta(microseconds=1)))
        span = t("{first} to {last}", first=t.day(first), last=t.day(last)) if first < last else t.day(first)
        requests = Button(t("Who asked for help"), ctx.opener("requests", show="joining"))
        if found.empty:
            said = t("Nobody came or began to join in this time: {period}.", period=span)
            return Reply((said,), buttons=(requests,), private=True)
        rows = _rows(found, ctx)
        title = t("How far people come in joining")
        picture = await asyncio.to_thread(bars, title, span, rows)
        alt = t("Bars, one under the other: {bars}.", bars="; ".join(f"{row.label}: {row.shown}" for row in rows))
        return Reply(
            (t("How far those came who joined: {period}", period=span),),
            cards=(_whole(found, ctx), _steps(found, ctx)),
            images=(Image("onboarding.png", "image/png", picture, alt),),
            buttons=(requests,),
        )

    def _span(self, ctx: Context) -> tuple[datetime, datetime]:
        """Whole days: some minutes would tell of the one person who came in them."""
        last = ctx.now.astimezone(ctx.zone).date()
        first = last - timedelta(days=DAYS - 1)
        if self.period:
            span = PERIOD.span(self.period, ctx.reading)
            first, last = (at.astimezone(ctx.zone).date() for at in (span.start, span.end - timedelta(microseconds=1)))
        return local_midnight(first, ctx.zone), local_midnight(last + timedelta(days=1), ctx.zone)


def _rows(found: Counted, ctx: Context) -> list[Bar]:
    t = ctx.t
    shown = [
        (t("Came to the club"), found.welcomed, True),
        (t("Began to join"), found.began, False),
        *((_label(step.name, ctx), step.reached, False) for step in found.steps),
        (t("Came to the end"), found.finished, False),
    ]
    return [Bar(label, one.low, one.high, str(one), aside=aside) for label, one, aside in shown]


def _whole(found: Counted, ctx: Context) -> Card:
    t = ctx.t
    return Card(
        t("In all"),
        fields=(
            Field(t("Came to the club"), (str(found.welcomed),)),
            Field(t("Began to join"), (str(found.began),)),
            Field(t("Came to the end"), (str(found.finished),)),
            Field(t("Stopped on the way"), (str(found.stopped),)),
            Field(t("Asked for help while joining"), (str(found.helped),)),
        ),
        footer=(t("<5 means one to four. A range stands where a number would give so few away."),),
    )


def _steps(found: Counted, ctx: Context) -> Card:
    t = ctx.t
    fields = tuple(
        Field(
            _label(step.name, ctx),
            (
                t(
                    "{reached} came to it: {answered} answered, {skipped} skipped it",
                    reached=step.reached,
                    answered=step.answered,
                    skipped=step.skipped,
                ),
            ),
        )
        for step in found.steps
    )
    return Card(t("By question"), fields=fields, footer=(t("What needed no asking counts as answered."),))


def _label(name: str, ctx: Context) -> str:
    return ctx.t(ANSWERS[name].label)
