"""/reminders: what one will be reminded of, with the ways to change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.commands.announcing.times import Coming, coming
from bot.commands.paging import PAGE, onward, shown, there
from bot.commands.reminding.keeping import to_come
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Badge, Button, Card, Field, Line, Reply, Tone, Weight
from bot.core.rhythm import lasting, spoken
from bot.core.roles import Role
from bot.domain.schedule import Schedule, Sort, State

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Mine:
    """A reminder, when it comes next, and until when quiet hours hold one that was due."""

    schedule: Schedule
    next: Coming | None
    held: datetime | None

    @property
    def order(self) -> datetime:
        return self.held or (self.next.at if self.next else NEVER)


class Reminders(Command, name="reminders", needs=Role.MEMBER, personal=True, examples=("reminders",)):
    """Your reminders and digests: see when they come, move them, cancel them."""

    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A page of them, the next one first."""
        found = []
        for one, held in await ctx.look(lambda tx: to_come(tx, ctx.who, ctx.now)):
            times = await coming(one, ctx, 1) if one.state is State.ACTIVE else ()
            if times or held or one.state is State.PAUSED:
                found.append(_Mine(one, times[0] if times else None, held))
        t = ctx.t
        make = Button(t("Make a reminder"), ctx.opener("remind"))
        silent, unmute = _muted(ctx)
        if not found:
            said = t("Nothing is to remind you of. /remind makes a reminder, such as: {example}", example=_example(ctx))
            ways = (*unmute, make, Button("/digest", ctx.opener("digest")))
            return Reply((said, *silent), buttons=ways, private=True)
        found.sort(key=lambda one: one.order)
        page, total = there(self.page, len(found)), len(found)
        said, part = t.many("{n} reminder", "{n} reminders", total), shown(page, total, t)
        pages = onward(lambda n: replace(self, page=n), page, t, more=page * PAGE < total)
        return Reply(
            (f"{said} ({part})" if part else said, *silent),
            cards=tuple(_card(one, ctx) for one in found[(page - 1) * PAGE : page * PAGE]),
            buttons=(*unmute, *pages, make),
            private=True,
        )


def _muted(ctx: Context) -> tuple[Line, tuple[Button, ...]]:
    """Why nothing of it comes, to whoever has muted the bot."""
    if not ctx.who.muted:
        return (), ()
    said = ctx.t("You have muted me: none of them comes in direct messages before you unmute me.")
    return ("\n", said), (Button(ctx.t("Unmute"), ctx.opener("unmute"), Weight.MAIN),)


def _card(one: _Mine, ctx: Context) -> Card:
    s, t = one.schedule, ctx.t
    fields = [Field(t("Next time"), _next(one, ctx))]
    if s.series.rule:
        fields.append(Field(t("When"), (spoken(s.series, t),)))
    if s.anchor:
        fields.append(Field(t("Follows"), (_follows(s, ctx),)))
    if s.sort is Sort.DIGEST:
        fields.append(Field(t("When nothing is new"), (t("nothing comes") if s.silent else t("a line says so"),)))
    if ":@" not in s.places[0]:
        fields.append(Field(t("Where"), (ctx.places.label(s.places[0]),)))
    return Card(
        s.title,
        badge=Badge(t("Paused"), Tone.WARN) if s.state is State.PAUSED else None,
        fields=tuple(fields),
        buttons=(
            *_choice(s, ctx),
            Button(t("Move"), ctx.opener("reminder-move", schedule=s.id)),
            Button(t("Cancel"), ctx.opener("reminder-cancel", schedule=s.id)),
        ),
    )


def _choice(s: Schedule, ctx: Context) -> tuple[Button, ...]:
    """What an empty digest does, the other way round."""
    if s.sort is not Sort.DIGEST:
        return ()
    label, says = (ctx.t("Write even then"), "yes") if s.silent else (ctx.t("Then rather nothing"), "no")
    return (Button(label, ctx.opener("digest-empty", schedule=s.id, says=says)),)


def _next(one: _Mine, ctx: Context) -> Line:
    t = ctx.t
    if one.held:
        return t.line("It waits for the end of quiet hours: {until}", until=t.moment(one.held, ctx.zone))
    if one.next is None:
        return (t("It does not come until you move it."),)
    at = t.moment(one.next.at, ctx.zone)
    if one.next.held is None:
        return (at,)
    return t.line("{at}, held by quiet hours until {until}", at=at, until=t.moment(one.next.held, ctx.zone))


def _follows(schedule: Schedule, ctx: Context) -> str:
    before = lasting(schedule.before, ctx.t)
    if schedule.anchor.startswith("calls:"):
        return ctx.t("{time} before its deadline, wherever that is moved", time=before)
    return ctx.t("{time} before it begins, wherever that is moved", time=before)


def _example(ctx: Context) -> str:
    return {"bg": '/remind what="Прати резюмето" when="утре 9:00"'}.get(
        ctx.t.language, '/remind what="Send the abstract" when="tomorrow 9:00"'
    )
