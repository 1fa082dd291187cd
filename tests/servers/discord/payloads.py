"""Values of the world as the JSON that Discord sends."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from discord.asset import Asset
from tests.servers.discord.permissions import Permission
from tests.servers.discord.world import THREADS, Attachment, Channel, Guild, Json, Kind, Member, Message, Role, User

if TYPE_CHECKING:
    from datetime import datetime

SIGNED = (
    "ex=67f0c0de&is=67ef6f5e&hm=0a%2B1b"  # https://docs.discord.com/developers/reference#signed-attachment-cdn-urls
)


def when(moment: datetime) -> str:
    return moment.isoformat()


def user(one: User) -> Json:
    return {
        "id": str(one.id),
        "username": one.name,
        "discriminator": "0" if not one.bot else "0001",
        "global_name": one.shown or None,
        "avatar": None,
        "bot": one.bot,
        "public_flags": 0,
    }


def member(one: Member) -> Json:
    return {**partial_member(one), "user": user(one.user)}


def partial_member(one: Member) -> Json:
    return {
        "nick": one.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role.id) for role in one.roles],
        "joined_at": when(one.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": one.pending,
        "communication_disabled_until": None,
    }


def role(one: Role) -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": one.position,
        "permissions": str(int(one.permissions)),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(one: Channel) -> Json:
    if one.kind in THREADS:
        return thread(one)
    last = str(one.messages[-1].id) if one.messages else None
    if one.kind is Kind.DM:
        assert one.recipient
        recipients = [user(one.recipient)]
        return {"id": str(one.id), "type": 1, "last_message_id": last, "recipients": recipients, "flags": 0}
    assert one.guild
    roles = {each.id for each in one.guild.roles}
    data: Json = {
        "id": str(one.id),
        "type": int(one.kind),
        "guild_id": str(one.guild.id),
        "name": one.name,
        "position": one.guild.channels.index(one) if one in one.guild.channels else 0,
        "permission_overwrites": [
            {
                "id": str(id),
                "type": 0 if id in roles else 1,
                "allow": str(int(each.allow)),
                "deny": str(int(each.deny)),
            }
            for id, each in one.overwrites.items()
        ],
        "parent_id": None,
        "nsfw": False,
        "topic": None,
        "rate_limit_per_user": 0,
        "last_message_id": last,
        "flags": 0,
    }
    if one.kind is Kind.VOICE:
        data |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if one.kind is Kind.FORUM:
        data["flags"] = 16 if one.tag_required else 0
        data["available_tags"] = [
            {"id": str(tag.id), "name": tag.name, "moderated": False, "emoji_id": None, "emoji_name": None}
            for tag in one.tags
        ]
        data |= {"default_reaction_emoji": None, "default_sort_order": None, "default_forum_layout": 0, "template": ""}
    return data


def thread(one: Channel) -> Json:
    assert one.guild
    assert one.parent
    count = len(one.messages)
    return {
        "id": str(one.id),
        "type": int(one.kind),
        "guild_id": str(one.guild.id),
        "parent_id": str(one.parent.id),
        "owner_id": str((one.owner or one.guild.owner).id),
        "name": one.name,
        "last_message_id": str(one.messages[-1].id) if one.messages else None,
        "message_count": count,
        "total_message_sent": count,
        "member_count": len(one.members),
        "rate_limit_per_user": 0,
        "flags": 0,
        "applied_tags": [str(tag) for tag in one.applied],
        "thread_metadata": {
            "archived": one.archived,
            "archive_timestamp": when(one.made),
            "auto_archive_duration": 4320,
            "locked": one.locked,
            "create_timestamp": when(one.made),
        },
    }


def partial_guild(one: Guild) -> Json:
    return {"id": str(one.id), "locale": one.locale, "features": ["COMMUNITY", "NEWS"]}


def guild(one: Guild, me: User) -> Json:
    """A guild as GUILD_CREATE tells it without GUILD_PRESENCES: of the members only the bot."""
    mine = one.members[me.id]
    return rest_guild(one) | {
        "joined_at": when(mine.joined_at),
        "large": len(one.members) > 250,
        "unavailable": False,
        "member_count": len(one.members),
        "members": [member(mine)],
        "channels": [channel(each) for each in one.channels if each.kind not in THREADS],
        "threads": [thread(each) for each in one.threads if one.permissions(me, each) & Permission.VIEW_CHANNEL],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def rest_guild(one: Guild) -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": str(one.owner.id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 2,
        "roles": [role(each) for each in one.roles],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY", "NEWS"],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": one.locale,
        "public_updates_channel_id": None,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
        "safety_alerts_channel_id": None,
    }


def message(one: Message, *, gateway: bool = False) -> Json:
    """A message; the gateway adds the guild and the author's membership."""
    guild = one.channel.guild
    data: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "type": one.type,
        "author": user(one.author),
        "content": one.content,
        "timestamp": when(one.sent),
        "edited_timestamp": when(one.edited) if one.edited else None,
        "tts": False,
        "mention_everyone": one.mention_everyone,
        "mentions": [_mentioned(each, guild if gateway else None) for each in one.mentions],
        "mention_roles": [str(each) for each in one.mention_roles],
        "attachments": [_attachment(one, n) for n in range(len(one.attachments))],
        "embeds": [{**each, "type": "rich"} for each in one.embeds],
        "pinned": False,
        "flags": one.flags,
        "components": one.components,
    }
    if one.nonce is not None:
        data["nonce"] = one.nonce
    if one.reference:
        data["message_reference"] = {
            "type": 0,
            "message_id": str(one.reference.id),
            "channel_id": str(one.reference.channel.id),
            **({"guild_id": str(guild.id)} if guild else {}),
        }
        data["referenced_message"] = None if one.reference.deleted else message(one.reference)
    if one.thread:
        data["thread"] = thread(one.thread)
    if one.asked:
        data |= {"interaction_metadata": one.asked, "application_id": str(one.author.id)}
        data["webhook_id"] = str(one.author.id)
    if gateway and guild:
        data["guild_id"] = str(guild.id)
        if author := guild.members.get(one.author.id):
            data["member"] = partial_member(author)
    return data


def _mentioned(one: User, guild: Guild | None) -> Json:
    found = guild.members.get(one.id) if guild else None
    return user(one) | ({"member": partial_member(found)} if found else {})


def _attachment(one: Message, n: int) -> Json:
    return attachment(one.attachments[n], f"attachments/{one.channel.id}", ephemeral=one.ephemeral)


def attachment(file: Attachment, under: str, *, ephemeral: bool) -> Json:
    """A file, and where on the CDN it lies."""
    url = f"{Asset.BASE}/{under}/{file.id}/{quote(file.filename)}?{SIGNED}"
    data = {
        "id": str(file.id),
        "filename": file.filename,
        "size": file.size,
        "url": url,
        "proxy_url": url,
        "content_type": file.content_type,
        "ephemeral": ephemeral,
    }
    return data | ({"description": file.description} if file.description else {})
