"""An introduction drafted from somebody's answers, in their language; they change it as they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.membership.answers import fields
from bot.core.words import later
from bot.domain.member import Aim

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.flows.flow import Told

AIMS = {
    Aim.RESEARCHER: later("I work in research."),
    Aim.STUDENT: later("I am a student."),
    Aim.FOUNDER: later("I am building a start-up."),
    Aim.COMPANY: later("I work in a company."),
    Aim.INVESTOR: later("I invest."),
    Aim.PUBLIC: later("I work in a public body."),
    Aim.PRESS: later("I work in the press."),
    Aim.VISITOR: later("I came to have a look around."),
}
MOST = 1500


def draft(told: Told, ctx: Context) -> str:
    """The text to begin with, of no more than they said."""
    t, name = ctx.t, ctx.who.name
    aim, organisation, city = told.get("aim"), told.get("organisation"), told.get("city")
    first = [t("Hello! My name is {name}.", name=name) if name else t("Hello, everybody!")]
    first += [t(AIMS[Aim(aim)])] if aim else []
    first += [t("My organisation is {organisation}.", organisation=organisation)] if organisation else []
    first += [t("My city is {city}.", city=city)] if city else []
    said = [" ".join(first)]
    for key, sentence in (
        ("interests", later("My fields: {said}")),
        ("offers", later("I can offer: {said}")),
        ("seeks", later("I am looking for: {said}")),
    ):
        if told.get(key):
            value = fields(told[key], t) if key == "interests" else told[key]
            said.append(t(sentence, said=value))
    return "\n".join(said)[:MOST]
