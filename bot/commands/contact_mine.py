"""/contact-mine: what somebody asked the organisers, and what came of it. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.contact_withdraw import ContactWithdraw
from bot.commands.helping.telling import View, own_card
from bot.commands.paging import PAGE, onward, shown, there
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply
from bot.storage.help_requests import HelpRequest
from bot.storage.store import Tx


class ContactMine(Command, name="contact-mine", hidden=True, personal=True):
    """Your questions to the organisers, the latest first."""

    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A page of them, each with what can be done about it."""
        t = ctx.t

        def read(tx: Tx) -> tuple[int, int, list[View]]:
            mine = tx.help.of(ctx.who.id)
            page = there(self.page, len(mine))
            return page, len(mine), [View.of(tx, one) for one in mine[(page - 1) * PAGE : page * PAGE]]

        page, total, views = await ctx.look(read)
        ask = Button(t("Ask a question"), ctx.opener("contact-ask"))
        if not views:
            return Reply((t("You have asked the organisers nothing yet."),), buttons=(ask,), private=True)
        said, part = t.many("{n} question of yours", "{n} questions of yours", total), shown(page, total, t)
        pages = onward(lambda n: replace(self, page=n), page, t, more=page * PAGE < total)
        return Reply(
            (f"{said} ({part})" if part else said,),
            cards=tuple(own_card(view, ctx, _offers(view.asked, ctx)) for view in views),
            buttons=(*pages, ask),
            private=True,
        )


def _offers(asked: HelpRequest, ctx: Context) -> tuple[Button, ...]:
    t = ctx.t
    if asked.done_at is None:
        return (Button(t("Withdraw"), ContactWithdraw(request=asked.id)),)
    return after_answer(asked, ctx) if asked.answer is not None else ()


def after_answer(asked: HelpRequest, ctx: Context) -> tuple[Button, ...]:
    """What whoever asked can say to an answer."""
    t = ctx.t
    kind, _, partner = asked.topic.partition(":")
    known = {"partner": partner} if kind == "partner" else {}
    further = Button(t("Ask further"), ctx.opener("contact-ask", follows=asked.id, **known))
    helped = Button(t("That helped"), ctx.opener("contact-helped", request=asked.id))
    return (further,) if asked.helped_at else (helped, further)
