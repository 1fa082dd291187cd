"""Accounts, roles, and accounts in a guild."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tests.servers.discord.ids import moment, snowflake
from tests.servers.discord.permissions import Permission


@dataclass(eq=False)
class User:
    """An account."""

    name: str
    locale: str = "en-GB"
    bot: bool = False
    dms_open: bool = True
    shown: str = ""
    id: int = field(default_factory=snowflake)

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    """A role; a higher position is a higher role, @everyone stands at 0."""

    name: str
    permissions: Permission = Permission.NONE
    position: int = 1
    id: int = field(default_factory=snowflake)


@dataclass(eq=False)
class Member:
    """A user in a guild."""

    user: User
    roles: list[Role] = field(default_factory=list)
    pending: bool = False
    nick: str | None = None
    joined_at: datetime = field(default_factory=moment)
