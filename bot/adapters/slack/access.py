"""What the bot must be allowed in a workspace and what it must be told, and why: no more than that.

https://docs.slack.dev/reference/scopes and https://docs.slack.dev/reference/events
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.words import later

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANNELS = later("a public channel is new, called otherwise, closed or open again")

SCOPES: Mapping[str, str] = {
    "commands": later("to have its commands in the list that opens at /, and its shortcuts"),
    "chat:write": later("to answer and to post"),
    "app_mentions:read": later("to hear when it is mentioned in a channel"),
    "im:history": later("to hear direct messages to it, and to see whether one of its own has arrived"),
    "im:read": later("to tell a direct conversation with it from other places"),
    "im:write": later("to write to somebody first: a welcome, an answer that is for them alone"),
    "users:read": later("to know people's names, languages and time zones, and to notice who is new"),
    "usergroups:read": later("to know organisers by a user group, if the settings name one"),
    "channels:read": later("to know public channels and who joins them"),
    "channels:history": later("to see whether a post has arrived before it is sent again"),
    "channels:join": later("to join a public channel that it is to post in"),
    "channels:write.invites": later("to invite people to public channels that it is in"),
    "groups:read": later("to know the private channels that it was invited to and who joins them"),
    "groups:history": later("to see whether a post has arrived there before it is sent again"),
    "groups:write.invites": later("to invite people to private channels that it is in"),
    "files:read": later("to take the pictures that people put into its forms, and to see that its own can be shown"),
    "files:write": later("to send lists as files, and the pictures of announcements"),
}

EVENTS: Mapping[str, str] = {
    "app_mention": later("questions that mention the bot"),
    "message.im": later("direct messages to the bot"),
    "app_home_opened": later("somebody looks at their own page"),
    "team_join": later("somebody is new in the workspace"),
    "member_joined_channel": later("somebody is new in a channel that the bot is in"),
    "channel_created": CHANNELS,
    "channel_rename": CHANNELS,
    "channel_archive": CHANNELS,
    "channel_unarchive": CHANNELS,
    "user_change": later("somebody has another language or time zone"),
}
