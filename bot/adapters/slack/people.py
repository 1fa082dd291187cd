"""Who somebody is in the workspace: their name, language, zone and role, asked of Slack and remembered.

A fault gives nobody a right: whom Slack does not tell of is a Guest, unless the club itself knows them better.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.asked import FAULTS, Asked, lacking, reason
from bot.adapters.slack.organisers import NOBODY, Organisers
from bot.adapters.slack.users import Json, User, read
from bot.core.errors import Oops
from bot.core.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.core.clock import Clock
    from bot.core.places import Group
    from bot.settings.facts import SlackFacts

PATIENCE = 1.0  # seconds that somebody may have to wait for what Slack tells of them
FRESH, BELIEVED = timedelta(minutes=30), timedelta(hours=1)
EVER = timedelta(days=36_500)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody to us. `language` and `zone` (an IANA name) are empty when Slack does not tell them.

    `restricted` are all who are not wholly of this workspace; `gone` are deactivated accounts.
    """

    id: str
    name: str = ""
    language: str = ""
    zone: str = ""
    role: Role = Role.GUEST
    restricted: bool = False
    bot: bool = False
    gone: bool = False


class People:
    """The workspace's people: its members are Members, those in the settings Organisers, all others Guests."""

    def __init__(
        self,
        client: AsyncWebClient,
        facts: SlackFacts,
        clock: Clock,
        named: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._client = client
        self._organisers = Organisers(client, facts, clock, named)
        self._teams = Asked(self._ask_team, clock, "the workspace", fresh=EVER, believed=EVER)
        self._users = Asked(self._ask_user, clock, "a user", fresh=FRESH, believed=BELIEVED)

    async def of(self, user_id: str) -> Profile:
        """Who this is."""
        needs = (self._teams.need(""), self._users.need(user_id), *self._organisers.needs())
        asking = [need for need in needs if need]
        if asking:
            await asyncio.wait(asking, timeout=PATIENCE)
        team, user = self._teams.get(""), self._users.get(user_id)
        if not user:
            return Profile(user_id)
        role = self._role(user, team) if team else Role.GUEST
        restricted = user.limited or bool(team and team not in user.teams)
        return Profile(user_id, user.name, user.language, user.zone, role, restricted, user.bot, user.gone)

    async def role(self, user_id: str) -> Role | None:
        """What the workspace makes of somebody, asked now; None while it can't be known. Raises asked.FAULTS."""
        user, team = await self._ask_user(user_id), await self.team()
        self._users.put(user_id, user)
        needs = [need for need in self._organisers.needs() if need]
        if needs:
            await asyncio.wait(needs)
        if not team:
            return None
        role = self._role(user, team)
        return role if role is not Role.MEMBER or self._organisers.told() else None

    def groups(self) -> tuple[Group, ...]:
        """What makes organisers in the workspace, as far as is known."""
        return self._organisers.groups(lambda user_id: self._called(user_id) or user_id)

    async def team(self) -> str:
        """The workspace's id, empty when Slack does not tell."""
        asking = self._teams.need("")
        if asking:
            await asyncio.wait([asking])
        return self._teams.get("") or ""

    def changed(self, user: Json) -> None:
        """Take over what an event tells of somebody: it counts at once."""
        now, known = read(user), self._users.get(user["id"])
        if not known:
            self._users.forget(now.id)
        elif now.locale:
            self._users.put(now.id, now)
        else:  # an event may leave it out
            self._users.put(now.id, replace(now, locale=known.locale), fresh=False)

    async def check(self) -> tuple[Oops, ...]:
        """What in the settings or among the token's scopes cannot work, each saying what to change."""
        try:
            me = await self._client.auth_test()
            await self._client.users_info(user=me["user_id"])
            return await self._organisers.check(me["team_id"])
        except FAULTS as error:
            if not lacking(error):
                log.warning("the organisers in the settings could not be checked", why=reason(error))
                return ()
            return (
                Oops(
                    "{name} lacks the scope {scope}. Add it in your app, and install the app again.",
                    name="SLACK_BOT_TOKEN",
                    scope=lacking(error),
                ),
            )

    def _called(self, user_id: str) -> str:
        user = self._users.get(user_id)
        return user.name if user else ""

    def _role(self, user: User, team: str) -> Role:
        if not user.is_member(team):
            return Role.GUEST
        return Role.ORGANISER if self._organisers.has(user.id) else Role.MEMBER

    async def _ask_team(self, _: str) -> str:
        return str((await self._client.auth_test())["team_id"])

    async def _ask_user(self, id: str) -> User:
        try:
            return read((await self._client.users_info(user=id, include_locale=True))["user"])
        except SlackApiError as error:
            if reason(error) not in NOBODY:
                raise
        return read({"id": id, "is_stranger": True})
