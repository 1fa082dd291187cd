"""/remind: a message to oneself, later; or about an event or a call, some time ahead of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.announce import form_texts
from bot.commands.reminding.keeping import TITLE, Note, direct, keep, once
from bot.commands.reminding.subject import KINDS, Subject, anchor_of, instant
from bot.commands.reminding.telling import agreed
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops, Wrong
from bot.core.kinds import Duration, LongText, Record, Recurring
from bot.core.partial import Partial
from bot.core.reply import Reply, Tone
from bot.core.roles import Role
from bot.core.spec import Pace
from bot.core.words import later, text_language
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.domain.zones import resolve
from bot.storage.store import Tx

GRACE = timedelta(days=1)  # a reminder that comes late is better than none
FAR = timedelta(days=5 * 365)
DAY = timedelta(days=1)


class Remind(
    Command,
    name="remind",
    needs=Role.MEMBER,
    writes=True,
    pace=Pace(20, timedelta(minutes=5)),
    examples=(
        "remind",
        'remind what="Send the abstract" when="tomorrow 9:00"',
        'remind what="Fill in the timesheet" when="every friday 16:00"',
        "remind about=call:HORIZON-HLTH-2027-01-CARE-02 before=7d",
    ),
):
    """Remind yourself of something, once or again and again, or ahead of an event or a deadline."""

    submit = later("Remind me")

    what: str = arg("What to remind you of", default="", kind=LongText())
    when: Series | None = arg("When, such as tomorrow 9:00 or every monday 9:00", default=None, kind=Recurring())
    about: str = arg("An event or a call that it is about", default="", kind=Record(KINDS))
    before: timedelta = arg(
        "How long before it begins or closes, such as 1 day", default=DAY, kind=Duration(timedelta(0), 90 * DAY)
    )
    here: bool = arg("Here, where others read it too; otherwise only to you", default=False)

    async def run(self, ctx: Context) -> Reply:
        """Keep it and say when it comes; ask for what is missing."""
        if self == Remind():
            return Partial(type(self), {}).reply(ctx.reading)
        errors, made = {}, None
        if not self.what and not self.about:
            errors["what"] = Wrong("Say what to remind you of, or choose an event or a call.")
        try:
            made = self.series(ctx)
        except Wrong as wrong:
            errors["before" if self.about and not self.when else "when"] = wrong
        if errors or made is None:
            values = {p.name: getattr(self, p.name) for p in self.spec.shown}
            texts = form_texts(self.spec.shown, values, ctx)
            asked = Partial(type(self), texts, errors=errors, submitted=True).reply(ctx.reading)
            said = "\n".join(ctx.t(wrong.text, **wrong.names) for wrong in errors.values())
            return replace(asked, text=(said,), tone=Tone.WARN)
        series, place = made, self._place(ctx)
        return await agreed(await ctx.work(lambda tx: self.keep(tx, series, place, ctx)), ctx)

    def series(self, ctx: Context) -> Series:
        """When it comes: as was said, or ahead of what it is about. Raises Wrong."""
        if self.when:
            if resolve(self.when.start, ZoneInfo(self.when.zone)) > ctx.now + FAR:
                raise Wrong("That is more than five years away. Choose a time that is nearer.")
            return self.when
        if not self.about:
            raise Wrong("Say when, such as “tomorrow 9:00”, or choose an event or a call.")
        at = Subject.of(anchor_of(self.about), ctx.library).at(ctx.now)
        if at is None or instant(at, ctx.zone) <= ctx.now:
            raise Wrong("It has begun already, or no deadline of it is to come. Say when to remind you of it.")
        due = instant(at, ctx.zone) - self.before
        if due <= ctx.now:
            raise Wrong("That would have been on {at}. Choose a shorter time before it.", at=_shown(due, ctx))
        return once(due, ctx.zone)

    def _place(self, ctx: Context) -> str:
        if not self.here or ctx.place.direct:
            return direct(ctx)
        place = str(ctx.place)
        if all(known.place != place for known in ctx.places):
            raise Oops("I can't write here later. Without “here” I remind you in a direct message.")
        return place

    def keep(self, tx: Tx, series: Series, place: str, ctx: Context) -> dict[str, Any]:
        """Keep it as a reminder to a place; returns its `id` and the number of the `change`."""
        note = self._note(ctx)
        content = tx.contents.add(note.body(), ctx.who.id, ctx.now)
        made = Schedule(
            id=0,
            sort=Sort.REMINDER,
            owner=ctx.who.id,
            via=direct(ctx).replace("@", "", 1),
            command="",
            title=(note.text or note.label).split("\n")[0][:TITLE],
            series=series,
            places=(place,),
            state=State.ACTIVE,
            content=content,
            anchor=note.about if self.when is None else "",
            before=self.before if self.when is None and self.about else timedelta(0),
            grace=GRACE,
        )
        return keep(tx, made, ctx)

    def _note(self, ctx: Context) -> Note:
        language = text_language(self.what) or ctx.who.language
        if not self.about:
            return Note(self.what, language)
        anchor, (kind, _, id) = anchor_of(self.about), self.about.partition(":")
        at = Subject.of(anchor, ctx.library).at(ctx.now)
        return Note(
            self.what, language, anchor, ctx.library.label(kind, id, ctx.who.language), at.isoformat() if at else ""
        )


def _shown(at: datetime, ctx: Context) -> str:
    return ctx.t.moment(at, ctx.zone).shown
