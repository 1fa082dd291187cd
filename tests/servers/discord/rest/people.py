"""The bot itself, users, guilds, members and their roles."""

from __future__ import annotations

from tests.servers.discord import payloads
from tests.servers.discord.permissions import Permission
from tests.servers.discord.refusals import Refused, no_access, no_permission, unknown_member, unknown_role, unknown_user
from tests.servers.discord.rest.calls import Call, route
from tests.servers.discord.sessions import Intent
from tests.servers.discord.world import THREADS, Guild, Json, Member, Role, User


@route("GET", "/users/@me")
async def me(call: Call) -> Json:
    return payloads.user(call.state.me) | {"verified": True, "mfa_enabled": True, "flags": 0, "email": None}


@route("GET", "/users/@me/guilds")
async def my_guilds(call: Call) -> list[Json]:
    mine = [guild for guild in call.state.guilds if call.state.me.id in guild.members]
    return [
        {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner is call.state.me,
            "permissions": str(int(guild.permissions(call.state.me))),
            "features": [],
        }
        for guild in mine
    ]


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
async def application(call: Call) -> Json:
    return {
        "id": str(call.state.application_id),
        "name": call.state.me.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": payloads.user(call.state.operator),
        "verify_key": "0" * 64,
        "team": None,
        "summary": "",
        "flags": 1 << 15 | 1 << 19,
        "approximate_guild_count": len(call.state.guilds),
    }


@route("GET", "/gateway")
async def gateway(call: Call) -> Json:
    return {"url": call.state.gateway.url}


@route("GET", "/gateway/bot")
async def gateway_bot(call: Call) -> Json:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 14_400_000, "max_concurrency": 1}
    return {"url": call.state.gateway.url, "shards": call.state.gateway.shards, "session_start_limit": limit}


@route("POST", "/users/@me/channels")
async def open_conversation(call: Call) -> Json:
    user = _user(call, int(call.json["recipient_id"]))
    if user is call.state.me:
        raise Refused(400, 50033, "Invalid Recipient(s)")
    return payloads.channel(call.state.conversation(user))


@route("GET", "/users/{user}")
async def get_user(call: Call) -> Json:
    return payloads.user(_user(call, call.id("user")))


def _user(call: Call, id: int) -> User:
    found = call.state.users.get(id)
    if found is None:
        raise unknown_user()
    return found


@route("GET", "/guilds/{guild}")
async def get_guild(call: Call) -> Json:
    return payloads.rest_guild(call.guild)


@route("GET", "/guilds/{guild}/channels")
async def channels(call: Call) -> list[Json]:
    return [payloads.channel(each) for each in call.guild.channels if each.kind not in THREADS]


@route("GET", "/guilds/{guild}/roles")
async def roles(call: Call) -> list[Json]:
    return [payloads.role(role) for role in call.guild.roles]


@route("GET", "/guilds/{guild}/members")
async def members(call: Call) -> list[Json]:
    guild = call.guild
    if not call.state.gateway.enabled & Intent.GUILD_MEMBERS:
        raise no_access()
    limit, after = int(call.query.get("limit", 1)), int(call.query.get("after", 0))
    found = sorted((m for m in guild.members.values() if m.user.id > after), key=lambda m: m.user.id)
    return [payloads.member(member) for member in found[:limit]]


@route("GET", "/guilds/{guild}/members/{user}")
async def get_member(call: Call) -> Json:
    return payloads.member(_member(call, call.guild))


def _member(call: Call, guild: Guild) -> Member:
    found = guild.members.get(call.id("user"))
    if found is None:
        raise unknown_member() if call.id("user") in call.state.users else unknown_user()
    return found


def _giveable(call: Call, guild: Guild, id: int) -> Role:
    """A role that the bot may give and take: it has MANAGE_ROLES and a higher role."""
    role = guild.find_role(id)
    if role is None:
        raise unknown_role()
    if not guild.permissions(call.state.me) & Permission.MANAGE_ROLES or role is guild.default:
        raise no_permission()
    if role.position >= guild.top(call.state.me):
        raise no_permission()
    return role


@route("PUT", "/guilds/{guild}/members/{user}/roles/{role}")
async def add_role(call: Call) -> None:
    guild = call.guild
    member, role = _member(call, guild), _giveable(call, guild, call.id("role"))
    if role not in member.roles:
        member.roles.append(role)
        call.state.tell_member("GUILD_MEMBER_UPDATE", guild, member)


@route("DELETE", "/guilds/{guild}/members/{user}/roles/{role}")
async def remove_role(call: Call) -> None:
    guild = call.guild
    member, role = _member(call, guild), _giveable(call, guild, call.id("role"))
    if role in member.roles:
        member.roles.remove(role)
        call.state.tell_member("GUILD_MEMBER_UPDATE", guild, member)


@route("PATCH", "/guilds/{guild}/members/{user}")
async def edit_member(call: Call) -> Json:
    guild = call.guild
    member = _member(call, guild)
    if "roles" in call.json:
        wanted = {int(id) for id in call.json["roles"] or ()}
        changed = wanted ^ {role.id for role in member.roles}
        for id in changed:
            _giveable(call, guild, id)
        member.roles = [role for role in guild.roles if role.id in wanted]
    call.state.tell_member("GUILD_MEMBER_UPDATE", guild, member)
    return payloads.member(member)
