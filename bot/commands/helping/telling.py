"""A question as a card: for the organisers, and for whoever asked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.places import PLATFORMS
from bot.core.reply import Badge, Button, Card, Field, Line, Tone, Weight
from bot.core.words import later
from bot.storage.help_requests import HelpRequest, Stand

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.storage.store import Tx

SHORT = 200  # characters of a question that is quoted
BADGES = {
    Stand.OPEN: (later("Waits"), Tone.WARN),
    Stand.TAKEN: (later("Taken"), Tone.PLAIN),
    Stand.ANSWERED: (later("Answered"), Tone.GOOD),
    Stand.WITHDRAWN: (later("Withdrawn"), Tone.PLAIN),
    Stand.CLOSED: (later("Settled"), Tone.PLAIN),
}


@dataclass(frozen=True, slots=True)
class View:
    """A question with the names of those who have to do with it, and what was asked and answered `before` it."""

    asked: HelpRequest
    who: str
    taken: str = ""
    done: str = ""
    before: HelpRequest | None = None

    @classmethod
    def of(cls, tx: Tx, asked: HelpRequest) -> View:
        """Look the names up; who asked is called as on the account they asked from."""
        platform, _, account = asked.via.partition(":")
        known = tx.people.find(platform, account)
        who = known.name if known and known.id == asked.person_id else _name(tx, asked.person_id)
        before = tx.help.get(asked.follows) if asked.follows else None
        return cls(asked, who, _name(tx, asked.taken_by), _name(tx, asked.done_by), before)


def card(view: View, ctx: Context, buttons: tuple[Button, ...]) -> Card:
    """A question as organisers see it; what was withdrawn has no text any more."""
    t, asked = ctx.t, view.asked
    stand = asked.stand
    label, tone = BADGES[stand]
    body = ((asked.text,),) if stand is not Stand.WITHDRAWN else ()
    return Card(
        t("{name} asks", name=view.who or t("Somebody")),
        badge=Badge(t(label), tone),
        body=body,
        fields=(*_about(view, ctx), *_came(view, ctx)),
        footer=_from(asked, ctx),
        buttons=buttons,
    )


def own_card(view: View, ctx: Context, buttons: tuple[Button, ...]) -> Card:
    """A question as whoever asked it sees it."""
    t, asked = ctx.t, view.asked
    label, tone = BADGES[asked.stand]
    fields = [*_about(view, ctx)]
    if asked.stand is Stand.TAKEN:
        fields.append(Field(t("Who answers"), (view.taken or t("an organiser"),)))
    if asked.answer is not None:
        fields.append(Field(t("Answer of {name}", name=view.done or t("an organiser")), (asked.answer,)))
    return Card(
        short(asked.text),
        badge=Badge(t(label), tone),
        fields=tuple(fields),
        footer=(t.moment(asked.at, ctx.zone),),
        buttons=buttons,
    )


def answer_card(view: View, ctx: Context) -> Card:
    """What an organiser answered, under what was asked."""
    t, asked = ctx.t, view.asked
    return Card(
        t("{name} answers", name=view.done or t("An organiser")),
        body=((asked.answer or "",),),
        fields=(Field(t("The question was"), (short(asked.text),)), *_about(view, ctx)),
        footer=(t.moment(asked.done_at or asked.at, ctx.zone),),
    )


def offers(asked: HelpRequest, ctx: Context) -> tuple[Button, ...]:
    """What organisers can do with a question that waits, whoever of them looks at it."""
    t, id = ctx.t, asked.id
    if asked.done_at is not None:
        return ()
    label = t("I take it over") if asked.taken_by else t("I take it")
    return (
        Button(t("Answer"), ctx.opener("request-answer", request=id), Weight.MAIN),
        Button(label, ctx.opener("request-take", request=id)),
        Button(t("Mark as settled"), ctx.opener("request-close", request=id)),
    )


def topic_name(topic: str, ctx: Context) -> str:
    """What people call the record that a question is about; its id when it is gone."""
    kind, _, id = topic.partition(":")
    return ctx.library.label(kind, id, ctx.t.language) if ctx.library.has(kind, id) else id


def short(text: str) -> str:
    """The beginning of a text that is quoted."""
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def _about(view: View, ctx: Context) -> tuple[Field, ...]:
    t, found = ctx.t, []
    if view.asked.topic:
        found.append(Field(t("About"), (topic_name(view.asked.topic, ctx),)))
    if view.before:
        found.append(Field(t("Asked before"), (short(view.before.text),)))
        if view.before.answer:
            found.append(Field(t("Answered then"), (short(view.before.answer),)))
    return tuple(found)


def _came(view: View, ctx: Context) -> tuple[Field, ...]:
    """What became of it."""
    t, asked = ctx.t, view.asked
    match asked.stand:
        case Stand.TAKEN:
            return (Field(t("Who answers"), (view.taken or t("an organiser"),)),)
        case Stand.ANSWERED:
            said = Field(t("Answer of {name}", name=view.done or t("an organiser")), (asked.answer or "",))
            return (said, Field(t("Did it help?"), (t("Yes"),))) if asked.helped_at else (said,)
        case Stand.CLOSED:
            return (Field(t("Settled by"), (view.done or t("an organiser"),)),)
        case _:
            return ()


def _from(asked: HelpRequest, ctx: Context) -> Line:
    t = ctx.t
    platform = asked.via.partition(":")[0]
    at = t.moment(asked.at, ctx.zone)
    where = PLATFORMS.get(platform, platform.capitalize())
    if asked.joining:
        return t.line("{at}, on {platform}, while joining", at=at, platform=where)
    return t.line("{at}, on {platform}", at=at, platform=where)


def _name(tx: Tx, id: str | None) -> str:
    found = tx.people.get(id) if id else None
    return found.name if found else ""
