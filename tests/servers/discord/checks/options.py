"""Names, descriptions and options of commands."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from tests.servers.discord.checks.choices import NUMBER, TEXT, WHOLE, check_choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.discord.checks.tree import Path, Problems
    from tests.servers.discord.world import Json

SUBCOMMAND, GROUP = 1, 2
TYPES = range(1, 12)
COMPLETES = (TEXT, WHOLE, NUMBER)

# https://docs.discord.com/developers/reference#locales
LOCALES = frozenset(
    (
        *(
            "id",
            "da",
            "de",
            "en-GB",
            "en-US",
            "es-ES",
            "es-419",
            "fr",
            "hr",
            "it",
            "lt",
            "hu",
            "nl",
            "no",
            "pl",
            "pt-BR",
        ),
        *("ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"),
    )
)


def check_options(problems: Problems, at: Path, things: list[Any], place: tuple[int, ...]) -> None:
    """Find what is wrong with named things that stand side by side; `place` are the types that they stand inside."""
    names: set[tuple[str, str]] = set()
    optional = False
    for n, each in enumerate(things):
        here = (*at, "options", n) if place else at
        thing = problems.object(here, each)
        if thing is None:
            continue
        _texts(problems, here, thing)
        if place:
            optional = _option(problems, here, thing, place, optional=optional)
            if names & {*named(thing)}:
                problems.add(here, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option names must be unique")
            names |= {*named(thing)}
        _inner(problems, here, thing, place)


def named(thing: Json) -> Iterator[tuple[str, str]]:
    """The names of something in every locale that it has one for; "" is the default."""
    yield "", str(thing.get("name"))
    localized = thing.get("name_localizations")
    if isinstance(localized, dict):
        yield from ((locale, str(name)) for locale, name in localized.items())


def _texts(problems: Problems, at: Path, thing: Json) -> None:
    _name(problems, (*at, "name"), thing.get("name"))
    problems.text((*at, "description"), thing.get("description"), 100, 1, needed=True)
    for key in ("name_localizations", "description_localizations"):
        if thing.get(key) is None:
            continue
        for locale, text in (problems.object((*at, key), thing[key]) or {}).items():
            if locale not in LOCALES:
                said = f"Value must be one of {sorted(LOCALES)}."
                problems.add((*at, key, locale), "ENUM_TYPE_COERCE", said)
            elif key == "name_localizations":
                _name(problems, (*at, key, locale), text)
            else:
                problems.text((*at, key, locale), text, 100, 1, needed=True)


def _name(problems: Problems, at: Path, name: Any) -> None:  # noqa: ANN401 - any JSON
    if not problems.text(at, name, 32, 1, needed=True):
        return
    if not all(map(_letter, name)) or name != name.lower():
        problems.add(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _letter(char: str) -> bool:
    """A letter, a number, - _ ' or a sign of Devanagari or Thai."""
    script = "\u0900" <= char <= "\u097f" or "\u0e00" <= char <= "\u0e7f"
    return char in "-_'" or script or unicodedata.category(char)[0] in "LN"


def _option(problems: Problems, at: Path, option: Json, place: tuple[int, ...], *, optional: bool) -> bool:
    """Check one option; the answer is whether an optional one has been seen."""
    kind = option.get("type", 0)
    if kind not in TYPES:
        problems.add((*at, "type"), "BASE_TYPE_CHOICES", f"Value must be one of {set(TYPES)}.")
        return optional
    if (kind == GROUP and len(place) > 1) or (kind == SUBCOMMAND and SUBCOMMAND in place[1:]):
        said = "Sub-commands and groups cannot be nested further"
        problems.add((*at, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", said)
    for key in ("required", "autocomplete"):
        problems.yes_no((*at, key), option.get(key))
    for key, least in (("min_length", 0), ("max_length", 1)):
        problems.whole((*at, key), option.get(key), least, 6000)
        if option.get(key) is not None and kind != TEXT:
            problems.add((*at, key), "APPLICATION_COMMAND_OPTION_LENGTH_INVALID", "Only text options have a length")
    for key in ("min_value", "max_value"):
        value = option.get(key)
        wrong = isinstance(value, bool) or not isinstance(value, int if kind == WHOLE else int | float)
        if value is not None and (kind not in (WHOLE, NUMBER) or wrong):
            problems.add((*at, key), "NUMBER_TYPE_COERCE", f'Value "{value}" does not fit this option.')
    _choices(problems, at, option, kind)
    if option.get("required") and optional:
        said = "Required options must be placed before non-required options"
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
    return optional or (kind > GROUP and not option.get("required"))


def _choices(problems: Problems, at: Path, option: Json, kind: int) -> None:
    choices = problems.items((*at, "choices"), option.get("choices"), 25)
    if option.get("autocomplete") and (choices or kind not in COMPLETES):
        said = "Autocomplete is for text and number options without choices"
        problems.add((*at, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", said)
    if choices and kind not in COMPLETES:
        said = "Only text and number options have choices"
        problems.add((*at, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", said)
        return
    names: set[str] = set()
    for n, each in enumerate(choices):
        choice = problems.object((*at, "choices", n), each)
        if choice is None:
            continue
        check_choice(problems, (*at, "choices", n), choice, kind)
        if str(choice.get("name")) in names:
            said = "Choice names must be unique"
            problems.add((*at, "choices", n), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", said)
        names.add(str(choice.get("name")))


def _inner(problems: Problems, at: Path, thing: Json, place: tuple[int, ...]) -> None:
    inner = problems.items((*at, "options"), thing.get("options"), 25)
    if not inner:
        return
    kind = thing.get("type") if place else 0
    if place and kind not in (SUBCOMMAND, GROUP):
        problems.add((*at, "options"), "APPLICATION_COMMAND_OPTIONS_INVALID", "This option has no options")
        return
    types = {each.get("type") for each in inner if isinstance(each, dict) and each.get("type") in TYPES}
    nested = types & {SUBCOMMAND, GROUP}
    if nested and types - {SUBCOMMAND, GROUP}:
        said = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        problems.add((*at, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", said)
    if kind == GROUP and types - {SUBCOMMAND}:
        problems.add((*at, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "A group holds sub-commands")
    check_options(problems, at, inner, (*place, int(kind or 0)))
