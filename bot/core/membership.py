"""How what members may be and may agree to is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.words import later
from bot.domain.member import Aim, Purpose

if TYPE_CHECKING:
    from bot.core.words import Words

AIMS = {
    Aim.RESEARCHER: later("Researcher"),
    Aim.STUDENT: later("Student"),
    Aim.FOUNDER: later("Founder of a start-up"),
    Aim.COMPANY: later("Company"),
    Aim.INVESTOR: later("Investor"),
    Aim.PUBLIC: later("Public body"),
    Aim.PRESS: later("Press"),
    Aim.VISITOR: later("Visitor"),
}
_PURPOSES = {
    Purpose.DIRECTORY: later("Directory of members"),
    Purpose.MATCHING: later("Introductions"),
    Purpose.DIGEST: later("Digest"),
}
_TEXTS = {  # other words here need another CONSENT_VERSION
    Purpose.DIRECTORY: later(
        "Members can find me by my name, what brings me here, my organisation, city, fields, what I offer and what I"
        " look for. My accounts are not shown."
    ),
    Purpose.MATCHING: later(
        "The bot may suggest me to members with whom I have something in common, and bring me their requests to meet."
        " My accounts are shown to somebody only when we have both said yes."
    ),
    Purpose.DIGEST: later("The bot may send me a digest of new calls, coming events and new partners."),
}


def aim_label(aim: Aim, t: Words) -> str:
    """What brings somebody here, as people read it."""
    return t(AIMS[aim])


def purpose_label(purpose: Purpose, t: Words) -> str:
    """The name of what one may agree to."""
    return t(_PURPOSES[purpose])


def purpose_text(purpose: Purpose, t: Words) -> str:
    """What exactly is agreed to."""
    return t(_TEXTS[purpose])
