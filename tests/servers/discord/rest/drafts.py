"""What a request says about a message, put into one: texts, files, whom it pings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.discord.components import numbered
from tests.servers.discord.permissions import Permission
from tests.servers.discord.refusals import empty
from tests.servers.discord.world import Attachment, Channel, Json, Message

if TYPE_CHECKING:
    from tests.servers.discord.rest.calls import Call, Upload
    from tests.servers.discord.state import State
    from tests.servers.discord.world import User

EVERY = ("users", "roles", "everyone")
WEBHOOKS = ("users",)  # what interaction answers ping when they don't say
FLAGS_OF_SENDERS = 1 << 2 | 1 << 6 | 1 << 12 | 1 << 15

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_ALL = re.compile(r"@(everyone|here)\b")


def write(message: Message, body: Json, call: Call, pings: tuple[str, ...] = EVERY) -> None:
    """Put the parts that the body names into the message; other parts stay. Refuses what leaves it empty."""
    content = (body["content"] or "").strip() if "content" in body else message.content
    embeds = body["embeds"] or [] if "embeds" in body else message.embeds
    components = numbered(body["components"] or []) if "components" in body else message.components
    attachments = _attached(message, body, call.files)
    if not (content or embeds or components or attachments):
        raise empty()
    message.content, message.embeds, message.components = content, embeds, components
    message.attachments = attachments
    _ping(message, body.get("allowed_mentions"), pings, call.state)


def _attached(message: Message, body: Json, files: dict[str, Upload]) -> list[Attachment]:
    listed = body.get("attachments")
    if listed is None:
        named: list[Json] = [{"id": name[6:-1]} for name in files]
        kept = message.attachments
    else:
        named = [each for each in listed if f"files[{each['id']}]" in files]
        ids = {str(each["id"]) for each in listed}
        kept = [each for each in message.attachments if str(each.id) in ids]
    sent = []
    for each in named:
        file = files[f"files[{each['id']}]"]
        name, description = each.get("filename") or file.filename, each.get("description")
        sent.append(Attachment(name, file.content, description, file.content_type))
    return kept + sent


def _ping(message: Message, allowed: Json | None, pings: tuple[str, ...], state: State) -> None:
    parse = pings if allowed is None else allowed.get("parse", ())
    users = {int(id) for id in (allowed or {}).get("users", ())}
    roles = {int(id) for id in (allowed or {}).get("roles", ())}
    found = [int(id) for id in dict.fromkeys(_USER.findall(message.content))]
    message.mentions = [state.users[id] for id in found if id in state.users and ("users" in parse or id in users)]
    named = [int(id) for id in dict.fromkeys(_ROLE.findall(message.content))]
    message.mention_roles = [id for id in named if "roles" in parse or id in roles]
    message.mention_everyone = bool("everyone" in parse and _ALL.search(message.content)) and _may(message)
    if message.reference and (allowed or {}).get("replied_user", allowed is None):
        _add(message.mentions, message.reference.author)


def _may(message: Message) -> bool:
    guild = message.channel.guild
    return bool(guild and guild.permissions(message.author, message.channel) & Permission.MENTION_EVERYONE)


def _add(users: list[User], one: User) -> None:
    if one not in users:
        users.append(one)


def keep(state: State, message: Message) -> None:
    """Let a message stand in its channel, and tell of it."""
    channel: Channel = message.channel
    channel.messages.append(message)
    if not message.ephemeral:
        state.gateway.dispatch_message("MESSAGE_CREATE", message)


def tell_edited(state: State, message: Message) -> None:
    if not message.ephemeral:
        state.gateway.dispatch_message("MESSAGE_UPDATE", message)


def remove(state: State, message: Message) -> None:
    """Take a message away, and tell of it."""
    message.deleted = True
    channel = message.channel
    channel.messages.remove(message)
    if message.ephemeral:
        return
    data = {"id": str(message.id), "channel_id": str(channel.id)}
    if channel.guild:
        data["guild_id"] = str(channel.guild.id)
    state.gateway.dispatch("MESSAGE_DELETE", data, channel.guild)
