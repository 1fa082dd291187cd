"""/find: members who agreed to be found, by what they told, with what one has in common with them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.commands.find_member import FindMember
from bot.commands.matching.cards import card
from bot.commands.matching.finding import PLACES, Match, Wanted, matches
from bot.commands.matching.introducing import offer
from bot.commands.matching.reach import findable
from bot.commands.matching.reasons import told
from bot.commands.matching.viewing import seen
from bot.commands.paging import PAGE, onward, shown, there
from bot.commands.profiling.agreements import choice
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Organisation, Text, Whole
from bot.core.reply import Button, Card, Reply
from bot.core.roles import Role
from bot.core.spec import Pace
from bot.domain.member import Profile, Purpose
from bot.storage.store import Tx


class Find(
    Command,
    name="find",
    needs=Role.MEMBER,
    personal=True,
    pace=Pace(30, timedelta(minutes=10)),
    examples=("find", "find who=oncology", 'find who="clinical trials" city=Sofia'),
):
    """Members of the club, by what they know, offer and look for."""

    who: str = arg("A name, a field or other words, such as oncology", default="", kind=Text(100))
    organisation: str = arg("Their organisation", default="", kind=Organisation())
    city: str = arg("Their city", default="", kind=Text(80))
    offers: str = arg("What they offer, such as data", default="", kind=Text(100))
    every: bool = arg(default=False, hidden=True)
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Those who fit; without any words those with whom the asker has something in common."""
        mine, others = await ctx.look(lambda tx: self._read(tx, ctx))
        wanted = Wanted(self.who, self.organisation, self.city, self.offers)
        found = await asyncio.to_thread(matches, mine, others, wanted, ctx)
        alike = wanted == Wanted() and not self.every
        if alike:
            found = [one for one in found if one.reasons and Purpose.MATCHING in one.profile.consents]
        if not found:
            return self._nobody(mine, others, ctx, alike=alike)
        page = there(self.page, len(found))
        here = found[(page - 1) * PAGE : page * PAGE]
        await seen((one.profile.person for one in here), "find", ctx)
        return Reply(
            (self._lead(len(found), page, ctx, alike=alike),),
            cards=tuple(self._card(one, ctx) for one in here),
            buttons=self._onward(mine, page, len(found), ctx, alike=alike),
            private=True,
        )

    def _read(self, tx: Tx, ctx: Context) -> tuple[Profile, list[Profile]]:
        return tx.members.profile(ctx.who.id) or Profile(ctx.who.id, ctx.who.name), findable(tx, ctx.who.id)

    def _lead(self, total: int, page: int, ctx: Context, *, alike: bool) -> str:
        t = ctx.t
        if alike:
            said = t.many(
                "{n} member has something in common with you", "{n} members have something in common with you", total
            )
        else:
            said = t.many("{n} member", "{n} members", total)
        part = shown(page, total, t)
        return f"{said} ({part})" if part else said

    def _card(self, one: Match, ctx: Context) -> Card:
        t = ctx.t
        found = (
            t("Found by: {what}.", what=", ".join(t(PLACES[place][0]) for place in one.places)) if one.places else ""
        )
        why = " ".join(filter(None, (told(one.reasons, t), found)))
        details = Button(t("Details"), FindMember(person=one.profile.person))
        return card(one.profile, ctx, why=why, buttons=(details, *offer(one.profile, ctx)), short=True)

    def _onward(self, mine: Profile, page: int, total: int, ctx: Context, *, alike: bool) -> tuple[Button, ...]:
        pages = onward(lambda n: replace(self, page=n), page, ctx.t, more=page * PAGE < total)
        everybody = (Button(ctx.t("Everybody"), Find(every=True)),) if alike else ()
        return (*pages, *everybody, *_join_in(mine, ctx))

    def _nobody(self, mine: Profile, others: list[Profile], ctx: Context, *, alike: bool) -> Reply:
        t = ctx.t
        if not others:
            said = t("Nobody else has agreed to be found yet. Whoever does stands here.")
            return Reply((said,), buttons=_join_in(mine, ctx), private=True)
        everybody = Button(t("Everybody"), Find(every=True))
        if alike:
            said = t(
                "I find nobody who has something in common with you yet. The more your profile tells, the better I can"
                " look."
            )
            buttons = (everybody, Button(t("My profile"), ctx.opener("profile")), *_join_in(mine, ctx))
            return Reply((said,), buttons=buttons, private=True)
        said = t("Nobody who agreed to be found fits all of it. Try fewer or other words.")
        records = (Button(t("Search the records"), ctx.opener("search", text=self.who)),) if self.who else ()
        return Reply((said,), buttons=(everybody, *records, *_join_in(mine, ctx)), private=True)


def _join_in(mine: Profile, ctx: Context) -> tuple[Button, ...]:
    """Who looks for others and can't be found is offered to be."""
    return () if Purpose.DIRECTORY in mine.consents else (choice(Purpose.DIRECTORY, ctx, given=True),)
