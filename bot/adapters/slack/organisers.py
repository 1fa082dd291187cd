"""Who in a workspace is an organiser by the settings: users and user groups, by their ids."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.asked import Asked, reason
from bot.adapters.slack.users import read
from bot.core.errors import Oops
from bot.core.places import Group, Known
from bot.core.words import words

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.core.clock import Clock
    from bot.settings.facts import SlackFacts

USER, GROUP = re.compile(r"[UW][A-Z0-9]+"), re.compile(r"S[A-Z0-9]+")
FRESH, BELIEVED = timedelta(minutes=5), timedelta(minutes=15)
NOBODY = ("user_not_found", "user_not_visible")
NO_GROUP = ("no_such_subteam", "subteam_not_found")
NO_GROUPS = ("plan_upgrade_required", "paid_teams_only")

log = structlog.get_logger()


class Organisers:
    """The settings' organisers, and the user groups that organisers `named`, by their ids.

    User groups are a matter of paid plans: where there are none, they hold nobody.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        facts: SlackFacts,
        clock: Clock,
        named: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._client = client
        self._listed = tuple(dict.fromkeys(facts.organisers))
        self._settled = frozenset(id for id in self._listed if GROUP.fullmatch(id))
        self._named = named
        self._members = Asked(self._ask, clock, "a user group", fresh=FRESH, believed=BELIEVED)
        self._told: set[str] = set()

    @property
    def _groups(self) -> frozenset[str]:
        return self._settled | {id for id in self._named() if GROUP.fullmatch(id)}

    def groups(self, name: Callable[[str], str]) -> tuple[Group, ...]:
        """All of them with those who are in, as far as is known; `name` tells what a user is called."""
        groups = (
            Group(id, id, settled=id in self._settled, holders=tuple(Known(one, name(one)) for one in sorted(held)))
            for id in sorted(self._groups)
            for held in (self._members.get(id) or frozenset(),)
        )
        users = (id for id in self._listed if USER.fullmatch(id))
        return (*groups, *(Group(id, name(id), settled=True, holders=(Known(id, name(id)),)) for id in users))

    def needs(self) -> Iterator[asyncio.Task[None] | None]:
        """What to wait for before asking for anybody."""
        return map(self._members.need, self._groups)

    def has(self, user_id: str) -> bool:
        """Whether somebody is listed, or in a group that is."""
        return user_id in self._listed or any(user_id in (self._members.get(id) or ()) for id in self._groups)

    def told(self) -> bool:
        """Whether it is known who is in the groups that are listed."""
        return all(self._members.get(id) is not None for id in self._groups)

    async def check(self, team: str) -> tuple[Oops, ...]:
        """What in the settings cannot work in this workspace. Raises asked.FAULTS when that cannot be found out."""
        wrong = [await self._wrong(id, team) for id in self._listed]
        return tuple({_key(oops): oops for oops in wrong if oops}.values())

    async def _wrong(self, id: str, team: str) -> Oops | None:
        if GROUP.fullmatch(id):
            return await self._wrong_group(id)
        if USER.fullmatch(id):
            return await self._wrong_user(id, team)
        return Oops(
            "slack.organisers: {id} is neither a user's id (U…) nor a user group's (S…). To copy a user's id in Slack,"
            " open their profile, then ⋮ → “Copy member ID”.",
            id=id,
        )

    async def _wrong_group(self, id: str) -> Oops | None:
        try:
            await self._client.usergroups_users_list(usergroup=id)
        except SlackApiError as error:
            oops = _no_group(id, error)
            if not oops:
                raise
            self._told.add(_key(oops))
            return oops
        return None

    async def _wrong_user(self, id: str, team: str) -> Oops | None:
        try:
            user = read((await self._client.users_info(user=id))["user"])
        except SlackApiError as error:
            if reason(error) not in NOBODY:
                raise
            return Oops(
                "slack.organisers: the workspace has no user {id}. To copy a user's id in Slack, open their profile,"
                " then ⋮ → “Copy member ID”.",
                id=id,
            )
        if user.is_member(team):
            return None
        return Oops(
            "slack.organisers: {name} ({id}) is no organiser, since only a full member of the workspace can be one."
            " Make them a full member in Slack, or take the id out.",
            name=user.name or id,
            id=id,
        )

    async def _ask(self, id: str) -> frozenset[str]:
        try:
            said = await self._client.usergroups_users_list(usergroup=id)
        except SlackApiError as error:
            oops = _no_group(id, error)
            if not oops:
                raise
            if _key(oops) not in self._told:
                self._told.add(_key(oops))
                log.warning(words("en")(oops.text, **oops.names))
            return frozenset()
        return frozenset(said["users"])


def _key(oops: Oops) -> str:
    return oops.text.format(**oops.names)


def _no_group(id: str, error: SlackApiError) -> Oops | None:
    why = reason(error)
    if why in NO_GROUPS:
        return Oops(
            "slack.organisers: user groups are part of Slack's paid plans, and this workspace has none. List the"
            " organisers themselves instead: open a profile, then ⋮ → “Copy member ID”."
        )
    if why in NO_GROUP:
        return Oops(
            "slack.organisers: the workspace has no user group {id}. Take the id out, or list a group that there is.",
            id=id,
        )
    return None
