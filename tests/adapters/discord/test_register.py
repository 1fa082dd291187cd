"""Commands as Discord takes them, from the Specs; and when there is nothing to register."""

import copy
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.register import Json, commands, same
from bot.commands import QUESTION
from bot.core.book import Book
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import LongText, Picture, Places, Record
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.flows import EVERY

BOOK = Book(EVERY, QUESTION)
HERE, EVERYWHERE = commands(BOOK, everywhere=False), commands(BOOK, everywhere=True)
BY_NAME = {command["name"]: command for command in EVERYWHERE}
EACH = pytest.mark.parametrize("command", EVERYWHERE, ids=lambda command: command["name"])

# https://docs.discord.com/developers/interactions/application-commands
NAME = re.compile(r"[-_'a-z0-9]{1,32}")
SUBCOMMAND, STRING, INTEGER, BOOLEAN, ATTACHMENT = 1, 3, 4, 5, 11
LOCALES = {"bg", "en-US", "en-GB"}


class Tea(Command, name="tea", needs=Role.ORGANISER):
    """Pour tea."""

    sugar: bool = arg("With sugar", default=False)
    lumps: int = arg("How many", default=0)
    why: str = arg("Why", kind=LongText(9000))
    wish: str = arg("What else", in_form=True)
    whose: str = arg("Whose", kind=Record(("partner",)))
    page: int = arg("", default=0, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        return Reply()


class Post(Command, name="put"):
    """Put up a picture."""

    picture: str = arg("What it shows", kind=Picture())
    where: tuple[str, ...] = arg("Where", kind=Places())

    async def run(self, ctx: Context) -> Reply:
        return Reply()


class Brew(Command, name="brew", examples=("brew", "brew leaves=green")):
    """Brew tea."""

    leaves: str = arg("Which")

    async def run(self, ctx: Context) -> Reply:
        return Reply()


class Secret(Command, name="tea leaves", hidden=True):
    """Nothing that people type."""

    async def run(self, ctx: Context) -> Reply:
        return Reply()


def localised(text: str, bg: str) -> dict[str, str]:
    return {"bg": bg, "en-US": text, "en-GB": text}


def options(part: Json) -> Iterator[Json]:
    """Every option, those of subcommands too."""
    for option in part.get("options", ()):
        yield option
        yield from options(option)


def option(command: Json, name: str) -> Json:
    return next(option for option in options(command) if option["name"] == name)


def made(*classes: type[Command]) -> list[Json]:
    return commands(Book(classes, QUESTION), everywhere=False)


def test_a_command_without_arguments() -> None:
    assert BY_NAME["about"] == {
        "type": 1,
        "name": "about",
        "description": "What this bot is, and the club behind it.",
        "description_localizations": localised(
            "What this bot is, and the club behind it.", "Какво представлява ботът и кой клуб стои зад него."
        ),
        "default_member_permissions": None,
        "nsfw": False,
        "integration_types": [0],
        "contexts": [0, 1],
        "options": [],
    }


def test_two_words_are_a_group_and_a_subcommand() -> None:
    report = BY_NAME["report"]
    assert report["description"] == "One of these: done, reopen"
    assert report["description_localizations"]["bg"] == "Едно от тези: done, reopen"
    assert [(sub["type"], sub["name"]) for sub in report["options"]] == [(SUBCOMMAND, "done"), (SUBCOMMAND, "reopen")]
    assert report["options"][0]["options"] == [
        {
            "type": INTEGER,
            "name": "number",
            "description": "The number of the note",
            "description_localizations": localised("The number of the note", "Номер на сигнала"),
            "required": True,
            "min_value": 1,
            "max_value": 1_000_000_000_000_000,
        }
    ]


def test_a_closed_list_is_there_to_choose_from_in_the_persons_language() -> None:
    assert option(BY_NAME["calls"], "status")["choices"][0] == {
        "name": "Open ones",
        "name_localizations": localised("Open ones", "Отворени"),
        "value": "open",
    }


def test_records_countries_and_times_are_suggested_while_typing() -> None:
    for command, name in (("partner", "name"), ("partners", "country"), ("events", "when"), ("fact", "field")):
        assert option(BY_NAME[command], name)["autocomplete"]
    assert "autocomplete" not in option(BY_NAME["calls"], "topic")
    assert "autocomplete" not in option(BY_NAME["calls"], "status")


def test_a_kind_has_its_own_type_of_option() -> None:
    (tea,) = made(Tea)
    types = {option["name"]: option["type"] for option in tea["options"]}
    assert types == {"whose": STRING, "sugar": BOOLEAN, "lumps": INTEGER, "why": STRING, "wish": STRING}
    assert option(tea, "why")["max_length"] == 6000
    assert option(tea, "wish")["max_length"] == 200


def test_a_picture_is_attached_and_places_are_suggested() -> None:
    (post,) = made(Post)
    assert option(post, "picture")["type"] == ATTACHMENT
    assert not {"autocomplete", "max_length", "choices"} & option(post, "picture").keys()
    assert option(post, "where")["type"] == STRING
    assert option(post, "where")["autocomplete"]


def test_what_the_form_asks_is_optional_and_the_required_comes_first() -> None:
    (tea,) = made(Tea)
    assert [(option["name"], option["required"]) for option in tea["options"]][:2] == [
        ("whose", True),
        ("sugar", False),
    ]
    assert not option(tea, "why")["required"]
    assert not option(tea, "wish")["required"]


def test_a_command_that_its_examples_begin_bare_demands_nothing_but_asks_in_its_form() -> None:
    (brew,) = made(Brew)
    assert not option(brew, "leaves")["required"]


def test_what_nobody_types_is_not_registered() -> None:
    assert [command["name"] for command in made(Secret)] == []
    assert "page" not in [option["name"] for option in options(made(Tea)[0])]


def test_organisers_commands_are_hidden_and_work_in_servers_only() -> None:
    for spec in BOOK.specs:
        if not spec.hidden:
            command = BY_NAME[spec.name.split()[0]]
            theirs = spec.needs is Role.ORGANISER
            assert command["default_member_permissions"] == ("0" if theirs else None)
            assert command["contexts"] == ([0] if theirs else [0, 1])


def test_where_a_command_works_is_said_globally_only() -> None:
    assert all(command["integration_types"] == [0] for command in EVERYWHERE)
    assert not [command for command in HERE if {"contexts", "integration_types"} & command.keys()]


def test_a_group_of_many_is_still_described_in_a_hundred_characters() -> None:
    def numbered(n: int) -> type[Command]:
        class Numbered(Command, name=f"tea number-{n}"):
            """A tea."""

            async def run(self, ctx: Context) -> Reply:
                return Reply()

        return Numbered

    (tea,) = made(*map(numbered, range(20)))
    assert len(tea["description"]) == len(tea["description_localizations"]["bg"]) == 100
    assert tea["description"].endswith("…")


def longest(part: Json, key: str) -> int:
    return max(map(len, (part[key], *(part.get(f"{key}_localizations") or {}).values())))


@EACH
def test_names_and_texts_keep_discords_limits(command: Json) -> None:
    for part in (command, *options(command)):
        assert NAME.fullmatch(part["name"])
        assert part["description_localizations"].keys() == LOCALES
        for text in (part["description"], *part["description_localizations"].values()):
            assert 1 <= len(text) <= 100
            assert text.strip() == text


@EACH
def test_options_keep_discords_rules(command: Json) -> None:
    for part in (command, *options(command)):
        inner = part.get("options", [])
        assert len(inner) <= 25
        assert len({option["name"] for option in inner}) == len(inner)
        assert len({option["type"] == SUBCOMMAND for option in inner}) <= 1
        required = [option.get("required", False) for option in inner]
        assert required == sorted(required, reverse=True)
    for part in options(command):
        assert not (part.get("choices") and part.get("autocomplete"))
        assert ("min_value" in part) == ("max_value" in part) == (part["type"] == INTEGER)
        assert -(2**53) < part.get("min_value", 0) <= part.get("max_value", 0) < 2**53
        if "max_length" in part:
            assert part["type"] == STRING
            assert 1 <= part["max_length"] <= 6000


@EACH
def test_choices_keep_discords_rules(command: Json) -> None:
    for part in options(command):
        choices = part.get("choices", [])
        assert len(choices) <= 25
        for locale in LOCALES:
            assert len({choice["name_localizations"][locale] for choice in choices}) == len(choices)
        assert all(1 <= longest(choice, "name") <= 100 and 1 <= len(choice["value"]) <= 100 for choice in choices)


@EACH
def test_a_command_is_not_longer_than_discord_takes(command: Json) -> None:
    parts = [command, *options(command)]
    choices = [choice for part in parts for choice in part.get("choices", ())]
    texts = sum(longest(part, "name") + longest(part, "description") for part in parts)
    assert texts + sum(longest(choice, "name") + len(choice["value"]) for choice in choices) <= 8000


def test_there_are_not_more_commands_than_a_scope_takes() -> None:
    assert len({command["name"] for command in EVERYWHERE}) == len(EVERYWHERE) <= 100


def returned(command: Json, number: int = 1, *, guild: bool = False) -> Json:
    """As Discord gives a command back, as far as its documentation tells: what is empty or default goes or is null."""
    given = copy.deepcopy(command)
    for part in options(given):
        for key in ("required", "autocomplete"):
            if not part.get(key):
                part.pop(key, None)
        for key in ("options", "choices"):
            if not part.get(key):
                part.pop(key, None)
        for named in (part, *part.get("choices", ())):
            named.setdefault("name_localizations", None)
    if not given["options"]:
        del given["options"]
    added: Json = {
        "id": str(1000 + number),
        "application_id": "1",
        "version": str(2000 + number),
        "name_localizations": None,
        "default_permission": True,
        "dm_permission": True,
    }
    if guild:
        added |= {"guild_id": "5", "contexts": None, "integration_types": [0]}
    return given | added


REGISTERED = [returned(command, number) for number, command in enumerate(EVERYWHERE)]


def test_what_discord_gives_back_is_the_same() -> None:
    assert same(EVERYWHERE, REGISTERED)
    assert same(HERE, [returned(command, guild=True) for command in HERE])


@given(st.integers(0))
def test_the_order_of_commands_and_translations_means_nothing(seed: int) -> None:
    chance = random.Random(seed)

    def mixed(value: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(value, dict):
            return {key: mixed(inner) for key, inner in chance.sample(list(value.items()), len(value))}
        return [mixed(inner) for inner in value] if isinstance(value, list) else value

    assert same(EVERYWHERE, mixed(chance.sample(REGISTERED, len(REGISTERED))))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - any JSON
    """Where something is that people meet."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))
    elif value not in (None, False, []):
        yield path


SOME = [BY_NAME[name] for name in ("calls", "wrong", "report", "language")]


@given(st.sampled_from(list(places(SOME))), st.booleans())
def test_any_other_value_or_one_that_is_gone_is_a_difference(path: tuple[Any, ...], gone: bool) -> None:
    registered = copy.deepcopy(SOME)
    at: Any = registered
    for step in path[:-1]:
        at = at[step]
    value = at[path[-1]]
    if gone and isinstance(at, dict) and path[-1] not in ("name", "description", "type", *LOCALES):
        del at[path[-1]]
    else:
        at[path[-1]] = f"{value}x" if isinstance(value, str) else (value is not True and value + 7)
    assert not same(SOME, registered)


def test_a_translation_that_is_gone_is_a_difference_unless_it_says_the_same() -> None:
    registered = copy.deepcopy(REGISTERED)
    for part in options(registered[0]):
        del part["description_localizations"]["en-US"]
    assert same(EVERYWHERE, registered)
    del next(options(registered[0]))["description_localizations"]["bg"]
    assert not same(EVERYWHERE, registered)


def test_options_and_choices_in_another_order_are_a_difference() -> None:
    for command, name in (("partners", "options"), ("fact", "options")):
        registered = copy.deepcopy(REGISTERED)
        next(one for one in registered if one["name"] == command)[name].reverse()
        assert not same(EVERYWHERE, registered)
    registered = copy.deepcopy(REGISTERED)
    option(next(one for one in registered if one["name"] == "calls"), "status")["choices"].reverse()
    assert not same(EVERYWHERE, registered)


def test_one_command_more_or_less_is_a_difference() -> None:
    assert not same(EVERYWHERE, REGISTERED[1:])
    assert not same(EVERYWHERE[1:], REGISTERED)
    assert not same([], REGISTERED)
    assert same([], [])


def test_a_command_of_another_sort_with_the_same_name_is_a_difference() -> None:
    user = {"type": 2, "name": "about", "description": "", "id": "1"}
    assert not same(EVERYWHERE, [user if one["name"] == "about" else one for one in REGISTERED])


def test_the_least_value_of_a_number_is_not_taken_for_none() -> None:
    registered = copy.deepcopy(REGISTERED)
    del option(next(one for one in registered if one["name"] == "calls"), "within")["min_value"]
    assert option(BY_NAME["calls"], "within")["min_value"] == 0
    assert not same(EVERYWHERE, registered)
