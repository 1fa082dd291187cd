"""The declaration of what is kept of people, as they read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.words import later
from bot.storage.personal import Ground, Holding

if TYPE_CHECKING:
    from bot.core.words import Words

GROUNDS = {
    Ground.CONSENT: later("you agreed to it, and may take that back at any time"),
    Ground.ASKED: later("it is what you ask the bot to do"),
    Ground.CLUB: later("the club can't be run without it"),
    Ground.DUTY: later("the law demands it"),
}


def ground(holding: Holding, t: Words) -> str:
    """On what ground it is kept, as words within a sentence."""
    return t(GROUNDS[holding.ground])


def span(holding: Holding, t: Words) -> str:
    """For how long it is kept."""
    return t(holding.span, days=holding.days)


def then(holding: Holding, t: Words) -> str:
    """What becomes of it when somebody is forgotten."""
    return t(holding.then, days=holding.days)
