"""How a change of a schedule goes: stored if it still is what was seen, shown as it is then, with the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.commands.schedules.approval import approved, notice, pending
from bot.commands.schedules.cards import Seen, card, seen
from bot.commands.schedules.offers import offers
from bot.commands.schedules.posted import deliveries, standing
from bot.commands.schedules.storing import change, found, ordered
from bot.core.errors import Oops
from bot.core.reply import Button, Notice, Reply, Tone, Weight
from bot.domain.schedule import State
from bot.storage.schedules import StaleSchedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.command import Command
    from bot.core.context import Context
    from bot.domain.delivery import Delivery
    from bot.domain.schedule import Schedule
    from bot.storage.store import Tx


def alter(
    tx: Tx, id: int, version: int, command: Command, ctx: Context, how: Callable[[Schedule], Schedule], what: str
) -> dict[str, Any]:
    """Change what organisers have posted, as `change` does. Raises StaleSchedule for another version than was seen."""
    ordered(tx, id, ctx.who, version)
    return change(tx, id, command, ctx, how, what)


def ordered_now(tx: Tx, id: int, ctx: Context) -> Schedule:
    """What organisers have posted, to be changed; Oops for what is cancelled."""
    schedule = ordered(tx, id, ctx.who)
    if schedule.state is State.CANCELLED:
        raise Oops("It is cancelled. /announce and /schedule make another one.")
    return schedule


async def done(work: Callable[[Tx], dict[str, Any]], said: str, ctx: Context) -> Reply:
    """Do it, and tell it with what became of the schedule; or show what is there now, if it was changed meanwhile."""
    try:
        result = await ctx.work(work)
    except StaleSchedule as stale:
        return await meanwhile(stale, ctx)
    return await told(result, said, ctx)


async def told(result: dict[str, Any], said: str, ctx: Context, *more: Button) -> Reply:
    """What was done, and the schedule as it is now. `result` holds its `id`, and a `change` if it can be undone."""
    t, id = ctx.t, result["id"]
    one, _ = await ctx.look(lambda tx: _read(tx, id, ctx))
    undo = (Button(t("Undo"), ctx.opener("schedule-undo", change=result["change"])),) if result.get("change") else ()
    notices: tuple[Notice, ...] = ()
    if result.get("asks"):
        said = f"{said} {t('A second organiser has to agree now.')}"
        notices = (await notice(one, ctx),)
    look = Button(t("Show it"), ctx.opener("schedules", number=id))
    return Reply(
        (said,),
        cards=(await card(one, ctx, 2),),
        buttons=(*more, *undo, look),
        tone=Tone.GOOD,
        private=True,
        notices=notices,
    )


def asks(result: dict[str, Any], tx: Tx) -> dict[str, Any]:
    """The result of a change, with whether a second organiser is to be asked because of it."""
    after = tx.schedules.get(result["id"])
    return {**result, "asks": bool(after and pending(after))}


async def reworded(result: dict[str, Any], ctx: Context) -> Reply:
    """What was done to what a schedule says; and whether what is posted already is to say so too."""
    t, id = ctx.t, result["id"]
    if result.get("same"):
        return await told(result, t("It says so already; nothing was changed."), ctx)
    one, rows = await ctx.look(lambda tx: _read(tx, id, ctx))
    there = standing(one.schedule, rows)
    if not there or not approved(one.schedule, ctx):
        return await told(result, t("Stored."), ctx)
    said = t.many(
        "Stored. It stands in {n} place already, as it was. Change what is posted too?",
        "Stored. It stands in {n} places already, as it was. Change what is posted too?",
        len(there),
    )
    change = ctx.opener("post-edit", schedule=id, version=one.schedule.version)
    return await told(result, said, ctx, Button(t("Change what is posted too"), change, Weight.MAIN))


async def meanwhile(stale: StaleSchedule, ctx: Context, mine: Callable[[int], Command] | None = None) -> Reply:
    """What is there now, with what can be done with it; `mine` does all the same what was asked, as of a version."""
    if stale.current is None:
        raise Oops("This schedule is not there any more.")
    id = stale.current.id
    one, rows = await ctx.look(lambda tx: _read(tx, id, ctx))
    shown = replace(await card(one, ctx), buttons=offers(one.schedule, rows, ctx))
    said = ctx.t("Somebody changed this schedule after you saw it; nothing was done now. This is how it is:")
    insist = (Button(ctx.t("Take mine"), mine(one.schedule.version), Weight.MAIN),) if mine else ()
    return Reply((said,), cards=(shown,), buttons=insist, tone=Tone.WARN, private=True)


def _read(tx: Tx, id: int, ctx: Context) -> tuple[Seen, list[Delivery]]:
    return seen(tx, found(tx, id, ctx.who)), deliveries(tx, id)
