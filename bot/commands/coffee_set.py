"""/coffee-set: takes part in coffee rounds or does not, or leaves one out. Behind the buttons of /coffee only."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from bot.commands.matching.coffees import Part, coming, name_of, part
from bot.commands.profiling.agreements import choice
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import OneOf
from bot.core.membership import purpose_text
from bot.core.reply import Button, Inline, Reply, Tone
from bot.core.roles import Role
from bot.core.words import Words
from bot.domain.member import Purpose
from bot.storage.store import Tx


class Wish(StrEnum):
    """What somebody may want of coffee rounds."""

    IN = "in"
    OUT = "out"
    PAUSE = "pause"
    RESUME = "resume"


BACK = {Wish.IN: Wish.OUT, Wish.OUT: Wish.IN, Wish.PAUSE: Wish.RESUME, Wish.RESUME: Wish.PAUSE}


class CoffeeSet(Command, name="coffee-set", needs=Role.MEMBER, writes=True, hidden=True):
    """Take part in coffee rounds, or not."""

    wish: Wish = arg(default=Wish.OUT, kind=OneOf(Wish), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep it, and say when the next round is."""
        t = ctx.t
        await ctx.work(lambda tx: self._keep(tx, ctx))
        at = await ctx.look(lambda tx: coming(tx, ctx.now, ctx.club.zone))
        said = self._heard(t, t.moment(at, ctx.zone))
        undo = Button(t("Undo"), CoffeeSet(wish=BACK[self.wish]))
        mine = Button(t("My coffees"), ctx.opener("coffee"))
        return Reply(said, buttons=(undo, mine), tone=Tone.GOOD, private=True)

    def _heard(self, t: Words, at: Inline) -> tuple[Inline, ...]:
        match self.wish:
            case Wish.IN | Wish.RESUME:
                return t.line("You take part. The next round is on {at}.", at=at)
            case Wish.OUT:
                return (t("You take no part in coffee rounds any more."),)
            case Wish.PAUSE:
                return t.line("You are left out of the round on {at}, and take part again after it.", at=at)

    def _keep(self, tx: Tx, ctx: Context) -> None:
        now, me = part(tx, ctx.who.id), ctx.who.id
        match self.wish:
            case Wish.IN:
                profile = tx.members.profile(me)
                if profile is None or Purpose.MATCHING not in profile.consents:
                    raise Oops(
                        "To have coffee with others you agree to introductions. This is what you agree to: {text}",
                        text=purpose_text(Purpose.MATCHING, ctx.t),
                        buttons=(choice(Purpose.MATCHING, ctx, given=True),),
                    )
                Part(on=True, first=now.first).keep(tx, me, ctx.now)
            case Wish.OUT:
                replace(now, on=False).keep(tx, me, ctx.now)
            case Wish.PAUSE:
                next_one = name_of(coming(tx, ctx.now, ctx.club.zone), ctx.club.zone)
                replace(now, pause=next_one).keep(tx, me, ctx.now)
            case Wish.RESUME:
                replace(now, pause="").keep(tx, me, ctx.now)
