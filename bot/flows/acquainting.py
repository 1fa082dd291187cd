"""The person who has most in common with somebody, of those who agreed to be suggested; to those who agreed as well."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.matching.reasons import told as because
from bot.core.reply import Button, Card
from bot.core.roles import Role
from bot.domain.affinity import best
from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.domain.member import Profile
    from bot.storage.store import Tx


async def person_card(ctx: Context) -> Card:
    """Who they are, as far as they let others know, and what the two have in common."""
    t = ctx.t
    mine, others = await ctx.look(lambda tx: _people(tx, ctx.who.id))
    if mine is None or Purpose.MATCHING not in mine.consents:
        none = t("You did not agree to introductions, so I suggest nobody to you, and you to nobody.")
        return Card(t("A person"), body=((none,),))
    found = await asyncio.to_thread(best, mine, others, 1)
    if not found:
        none = t("Nobody has something in common with you yet. I look again whenever you open /join.")
        return Card(t("A person"), body=((none,),))
    ((one, reasons),) = found
    name = one.name if Purpose.DIRECTORY in one.consents and one.name else ""
    title = t("A person: {name}", name=name) if name else t("A person: a member who is not in the directory")
    return Card(title, body=((because(reasons, t),),), buttons=_introduce(one, ctx))


def _people(tx: Tx, person_id: str) -> tuple[Profile | None, list[Profile]]:
    return tx.members.profile(person_id), tx.members.profiles(Purpose.MATCHING)


def _introduce(one: Profile, ctx: Context) -> tuple[Button, ...]:
    """The way to meet them, for those who may ask."""
    if ctx.who.role < Role.MEMBER or not any(spec.name == "introduce" for spec in ctx.book):
        return ()
    return (Button(ctx.t("Introduce us"), ctx.opener("introduce", to=one.person)),)
