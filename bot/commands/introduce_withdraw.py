"""/introduce-withdraw: takes a request to meet back, or puts it again. Behind a button only."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.introduce_asked import IntroduceAsked
from bot.commands.matching.bringing import WITHIN
from bot.commands.matching.introducing import over, request_key
from bot.core import outbox
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.storage.introductions import ASKED, Introduction, Stand
from bot.storage.store import Tx


class IntroduceWithdraw(Command, name="introduce-withdraw", needs=Role.MEMBER, writes=True, hidden=True):
    """Take a request to meet back."""

    request: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    back: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Note it. A request that was declined in silence is taken back like any other."""
        t = ctx.t
        await ctx.work(lambda tx: self._back(tx, ctx) if self.back else self._withdraw(tx, ctx))
        said = t("Your request stands again.") if self.back else t("Your request is taken back.")
        undo = Button(t("Withdraw") if self.back else t("Undo"), replace(self, back=not self.back))
        mine = Button(t("My introductions"), ctx.opener("introduce"))
        return Reply((said,), buttons=(undo, mine), tone=Tone.GOOD, private=True)

    def _withdraw(self, tx: Tx, ctx: Context) -> None:
        one = self._own(tx, ctx)
        if one.state == Stand.ACCEPTED:
            raise Oops("You have both said yes already. /introduce shows how to reach them.")
        if one.state == Stand.WITHDRAWN:
            raise Oops("It is taken back already.")
        # When it was declined stays noted: a request that is put again after a no stays declined.
        tx.introductions.withdraw(one.id)
        if place := outbox.direct(tx, one.other):
            for key in _keys(one):
                outbox.retract(tx, ctx.now, place=place, key=key)

    def _back(self, tx: Tx, ctx: Context) -> None:
        one = self._own(tx, ctx)
        if one.state != Stand.WITHDRAWN or over(one, ctx.now):
            raise Oops("It can't be put again. /find shows whom you can ask.")
        turned, at = (Stand.DECLINED, one.answered_at) if one.answered_at else (Stand.ASKED, ctx.now)
        tx.introductions.turn(one.id, turned, at, was=Stand.WITHDRAWN)
        # Also after a no, of which they are not told: then it finds nothing to say.
        self._bring(tx, one, ctx)

    def _bring(self, tx: Tx, one: Introduction, ctx: Context) -> None:
        """Have it brought anew, once: what is taken back and put again without end would be a way to pester."""
        place, (first, again) = outbox.direct(tx, one.other), _keys(one)
        if place is None or any(outbox.waits(tx, ctx.now, place=place, key=key) for key in (first, again)):
            return
        says = IntroduceAsked(request=one.id, again=True)
        if not outbox.send(tx, ctx.now, place=place, says=says, key=again, within=WITHIN):
            raise Oops("You have put it again once already, so it stays taken back. /find shows whom you can ask.")

    def _own(self, tx: Tx, ctx: Context) -> Introduction:
        one = tx.introductions.get(self.request)
        if one is None or one.kind != ASKED or one.one != ctx.who.id:
            raise Oops("This request is not there any more. /introduce shows yours.")
        return one


def _keys(one: Introduction) -> tuple[str, str]:
    """The message that brings it, and the one that brings it again."""
    first = request_key(one.id, one.one, one.other)
    return first, f"{first}:again"
