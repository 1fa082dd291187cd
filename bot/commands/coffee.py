"""/coffee: a monthly coffee with another member: taking part, leaving one out, and those of the past."""

from __future__ import annotations

from datetime import datetime

from bot.commands.coffee_asked import coffee_card, other_name
from bot.commands.coffee_pair import CoffeePair
from bot.commands.coffee_say import CoffeeSay
from bot.commands.coffee_set import CoffeeSet, Wish
from bot.commands.matching.cards import MEMBER, title
from bot.commands.matching.coffees import Answer, Part, coming, name_of, part
from bot.commands.paging import PAGE
from bot.commands.profiling.agreements import choice
from bot.core.command import Command
from bot.core.context import Context
from bot.core.membership import purpose_text
from bot.core.reply import Badge, Button, Card, Line, Reply, Tone, Weight
from bot.core.roles import Role
from bot.core.words import later
from bot.domain.member import Purpose
from bot.storage.introductions import Coffee as Said
from bot.storage.introductions import Introduction
from bot.storage.store import Tx

SAID = {Said.MET: later("You met"), Said.MISSED: later("You did not meet"), Said.NEVER: later("Not again")}


class Coffee(Command, name="coffee", needs=Role.MEMBER, personal=True, examples=("coffee",)):
    """A coffee with another member every month, if you like."""

    async def run(self, ctx: Context) -> Reply:
        """How the asker stands, and their last coffees."""
        t, me = ctx.t, ctx.who.id

        def read(tx: Tx) -> tuple[bool, Part, datetime, list[tuple[Introduction, str]]]:
            profile = tx.members.profile(me)
            agrees = profile is not None and Purpose.MATCHING in profile.consents
            mine = tx.introductions.coffees(me)[:PAGE]
            return (
                agrees,
                part(tx, me),
                coming(tx, ctx.now, ctx.club.zone),
                [(one, other_name(tx, one)) for one in mine],
            )

        agrees, now, at, past = await ctx.look(read)
        about = t(
            "Once a month, on its first working day, I bring two members together for a coffee: people who have not met"
            " yet, and of different organisations. They see each other's name and accounts."
        )
        said, buttons = self._stand(agrees, now, at, ctx)
        cards = tuple(_card(one, name, ctx) for one, name in past)
        return Reply((about, " ", *said), cards=cards, buttons=buttons, private=True)

    def _stand(self, agrees: bool, now: Part, at: datetime, ctx: Context) -> tuple[Line, tuple[Button, ...]]:
        t = ctx.t
        join = Button(t("Take part"), CoffeeSet(wish=Wish.IN), Weight.MAIN)
        if not agrees:
            text = purpose_text(Purpose.MATCHING, t)
            said = t("To take part you agree to introductions. This is what you agree to: {text}", text=text)
            return (said,), (choice(Purpose.MATCHING, ctx, given=True),)
        if not now.on:
            return t.line("You take no part yet. The next round is on {at}.", at=t.moment(at, ctx.zone)), (join,)
        leave = Button(t("Take part no more"), CoffeeSet(wish=Wish.OUT))
        if now.pause == name_of(at, ctx.club.zone):
            resume = Button(t("Take part after all"), CoffeeSet(wish=Wish.RESUME), Weight.MAIN)
            left = t.line("You are left out of the round on {at}.", at=t.moment(at, ctx.zone))
            return left, (resume, leave)
        if ctx.who.muted:
            unmute = Button(t("Unmute"), ctx.opener("unmute"))
            return (t("You take part, but you have muted me: until you unmute me you are left out."),), (unmute, leave)
        pause = Button(t("Leave the next one out"), CoffeeSet(wish=Wish.PAUSE))
        return t.line("You take part. The next round is on {at}.", at=t.moment(at, ctx.zone)), (pause, leave)


def _card(one: Introduction, name: str, ctx: Context) -> Card:
    t = ctx.t
    reach = Button(t("How to reach them"), CoffeePair(round=one.round))
    if one.state == Said.PAIRED:
        asked = coffee_card(one, name, ctx)
        return Card(asked.title, body=((one.round,),), buttons=(reach, *asked.buttons), record=asked.record)
    undo = Button(t("Change"), CoffeeSay(coffee=one.id, says=Answer.UNSAID))
    return Card(
        title(name, t),
        badge=Badge(t(SAID[Said(one.state)]), Tone.PLAIN),
        body=((one.round,),),
        buttons=(undo,),
        record=(MEMBER, one.other),
    )
