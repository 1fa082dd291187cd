"""What is said of an answer that was changed, or that somebody changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.commands.facts.telling import offer
from bot.commands.membership.answers import ANSWERS, spoken
from bot.commands.profiling.agreements import agreement, choice
from bot.commands.profiling.asking import in_force, mark
from bot.commands.profiling.digests import digest_told, lacks_consent
from bot.commands.profiling.known import known
from bot.core.reply import Button, Card, Field, Reply, Tone, Weight
from bot.core.words import words
from bot.domain.member import Purpose

if TYPE_CHECKING:
    from bot.commands.profiling.known import Known
    from bot.core.command import Command
    from bot.core.context import Context
    from bot.core.reply import Line

UNSAID = {"digest": "no", "reminders": False}  # what holds where nothing was said


def meant(value: Any) -> Any:  # noqa: ANN401 - any value of a kind, as JSON
    """A value of an argument as it is kept."""
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def both(command: Command, name: str, stored: Any, mine: Any, ctx: Context) -> Reply:  # noqa: ANN401 - as they are kept
    """What stands there by now, what they meant, and the choice."""
    t, label = ctx.t, ctx.t(ANSWERS[name].label)
    fields = (
        Field(t("Now stored"), (spoken(name, stored, ctx),)),
        Field(t("Yours"), (spoken(name, mine, ctx),)),
    )
    again = replace(command, was=mark(stored))  # type: ignore[type-var] # a command is a dataclass
    return Reply(
        (t("You have changed this since, perhaps on another device. Which one is right?"),),
        cards=(Card(label, fields=fields),),
        buttons=(
            Button(t("Take this one"), again, Weight.MAIN),
            Button(t("Keep what is stored"), ctx.opener("profile")),
        ),
        tone=Tone.WARN,
        private=True,
    )


async def changed(name: str, before: Any, value: Any, ctx: Context) -> Reply:  # noqa: ANN401 - as they are kept
    """What is kept now, what follows from it, and the way back."""
    was = in_force(name, {name: before}, ctx)
    ctx = _after(name, value, ctx)
    now = await ctx.look(lambda tx: known(tx, ctx.who.id))
    t, label = ctx.t, ctx.t(ANSWERS[name].label)
    said = digest_told(now, ctx) if name == "digest" else spoken(name, value, ctx)
    if mark(was) == mark(value) and name != "digest":
        text: Line = (t("It says so already; nothing was changed."), "\n")
    else:
        text = (t("Kept."), " ")
    text = (*text, t("{label}: {answer}", label=label, answer=said))
    follows, buttons, cards = _follows(name, value, now, ctx)
    if mark(was) != mark(value):
        buttons = (*buttons, Button(t("Undo"), _back(name, was, value, ctx)))
    return Reply(
        (*text, *(("\n", *follows) if follows else ())),
        cards=cards,
        buttons=(*buttons, Button(t("My profile"), ctx.opener("profile"))),
        tone=Tone.GOOD,
        private=True,
    )


def _after(name: str, value: Any, ctx: Context) -> Context:  # noqa: ANN401 - as it is kept
    """The context in which they go on, in another language or zone."""
    if name == "language":
        return replace(ctx, t=words(value), who=replace(ctx.who, language=value))
    if name == "zone":
        return replace(ctx, zone=ZoneInfo(value), who=replace(ctx.who, zone=ZoneInfo(value)))
    return ctx


def _back(name: str, was: Any, value: Any, ctx: Context) -> Any:  # noqa: ANN401 - as they are kept
    if was in (None, "", []):
        was = UNSAID.get(name)
    if was is None:
        return ctx.opener("profile-set", ask=name, was=mark(value))
    kind = ANSWERS[name].kind
    text = kind.write(tuple(was) if isinstance(was, list) else was)
    return ctx.opener("profile-set", **{name: text}, was=mark(value))


def _follows(
    name: str,
    value: Any,  # noqa: ANN401 - as it is kept
    now: Known,
    ctx: Context,
) -> tuple[Line, tuple[Button, ...], tuple[Card, ...]]:
    """What comes of it by itself, what else can be done, and what is to be agreed to."""
    t = ctx.t
    match name:
        case "zone":
            clock = ctx.now.astimezone(ctx.zone)
            said = t(
                "It is {clock} there now. Times are told and quiet hours are kept by it from now on; reminders that you"
                " have made stay at their moment.",
                clock=f"{clock:%H:%M}",
            )
            return (said,), (), ()
        case "organisation" if now.told.get("partner"):
            title = ctx.library.label("partner", now.told["partner"], t.language)
            return (t("I know it: {title} stands in our directory of organisations.", title=title),), (), ()
        case "digest" if lacks_consent(now):
            asked = agreement(Purpose.DIGEST, now, ctx)
            agree = replace(choice(Purpose.DIGEST, ctx, given=True), weight=Weight.MAIN)
            said = t("Before I send it, please read what you would agree to:")
            return (said,), (agree,), (replace(asked, buttons=()),)
        case "reminders" if value:
            said = t("I make them for the event and the call that I suggest to you when you open /join.")
            return (said,), offer(ctx, t("For me"), "join"), ()
        case "reminders":
            return (t("Those that are made already come until you cancel them."),), _reminders(ctx), ()
        case "introduction" if (now.told.get("introduced") or {}).get("place"):
            place = ctx.places.label(now.told["introduced"]["place"])
            said = t("What stands in {place} stays as it was posted.", place=place)
            return (said,), offer(ctx, t("My introduction"), "join-introduce"), ()
    return (), (), ()


def _reminders(ctx: Context) -> tuple[Button, ...]:
    return (Button(ctx.t("My reminders"), ctx.opener("reminders")),)
