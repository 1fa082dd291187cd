"""What came of joining: what was arranged, an introduction if they like, and what the club has for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.calls import Calls
from bot.commands.events import Events
from bot.core.reply import Bold, Button, Reply, Tone, Weight
from bot.core.roles import Role
from bot.flows.arranging import ARRANGED
from bot.flows.for_you import for_you
from bot.flows.onboarding import wants_digest

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.core.reply import Line
    from bot.flows.flow import Told


async def result(told: Told, ctx: Context, lead: Line = ()) -> Reply:
    """The one screen at the end; shown again whenever they ask."""
    t = ctx.t
    done = Bold(t("That is all. Thank you, and welcome to the club!"))
    said: Line = (*lead, *(("\n\n",) if lead else ()), done, *_arranged(told, ctx), "\n", t("This is for you now:"))
    introduced = t("Introduce yourself") if not told.get("introduction") else t("My introduction")
    buttons = [Button(introduced, ctx.opener("join-introduce"), Weight.MAIN)]
    if ctx.who.role < Role.MEMBER:
        buttons.append(Button(t("Ask to be a member"), ctx.opener("contact-ask")))
    if any(spec.name == "profile" for spec in ctx.book):
        buttons.append(Button(t("My profile"), ctx.opener("profile")))
    buttons += [Button(t("All coming events"), Events()), Button(t("All open calls"), Calls())]
    return Reply(said, cards=await for_you(told, ctx), buttons=tuple(buttons), tone=Tone.GOOD, private=True)


def _arranged(told: Told, ctx: Context) -> Line:
    """What follows from their answers by itself, or waits until they are members."""
    t, reminders = ctx.t, len(told.get(ARRANGED) or ())
    if ctx.who.role < Role.MEMBER:
        how = t("An organiser lets you in as a member; ask for it below. Then open /join again.")
        if wants_digest(told) or told.get("reminders"):
            return "\n", t("The digest and reminders begin once you are a member of the club."), " ", how
        return "\n", how
    if not reminders:
        return ()
    said = t.many(
        "I have set {n} reminder for you; /reminders shows it.",
        "I have set {n} reminders for you; /reminders shows them.",
        reminders,
    )
    return "\n", said
