"""Which role of ours somebody has by their roles on Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.places import Group, Known
from bot.core.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from discord import Guild, Member
    from discord import Role as Held

    from bot.settings.facts import DiscordFacts


class Roles:
    """The settings' roles and those that organisers `named`, by their ids, applied.

    Only the configured servers count; when none is configured, each does.

    The role @everyone has its server's id (https://docs.discord.com/developers/topics/permissions#role-object): as
    an organisers' role it is not honoured, since it would make one of everybody.
    """

    def __init__(self, facts: DiscordFacts, named: Callable[[], frozenset[str]] = frozenset) -> None:
        self._guilds = frozenset(facts.guilds)
        self._members = frozenset(facts.member_roles)
        self._organisers = frozenset(facts.organiser_roles)
        self._named = named

    def counts(self, guild_id: int) -> bool:
        """Whether roles in this server mean anything to us."""
        return not self._guilds or guild_id in self._guilds

    def of_member(self, guild_id: int, role_ids: Iterable[int], *, pending: bool) -> Role:
        """The role of a member of a server, as an interaction or a message tells of them."""
        if pending or not self.counts(guild_id):
            return Role.GUEST
        roles = frozenset(role_ids)
        if self._gives() & roles - {guild_id}:
            return Role.ORGANISER
        return Role.MEMBER if not self._members or self._members & {*roles, guild_id} else Role.GUEST

    def of_user(self, guilds: Iterable[Guild], user_id: int) -> Role:
        """The highest role that somebody has in any of these servers: for direct messages, which tell of none."""
        members = [member for guild in guilds if (member := guild.get_member(user_id))]
        return max(map(self._of, members), default=Role.GUEST)

    def groups(self, guilds: Iterable[Guild]) -> tuple[Group, ...]:
        """The roles that may make organisers, with those who have one that does."""
        here = [guild for guild in guilds if self.counts(guild.id) and not guild.unavailable]
        roles = (role for guild in here for role in guild.roles if not (role.is_default() or role.managed))
        return tuple(self._group(role) for role in roles)

    def check(self, guilds: Iterable[Guild]) -> list[str]:
        """What in the settings cannot work in the servers that the bot is in, a sentence each."""
        here = [guild for guild in guilds if self.counts(guild.id)]
        there = {guild.id for guild in here}
        wrong = [
            f"discord.guilds: the bot is not in the server {id}; invite it, or take the number out of the settings"
            for id in sorted(self._guilds - there)
        ]
        wrong += [
            f"discord.organiser_roles: {id} is the role @everyone, which would make everybody an organiser; it is left"
            " out"
            for id in sorted(self._organisers & there)
        ]
        if not here or self._guilds - there or any(guild.unavailable for guild in here):
            return wrong  # what is unknown may be a role of a server that cannot be looked at
        known = there | {role.id for guild in here for role in guild.roles}
        for key, ids in (("member_roles", self._members), ("organiser_roles", self._organisers)):
            wrong += [f"discord.{key}: no server of the club has a role {id}" for id in sorted(ids - known)]
        return wrong

    def _gives(self) -> frozenset[int]:
        return self._organisers | {int(id) for id in self._named() if id.isdecimal()}

    def _group(self, role: Held) -> Group:
        holders = _people(role) if role.id in self._gives() else ()
        return Group(str(role.id), f"@{role.name}", settled=role.id in self._organisers, holders=tuple(holders))

    def _of(self, member: Member) -> Role:
        return self.of_member(member.guild.id, (role.id for role in member.roles), pending=member.pending)


def _people(role: Held) -> Iterator[Known]:
    for member in role.members:
        if not (member.bot or member.pending):
            yield Known(str(member.id), member.display_name)
