"""The roles, as /role calls them."""

from __future__ import annotations

from bot.core.kinds import Label
from bot.core.roles import Role
from bot.core.words import Words, later


class Standing(Label):
    """What somebody is to the club."""

    ORGANISER = "organiser"
    MEMBER = "member"
    GUEST = "guest"

    @property
    def role(self) -> Role:
        """The role it stands for."""
        return Role[self.name]

    @classmethod
    def of(cls, role: int) -> Standing:
        """What a stored role is called."""
        return cls[Role(role).name]


MAY = {
    Standing.ORGANISER: later(
        "An organiser may announce and schedule, change records, invite, answer questions, see who is an organiser and"
        " make others one."
    ),
    Standing.MEMBER: later(
        "A member may look for other members who agreed to that, be introduced to them and have coffee with them, and"
        " is no organiser."
    ),
    Standing.GUEST: later("A guest may look for calls, events and partners, ask, and fill in a profile."),
}


def may(standing: Standing, t: Words) -> str:
    """What it lets somebody do."""
    return t(MAY[standing])
