"""/reminder-move: a reminder or a digest of one's own comes at other times. Behind a button only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.reminding.keeping import later, own
from bot.commands.reminding.telling import agreed
from bot.commands.schedules.storing import change
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops, Wrong
from bot.core.kinds import Recurring, Whole
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.rhythm import spoken
from bot.core.roles import Role
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, State
from bot.domain.zones import resolve
from bot.storage.store import Tx

FAR = timedelta(days=5 * 365)


class ReminderMove(Command, name="reminder-move", needs=Role.MEMBER, writes=True, hidden=True):
    """Move a reminder."""

    when: Series | None = arg(
        "When instead, such as tomorrow 9:00 or every monday 9:00", default=None, kind=Recurring()
    )
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Ask when instead; from then on it follows no record any more."""
        now = await ctx.look(lambda tx: self._there(tx, ctx))
        hidden, when = {"schedule": str(self.schedule)}, self.when
        if when is None:
            texts = {"when": spoken(now.series, ctx.t)} if now.series.rule else {}
            said = ctx.t("“{title}”: when instead?", title=now.title)
            return Reply((said,), form=Partial(type(self), texts, hidden).form(ctx.reading), private=True)
        if resolve(when.start, ZoneInfo(when.zone)) > ctx.now + FAR:
            errors = {"when": Wrong("That is more than five years away. Choose a time that is nearer.")}
            texts = {"when": spoken(when, ctx.t)}
            return Partial(type(self), texts, hidden, errors, submitted=True).reply(ctx.reading)

        def move(tx: Tx) -> dict[str, Any]:
            self._there(tx, ctx)
            tx.deliveries.drop(self.schedule)
            return change(tx, self.schedule, self, ctx, lambda was: later(was, when), "move")

        return await agreed(await ctx.work(move), ctx)

    def _there(self, tx: Tx, ctx: Context) -> Schedule:
        now = own(tx, self.schedule, ctx.who)
        if now.state is State.CANCELLED:
            raise Oops("It is cancelled. /remind makes another one.")
        return now
