"""/reminder: what every reminder is when its time has come. Nobody types it."""

from __future__ import annotations

from bot.commands.reminding.keeping import Note
from bot.commands.reminding.wording import about, heading
from bot.core.codec import Garbled
from bot.core.command import Command, arg
from bot.core.context import Context, Person
from bot.core.errors import Oops
from bot.core.kinds import Whole
from bot.core.reply import Button, Card, Reply
from bot.domain.schedule import Schedule
from bot.storage.store import Tx


class Reminder(Command, name="reminder", hidden=True):
    """What somebody wanted to be reminded of."""

    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """What it says, as things stand now, and the ways to put it off or be done with it."""
        if ctx.account is not None:  # somebody asks, and it may be somebody else's
            raise Garbled(self.spec.name)
        schedule, note = await ctx.look(lambda tx: self._read(tx, ctx.who))
        t, text = ctx.t, heading(note, ctx)
        cards: tuple[Card, ...] = ()
        if note.about:
            said, cards = about(note, schedule, ctx)
            text = (*text, "\n", *said)
        return Reply(
            text,
            cards=cards,
            buttons=(
                Button(t("Again in 1 hour"), ctx.opener("snooze", schedule=schedule.id, wait="hour")),
                Button(t("Again tomorrow at 9:00"), ctx.opener("snooze", schedule=schedule.id, wait="morning")),
                Button(t("At another time…"), ctx.opener("snooze", schedule=schedule.id)),
                Button(t("Done"), ctx.opener("reminder-done", schedule=schedule.id)),
            ),
        )

    def _read(self, tx: Tx, who: Person) -> tuple[Schedule, Note]:
        schedule = tx.schedules.get(self.schedule)
        content = tx.contents.get(schedule.content) if schedule and schedule.content else None
        if schedule is None or content is None or schedule.owner != who.id:
            raise Oops("What was to be posted has been deleted.")
        return schedule, Note.of(content.body)
