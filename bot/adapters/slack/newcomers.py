"""Who joins the workspace: as it happens, and at start those who joined while the bot was away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.adapters.slack.asked import FAULTS, limited, pause, reason
from bot.adapters.slack.inbound import PLATFORM
from bot.adapters.slack.users import User, read
from bot.core.arrivals import Arrived, Community
from bot.core.roles import Role

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.people import People
    from bot.adapters.slack.users import Json
    from bot.core.arrivals import Arrivals

PAGE = 200  # https://docs.slack.dev/apis/web-api/pagination
TRIES = 10  # when Slack says it is asked too often
LONGEST = 60.0  # seconds to wait for that

log = structlog.get_logger()


class Newcomers:
    """Hands on who comes to the workspace and who goes; a channel is no community.

    Bots never come. Who was invited has come when they have signed in, and guests once they are made full members.
    """

    def __init__(self, client: AsyncWebClient, arrivals: Arrivals, people: People) -> None:
        self._client = client
        self._arrivals = arrivals
        self._people = people
        self._here: set[str] | None = None  # those who are in, once that is known
        self._meanwhile: dict[str, Json] | None = None  # what events tell of people while they are being listed

    async def ready(self) -> None:
        """Compare the workspace's members with those known: nobody tells later of what the bot was not there for.

        It may be called as often as one likes. When they cannot be listed that is left for the next time.
        """
        team = await self._people.team()
        if not team or self._meanwhile is not None:
            return
        self._meanwhile = {}
        try:
            listed = await self._listed()
            changed = self._meanwhile
        finally:
            self._meanwhile = None
        if listed is not None:
            users = {**listed, **{id: {**listed.get(id, {}), **user} for id, user in changed.items()}}
            here = [user for user in map(read, users.values()) if user.is_member(team)]
            self._here = {user.id for user in here}
            # Without a pause since the events were looked at: what comes after is stored after.
            await self._arrivals.present(Community(PLATFORM, team), map(_arrived, here))

    async def told(self, event: Json) -> None:
        """An event about people."""
        match event["type"]:
            case "team_join" | "user_change":
                self._people.changed(event["user"])
                if self._meanwhile is not None:
                    self._meanwhile[event["user"]["id"]] = event["user"]
                await self._changed(read(event["user"]), new=event["type"] == "team_join")
            case "member_joined_channel":
                await self._seen(event["user"])

    async def _changed(self, user: User, *, new: bool) -> None:
        team = await self._people.team()
        is_in = user.is_member(team)
        if not team or (self._here is not None and is_in == (user.id in self._here)):
            return
        if not is_in:
            await self._went(team, user.id)
        elif new or self._here is not None:  # of others nobody can say yet whether they have been there long
            language = user.language or (await self._people.of(user.id)).language
            await self._came(team, Arrived(user.id, user.name, language))

    async def _seen(self, user_id: str) -> None:
        """Somebody is in a channel: if they are in the workspace too and nobody told so, they have come."""
        if self._here is None or user_id in self._here:
            return
        team, profile = await self._people.team(), await self._people.of(user_id)
        if team and profile.role >= Role.MEMBER:
            await self._came(team, Arrived(user_id, profile.name, profile.language))

    async def _came(self, team: str, one: Arrived) -> None:
        await self._arrivals.came(Community(PLATFORM, team), one)
        if self._here is not None:
            self._here.add(one.account_id)

    async def _went(self, team: str, user_id: str) -> None:
        await self._arrivals.went(Community(PLATFORM, team), user_id)
        if self._here is not None:
            self._here.discard(user_id)

    async def _listed(self) -> dict[str, Json] | None:
        """All users, None when they cannot be listed: a part of them would make newcomers of the rest."""
        users: dict[str, Json] = {}
        cursor, tries = "", TRIES
        while True:
            try:
                page = await self._client.users_list(cursor=cursor or None, limit=PAGE, include_locale=True)
            except FAULTS as error:
                tries -= 1
                if not tries or not limited(error):
                    log.warning("members cannot be listed", why=reason(error))
                    return None
                await asyncio.sleep(min(pause(error).total_seconds(), LONGEST))
                continue
            users |= {user["id"]: user for user in page["members"]}
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return users


def _arrived(user: User) -> Arrived:
    return Arrived(user.id, user.name, user.language)
