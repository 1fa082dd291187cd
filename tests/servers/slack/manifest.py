"""What an application is set up with: https://docs.slack.dev/reference/app-manifest"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.state import State

SCOPES = (
    *("app_mentions:read", "channels:history", "channels:join", "channels:read", "channels:write.invites"),
    *("chat:write", "commands", "files:read", "files:write", "groups:history", "groups:read", "groups:write.invites"),
    *("im:history", "im:read", "im:write"),
    *("reactions:write", "team:read", "usergroups:read", "users:read", "users:read.email"),
)
EVENTS = (
    *("channel_archive", "channel_created", "channel_rename", "channel_unarchive"),
    *("app_home_opened", "app_mention", "member_joined_channel", "message.im", "team_join", "user_change"),
)


def install(state: State, manifest: Json) -> None:
    """Set the application up as a manifest says, and nothing beyond that."""
    features, settings = manifest.get("features") or {}, manifest.get("settings") or {}
    state.scopes = set(((manifest.get("oauth_config") or {}).get("scopes") or {}).get("bot") or ())
    state.events = set((settings.get("event_subscriptions") or {}).get("bot_events") or ())
    state.commands = {each["command"] for each in features.get("slash_commands") or ()}
    state.shortcuts = {each["name"]: each["callback_id"] for each in features.get("shortcuts") or ()}
    home = features.get("app_home") or {}
    state.home_tab = bool(home.get("home_tab_enabled"))
    state.messages_tab = bool(home.get("messages_tab_enabled")) and not home.get("messages_tab_read_only_enabled")
    state.socket.enabled = bool(settings.get("socket_mode_enabled"))
