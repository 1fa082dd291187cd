"""/schedules: what is to come, what waits, and what was; and one of them with all that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.commands.paging import PAGE, onward, shown, there
from bot.commands.schedules.cards import Seen, card, seen
from bot.commands.schedules.offers import offers
from bot.commands.schedules.posted import deliveries
from bot.commands.schedules.storing import found, private
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import OneOf, Places, Whole
from bot.core.reply import Button, Reply, Tone
from bot.core.roles import Role
from bot.core.words import later
from bot.domain.delivery import Delivery
from bot.domain.schedule import Sort, State
from bot.storage.store import Tx

SORTS = (Sort.POST, Sort.DIGEST)
SOON = 2  # next times told of each in a list


class Show(StrEnum):
    """Which schedules."""

    COMING = "coming"
    WAITING = "waiting"
    PAUSED = "paused"
    DRAFTS = "drafts"
    DONE = "done"
    ALL = "all"


LABELS = {
    Show.COMING: later("What is to come"),
    Show.WAITING: later("What waits for a second organiser"),
    Show.PAUSED: later("What is paused"),
    Show.DRAFTS: later("My drafts"),
    Show.DONE: later("What is done or cancelled"),
    Show.ALL: later("Everything"),
}
STATES = {
    Show.COMING: (State.ACTIVE,),
    Show.WAITING: (State.WAITING,),
    Show.PAUSED: (State.PAUSED,),
    Show.DRAFTS: (State.DRAFT,),
    Show.DONE: (State.DONE, State.CANCELLED),
    Show.ALL: tuple(State),
}


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    total: int
    ones: tuple[Seen, ...]
    waiting: int
    paused: int


class Schedules(
    Command,
    name="schedules",
    needs=Role.ORGANISER,
    personal=True,
    examples=("schedules", "schedules show=paused", "schedules where=#general"),
):
    """What is scheduled: see it, pause it, change it, move it, cancel it, hand it over."""

    number: int = arg("The number of one of them", default=0, kind=Whole(0, 10**15))
    show: Show = arg("Which ones; those to come unless you say so", default=Show.COMING, kind=OneOf(Show, LABELS))
    where: tuple[str, ...] = arg("Only what goes to this place, such as #general", default=(), kind=Places())
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A page of them, each with the way to all of it; or one, with all that can be done with it."""
        if self.number:
            return await self._one(ctx)
        found = await ctx.look(lambda tx: self._read(tx, ctx.who.id))
        if not found.total:
            return self._none(found, ctx)
        t = ctx.t
        said, part = t.many("{n} schedule", "{n} schedules", found.total), shown(found.number, found.total, t)
        cards = [
            replace(await card(one, ctx, SOON), buttons=(Button(t("Show it"), Schedules(number=one.schedule.id)),))
            for one in found.ones
        ]
        pages = onward(lambda n: replace(self, page=n), found.number, t, more=found.number * PAGE < found.total)
        return Reply(
            (f"{t(LABELS[self.show])}: {said} ({part})" if part else f"{t(LABELS[self.show])}: {said}",),
            cards=tuple(cards),
            buttons=(*pages, *self._elsewhere(found, ctx)),
            private=True,
        )

    def _read(self, tx: Tx, who: str) -> _Page:
        states, places = STATES[self.show], self.where
        own = who if self.show is Show.DRAFTS else ""
        total = tx.schedules.count(states, own, sorts=SORTS, shared_with=who, places=places)
        page = there(self.page, total)
        rows = tx.schedules.listed(
            states, sorts=SORTS, owner=own, shared_with=who, places=places, offset=(page - 1) * PAGE, limit=PAGE
        )
        waiting, paused = (
            tx.schedules.count(STATES[show], sorts=SORTS, shared_with=who) for show in (Show.WAITING, Show.PAUSED)
        )
        return _Page(page, total, tuple(seen(tx, row) for row in rows), waiting, paused)

    def _elsewhere(self, found: _Page, ctx: Context) -> list[Button]:
        """The ways to what somebody should not overlook."""
        t, ways = ctx.t, []
        if found.waiting and self.show is not Show.WAITING:
            ways.append(Button(t("Waiting: {n}", n=found.waiting), Schedules(show=Show.WAITING)))
        if found.paused and self.show is not Show.PAUSED:
            ways.append(Button(t("Paused: {n}", n=found.paused), Schedules(show=Show.PAUSED)))
        if self.show is not Show.COMING:
            ways.append(Button(t("To come"), Schedules()))
        if self.show is not Show.DONE:
            ways.append(Button(t("Done"), Schedules(show=Show.DONE)))
        return ways

    def _none(self, found: _Page, ctx: Context) -> Reply:
        t = ctx.t
        said = (
            t("Nothing is scheduled. /announce prepares a post, /schedule has a command's answer posted by itself.")
            if self.show is Show.COMING and not self.where
            else t(
                "There is none of these. /announce prepares a post, /schedule has a command's answer posted by itself."
            )
        )
        ways = (Button("/announce", ctx.opener("announce")), Button("/schedule", ctx.opener("schedule")))
        return Reply((said,), buttons=(*ways, *self._elsewhere(found, ctx)), tone=Tone.PLAIN, private=True)

    async def _one(self, ctx: Context) -> Reply:
        def read(tx: Tx) -> tuple[Seen, list[Delivery]]:
            schedule = found(tx, self.number, ctx.who)
            if private(schedule):
                raise Oops("There is no schedule with the number {n}. /schedules lists them.", n=self.number)
            return seen(tx, schedule), deliveries(tx, schedule.id)

        one, posted = await ctx.look(read)
        whole = await card(one, ctx)
        return Reply(cards=(replace(whole, buttons=offers(one.schedule, posted, ctx)),), private=True)
