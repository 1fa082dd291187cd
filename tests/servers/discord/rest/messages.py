"""Messages in channels: https://docs.discord.com/developers/resources/message"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers import clock
from tests.servers.discord import payloads
from tests.servers.discord.checks.messages import check
from tests.servers.discord.permissions import Permission
from tests.servers.discord.refusals import Refused, dms_closed, no_permission, unknown_message
from tests.servers.discord.rest import drafts
from tests.servers.discord.rest.calls import Call, route
from tests.servers.discord.state import Sent
from tests.servers.discord.world import CROSSPOSTED, THREADS, Channel, Json, Kind, Message, moment

if TYPE_CHECKING:
    from tests.servers.discord.state import State

NO_TEXT = (Kind.CATEGORY, Kind.FORUM)


@route("POST", "/channels/{channel}/messages")
async def create(call: Call) -> Json:
    channel = call.channel
    if channel.kind in NO_TEXT:
        raise Refused(400, 50008, "Cannot send messages in a non-text channel")
    may_send(call, channel, call.json)
    check(call.json, call.files)
    return payloads.message(send(call, channel, call.json))


def may_send(call: Call, channel: Channel, body: Json) -> None:
    """Refuse what the bot may not send there."""
    if channel.recipient and not reachable(call.state, channel):
        raise dms_closed()
    in_thread = channel.kind in THREADS
    call.state.need(channel, Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES)
    if body.get("embeds"):
        call.state.need(channel, Permission.EMBED_LINKS)
    if call.files:
        call.state.need(channel, Permission.ATTACH_FILES)


def reachable(state: State, channel: Channel) -> bool:
    """Whether the bot may write to the other one: DMs open, no bot, and a guild in common."""
    user = channel.recipient
    assert user
    met = any(user.id in guild.members for guild in state.guilds if state.me.id in guild.members)
    return user.dms_open and not user.bot and met


def send(call: Call, channel: Channel, body: Json) -> Message:
    """Put a message into a channel, or find the one of the same nonce."""
    state = call.state
    nonce = body.get("nonce")
    key = (state.me.id, str(nonce))
    now = clock.now()
    if nonce is not None and body.get("enforce_nonce"):
        earlier = state.nonces.get(key)
        if earlier and now - earlier.at < state.nonce_window:
            if earlier.message.deleted:
                raise unknown_message()
            return earlier.message
    flags = (body.get("flags") or 0) & drafts.FLAGS_OF_SENDERS & ~(1 << 6)
    message = Message(channel, state.me, flags=flags, nonce=nonce, reference=_reference(call, channel, body))
    if message.reference:
        message.type = 19
    drafts.write(message, body, call)
    _wake(state, channel)
    if nonce is not None:
        state.nonces[key] = Sent(message, now)
    drafts.keep(state, message)
    return message


def _reference(call: Call, channel: Channel, body: Json) -> Message | None:
    named = body.get("message_reference")
    if not named:
        return None
    id = named.get("message_id")
    found = channel.find(int(id)) if str(id).isdigit() else None
    if found is None and named.get("fail_if_not_exists", True):
        error = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
        raise Refused(400, 50035, "Invalid Form Body", {"message_reference": {"_errors": [error]}})
    if channel.guild and not channel.guild.permissions(call.state.me, channel) & Permission.READ_MESSAGE_HISTORY:
        raise Refused(403, 160002, "Cannot reply without permission to read message history")
    return found


def _wake(state: State, channel: Channel) -> None:
    """Writing opens an archived thread, unless it is locked."""
    if channel.locked:
        state.need(channel, Permission.MANAGE_THREADS)
    if channel.archived:
        channel.archived = False
        state.gateway.dispatch("THREAD_UPDATE", payloads.thread(channel), channel.guild)


@route("GET", "/channels/{channel}/messages")
async def history(call: Call) -> list[Json]:
    channel = call.channel
    if channel.guild and not channel.guild.permissions(call.state.me, channel) & Permission.READ_MESSAGE_HISTORY:
        return []
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        error = {"code": "NUMBER_TYPE_MAX", "message": "int value should be between 1 and 100."}
        raise Refused(400, 50035, "Invalid Form Body", {"limit": {"_errors": [error]}})
    found = [message for message in channel.messages if not message.ephemeral]
    if "after" in call.query:
        found = [message for message in found if message.id > int(call.query["after"])][:limit]
    elif "before" in call.query:
        found = [message for message in found if message.id < int(call.query["before"])]
    elif "around" in call.query:
        middle = int(call.query["around"])
        earlier = [message for message in found if message.id <= middle][-(limit // 2 + 1) :]
        found = earlier + [message for message in found if message.id > middle][: limit // 2]
    return [payloads.message(message) for message in reversed(found[-limit:])]


def find(call: Call) -> Message:
    """The message that the path names. Ephemeral ones are not in a channel."""
    message = call.channel.find(call.id("message"))
    if message is None or message.ephemeral:
        raise unknown_message()
    return message


@route("GET", "/channels/{channel}/messages/{message}")
async def get(call: Call) -> Json:
    channel = call.channel
    if channel.guild and not channel.guild.permissions(call.state.me, channel) & Permission.READ_MESSAGE_HISTORY:
        raise no_permission()
    return payloads.message(find(call))


@route("PATCH", "/channels/{channel}/messages/{message}")
async def edit(call: Call) -> Json:
    message = find(call)
    if message.author is not call.state.me:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    if message.channel.archived:
        raise Refused(400, 50083, "Thread is archived")
    check(call.json, call.files, message)
    drafts.write(message, call.json, call)
    message.edited = moment()
    drafts.tell_edited(call.state, message)
    return payloads.message(message)


@route("DELETE", "/channels/{channel}/messages/{message}")
async def delete(call: Call) -> None:
    message = find(call)
    if message.author is not call.state.me:
        if message.channel.guild is None:
            raise Refused(403, 50003, "Cannot execute action on a DM channel")
        call.state.need(message.channel, Permission.MANAGE_MESSAGES)
    drafts.remove(call.state, message)


@route("POST", "/channels/{channel}/messages/{message}/crosspost")
async def crosspost(call: Call) -> Json:
    message = find(call)
    if message.channel.kind is not Kind.ANNOUNCEMENT:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    call.state.need(message.channel, Permission.SEND_MESSAGES)
    if message.author is not call.state.me:
        call.state.need(message.channel, Permission.MANAGE_MESSAGES)
    if message.crossposted:
        raise Refused(400, 40033, "This message has already been crossposted")
    message.flags |= CROSSPOSTED
    drafts.tell_edited(call.state, message)
    return payloads.message(message)


@route("POST", "/channels/{channel}/typing")
async def typing(call: Call) -> None:
    call.state.need(call.channel, Permission.SEND_MESSAGES)


@route("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
async def react(call: Call) -> None:
    call.state.need(find(call).channel, Permission.ADD_REACTIONS, Permission.READ_MESSAGE_HISTORY)
