"""/schedule-heard: what a schedule's owner hears of a second organiser. Nobody types it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.schedules.cards import named
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import LongText, Whole
from bot.core.reply import Button, Reply, Tone
from bot.domain.schedule import Schedule, State
from bot.storage.store import Tx


@dataclass(frozen=True, slots=True)
class _Case:
    schedule: Schedule
    by: str | None
    agreed: bool


class ScheduleHeard(Command, name="schedule-heard", hidden=True):
    """What a second organiser said, for whoever asked."""

    change: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    reason: str = arg(default="", kind=LongText(1000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Whether they agreed, or why not."""
        if ctx.account is not None:
            raise Garbled(self.spec.name)
        case = await ctx.look(self._read)
        if case is None or case.schedule.state is State.CANCELLED:
            return Reply(idle=True)
        t, names = ctx.t, {"title": case.schedule.title}
        look = (Button(t("Show it"), ctx.opener("schedules", number=case.schedule.id)),)
        by = case.by or t("An organiser")
        if case.agreed:
            return Reply((t("{name} has agreed to “{title}”.", name=by, **names),), buttons=look, tone=Tone.GOOD)
        said = t("{name} does not agree to “{title}”: {reason}", name=by, reason=self.reason, **names)
        return Reply((said,), buttons=look, tone=Tone.WARN)

    def _read(self, tx: Tx) -> _Case | None:
        change = tx.schedules.change(self.change)
        now = tx.schedules.get(change.schedule) if change else None
        if change is None or now is None:
            return None
        return _Case(now, named(tx, change.by), change.what != "refuse")
