"""Commands: https://docs.discord.com/developers/interactions/application-commands"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.servers.discord.checks.options import check_options, named
from tests.servers.discord.checks.tree import Problems
from tests.servers.discord.refusals import Refused

if TYPE_CHECKING:
    from tests.servers.discord.checks.tree import Path
    from tests.servers.discord.world import Json

SLASH = 1
MOST = {1: 100, 2: 15, 3: 15}  # in one scope, by type
TOGETHER = 8000


def check_one(command: Json) -> None:
    """Refuse one command with 50035 and all that is wrong with it."""
    problems = Problems()
    _command(problems, (), command)
    problems.settle()


def check_all(commands: Any) -> None:  # noqa: ANN401 - any JSON
    """Refuse a scope's commands with 50035 and all that is wrong with them, 30032 for too many."""
    problems = Problems()
    names: set[tuple[int, str, str]] = set()
    counts = dict.fromkeys(MOST, 0)
    for n, each in enumerate(problems.items((), commands, 1000, needed=True)):
        command = problems.object((n,), each)
        if command is None:
            continue
        _command(problems, (n,), command)
        kind = command.get("type") or SLASH
        if kind not in [*MOST]:
            continue
        counts[kind] += 1
        mine = {(kind, locale, name) for locale, name in named(command)}
        if mine & names:
            problems.add((n,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        names |= mine
    problems.settle()
    if any(counts[kind] > most for kind, most in MOST.items()):
        raise Refused(400, 30032, "Maximum number of application commands reached (100)")


def _command(problems: Problems, at: Path, command: Json) -> None:
    kind = command.get("type") or SLASH
    if kind not in [*MOST]:
        problems.add((*at, "type"), "BASE_TYPE_CHOICES", f"Value must be one of {set(MOST)}.")
        return
    permissions = command.get("default_member_permissions")
    if permissions is not None and not re.fullmatch(r"\d+", str(permissions)):
        problems.add((*at, "default_member_permissions"), "BITFIELD_TYPE_CONVERT", "Could not interpret as a bitfield.")
    for key, most in (("contexts", 2), ("integration_types", 1)):
        for n, each in enumerate(problems.items((*at, key), command.get(key), 3)):
            problems.whole((*at, key, n), each, 0, most)
    for key in ("nsfw", "dm_permission"):
        problems.yes_no((*at, key), command.get(key))
    if kind != SLASH:
        problems.text((*at, "name"), command.get("name"), 32, 1, needed=True)
        if command.get("description"):
            said = "Context menu commands cannot have a description"
            problems.add((*at, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", said)
        return
    check_options(problems, at, [command], ())
    if not problems.tree and _size(command) > TOGETHER:
        said = f"Command exceeds maximum size ({TOGETHER})"
        problems.add(at, "APPLICATION_COMMAND_TOO_LARGE", said)


def _size(thing: Json) -> int:
    """The characters of names, descriptions and values, of each the longest localization."""
    own = sum(
        max(
            (len(text) for text in [thing.get(key), *(thing.get(f"{key}_localizations") or {}).values()] if text),
            default=0,
        )
        for key in ("name", "description")
    )
    value = thing.get("value")
    inner = [*(thing.get("options") or ()), *(thing.get("choices") or ())]
    return (
        own
        + (len(value) if isinstance(value, str) else 0)
        + sum(_size(each) for each in inner if isinstance(each, dict))
    )
