"""What Slack tells of people, channels, messages, views and events, as JSON."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.servers.slack.ids import Json, make_id
from tests.servers.slack.views import COPIED

if TYPE_CHECKING:
    from tests.servers.slack.state import State
    from tests.servers.slack.views import View
    from tests.servers.slack.world import Channel, File, Message, User


def user(state: State, one: User, *, locale: bool = False) -> Json:
    """https://docs.slack.dev/reference/objects/user-object"""
    profile: Json = {"real_name": one.name, "display_name": one.display_name, "team": state.team_id}
    if one.email and "users:read.email" in state.scopes:
        profile["email"] = one.email
    if one.bot:
        profile |= {"bot_id": state.bot_id, "api_app_id": state.app_id}
    told: Json = {
        "id": one.id,
        "team_id": state.team_id,
        "name": one.name.lower().replace(" ", "."),
        "profile": profile,
    }
    if one.deactivated:
        return told | {"deleted": True, "is_bot": one.bot, "is_app_user": False, "updated": int(time.time())}
    told |= {
        "deleted": False,
        "real_name": one.name,
        "tz": one.tz,
        "tz_label": one.tz,
        "tz_offset": one.offset,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": one.restricted or one.ultra_restricted,
        "is_ultra_restricted": one.ultra_restricted,
        "is_bot": one.bot,
        "is_app_user": False,
        "updated": int(time.time()),
        "is_email_confirmed": True,
    }
    if one.invited:
        told["is_invited_user"] = True
    return told | ({"locale": one.locale} if locale else {})


def channel(state: State, one: Channel) -> Json:
    """https://docs.slack.dev/reference/objects/conversation-object"""
    told: Json = {"id": one.id, "created": 1700000000, "is_archived": one.archived, "is_mpim": False}
    if one.recipient:
        return told | {"is_im": True, "user": one.recipient.id, "is_user_deleted": one.recipient.deactivated}
    return told | {
        "name": one.name,
        "name_normalized": one.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_private": one.private,
        "is_member": state.me in one.members,
        "is_general": False,
        "is_shared": False,
        "creator": state.me.id,
        "num_members": len(one.members),
    }


def file(state: State, one: File) -> Json:
    """https://docs.slack.dev/reference/objects/file-object"""
    told: Json = {"id": one.id, "name": one.name, "title": one.title or one.name, "size": one.length, "mode": "hosted"}
    address = f"{state.api.removesuffix('/api/')}/files-pri/{state.team_id}-{one.id}/{quote(one.name)}"
    told |= {"user": (one.owner or state.me).id, "mimetype": "" if one.reads else one.kind, "url_private": address}
    return told | {"is_public": one.shared, "url_private_download": address.replace("files-pri", "files-pri/download")}


def message(state: State, one: Message, *, metadata: bool = False) -> Json:
    """https://docs.slack.dev/reference/events/message; the payload of metadata only when it is asked for."""
    told: Json = {"type": "message", "user": one.author.id, "text": one.content, "ts": one.ts, "team": state.team_id}
    if one.author is state.me:
        profile = {"id": state.bot_id, "app_id": state.app_id, "name": state.me.name, "deleted": False}
        told |= {"bot_id": state.bot_id, "app_id": state.app_id, "bot_profile": {**profile, "team_id": state.team_id}}
    if one.blocks:
        told["blocks"] = one.blocks
    if one.files:
        told |= {"files": [file(state, each) for each in one.files], "upload": False}
    if one.thread_ts:
        told["thread_ts"] = one.thread_ts
    if one.edited:
        told["edited"] = {"user": one.author.id, "ts": one.edited}
    if one.metadata is not None:
        told["metadata"] = one.metadata if metadata else {"event_type": one.metadata.get("event_type")}
    below = [each for each in one.channel.thread(one.ts) if each is not one]
    if below:
        told |= {"thread_ts": one.ts, "reply_count": len(below), "latest_reply": below[-1].ts}
    if one.reactions:
        told["reactions"] = [
            {"name": name, "users": [each.id for each in who], "count": len(who)} for name, who in one.reactions.items()
        ]
    return told


def view(state: State, one: View, values: Json | None = None) -> Json:
    """https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""
    first = one
    while first.previous:
        first = first.previous
    told = {name: one.data.get(name) for name in COPIED}
    return told | {
        "id": one.id,
        "team_id": state.team_id,
        "blocks": one.blocks,
        "private_metadata": one.private_metadata,
        "callback_id": one.data.get("callback_id") or "",
        "external_id": one.data.get("external_id") or "",
        "state": values or one.state(),
        "hash": one.hash,
        "clear_on_close": bool(one.data.get("clear_on_close")),
        "notify_on_close": bool(one.data.get("notify_on_close")),
        "previous_view_id": one.previous.id if one.previous else None,
        "root_view_id": first.id,
        "app_id": state.app_id,
        "app_installed_team_id": state.team_id,
        "bot_id": state.bot_id,
    }


def asker(state: State, one: User) -> Json:
    """The user of an interaction."""
    name = one.name.lower().replace(" ", ".")
    return {"id": one.id, "username": name, "name": name, "team_id": state.team_id}


def event(state: State, told: Json) -> Json:
    """https://docs.slack.dev/apis/events-api/#callback-field"""
    who = {"enterprise_id": None, "team_id": state.team_id, "user_id": state.me.id, "is_bot": True}
    return {
        "token": "verification",
        "team_id": state.team_id,
        "context_team_id": state.team_id,
        "context_enterprise_id": None,
        "api_app_id": state.app_id,
        "event": {"event_ts": told.get("ts") or f"{time.time():.6f}", **told},
        "type": "event_callback",
        "event_id": make_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [{**who, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }
