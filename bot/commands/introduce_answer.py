"""/introduce-answer: what somebody says to a request to meet. Behind its buttons only."""

from __future__ import annotations

from enum import StrEnum

from bot.commands.introduce_met import IntroduceMet
from bot.commands.matching.bringing import together
from bot.commands.matching.introducing import over
from bot.commands.matching.reach import meets
from bot.commands.membership.answers import AGREE, store
from bot.commands.profiling.agreements import choice
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import LongText, OneOf, Whole
from bot.core.membership import purpose_text
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.domain.member import Purpose
from bot.storage.introductions import ASKED, Introduction, Stand
from bot.storage.store import Tx


class Says(StrEnum):
    """What may be said to a request."""

    YES = "yes"
    NO = "no"
    NEVER = "never"


class IntroduceAnswer(Command, name="introduce-answer", needs=Role.MEMBER, writes=True, hidden=True):
    """Answer a request to meet."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    says: Says = arg(default=Says.NO, kind=OneOf(Says), hidden=True)
    text: str = arg(default="", kind=LongText(500), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Note the answer. A yes brings the two together, a no is told to nobody."""
        t = ctx.t
        await ctx.work(lambda tx: self._answer(tx, ctx))
        mine = Button(t("My introductions"), ctx.opener("introduce"))
        if self.says is Says.YES:
            return await IntroduceMet(request=self.request).run(ctx)
        if self.says is Says.NO:
            said = t("Noted. They are not told that you said no.")
            after_all = Button(t("Yes after all"), ctx.opener("introduce-answer", request=self.request, says="yes"))
            return Reply((said,), buttons=(after_all, mine), tone=Tone.GOOD, private=True)
        said = t(
            "From this moment I suggest you to nobody and bring you no requests to meet, this one included. Nobody is"
            " told."
        )
        back = Button(t("Undo"), choice(Purpose.MATCHING, ctx, given=True).does)
        return Reply((said,), buttons=(back, mine), tone=Tone.GOOD, private=True)

    def _answer(self, tx: Tx, ctx: Context) -> None:
        one = self._mine(tx, ctx)
        if self.says is Says.NEVER:
            tx.introductions.turn(one.id, Stand.DECLINED, ctx.now)
            if Purpose.MATCHING in _consents(tx, ctx):
                store(tx, AGREE + Purpose.MATCHING, False, ctx)  # noqa: FBT003 - the value of an answer
        elif one.state == Stand.ACCEPTED:
            if self.says is Says.NO:
                raise Oops("You have both said yes already, so they know how to reach you.")
        elif over(one, ctx.now):
            raise Oops("This request is over: it waited too long. You can ask them yourself with /find.")
        elif self.says is Says.NO:
            tx.introductions.turn(one.id, Stand.DECLINED, ctx.now)
        else:
            self._agree(tx, one, ctx)

    def _agree(self, tx: Tx, one: Introduction, ctx: Context) -> None:
        if Purpose.MATCHING not in _consents(tx, ctx):
            raise Oops(
                "To meet others you agree to introductions yourself. This is what you agree to: {text}",
                text=purpose_text(Purpose.MATCHING, ctx.t),
                buttons=(choice(Purpose.MATCHING, ctx, given=True),),
            )
        if tx.erasures.pending(ctx.who.id):
            raise Oops("You are about to be forgotten. Take that back first with /forgetme.")
        if meets(tx, one.one) is None:
            raise Oops("This member does not look for introductions at the moment.")
        if self.text:
            tx.introductions.reply(one.id, self.text)
        together(tx, one, IntroduceMet(request=one.id), ctx)

    def _mine(self, tx: Tx, ctx: Context) -> Introduction:
        one = tx.introductions.get(self.request)
        if one is None or one.kind != ASKED or one.other != ctx.who.id:
            raise Oops("This request is not there any more. /introduce shows yours.")
        if one.state == Stand.WITHDRAWN and self.says is not Says.NEVER:
            raise Oops("This request was taken back, so it needs no answer any more.")
        return one


def _consents(tx: Tx, ctx: Context) -> frozenset[Purpose]:
    profile = tx.members.profile(ctx.who.id)
    return profile.consents if profile else frozenset()
