"""What came of joining: what was arranged, an introduction if they like, and what the club has for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.calls import Calls
from bot.commands.events import Events
from bot.core.reply import Bold, Button, Reply, Tone, Weight
from bot.core.roles import Role
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
    waits = ""
    if ctx.who.role < Role.MEMBER and (wants_digest(told) or told.get("reminders")):
        waits = t("The digest and reminders begin once you are a member of the club: open /join again then.") + "\n"
    said: Line = (
        *lead,
        *(("\n\n",) if lead else ()),
        done,
        "\n",
        *((waits,) if waits else ()),
        t("This is for you now:"),
    )
    introduced = t("Introduce yourself") if not told.get("introduction") else t("My introduction")
    buttons = [Button(introduced, ctx.opener("join-introduce"), Weight.MAIN)]
    if any(spec.name == "profile" for spec in ctx.book):
        buttons.append(Button(t("My profile"), ctx.opener("profile")))
    buttons += [Button(t("All coming events"), Events()), Button(t("All open calls"), Calls())]
    return Reply(said, cards=await for_you(told, ctx), buttons=tuple(buttons), tone=Tone.GOOD, private=True)
