"""Channels: https://docs.slack.dev/reference/methods/conversations.history and its neighbours."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from tests.servers.slack import payloads
from tests.servers.slack.refusals import Refused, invalid_arguments
from tests.servers.slack.web.calls import Call, method
from tests.servers.slack.web.chat import open_direct

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.world import Channel, Message

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


@method("conversations.info", *READ)
async def info(call: Call) -> Json:
    channel = call.channel()
    call.scope(f"{channel.kind}:read")
    return {"channel": payloads.channel(call.state, channel)}


@method("conversations.list", *READ)
async def all(call: Call) -> Json:
    kinds = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
    wanted = [kinds.get(each.strip(), "") for each in call.text("types", "public_channel").split(",")]
    if "" in wanted:
        raise Refused("invalid_types")
    for kind in wanted:
        call.scope(f"{kind}:read")
    known = [*call.state.channels, *call.state.direct.values()]
    known = [each for each in known if each.kind in wanted and (call.state.me in each.members or not each.private)]
    if call.flag("exclude_archived"):
        known = [each for each in known if not each.archived]
    channels, more = call.page(known)
    return {"channels": [payloads.channel(call.state, each) for each in channels], **more}


@method("conversations.members", *READ)
async def members(call: Call) -> Json:
    channel = call.channel()
    call.scope(f"{channel.kind}:read")
    found, more = call.page([each.id for each in channel.members])
    return {"members": found, **more}


@method("conversations.join", "channels:join")
async def join(call: Call) -> Json:
    channel = call.channel()
    if channel.private or channel.direct:
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    already = call.state.me in channel.members
    if not already:
        enter(call, channel, call.state.me.id)
    told = payloads.channel(call.state, channel)
    if not already:
        return {"channel": told}
    return {"channel": told, "warning": "already_in_channel"}


@method("conversations.open", "im:write", "mpim:write")
async def open_conversation(call: Call) -> Json:
    if call.text("channel"):
        channel = call.channel()
        if not channel.direct:
            raise Refused("method_not_supported_for_channel_type")
    else:
        ids = [each.strip() for each in call.text("users").split(",") if each.strip()]
        if not ids:
            raise Refused("users_list_not_supplied")
        if len(ids) > 1:
            raise Refused("method_not_supported_for_channel_type")  # group messages are not built here
        user = call.user(ids[0])
        already = user.id in call.state.direct
        channel = open_direct(call, user)
        if already:
            return {"no_op": True, "already_open": True, "channel": _opened(call, channel)}
    return {"channel": _opened(call, channel)}


def _opened(call: Call, channel: Channel) -> Json:
    return payloads.channel(call.state, channel) if call.flag("return_im") else {"id": channel.id}


@method("conversations.invite", "channels:manage", "groups:write", "channels:write.invites", "groups:write.invites")
async def invite(call: Call) -> Json:
    channel = call.joined()
    if channel.direct:
        raise Refused("method_not_supported_for_channel_type")
    manages = "groups:write" if channel.private else "channels:manage"
    call.scope(manages, f"{channel.kind}:write.invites")
    if channel.archived:
        raise Refused("is_archived")
    users = [call.user(each.strip()) for each in call.need("users").split(",")]
    for user in users:
        if user is call.state.me:
            raise Refused("cant_invite_self")
        if user.deactivated:
            raise Refused("user_disabled")
        if user in channel.members:
            raise Refused("already_in_channel")
        if user.ultra_restricted:
            raise Refused("ura_max_channels")
    for user in users:
        enter(call, channel, user.id)
    return {"channel": payloads.channel(call.state, channel)}


def enter(call: Call, channel: Channel, user_id: str) -> None:
    """Somebody is in a channel from now on."""
    channel.members.append(call.state.users[user_id])
    kind = "G" if channel.private else "C"
    told = {"type": "member_joined_channel", "user": user_id, "channel": channel.id, "channel_type": kind}
    if f"{channel.kind}:read" in call.state.scopes:
        call.state.tell({**told, "team": call.state.team_id})


@method("conversations.history", *HISTORY)
async def history(call: Call) -> Json:
    channel = call.joined()
    call.scope(f"{channel.kind}:history")
    seen = [each for each in channel.messages if each.seen_by is None and each.thread_ts in ("", each.ts)]
    return _told(call, list(reversed(_between(call, seen))))


@method("conversations.replies", *HISTORY)
async def replies(call: Call) -> Json:
    channel = call.joined()
    call.scope(f"{channel.kind}:history")
    ts = call.need("ts")
    if channel.find(ts) is None:
        raise Refused("thread_not_found")
    parent, *below = channel.thread(ts)
    return _told(call, [parent, *_between(call, below)])


def _told(call: Call, messages: list[Message]) -> Json:
    page, more = call.page(messages, 999)
    metadata = call.flag("include_all_metadata")
    told = [payloads.message(call.state, each, metadata=metadata) for each in page]
    return {"messages": told, "has_more": bool(more["response_metadata"]["next_cursor"]), **more}


def _between(call: Call, messages: list[Message]) -> list[Message]:
    try:
        oldest, latest = Decimal(call.text("oldest", "0")), Decimal(call.text("latest", "1e12"))
    except InvalidOperation:
        raise invalid_arguments("oldest and latest must be timestamps") from None
    if call.flag("inclusive"):
        return [each for each in messages if oldest <= Decimal(each.ts) <= latest]
    return [each for each in messages if oldest < Decimal(each.ts) < latest]
