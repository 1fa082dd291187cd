"""Requests to meet as either side sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.commands.matching.cards import MEMBER, card, title, visible
from bot.commands.matching.introducing import over
from bot.commands.matching.reasons import told
from bot.core.reply import Badge, Button, Card, Tone, Weight
from bot.domain.affinity import affinity
from bot.domain.member import Purpose
from bot.storage.introductions import Stand

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.domain.affinity import Reason
    from bot.domain.member import Profile
    from bot.storage.introductions import Introduction
    from bot.storage.store import Tx


@dataclass(frozen=True, slots=True)
class View:
    """A request, the other side as they show themselves, and what the two have in common."""

    request: Introduction
    other: Profile | None
    reasons: tuple[Reason, ...]

    @classmethod
    def of(cls, tx: Tx, request: Introduction, me: str) -> View:
        """The request as one of the two sees it. Who is not in the directory shows a name alone."""
        other = tx.members.profile(request.other if me == request.one else request.one)
        mine = tx.members.profile(me)
        shows = other is not None and Purpose.DIRECTORY in other.consents
        reasons = affinity(mine, other) if shows and mine and other else ()
        return cls(request, other, reasons)


def asked_card(view: View, ctx: Context) -> Card:
    """A request to the reader, with what they may answer."""
    t, other, one = ctx.t, view.other, view.request
    assert other is not None, "nobody asks who is not there"  # noqa: S101 - the row goes with the person
    said = card(visible(other), ctx, why=told(view.reasons, t), buttons=_answers(one, ctx))
    if one.text:
        said = replace(said, body=(*said.body, (t("They write: {text}", text=one.text),)))
    return said


def _answers(one: Introduction, ctx: Context) -> tuple[Button, ...]:
    t = ctx.t

    def answer(label: str, says: str, weight: Weight = Weight.PLAIN) -> Button:
        return Button(label, ctx.opener("introduce-answer", request=one.id, says=says), weight)

    if one.state == Stand.DECLINED:
        return (answer(t("Yes after all"), "yes"),)
    return (
        answer(t("Yes"), "yes", Weight.MAIN),
        Button(t("Yes, with a line"), ctx.opener("introduce-yes", request=one.id)),
        answer(t("No"), "no"),
        answer(t("Not any more, from anybody"), "never"),
    )


def own_card(view: View, ctx: Context) -> Card:
    """A request of the reader's. A no looks like no answer."""
    t, one = ctx.t, view.request
    other = view.other
    listed = other is not None and Purpose.DIRECTORY in other.consents
    name = title(other.name, t) if other and listed else t("A member who is not in the directory any more")
    late = over(one, ctx.now)
    badge = Badge(t("No answer")) if late else Badge(t("No answer yet"), Tone.WARN)
    withdraw = Button(t("Withdraw"), ctx.opener("introduce-withdraw", request=one.id))
    body = ((t("You wrote: {text}", text=one.text),),) if one.text else ()
    return Card(name, badge=badge, body=body, buttons=() if late else (withdraw,), record=(MEMBER, one.other))


def met_card(view: View, ctx: Context) -> Card:
    """Two who both said yes."""
    t = ctx.t
    name = title(view.other.name if view.other else "", t)
    reach = Button(t("How to reach them"), ctx.opener("introduce-met", request=view.request.id))
    record = (MEMBER, view.other.person) if view.other else None
    return Card(name, badge=Badge(t("Both said yes"), Tone.GOOD), buttons=(reach,), record=record)
