"""/introduce: asks a member to meet, and shows the introductions that one has a part in."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.commands.introduce_ask import IntroduceAsk, willing
from bot.commands.matching.cards import card, title, visible
from bot.commands.matching.finding import Wanted, matches
from bot.commands.matching.introducing import candidate, known, offer, open_to_me, over, permitted
from bot.commands.matching.reach import meets, suggestable
from bot.commands.matching.reasons import told
from bot.commands.matching.requests import View, asked_card, met_card, own_card
from bot.commands.matching.viewing import seen
from bot.commands.paging import PAGE, onward, shown, there
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text, Whole
from bot.core.partial import Partial
from bot.core.reply import Button, Card, Reply, Weight
from bot.core.roles import Role
from bot.domain.affinity import affinity
from bot.domain.member import Profile
from bot.storage.introductions import Introduction, Stand
from bot.storage.store import Tx


class Introduce(
    Command, name="introduce", needs=Role.MEMBER, personal=True, examples=("introduce", "introduce who=Maria")
):
    """Meet a member: I ask them, and bring you together if you both say yes."""

    who: str = arg("Their name, or what they know, as in /find", default="", kind=Text(100))
    person: str = arg(default="", kind=Text(40), hidden=True)
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What the one who is named would be shown; who is meant; or all introductions of the asker."""
        if self.person:
            return await self._one(self.person, ctx)
        return await self._named(ctx) if self.who else await self._mine(ctx)

    async def _named(self, ctx: Context) -> Reply:
        t = ctx.t

        def read(tx: Tx) -> tuple[Profile, list[Profile]]:
            mine = tx.members.profile(ctx.who.id) or Profile(ctx.who.id, ctx.who.name)
            return mine, suggestable(tx, ctx.who.id)

        mine, others = await ctx.look(read)
        found = await asyncio.to_thread(matches, mine, others, Wanted(self.who), ctx)
        if len(found) == 1:
            return await self._one(found[0].profile.person, ctx)
        everybody = Button(t("Members like me"), ctx.opener("find"))
        if not found:
            said = t("Nobody of this name, or who fits these words, agreed to be asked.")
            return Reply((said,), buttons=(everybody,), private=True)
        page = there(self.page, len(found))
        here = found[(page - 1) * PAGE : page * PAGE]
        await seen((one.profile.person for one in here), "introduce", ctx)
        cards = tuple(
            card(one.profile, ctx, why=told(one.reasons, t), buttons=offer(one.profile, ctx), short=True)
            for one in here
        )
        part = shown(page, len(found), t)
        said = t("Whom do you mean?")
        pages = onward(lambda n: replace(self, page=n), page, t, more=page * PAGE < len(found))
        return Reply((f"{said} ({part})" if part else said,), cards=cards, buttons=(*pages, everybody), private=True)

    async def _one(self, person: str, ctx: Context) -> Reply:
        """What the other would be shown; sent only with the next press."""
        t = ctx.t

        def read(tx: Tx) -> tuple[Profile, Profile, Introduction | None]:
            mine, other = willing(tx, ctx, person), candidate(tx, person, ctx)
            met = known(tx, mine.person, other.person)
            if not (met or open_to_me(tx, other.person, mine.person, ctx.now)):
                permitted(tx, other, ctx)  # said before they write a line that could not be sent
            return mine, other, met

        mine, other, met = await ctx.look(read)
        await seen((person,), "introduce", ctx)
        name = title(other.name, t)
        if met:
            said = t("You have both said yes before.")
            reach = Button(t("How to reach them"), ctx.opener("introduce-met", request=met.id), Weight.MAIN)
            return Reply((said,), buttons=(reach,), private=True)
        shows = visible(mine)
        why = told(affinity(other, shows), t)
        said = t(
            "I would ask {name} whether they like to meet you, with this and a line of yours. Your accounts are shown"
            " only when they have said yes, and theirs to you in the same moment.",
            name=name,
        )
        form = Partial(IntroduceAsk, {}, {"person": person}).form(ctx.reading)
        ask = Button(t("Ask without a line"), IntroduceAsk(person=person), Weight.MAIN)
        return Reply((said,), cards=(card(shows, ctx, why=why),), form=form, buttons=(ask,), private=True)

    async def _mine(self, ctx: Context) -> Reply:
        t = ctx.t

        def read(tx: Tx) -> list[View]:
            return [View.of(tx, one, ctx.who.id) for one in tx.introductions.asked(ctx.who.id) if _stands(tx, one, ctx)]

        views = await ctx.look(read)
        find = Button(t("Members like me"), ctx.opener("find"))
        if not views:
            said = t("You have no introductions yet. /find shows members whom you can ask to meet.")
            return Reply((said,), buttons=(find,), private=True)
        page = there(self.page, len(views))
        said, part = t.many("{n} introduction", "{n} introductions", len(views)), shown(page, len(views), t)
        here = views[(page - 1) * PAGE : page * PAGE]
        return Reply(
            (f"{said} ({part})" if part else said,),
            cards=tuple(_card(view, ctx) for view in here),
            buttons=(*onward(lambda n: replace(self, page=n), page, ctx.t, more=page * PAGE < len(views)), find),
            private=True,
        )


def _stands(tx: Tx, one: Introduction, ctx: Context) -> bool:
    """Whether a request is worth a card: mine until I take it back, others' while I can answer."""
    if one.state == Stand.ACCEPTED or one.one == ctx.who.id:
        return one.state != Stand.WITHDRAWN
    waits = one.state in (Stand.ASKED, Stand.DECLINED) and not over(one, ctx.now)
    return waits and meets(tx, one.one) is not None


def _card(view: View, ctx: Context) -> Card:
    if view.request.state == Stand.ACCEPTED:
        return met_card(view, ctx)
    return own_card(view, ctx) if view.request.one == ctx.who.id else asked_card(view, ctx)
