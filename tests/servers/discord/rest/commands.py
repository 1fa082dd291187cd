"""Registering commands: https://docs.discord.com/developers/interactions/application-commands"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord.checks.commands import check_all, check_one
from tests.servers.discord.refusals import Refused, no_access, unknown_command
from tests.servers.discord.rest.calls import Call, route
from tests.servers.discord.state import Commands
from tests.servers.discord.world import Json, snowflake

if TYPE_CHECKING:
    from collections.abc import Mapping

A_DAY = 200  # creations in one scope
LOCALIZED = ("name_localizations", "description_localizations")
SCOPES = ("/applications/{app}/commands", "/applications/{app}/guilds/{guild}/commands")


def _scope(call: Call) -> tuple[int | None, Commands]:
    if call.id("app") != call.state.application_id:
        raise Refused(403, 20012, "You are not authorized to perform this action on this application")
    if "guild" not in call.parts:
        return None, call.state.commands[None]
    id = call.id("guild")
    if call.state.find_guild(id) is None:
        raise no_access()
    return id, call.state.commands.setdefault(id, Commands())


@route("GET", SCOPES[0])
@route("GET", SCOPES[1])
async def listed(call: Call) -> list[Json]:
    _, commands = _scope(call)
    full = call.query.get("with_localizations", "").lower() in ("1", "true")
    return [command if full else _bare(command) for command in commands.all]


@route("PUT", SCOPES[0])
@route("PUT", SCOPES[1])
async def overwrite(call: Call) -> list[Json]:
    guild, commands = _scope(call)
    check_all(call.body)
    known = {_key(command): command for command in commands.all}
    _count(commands, sum(_key(body) not in known for body in call.body))
    commands.all = [_made(call, guild, body, known.get(_key(body))) for body in call.body]
    return commands.all


@route("POST", SCOPES[0])
@route("POST", SCOPES[1])
async def create(call: Call) -> Json:
    guild, commands = _scope(call)
    check_one(call.json)
    known = next((command for command in commands.all if _key(command) == _key(call.json)), None)
    check_all([*(command for command in commands.all if command is not known), call.json])
    if known is None:
        _count(commands, 1)
    made = _made(call, guild, call.json, known)
    commands.all = [*(command for command in commands.all if command is not known), made]
    return made


@route("DELETE", f"{SCOPES[0]}/{{command}}")
@route("DELETE", f"{SCOPES[1]}/{{command}}")
async def delete(call: Call) -> None:
    _, commands = _scope(call)
    found = next((command for command in commands.all if command["id"] == call.parts["command"]), None)
    if found is None:
        raise unknown_command()
    commands.all.remove(found)


def _key(command: Mapping[str, Any]) -> tuple[str, int]:
    return command["name"], command.get("type") or 1


def _count(commands: Commands, made: int) -> None:
    if commands.made + made > A_DAY:
        raise Refused(400, 30034, "Max number of daily application command creates has been reached (200)")
    commands.made += made


def _made(call: Call, guild: int | None, body: Json, known: Json | None) -> Json:
    """A command as Discord keeps it: defaults are filled in, what says nothing is left out."""
    permissions = body.get("default_member_permissions")
    made: Json = {
        "id": known["id"] if known else str(snowflake()),
        "application_id": str(call.state.application_id),
        "version": str(snowflake()),
        "default_member_permissions": None if permissions is None else str(int(permissions)),
        "type": body.get("type") or 1,
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "nsfw": bool(body.get("nsfw")),
    }
    if guild is None:
        contexts = body.get("contexts")
        made["contexts"] = contexts
        made["dm_permission"] = body.get("dm_permission") is not False if contexts is None else 1 in contexts
        made["integration_types"] = body.get("integration_types") or [0]
    else:
        made["guild_id"] = str(guild)
    if body.get("options"):
        made["options"] = [_option(option) for option in body["options"]]
    if known and {**known, "version": ""} == {**made, "version": ""}:
        return known
    return made


def _option(option: Json) -> Json:
    made = {
        "type": option["type"],
        "name": option["name"],
        "name_localizations": option.get("name_localizations"),
        "description": option["description"],
        "description_localizations": option.get("description_localizations"),
    }
    kept = ("min_value", "max_value", "min_length", "max_length", "channel_types")
    made |= {key: option[key] for key in kept if option.get(key) is not None}
    made |= {key: True for key in ("required", "autocomplete") if option.get(key)}
    if option.get("choices"):
        made["choices"] = [{"name_localizations": None, **choice} for choice in option["choices"]]
    if option.get("options"):
        made["options"] = [_option(inner) for inner in option["options"]]
    return made


def _bare(value: Any) -> Any:  # noqa: ANN401 - JSON of any depth
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key not in LOCALIZED}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value
