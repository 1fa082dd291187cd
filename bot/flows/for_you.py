"""What the club has for somebody: an event, a call, a channel and a person, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.call import CallByName
from bot.commands.membership.answers import fields
from bot.core.kinds.interests import ordered
from bot.core.reply import Button, Card, Field
from bot.core.roles import Role
from bot.flows.acquainting import person_card
from bot.flows.arranging import ARRANGED
from bot.flows.choosing import call_for, common, event_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.context import Context
    from bot.flows.flow import Told


async def for_you(told: Told, ctx: Context) -> tuple[Card, ...]:
    """A card for each kind of thing; where there is nothing, the card says so."""
    wanted = frozenset(told.get("interests") or ())
    remind = ctx.who.role >= Role.MEMBER and not told.get(ARRANGED)
    facts = (_event_card(wanted, remind, ctx), _call_card(wanted, remind, ctx), _channel_card(wanted, ctx))
    return (await person_card(ctx), *facts)


def _reason(topics: Iterable[str], wanted: frozenset[str], otherwise: str, ctx: Context) -> str:
    shared = common(topics, wanted)
    return ctx.t("Because you chose: {fields}.", fields=fields(shared, ctx.t)) if shared else otherwise


def _event_card(wanted: frozenset[str], remind: bool, ctx: Context) -> Card:
    t, event = ctx.t, event_for(wanted, ctx)
    if event is None:
        none = t("No event has a date yet. As soon as one does, it stands under /events.")
        return Card(t("An event"), body=((none,),))
    start, _ = event.span(ctx.zone)
    when = (t.day(event.start),) if event.all_day else (t.moment(start, ctx.zone),)
    why = _reason(event.topics, wanted, t("None is in your fields yet; this is the next one of all."), ctx)
    return Card(
        t("An event: {name}", name=event.name),
        event.url,
        body=((why,),),
        fields=(Field(t("When"), when), *((Field(t("Where"), (t(event.city),)),) if event.city else ())),
        buttons=_remind(f"event:{event.id}", ctx) if remind else (),
        record=("event", event.id),
    )


def _call_card(wanted: frozenset[str], remind: bool, ctx: Context) -> Card:
    t, call = ctx.t, call_for(wanted, ctx)
    due = call.next_deadline(ctx.now) if call else None
    if call is None or due is None:
        return Card(t("A call"), body=((t("No call is open just now."),),))
    why = _reason(call.topics, wanted, t("None is in your fields now; this one closes first of all."), ctx)
    details = Button(t("Open the call"), CallByName(identifier=call.identifier))
    return Card(
        t("A call: {name}", name=call.title),
        call.url,
        body=((why,),),
        fields=(Field(t("Closes"), (t.moment(due.at, ctx.zone),)),),
        buttons=(details, *(_remind(f"call:{call.identifier}", ctx) if remind else ())),
        record=("call", call.identifier),
    )


def _channel_card(wanted: frozenset[str], ctx: Context) -> Card:
    """The channel here that is for most of their fields."""
    t, names = ctx.t, {known.place: known.label for known in ctx.places}
    fits: dict[str, list[str]] = {}
    for one, places in ctx.places.interests.items():
        for place in places:
            if one in wanted and place in names and place.startswith(f"{ctx.place.platform}:"):
                fits.setdefault(place, []).append(one)
    if not fits:
        return Card(t("A channel"), body=((t("None here is for your fields yet."),),))
    best = max(fits, key=lambda place: len(fits[place]))
    why = t("Because you chose: {fields}.", fields=fields(ordered({*fits[best]}), t))
    return Card(t("A channel: {name}", name=names[best]), body=((why,),))


def _remind(about: str, ctx: Context) -> tuple[Button, ...]:
    return (Button(ctx.t("Remind me"), ctx.opener("remind", about=about)),)
