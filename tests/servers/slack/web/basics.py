"""Who am I, and where do I connect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.refusals import Refused
from tests.servers.slack.web.calls import Call, method

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json


@method("auth.test", token="x")
async def test(call: Call) -> Json:
    state = call.state
    who: Json = {"user": state.me.name, "user_id": state.me.id, "bot_id": state.bot_id}
    where: Json = {"url": f"https://{state.domain}.slack.com/", "team": state.team, "team_id": state.team_id}
    return where | who | {"is_enterprise_install": False}


@method("apps.connections.open", "connections:write", token="xapp")
async def connect(call: Call) -> Json:
    if not call.state.socket.enabled:
        raise Refused("socket_mode_not_enabled")
    return {"url": call.state.socket.ticket()}


@method("team.info", "team:read")
async def team(call: Call) -> Json:
    state = call.state
    return {"team": {"id": state.team_id, "name": state.team, "domain": state.domain, "email_domain": ""}}
