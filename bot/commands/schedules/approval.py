"""A second organiser agrees to what is posted, where the club wants it so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.announcing.preview import previews
from bot.commands.schedules.cards import Seen, aloud, card, seen
from bot.core.errors import Oops
from bot.core.places import PLATFORMS
from bot.core.reply import Audience, Button, Notice, Reply, Tone, Weight
from bot.domain.delivery import Task
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.deliveries import Row

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.storage.store import Tx

WITHIN = timedelta(hours=24)  # to tell an owner
MAKING = ("add", "edit", "settings", "move")  # what makes somebody an author


def wanted(schedule: Schedule, ctx: Context) -> bool:
    """Whether the club wants a second organiser for it."""
    return ctx.club.approval and schedule.sort is Sort.POST


def pending(schedule: Schedule) -> bool:
    """Whether it waits for a second organiser."""
    return schedule.state is State.WAITING


def approved(schedule: Schedule, ctx: Context) -> bool:
    """Whether what it says now may be posted, as far as a second organiser is concerned."""
    if schedule.state in (State.DRAFT, State.WAITING):
        return False
    return schedule.state is not State.PAUSED or not wanted(schedule, ctx) or schedule.approved_by is not None


def revised(before: Schedule, after: Schedule, ctx: Context) -> Schedule:
    """A schedule whose text, places or time somebody changes: it waits again, unless they are who approved it."""
    if not wanted(after, ctx) or (before.approved_by == ctx.who.id and before.state is not State.WAITING):
        return after
    state = after.state if after.state is State.PAUSED else State.WAITING
    return replace(after, state=state, approved_by=None)


def authors(tx: Tx, schedule: Schedule) -> set[str]:
    """Whoever had a hand in what waits: they can't approve it."""
    hands: set[str] = set()
    agreed: set[str] = set()
    for change in tx.schedules.changes(schedule.id):
        if change.what in MAKING and change.by:
            hands.add(change.by)
        elif change.what.startswith("approve"):
            hands, agreed = set(), hands
        elif change.what == "undo" and change.after and pending(change.after):
            hands |= agreed
    content = tx.contents.get(schedule.content) if schedule.content else None
    return hands or {schedule.owner or "", (content and content.author) or ""}


async def notice(one: Seen, ctx: Context) -> Notice:
    """What the organisers' place reads: who asks, for what, how it will look; and the buttons."""
    here, s = aloud(ctx), one.schedule
    t = here.t
    try:
        there = {place.partition(":")[0] for place in s.places}
        shown = tuple(one for one in await previews(s, here) if one.platform in there)
    except Oops:  # a command that has nothing to show today may have it then
        shown = ()
    says = t("{name} asks a second organiser to agree to this:", name=ctx.who.name or one.owner or t("An organiser"))
    buttons = (
        Button(t("Approve"), ctx.opener("schedule-approve", schedule=s.id, version=s.version), Weight.MAIN),
        Button(t("Refuse"), ctx.opener("schedule-refuse", schedule=s.id, version=s.version)),
        Button(t("Show it"), ctx.opener("schedules", number=s.id)),
    )
    return Notice(Audience.ORGANISERS, Reply((says,), cards=(await card(one, here),), previews=shown, buttons=buttons))


async def asked(schedule: Schedule, ctx: Context) -> Reply:
    """What the author of a schedule that waits hears, with the notice to the organisers."""
    t = ctx.t
    one = await ctx.look(lambda tx: seen(tx, schedule))
    return Reply(
        (t("A second organiser has to agree now. You will hear of it."),),
        buttons=(Button(t("Show it"), ctx.opener("schedules", number=schedule.id)),),
        tone=Tone.GOOD,
        notices=(await notice(one, ctx),),
    )


def tell(tx: Tx, schedule: Schedule, change: int, reason: str, ctx: Context) -> None:
    """Have the owner told what a second organiser said, in their waking hours."""
    platform, _, id = schedule.via.partition(":")
    if platform not in PLATFORMS:
        return
    command = ctx.opener("schedule-heard", change=change, **({"reason": reason} if reason else {})).pack()
    key, place = f"heard:{change}", f"{platform}:@{id}"
    tx.deliveries.add([Row(schedule.id, key, place, ctx.now, ctx.now + WITHIN, task=Task.TELL, command=command)])
