"""People, user groups and reactions: https://docs.slack.dev/reference/methods/users.info and its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.slack import payloads
from tests.servers.slack.refusals import Refused
from tests.servers.slack.web.calls import Call, method

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.world import Group


@method("users.info", "users:read")
async def info(call: Call) -> Json:
    user = call.user(call.need("user"))
    return {"user": payloads.user(call.state, user, locale=call.flag("include_locale"))}


@method("users.list", "users:read")
async def everybody(call: Call) -> Json:
    users, more = call.page(list(call.state.users.values()))
    locale = call.flag("include_locale")
    return {"members": [payloads.user(call.state, user, locale=locale) for user in users], **more}


@method("usergroups.list", "usergroups:read")
async def groups(call: Call) -> Json:
    _paid(call)
    shown = [each for each in call.state.groups if not each.disabled or call.flag("include_disabled")]
    return {"usergroups": [_group(call, each) for each in shown]}


@method("usergroups.users.list", "usergroups:read")
async def group_users(call: Call) -> Json:
    _paid(call)
    id = call.need("usergroup")
    found = next((each for each in call.state.groups if each.id == id), None)
    if found is None or (found.disabled and not call.flag("include_disabled")):
        raise Refused("no_such_subteam")
    return {"users": [user.id for user in found.users]}


@method("reactions.add", "reactions:write")
async def react(call: Call) -> Json:
    channel = call.joined()
    message, name = call.message(channel, "timestamp"), call.need("name")
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-\d)?", name):
        raise Refused("invalid_name")
    who = message.reactions.setdefault(name, [])
    if call.state.me in who:
        raise Refused("already_reacted")
    who.append(call.state.me)
    return {}


def _paid(call: Call) -> None:
    if not call.state.paid:
        raise Refused("plan_upgrade_required")


def _group(call: Call, one: Group) -> Json:
    told: Json = {"id": one.id, "team_id": call.state.team_id, "is_usergroup": True, "name": one.handle}
    told |= {"handle": one.handle, "date_delete": 1 if one.disabled else 0, "user_count": len(one.users)}
    return told | ({"users": [user.id for user in one.users]} if call.flag("include_users") else {})
