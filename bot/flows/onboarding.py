"""What people are asked who join."""

from __future__ import annotations

from bot.domain.member import Aim
from bot.flows.flow import Ask, Flow, Told

TAKEN = "taken_over"  # among what was told: the answers that the platform gave


def unknown_language(told: Told) -> bool:
    """Of those whose platform does not tell."""
    return "language" not in told.get(TAKEN, ())


def with_somebody(told: Told) -> bool:
    """Of everybody but visitors, who come for themselves."""
    return told.get("aim") != Aim.VISITOR


def wants_digest(told: Told) -> bool:
    """Of those who said how often; nobody agrees to what they do not want."""
    return told.get("digest") not in (None, "no")


ONBOARDING = Flow(
    "onboarding",
    asks=(
        Ask("language", when=unknown_language),
        Ask("aim"),
        Ask("organisation", when=with_somebody),
        Ask("city"),
        Ask("interests"),
        Ask("offers"),
        Ask("seeks"),
        Ask("digest"),
        Ask("reminders"),
        Ask("agree_directory"),
        Ask("agree_matching"),
        Ask("agree_digest", when=wants_digest),
    ),
)
