"""Application commands as JSON, made from the Specs; and whether Discord holds the same already.

https://docs.discord.com/developers/interactions/application-commands
"""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.core.kinds import LongText, Picture, Text, Whole, YesNo
from bot.core.roles import Role
from bot.core.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.book import Book
    from bot.core.kinds import Kind
    from bot.core.spec import Param, Spec
    from bot.core.words import Words

Json = dict[str, Any]

CHAT_INPUT = 1
GUILD_INSTALL = 0
GUILD, BOT_DM = 0, 1  # where a command can be used
ADMINISTRATORS = "0"  # until a server's Integrations allow others
DESCRIPTION = 100  # characters
LONGEST = 6000  # characters that a text option takes

LOCALES = {"bg": "bg", "en-US": "en", "en-GB": "en"}


class Type(IntEnum):
    """The types of option that are used."""

    SUBCOMMAND = 1
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    ATTACHMENT = 11


def commands(book: Book, *, everywhere: bool) -> list[Json]:
    """All that people may type, a group for names of two words.

    With `everywhere` they are for global registration, and guests' and members' ones work in the bot's direct messages
    too; where a command works can't be said for one server's.
    """
    tops: dict[str, list[Spec]] = {}
    for spec in book.specs:
        if not spec.hidden:
            tops.setdefault(spec.name.split()[0], []).append(spec)
    return [_command(name, specs, everywhere=everywhere) for name, specs in tops.items()]


def _command(name: str, specs: Sequence[Spec], *, everywhere: bool) -> Json:
    first = specs[0]
    hidden = first.needs is Role.ORGANISER
    made: Json = {
        "type": CHAT_INPUT,
        "name": name,
        "default_member_permissions": ADMINISTRATORS if hidden else None,
        "nsfw": False,
    }
    if everywhere:
        made |= {"integration_types": [GUILD_INSTALL], "contexts": [GUILD] if hidden else [GUILD, BOT_DM]}
    if first.name == name:
        return made | _named("description", lambda t: t(first.help)) | {"options": _options(first)}
    return made | _named("description", lambda t: _group(specs, t)) | {"options": [_subcommand(spec) for spec in specs]}


def _group(specs: Sequence[Spec], t: Words) -> str:
    """What a group is for; its subcommands say the rest."""
    names = ", ".join(spec.name.split()[1] for spec in specs)
    said = t("One of these: {names}", names=names)
    return said if len(said) <= DESCRIPTION else f"{said[: DESCRIPTION - 1]}…"


def _subcommand(spec: Spec) -> Json:
    described = _named("description", lambda t: t(spec.help))
    return {"type": Type.SUBCOMMAND, "name": spec.name.split()[1], **described, "options": _options(spec)}


def _options(spec: Spec) -> list[Json]:
    """The required ones first, as Discord demands. A command that an example begins with its name alone has a form."""
    bare = spec.name in spec.examples
    made = (_option(param, asked_later=bare or _has_room_in_form(param)) for param in spec.shown)
    return sorted(made, key=lambda option: not option["required"])


def _has_room_in_form(param: Param) -> bool:
    return param.in_form or isinstance(param.kind, LongText)


def _option(param: Param, *, asked_later: bool) -> Json:
    described = _named("description", lambda t: t(param.help))
    required = param.required and not asked_later
    return {"name": param.name, **described, "required": required, **_typed(param.kind)}


def _typed(kind: Kind) -> Json:
    if isinstance(kind, Whole):
        return {"type": Type.INTEGER, "min_value": kind.least, "max_value": kind.most}
    if isinstance(kind, YesNo):
        return {"type": Type.BOOLEAN}
    if isinstance(kind, Picture):
        return {"type": Type.ATTACHMENT}
    if choices := _choices(kind):
        return {"type": Type.STRING, "choices": choices}
    typed: Json = {"type": Type.STRING}
    if isinstance(kind, Text):
        typed["max_length"] = min(kind.longest, LONGEST)
    if kind.suggests:
        typed["autocomplete"] = True
    return typed


def _choices(kind: Kind) -> list[Json]:
    return [{**_named("name", partial(_label, kind, c.value)), "value": c.value} for c in kind.choices(words("en"))]


def _label(kind: Kind, value: str, t: Words) -> str:
    return next(choice.label for choice in kind.choices(t) if choice.value == value)


def _named(key: str, say: Callable[[Words], str]) -> Json:
    """A text in English, and in every language of ours."""
    return {
        key: say(words("en")),
        f"{key}_localizations": {locale: say(words(language)) for locale, language in LOCALES.items()},
    }


def same(wanted: Sequence[Json], registered: Sequence[Json]) -> bool:
    """Whether what is registered is what is wanted, whatever ids, defaults and empty values Discord adds to it.

    The order of commands and translations means nothing, that of options and choices is shown to people.
    """
    held = {command["name"]: command for command in registered}
    return len(wanted) == len(registered) and all(
        command["name"] in held and _bare(command) == _bare(held[command["name"]], by=command) for command in wanted
    )


SENT = frozenset(
    (
        *("type", "name", "description", "default_member_permissions", "nsfw", "required", "value", "autocomplete"),
        *("min_value", "max_value", "min_length", "max_length"),
    )
)
SETS = ("contexts", "integration_types")  # Discord fills them in where they are left out


def _bare(command: Json, *, by: Json | None = None) -> Json:
    told = {key: set(command.get(key) or ()) for key in SETS if key in (by or command)}
    return {"type": CHAT_INPUT, **_part(command), **told}


def _part(given: Json) -> Json:
    """A command, an option or a choice without what says nothing; 0 does say something."""
    part = {key: value for key, value in given.items() if key in SENT and value is not None and value is not False}
    for key in ("name", "description"):
        translated: Json = given.get(f"{key}_localizations") or {}
        part[f"{key}_localizations"] = {k: text for k, text in translated.items() if text != given[key]}
    for key in ("options", "choices"):
        part[key] = [_part(inner) for inner in given.get(key) or ()]
    return part
