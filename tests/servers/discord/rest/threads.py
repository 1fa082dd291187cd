"""Threads and posts of forums: https://docs.discord.com/developers/resources/channel#start-thread-from-message"""

from __future__ import annotations

from datetime import datetime

from tests.servers.discord import payloads
from tests.servers.discord.checks.messages import check
from tests.servers.discord.checks.tree import Path, Problems
from tests.servers.discord.permissions import Permission
from tests.servers.discord.refusals import Refused, no_permission, unknown
from tests.servers.discord.rest import drafts
from tests.servers.discord.rest.calls import Call, route
from tests.servers.discord.rest.messages import find
from tests.servers.discord.world import HAS_THREAD, THREADS, Channel, Json, Kind, Message

DURATIONS = (60, 1440, 4320, 10080)
TEXTS = (Kind.TEXT, Kind.ANNOUNCEMENT)


@route("POST", "/channels/{channel}/messages/{message}/threads")
async def from_message(call: Call) -> Json:
    message = find(call)
    parent = message.channel
    _for_threads(parent, TEXTS)
    call.state.need(parent, Permission.CREATE_PUBLIC_THREADS)
    _check(call)
    if message.thread:
        raise Refused(400, 160004, "A thread has already been created for this message")
    kind = Kind.ANNOUNCEMENT_THREAD if parent.kind is Kind.ANNOUNCEMENT else Kind.THREAD
    message.thread = made = _made(call, parent, kind, message.id)
    message.flags |= HAS_THREAD
    drafts.tell_edited(call.state, message)
    return payloads.thread(made)


@route("POST", "/channels/{channel}/threads")
async def without_message(call: Call) -> Json:
    parent = call.channel
    if parent.kind is Kind.FORUM:
        return _post(call, parent)
    _for_threads(parent, TEXTS)
    _check(call)
    kind = Kind(call.json.get("type", Kind.PRIVATE_THREAD))
    private = kind is Kind.PRIVATE_THREAD
    call.state.need(parent, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    return payloads.thread(_made(call, parent, kind))


def _post(call: Call, forum: Channel) -> Json:
    call.state.need(forum, Permission.SEND_MESSAGES)
    _check(call)
    body = call.json.get("message")
    problems = Problems()
    if body is None:
        problems.required(("message",))
    elif problems.object(("message",), body) is not None:
        check(body, call.files, at=("message",))
    problems.settle()
    assert isinstance(body, dict)
    if body.get("embeds"):
        call.state.need(forum, Permission.EMBED_LINKS)
    if call.files:
        call.state.need(forum, Permission.ATTACH_FILES)
    tags = _tags(call, forum)
    message = Message(forum, call.state.me, flags=(body.get("flags") or 0) & drafts.FLAGS_OF_SENDERS)
    drafts.write(message, body, call)
    # The first message of a post has the post's own id.
    message.channel = made = _made(call, forum, Kind.THREAD, message.id, tags)
    drafts.keep(call.state, message)
    return payloads.thread(made) | {"message": payloads.message(message)}


def _tags(call: Call, forum: Channel) -> list[int]:
    tags = [int(tag) for tag in call.json.get("applied_tags") or ()]
    if forum.tag_required and not tags:
        raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
    known = {tag.id for tag in forum.tags}
    if not known.issuperset(tags):
        raise unknown(10087, "Tag")
    return tags


def _for_threads(channel: Channel, kinds: tuple[Kind, ...]) -> None:
    if channel.kind is Kind.DM:
        raise Refused(403, 50003, "Cannot execute action on a DM channel")
    if channel.kind not in kinds:
        raise Refused(400, 50024, "Cannot execute action on this channel type")


def _check(call: Call, *, needed: bool = True) -> None:
    problems, body = Problems(), call.json
    at: Path = ("name",)
    problems.text(at, body.get("name"), 100, 1, needed=needed)
    duration = body.get("auto_archive_duration")
    if duration is not None and duration not in DURATIONS:
        problems.add(("auto_archive_duration",), "BASE_TYPE_CHOICES", f"Value must be one of {DURATIONS}.")
    problems.items(("applied_tags",), body.get("applied_tags"), 5)
    problems.whole(("rate_limit_per_user",), body.get("rate_limit_per_user"), 0, 21600)
    problems.settle()


def _made(call: Call, parent: Channel, kind: Kind, id: int = 0, tags: list[int] | None = None) -> Channel:
    guild = parent.guild
    assert guild
    return guild.thread(parent, call.json["name"], kind, owner=call.state.me, id=id, applied=tags or [])


@route("GET", "/channels/{channel}")
async def get(call: Call) -> Json:
    return payloads.channel(call.channel)


@route("PATCH", "/channels/{channel}")
async def edit(call: Call) -> Json:
    channel = call.channel
    _check(call, needed=False)
    if channel.kind not in THREADS:
        call.state.need(channel, Permission.MANAGE_CHANNELS)
    elif channel.owner is not call.state.me or channel.locked or "locked" in call.json:
        call.state.need(channel, Permission.MANAGE_THREADS)
    if channel.archived and call.json.get("archived") is not False:
        raise Refused(400, 50083, "Thread is archived")
    channel.name = call.json.get("name", channel.name)
    channel.archived = call.json.get("archived", channel.archived)
    channel.locked = call.json.get("locked", channel.locked)
    if "applied_tags" in call.json:
        channel.applied = [int(tag) for tag in call.json["applied_tags"]]
    event = "THREAD_UPDATE" if channel.kind in THREADS else "CHANNEL_UPDATE"
    call.state.gateway.dispatch(event, payloads.channel(channel), channel.guild)
    return payloads.channel(channel)


@route("DELETE", "/channels/{channel}")
async def delete(call: Call) -> Json:
    channel = call.channel
    if channel.guild is None:
        return payloads.channel(channel)
    thread = channel.kind in THREADS
    call.state.need(channel, Permission.MANAGE_THREADS if thread else Permission.MANAGE_CHANNELS)
    data = payloads.channel(channel)
    channel.guild.channels.remove(channel)
    call.state.gateway.dispatch("THREAD_DELETE" if thread else "CHANNEL_DELETE", data, channel.guild)
    return data


@route("GET", "/guilds/{guild}/threads/active")
async def active(call: Call) -> Json:
    guild, me = call.guild, call.state.me
    seen = [thread for thread in guild.threads if guild.permissions(me, thread) & Permission.VIEW_CHANNEL]
    return {"threads": [payloads.thread(thread) for thread in reversed(seen)], "members": []}


@route("GET", "/channels/{channel}/threads/archived/public")
async def archived(call: Call) -> Json:
    parent = call.channel
    guild = parent.guild
    if guild is None or not guild.permissions(call.state.me, parent) & Permission.READ_MESSAGE_HISTORY:
        raise no_permission()
    kinds = (Kind.THREAD, Kind.ANNOUNCEMENT_THREAD)
    found = [each for each in guild.channels if each.parent is parent and each.archived and each.kind in kinds]
    if "before" in call.query:
        found = [each for each in found if each.made < datetime.fromisoformat(call.query["before"])]
    limit = int(call.query.get("limit", 50))
    told = [payloads.thread(each) for each in reversed(found)]
    return {"threads": told[:limit], "members": [], "has_more": len(told) > limit}


@route("PUT", "/channels/{channel}/thread-members/@me")
async def join(call: Call) -> None:
    _for_threads(call.channel, THREADS)
