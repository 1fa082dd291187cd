"""/schedule: a command is run again and again, or once, and its answer posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.commands.announce import LATE, PING, Whom, form_texts
from bot.commands.announcing.drafts import TITLE, Order, blank, change, kept
from bot.commands.announcing.preview import preview
from bot.core.codec import unpack
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import CommandLine, Places, Recurring, Whole
from bot.core.line import write
from bot.core.partial import Partial
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.core.words import later
from bot.domain.recurrence import Series
from bot.domain.schedule import GRACE
from bot.storage.store import Tx


class Schedule(
    Command,
    name="schedule",
    needs=Role.ORGANISER,
    writes=True,
    examples=(
        "schedule",
        'schedule command="calls within=7" when="every monday 9:00" where=#funding',
    ),
):
    """Have a command's answer posted by itself, once or again and again."""

    submit = later("See how it looks")

    command: str = arg("What to run, such as calls within=7", kind=CommandLine())
    when: Series = arg("When, such as every monday 9:00", kind=Recurring())
    where: tuple[str, ...] = arg("Where to, such as #funding, slack:#funding, or a group", kind=Places())
    ping: Whom = arg("Whom it calls; nobody unless you say so", default=Whom.NOBODY, kind=PING)
    empty: bool = arg("Whether it says so when there is nothing to tell", default=False)
    late: timedelta = arg("How late it may still be sent", default=GRACE, kind=LATE)
    urgent: bool = arg("Whether quiet hours don't hold it", default=False)
    draft: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Keep it as a draft and show what would be posted now."""
        if not self.where:
            return self._again({"where": Wrong("Please name at least one place, such as #general.")}, ctx)
        ping = "" if self.ping is Whom.NOBODY else self.ping.value
        order = Order(self.when, self.where, ping, self.late, self.urgent, silent=not self.empty)
        parcel = unpack(self.command)
        fresh = replace(blank(order, ctx), command=self.command, title=write(parcel.command, parcel.texts)[:TITLE])

        def store(tx: Tx) -> int:
            if self.draft:
                now = replace(fresh, id=self.draft)
                return change(tx, self.draft, self.version, ctx, lambda was: replace(now, version=was.version)).id
            return tx.schedules.add(fresh, ctx.now).id

        number = await ctx.work(store)
        return await preview(await ctx.look(lambda tx: kept(tx, number, ctx.who)), ctx)

    def _again(self, errors: dict[str, Wrong], ctx: Context) -> Reply:
        values = {p.name: getattr(self, p.name) for p in self.spec.shown}
        hidden = {name: str(n) for name, n in (("draft", self.draft), ("version", self.version)) if n}
        texts = form_texts(self.spec.shown, values, ctx)
        return Partial(type(self), texts, hidden, errors, submitted=True).reply(ctx.reading)
