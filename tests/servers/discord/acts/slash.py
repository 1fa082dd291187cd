"""Typing a command: only what is registered can be typed, and only by those who are shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord import payloads
from tests.servers.discord.permissions import Permission
from tests.servers.discord.world import Attachment, Channel, Guild, Json, Role, User

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.state import State

SUBCOMMAND, GROUP = 1, 2
TEXT, WHOLE, YES_NO, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
GUILD_CONTEXT, DM_CONTEXT = 0, 1
NAMED: dict[int, tuple[type[User | Channel | Role | Attachment], ...]] = {
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
    ATTACHMENT: (Attachment,),
}


def registered(state: State, guild: Guild | None, name: str) -> Json:
    """The command of that name which is shown there."""
    scopes = [None] if guild is None else [guild.id, None]
    all = [command for scope in scopes if scope in state.commands for command in state.commands[scope].all]
    found = next((command for command in all if command["name"] == name and command["type"] == 1), None)
    where = guild.name if guild else "direct messages"
    names = sorted(command["name"] for command in all)
    assert found, f"/{name} is not registered for {where}, only {names}"
    return found


def shown(command: Json, user: User, channel: Channel) -> None:
    """Fail where Discord's client would not show the command."""
    guild, name = channel.guild, command["name"]
    contexts = command.get("contexts")
    if guild is None:
        assert "guild_id" not in command, f"/{name} is a guild's command"
        allowed = command.get("dm_permission", True) if contexts is None else DM_CONTEXT in contexts
        assert allowed, f"/{name} is not for direct messages"
        return
    assert user.id in guild.members, f"{user.name} is not in {guild.name}"
    assert contexts is None or GUILD_CONTEXT in contexts, f"/{name} is not for guilds"
    held = guild.permissions(user, channel)
    assert held & Permission.USE_APPLICATION_COMMANDS, f"{user.name} may use no commands in #{channel.name}"
    needed = command.get("default_member_permissions")
    if needed is None or held & Permission.ADMINISTRATOR:
        return
    wanted = Permission(int(needed))
    assert wanted, f"/{name} is shown to administrators only"
    assert held & wanted == wanted, f"/{name} is not shown to {user.name}: it needs {needed}"


def leaf(command: Json, words: list[str]) -> tuple[list[Json], list[tuple[int, str]]]:
    """The options of the (sub)command, and the way to it."""
    options, way = command.get("options", []), []
    for word in words:
        inner = next((o for o in options if o["name"] == word and o["type"] in (SUBCOMMAND, GROUP)), None)
        assert inner, f"/{command['name']} has no {word!r}, only {[o['name'] for o in options]}"
        way.append((inner["type"], word))
        options = inner.get("options", [])
    nested = [o["name"] for o in options if o["type"] in (SUBCOMMAND, GROUP)]
    assert not nested, f"/{command['name']} {' '.join(words)} is a group of {nested}"
    return options, way


def wrap(way: list[tuple[int, str]], options: list[Json]) -> list[Json]:
    """Options as they travel, inside their subcommand."""
    for kind, word in reversed(way):
        options = [{"type": kind, "name": word, "options": options}]
    return options


def options(declared: list[Json], given: Mapping[str, object], said: str, *, focused: str = "") -> list[Json]:
    """Typed values, checked against what is declared as the client does. While typing, nothing is required."""
    by_name = {option["name"]: option for option in declared}
    for name in given:
        assert name in by_name, f"{said} has no option {name!r}, only {[*by_name]}"
    made = []
    for option in declared:
        name = option["name"]
        if name not in given:
            assert focused or not option.get("required"), f"{said}: {name!r} is required"
            continue
        if name == focused:
            made.append({"type": option["type"], "name": name, "value": str(given[name]), "focused": True})
        else:
            value = _value(option, given[name], f"{said}: {name}")
            made.append({"type": option["type"], "name": name, "value": value})
    return made


def _value(option: Json, value: Any, said: str) -> Any:  # noqa: ANN401 - any JSON
    if option.get("choices"):
        return _chosen(option, value, said)
    match option["type"]:
        case 3:
            assert isinstance(value, str), f"{said} takes a text, not {value!r}"
            assert value.strip(), f"{said} is empty: leave it out"
            low, high = option.get("min_length", 0), option.get("max_length", 6000)
            assert low <= len(value) <= high, f"{said} takes {low} to {high} characters, not {len(value)}"
            return value
        case 4 | 10:
            numbers = (int,) if option["type"] == WHOLE else (int, float)
            assert isinstance(value, numbers), f"{said} takes a number, not {value!r}"
            assert not isinstance(value, bool), f"{said} takes a number, not {value!r}"
            low, high = option.get("min_value", -(2**53)), option.get("max_value", 2**53)
            assert low <= value <= high, f"{said} takes {low} to {high}, not {value}"
            return value
        case 5:
            assert isinstance(value, bool), f"{said} takes yes or no, not {value!r}"
            return value
        case _:
            wanted = NAMED[option["type"]]
            assert isinstance(value, wanted), f"{said} takes a {wanted[0].__name__}, not {value!r}"
            return str(value.id)


def _chosen(option: Json, value: object, said: str) -> object:
    """A choice, given by its value, its name or one of its localized names."""
    for choice in option["choices"]:
        names = [choice["name"], *(choice.get("name_localizations") or {}).values()]
        if value == choice["value"] or value in names:
            return choice["value"]
    raise AssertionError(f"{said} offers {[choice['name'] for choice in option['choices']]}, not {value!r}")


def resolved(guild: Guild | None, given: Mapping[str, object], state: State | None = None) -> Json:
    """The people, roles and channels that were named, and the files that were given, which lie on the CDN then."""
    made: Json = {}
    for value in given.values():
        match value:
            case User():
                made.setdefault("users", {})[str(value.id)] = payloads.user(value)
                member = guild.members.get(value.id) if guild else None
                if member and guild:
                    told = {**payloads.partial_member(member), "permissions": str(int(guild.permissions(value)))}
                    made.setdefault("members", {})[str(value.id)] = told
            case Role():
                made.setdefault("roles", {})[str(value.id)] = payloads.role(value)
            case Channel():
                told = {**payloads.channel(value), "permissions": "0"}
                made.setdefault("channels", {})[str(value.id)] = told
            case Attachment() if state:
                state.uploads[value.id] = value
                under = f"ephemeral-attachments/{state.application_id}"
                told = payloads.attachment(value, under, ephemeral=True)
                made.setdefault("attachments", {})[str(value.id)] = told
    return made
