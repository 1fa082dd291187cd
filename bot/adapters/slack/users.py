"""Slack's user objects, read: https://docs.slack.dev/reference/objects/user-object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.core.words import SOFIA

Json: TypeAlias = Mapping[str, Any]

SLACKBOT = "USLACKBOT"  # not marked as a bot


@dataclass(frozen=True, slots=True)
class User:
    """Somebody, as Slack tells of them. What it does not tell is empty; `zone` is an IANA name.

    `teams` are the workspaces they belong to. `limited` are those who were let into some channels only, and people
    of other workspaces; `invited` are those who have not come yet.
    """

    id: str
    name: str
    locale: str
    zone: str
    teams: frozenset[str]
    limited: bool
    invited: bool
    bot: bool
    gone: bool

    @property
    def language(self) -> str:
        """The language of ours that their locale stands for, empty where it tells nothing.

        Slack's own words are not there in Bulgarian, so whoever lives in Bulgaria's time has it in some other language,
        whatever they speak.
        """
        spoken = self.locale.replace("_", "-").partition("-")[0].lower()
        if spoken == "bg":
            return "bg"
        return "" if not spoken or self.zone == SOFIA.key else "en"

    def is_member(self, team: str) -> bool:
        """Whether this is a person who has joined this workspace, and all of it."""
        return team in self.teams and not (self.limited or self.invited or self.bot or self.gone)


def read(user: Json) -> User:
    """A user object, whole or as scanty as Slack's own of other workspaces."""
    profile: Json = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    elsewhere: Json = user.get("enterprise_user") or {}
    own = user.get("team_id") or profile.get("team") or ""
    return User(
        id=user["id"],
        name=next((name for name in names if name), ""),
        locale=user.get("locale") or "",
        zone=user.get("tz") or "",
        teams=frozenset(team for team in (own, *(elsewhere.get("teams") or ())) if team),
        limited=any(user.get(sign) for sign in ("is_restricted", "is_ultra_restricted", "is_stranger")),
        invited=bool(user.get("is_invited_user")),
        bot=bool(user.get("is_bot") or user.get("is_workflow_bot")) or user["id"] == SLACKBOT,
        gone=bool(user.get("deleted")),
    )
