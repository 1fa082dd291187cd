"""/unmute: the bot writes of its own accord again."""

from __future__ import annotations

from bot.commands.reminding.keeping import OWN
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Button, Card, Line, Reply, Tone, Weight
from bot.domain.delivery import Delivery
from bot.domain.schedule import Schedule, Sort
from bot.storage.store import Tx

MOST = 10  # missed reminders that are named


class Unmute(Command, name="unmute", writes=True, examples=("unmute",)):
    """I write to you by myself again; you see what came due while I was silent."""

    async def run(self, ctx: Context) -> Reply:
        """Say so, and show the reminders that were not sent."""
        t = ctx.t
        news = await ctx.work(lambda tx: self._unmute(tx, ctx))
        said = t("I write to you by myself again.") if news else t("I am not muted.")
        missed = await ctx.look(lambda tx: unsaid(tx, ctx)) if news else []
        back = Button(t("Undo"), ctx.opener("mute", again="yes"))
        buttons = [back if news else Button(t("Mute everything"), ctx.opener("mute"))]
        if missed:
            buttons.insert(0, Button(t("Send them to me now"), ctx.opener("unmute-send"), Weight.MAIN))
        cards = (_missed(missed, ctx),) if missed else ()
        buttons.append(Button(t("My profile"), ctx.opener("profile")))
        return Reply((said,), cards=cards, buttons=tuple(buttons), tone=Tone.GOOD, private=True)

    def _unmute(self, tx: Tx, ctx: Context) -> bool:
        if tx.members.muted_at(ctx.who.id) is None:
            return False
        tx.members.mute(ctx.who.id, None)
        return True


def unsaid(tx: Tx, ctx: Context) -> list[tuple[Delivery, Schedule]]:
    """The reminders that came due while they had muted the bot; a digest is old by then."""
    rows = tx.deliveries.silenced(ctx.who.id, OWN)
    schedules = tx.schedules.several({row.schedule for row in rows})
    found = [(row, schedules[row.schedule]) for row in rows]
    return [(row, one) for row, one in found if one.sort is Sort.REMINDER]


def _missed(missed: list[tuple[Delivery, Schedule]], ctx: Context) -> Card:
    t = ctx.t
    lines: list[Line] = [
        t.line("{at}: {title}", at=t.moment(row.held_from or row.due_at, ctx.zone), title=one.title)
        for row, one in missed[:MOST]
    ]
    rest = len(missed) - MOST
    if rest > 0:
        lines.append((t.many("And {n} more.", "And {n} more.", rest),))
    return Card(t("Came due while I was silent"), body=tuple(lines))
