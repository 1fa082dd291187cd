"""What the bot must be allowed on a server, and why: no more than that.

The names are those of the Developer Portal, the bits those of
https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.core.words import later

if TYPE_CHECKING:
    from collections.abc import Mapping

AUTHORIZE = "https://discord.com/oauth2/authorize"
GUILD_INSTALL = 0


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission: its name in the portal, its bit, and why it is needed."""

    name: str
    bit: int
    why: str


PERMISSIONS = (
    Permission("View Channels", 1 << 10, later("to be in the channels where people ask it and where it posts")),
    Permission("Send Messages", 1 << 11, later("to answer, to post, and to publish in announcement channels")),
    Permission("Create Public Threads", 1 << 35, later("to answer mentions in threads, so that channels stay short")),
    Permission("Send Messages in Threads", 1 << 38, later("to answer in those threads and to post in forums")),
    Permission("Embed Links", 1 << 14, later("to show cards: without it partners, events and calls arrive empty")),
    Permission("Attach Files", 1 << 15, later("to send lists as files, and the pictures of announcements")),
    Permission("Read Message History", 1 << 16, later("to see whether a post has arrived before it is sent again")),
    Permission("Manage Roles", 1 << 28, later("to give and take the roles of members; only those below its own")),
    Permission(
        "Mention Everyone", 1 << 17, later("to ping in an announcement, only when an organiser chooses so for that one")
    ),
)

SCOPES: Mapping[str, str] = {
    "bot": later("to be a member of the server"),
    "applications.commands": later("to have its commands in the list that opens at /"),
}

INTENTS: Mapping[str, str] = {
    "Server Members": later("to welcome who joins, and to know by their roles who is a member and who an organiser"),
}


def invite_link(application_id: int | str) -> str:
    """The link by which somebody who may manage a server brings the bot there, with these permissions and scopes."""
    asked = {
        "client_id": application_id,
        "permissions": sum(permission.bit for permission in PERMISSIONS),
        "integration_type": GUILD_INSTALL,
        "scope": " ".join(SCOPES),
    }
    return f"{AUTHORIZE}?{urlencode(asked)}"
