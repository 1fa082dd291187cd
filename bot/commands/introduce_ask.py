"""/introduce-ask: asks a member to meet. Behind the buttons of /find and /introduce only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.commands.introduce_asked import IntroduceAsked
from bot.commands.introduce_met import IntroduceMet
from bot.commands.introduce_withdraw import IntroduceWithdraw
from bot.commands.matching.bringing import WITHIN, together
from bot.commands.matching.introducing import OPEN, candidate, known, open_to_me, permitted, request_key
from bot.commands.matching.reach import meets
from bot.commands.matching.reasons import kept
from bot.commands.profiling.agreements import choice
from bot.core import outbox
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import LongText, Text
from bot.core.membership import purpose_text
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.core.spec import Pace
from bot.domain.affinity import affinity
from bot.domain.member import Profile, Purpose
from bot.storage.store import Tx


class IntroduceAsk(
    Command,
    name="introduce-ask",
    needs=Role.MEMBER,
    writes=True,
    hidden=True,
    pace=Pace(10, timedelta(minutes=10)),
):
    """Ask a member to meet."""

    text: str = arg("A line to them, if you like", default="", kind=LongText(500), in_form=True)
    person: str = arg(default="", kind=Text(40), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep the request and have it brought; who has asked the asker already is met at once."""
        how, id = await ctx.work(lambda tx: self._ask(tx, ctx))
        if how == "met":
            return await IntroduceMet(request=id).run(ctx)
        t = ctx.t
        said = t(
            "I ask them. You hear from me when you have both said yes; within {days} days, else there was no answer.",
            days=OPEN.days,
        )
        buttons = (
            Button(t("Withdraw"), IntroduceWithdraw(request=id)),
            Button(t("My introductions"), ctx.opener("introduce")),
        )
        return Reply((said,), buttons=buttons, tone=Tone.GOOD, private=True)

    def _ask(self, tx: Tx, ctx: Context) -> list[Any]:
        mine, other = willing(tx, ctx, self.person), candidate(tx, self.person, ctx)
        if one := known(tx, mine.person, other.person):
            return ["met", one.id]
        if one := open_to_me(tx, other.person, mine.person, ctx.now):
            together(tx, one, IntroduceMet(request=one.id), ctx)
            return ["met", one.id]
        permitted(tx, other, ctx)
        id = tx.introductions.ask(mine.person, other.person, self.text, kept(affinity(mine, other)), ctx.now)
        if place := outbox.direct(tx, other.person):
            key = request_key(id, mine.person, other.person)
            outbox.send(tx, ctx.now, place=place, says=IntroduceAsked(request=id), key=key, within=WITHIN)
        return ["asked", id]


def willing(tx: Tx, ctx: Context, person: str = "") -> Profile:
    """The asker, if they agree to introductions; else Oops with the way to agree, and on to whom they would ask."""
    mine = meets(tx, ctx.who.id)
    if mine is not None:
        return mine
    if tx.members.muted_at(ctx.who.id) is not None:
        unmute = (Button(ctx.t("Unmute"), ctx.opener("unmute")),)
        raise Oops("You have muted me, so no answer could come to you. Unmute me first.", buttons=unmute)
    if tx.erasures.pending(ctx.who.id):
        keep = (Button(ctx.t("Keep everything"), ctx.opener("forgetme-cancel")),)
        raise Oops("You are about to be forgotten. Take that back first with /forgetme.", buttons=keep)
    raise Oops(
        "To ask others you agree to introductions yourself. This is what you agree to: {text}",
        text=purpose_text(Purpose.MATCHING, ctx.t),
        buttons=(choice(Purpose.MATCHING, ctx, given=True, person=person),),
    )
