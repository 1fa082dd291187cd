"""/home: one's own page, which Slack shows as App Home."""

from __future__ import annotations

from bot.commands.announcing.times import coming
from bot.commands.calls import Calls, Wanted
from bot.commands.calls import card as call_card
from bot.commands.events import Events
from bot.commands.events import card as event_card
from bot.commands.facts.telling import offer
from bot.commands.help import Help
from bot.commands.language import Language, SetLanguage
from bot.commands.partners import Partners
from bot.commands.reports import Reports
from bot.commands.schedule_list import Schedules
from bot.commands.whatsnew import Whatsnew
from bot.core.command import Command
from bot.core.context import Context
from bot.core.reply import Button, Card, Field, Line, Reply
from bot.core.roles import Role
from bot.core.words import later
from bot.domain.call import Status
from bot.domain.event import Phase
from bot.domain.schedule import Schedule, Sort, State

MOST = 3  # of each kind: a page for a glance
ROLES = {Role.GUEST: later("Guest"), Role.MEMBER: later("Member"), Role.ORGANISER: later("Organiser")}


class Home(Command, name="home", personal=True, examples=("home",)):
    """Your own page: what is coming, what closes soon, and what I know of you."""

    async def run(self, ctx: Context) -> Reply:
        """Put the page together from sections, each of which begins with a card that is its heading."""
        t, name = ctx.t, ctx.who.name
        said = t("Hello, {name}! This is your page.", name=name) if name else t("This is your page.")
        waiting = await _waiting(ctx) if ctx.who.role is Role.ORGANISER else ()
        scheduled = await _scheduled(ctx)
        return Reply(
            (said,),
            cards=(*waiting, *scheduled, *_events(ctx), *_calls(ctx), _person(ctx)),
            buttons=(
                Button(t("Events"), Events()),
                Button(t("EU calls"), Calls()),
                Button(t("Partners"), Partners()),
                Button(t("What's new"), Whatsnew()),
                Button(t("Help"), Help()),
            ),
            private=True,
        )


async def _waiting(ctx: Context) -> tuple[Card, ...]:
    """What waits for the organisers."""
    t = ctx.t
    n = await ctx.look(lambda tx: len(tx.reports.open()))
    said = t.many("{n} note is waiting", "{n} notes are waiting", n) if n else t("No note is waiting.")
    return (Card(t("For organisers"), body=((said,),), buttons=(Button(t("All notes"), Reports()),) if n else ()),)


async def _scheduled(ctx: Context) -> tuple[Card, ...]:
    """What goes out next for the organisers to know, and one's own reminders; nothing where there is nothing."""
    t, active = ctx.t, (State.ACTIVE,)
    cards = []
    if ctx.who.role is Role.ORGANISER:
        posts = await ctx.look(lambda tx: tx.schedules.listed(active, sorts=(Sort.POST,), limit=MOST))
        if posts:
            every = Button(t("All that is scheduled"), Schedules())
            cards.append(Card(t("Goes out next"), body=await _next(posts, ctx), buttons=(every,)))
    own = await ctx.look(lambda tx: tx.schedules.listed(active, sorts=(Sort.REMINDER,), owner=ctx.who.id, limit=MOST))
    if own:
        mine = Button(t("My reminders"), ctx.opener("reminders"))
        cards.append(Card(t("Your reminders"), body=await _next(own, ctx), buttons=(mine,)))
    return tuple(cards)


async def _next(schedules: list[Schedule], ctx: Context) -> tuple[Line, ...]:
    lines = []
    for schedule in schedules:
        for time in await coming(schedule, ctx, 1):
            at = ctx.t.moment(time.held or time.at, ctx.zone)
            lines.append(ctx.t.line("{at}: {title}", at=at, title=schedule.title))
    return tuple(lines)


def _events(ctx: Context) -> tuple[Card, ...]:
    t = ctx.t
    coming = [event for event in ctx.library.events if event.phase(ctx.now, ctx.zone) is not Phase.OVER]
    coming.sort(key=lambda event: event.span(ctx.zone))
    if not coming:
        none = t("No event has a date yet. As soon as one does, it stands here.")
        return (Card(t("Coming events"), body=((none,),)),)
    every = Button(t("All coming events"), Events())
    return (_head(t("Coming events"), len(coming), every, ctx), *(event_card(ctx, event) for event in coming[:MOST]))


def _calls(ctx: Context) -> tuple[Card, ...]:
    t, calls = ctx.t, ctx.library.calls
    found = calls.find(ctx.now, most=MOST)
    if not found.total:
        soon = calls.find(ctx.now, status=Status.FORTHCOMING, most=1).total
        label = t.many("{n} call is not open yet", "{n} calls are not open yet", soon)
        look = (Button(label, Calls(status=Wanted.FORTHCOMING)),) if soon else ()
        return (Card(t("Calls that close soonest"), body=((t("No call is open just now."),),), buttons=look),)
    every = Button(t("All open calls"), Calls())
    return (
        _head(t("Calls that close soonest"), found.total, every, ctx),
        *(call_card(ctx, call) for call in found.calls),
    )


def _head(title: str, total: int, every: Button, ctx: Context) -> Card:
    """A heading: how many there are in all, and the way to them."""
    part = ctx.t("{first} to {last} of {total}", first=1, last=MOST, total=total)
    return Card(title, body=((part,),) if total > MOST else (), buttons=(every,))


def _person(ctx: Context) -> Card:
    t, who = ctx.t, ctx.who
    facts = (
        (t("Name"), who.name),
        (t("Language"), Language(t.language).label),
        (t("Time zone"), who.zone.key),
        (t("Role"), t(ROLES[who.role])),
    )
    others = (language for language in Language if language.value != t.language)
    return Card(
        t("What I know of you"),
        fields=tuple(Field(label, (fact,)) for label, fact in facts if fact),
        buttons=(
            *(Button(language.label, SetLanguage(language=language)) for language in others),
            *offer(ctx, t("My profile"), "profile"),
        ),
    )
