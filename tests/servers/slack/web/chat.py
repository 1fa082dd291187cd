"""Posting, changing and deleting: https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack import payloads
from tests.servers.slack.checks.messages import check
from tests.servers.slack.ids import stamp
from tests.servers.slack.refusals import Refused
from tests.servers.slack.web import drafts
from tests.servers.slack.web.calls import Call, method

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.world import Channel, Message, User


@method("chat.postMessage", "chat:write")
async def post(call: Call) -> Json:
    channel = _writable(call)
    message = drafts.write(call.state, channel, call.args)
    call.state.wrote(message)
    return {"channel": channel.id, "ts": message.ts, "message": payloads.message(call.state, message, metadata=True)}


@method("chat.postEphemeral", "chat:write")
async def whisper(call: Call) -> Json:
    channel = _writable(call)
    user = call.state.users.get(call.text("user"))
    if user is None or user not in channel.members:
        raise Refused("user_not_in_channel")
    message = drafts.write(call.state, channel, call.args, seen_by=user)
    call.state.wrote(message)
    return {"message_ts": message.ts}


@method("chat.update", "chat:write")
async def update(call: Call) -> Json:
    channel = call.channel()
    if channel.archived:
        raise Refused("is_inactive")
    message = _own(call, channel, "cant_update_message")
    check(call.args, call.state.files, again=True)
    before = payloads.message(call.state, message)
    drafts.fill(message, call.args)
    if call.args.get("metadata") is not None:
        message.metadata = call.args["metadata"] or None
    message.edited = stamp()
    now = payloads.message(call.state, message)
    event = {"subtype": "message_changed", "hidden": True, "message": now, "previous_message": before}
    call.state.tell_message({**event, "ts": message.edited}, channel)
    return {"channel": channel.id, "ts": message.ts, "text": message.content, "message": now}


@method("chat.delete", "chat:write")
async def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    remove(message)
    event = {"subtype": "message_deleted", "hidden": True, "deleted_ts": message.ts, "ts": stamp()}
    told = event | {"previous_message": payloads.message(call.state, message)}
    call.state.tell_message(told, channel)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
async def permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel, "message_ts")
    path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": f"https://{call.state.domain}.slack.com/{path}"}


def remove(message: Message) -> None:
    """Take a message out of its channel."""
    message.deleted = True
    if message in message.channel.messages:
        message.channel.messages.remove(message)


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = call.message(channel)
    if message.author is not call.state.me:
        raise Refused(refusal)
    return message


def _writable(call: Call) -> Channel:
    """The channel of a post; a person's id is their direct messages."""
    user = call.state.users.get(call.text("channel"))
    if user:
        call.scope("im:write")
        channel = open_direct(call, user)
    else:
        channel = call.channel()
    if channel.archived:
        raise Refused("is_archived")
    if call.state.me not in channel.members and (channel.private or "chat:write.public" not in call.state.scopes):
        raise Refused("not_in_channel")
    if channel.recipient and (channel.recipient.deactivated or not channel.recipient.dms_open):
        raise Refused("channel_not_found")
    if channel.recipient and not call.state.messages_tab:
        raise Refused("messages_tab_disabled")
    return channel


def open_direct(call: Call, user: User) -> Channel:
    """The direct messages with somebody, whom the bot can write to."""
    if user.bot:
        raise Refused("cannot_dm_bot")
    if user.deactivated:
        raise Refused("user_disabled")
    if not user.dms_open:
        raise Refused("user_not_visible")
    return call.state.conversation(user)
