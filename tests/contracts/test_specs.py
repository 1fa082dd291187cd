"""Every command fits every surface: help, forms, Discord's and Slack's tables of limits."""

import re
from datetime import timedelta

import pytest

from bot.commands import QUESTION
from bot.core import kinds
from bot.core.actions import Opener, Token
from bot.core.book import Book
from bot.core.command import Command
from bot.core.partial import Partial
from bot.core.reply import Blank, Reply, Tone
from bot.core.request import Filled
from bot.core.roles import Role
from bot.core.words import words
from bot.flows import EVERY
from tests.kit import CHANNEL, Kit, button, opened, said, shown

LANGUAGES = ("en", "bg")
COMMANDS = pytest.mark.parametrize("command", EVERY, ids=lambda command: command.spec.name)
LANGS = pytest.mark.parametrize("lang", LANGUAGES)
EXAMPLES = [pytest.param(c, line, id=line) for c in EVERY for line in c.spec.examples]

# https://docs.discord.com/developers/interactions/application-commands#application-command-object
WORD = re.compile(r"[-_a-z0-9]{1,32}")
DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE = 100
WHOLE = 8000
COMMANDS_IN_ALL = 100
SUBCOMMANDS = 25


def mistaken(reply: Reply) -> bool:
    """Whether a reply says that something is wrong, rather than asking to confirm."""
    asks = any(isinstance(button.does, Token) for button in reply.buttons)
    return reply.tone in (Tone.WARN, Tone.BAD) and not asks


def descriptions(command: type[Command]) -> list[str]:
    return [command.spec.help, *(p.help for p in command.spec.shown)]


@COMMANDS
@LANGS
def test_every_description_says_something_in_at_most_a_hundred_characters(command: type[Command], lang: str) -> None:
    t = words(lang)
    for text in descriptions(command):
        assert text.strip()
        assert 1 <= len(t(text)) <= DESCRIPTION, text


@COMMANDS
def test_names_fit_every_platform(command: type[Command]) -> None:
    spec = command.spec
    assert len(spec.name.split(" ")) <= 2
    assert all(WORD.fullmatch(word) for word in spec.name.split(" "))
    assert all(WORD.fullmatch(p.name) for p in spec.params)


@COMMANDS
def test_arguments_that_are_needed_come_first_and_there_are_not_too_many(command: type[Command]) -> None:
    needed = [p.required for p in command.spec.shown]
    assert needed == sorted(needed, reverse=True)
    assert len(needed) <= OPTIONS


@COMMANDS
def test_nobody_must_give_what_nobody_can_see(command: type[Command]) -> None:
    assert not [p.name for p in command.spec.params if p.hidden and p.required]


@COMMANDS
def test_a_value_left_out_is_one_that_the_argument_can_take(command: type[Command]) -> None:
    for p in command.spec.params:
        if not p.required and p.default not in (None, ""):
            assert p.kind.parse(p.kind.write(p.default)) == p.default


@COMMANDS
@LANGS
def test_lists_to_choose_from_fit_and_each_choice_has_its_own_label(command: type[Command], lang: str) -> None:
    for p in command.spec.shown:
        choices = p.kind.choices(words(lang))
        assert len(choices) <= CHOICES
        assert len({c.label for c in choices}) == len({c.value for c in choices}) == len(choices)
        assert all(1 <= len(c.label) <= CHOICE and 1 <= len(c.value) <= CHOICE for c in choices)


@COMMANDS
def test_all_texts_of_a_command_together_fit(command: type[Command]) -> None:
    def longest(text: str) -> int:
        return max(len(words(lang)(text)) for lang in LANGUAGES)

    spec = command.spec
    whole = len(spec.name) + longest(spec.help)
    for p in spec.shown:
        whole += len(p.name) + longest(p.help)
        both = zip(*(p.kind.choices(words(lang)) for lang in LANGUAGES), strict=True)
        whole += sum(max(len(c.label) for c in pair) + len(pair[0].value) for pair in both)
    assert whole <= WHOLE


def test_the_commands_are_no_more_than_a_platform_takes() -> None:
    groups = {spec.name.split(" ")[0] for spec in Book(EVERY, QUESTION).specs if not spec.hidden}
    assert len(groups) <= COMMANDS_IN_ALL
    for group in groups:
        assert sum(c.spec.name.startswith(f"{group} ") for c in EVERY) <= SUBCOMMANDS


def test_a_question_is_a_command_like_any_other() -> None:
    assert QUESTION in EVERY
    assert QUESTION.spec.needs is Role.GUEST
    assert isinstance(QUESTION.spec.shown[0].kind, kinds.Text)


@COMMANDS
def test_what_writes_is_never_answered_for_everybody(command: type[Command]) -> None:
    assert command.spec.private or not command.spec.writes


@COMMANDS
def test_every_command_has_an_example(command: type[Command]) -> None:
    assert command.spec.examples or command.spec.hidden


@LANGS
async def test_every_example_runs(lang: str) -> None:
    async with opened() as kit:
        for command in EVERY:
            for line in command.spec.examples:
                kit.clock.forward(timedelta(minutes=10))
                reply = await kit.ask(f"/{line}", command.spec.needs, lang)
                assert not mistaken(reply), f"/{line}: {shown(reply, lang)}"
                assert shown(reply, lang).strip()


@LANGS
async def test_help_explains_every_command(lang: str) -> None:
    async with opened() as kit:
        t = words(lang)
        every = shown(await kit.ask("/help", Role.ORGANISER, lang), lang)
        for command in EVERY:
            spec = command.spec
            if spec.hidden:
                continue
            kit.clock.forward(timedelta(minutes=1))
            one = await kit.ask(f"/help {spec.name}", Role.ORGANISER, lang)
            text = shown(one, lang)
            assert f"/{spec.name}" in every
            assert t(spec.help) in every
            assert spec.usage in text
            assert all(t(p.help) in text for p in spec.shown)
            assert all(f"/{line}" in text for line in spec.examples)


@COMMANDS
@LANGS
async def test_a_form_is_made_of_every_command(kit: Kit, command: type[Command], lang: str) -> None:
    form = Partial(command, {}).form(kit.reading(lang))
    assert [blank.name for blank in form.blanks] == [p.name for p in command.asks({})]
    assert all(blank.label and blank.kind for blank in form.blanks)
    assert form.title
    assert form.submit


@COMMANDS
async def test_suggestions_never_pass_what_a_platform_shows(kit: Kit, command: type[Command]) -> None:
    for p in command.spec.shown:
        for text in ("", "a", "си", "HORIZON", "\x00", "?" * 200):
            found = p.kind.suggest(text, kit.reading("bg"))
            assert len(found) <= 25
            assert len({c.value for c in found}) == len(found)


@COMMANDS
@LANGS
async def test_a_suggestion_that_is_picked_is_read(kit: Kit, command: type[Command], lang: str) -> None:
    for p in command.spec.shown:
        for choice in (*p.kind.choices(words(lang)), *p.kind.suggest("", kit.reading(lang))):
            value = p.kind.read(choice.value, kit.reading(lang))
            assert p.kind.parse(p.kind.write(value)) == value


@COMMANDS
@pytest.mark.parametrize("role", [role for role in Role if role < Role.ORGANISER])
async def test_nobody_runs_what_is_for_others(kit: Kit, command: type[Command], role: Role) -> None:
    spec = command.spec
    if spec.needs <= role:
        return
    texts = {p.name: "x" for p in spec.params if p.required}
    before = await kit.database.read(lambda tx: tx.facts.version())
    typed = () if spec.hidden else (await kit.ask(f"/{spec.name}", role),)
    for reply in (
        *typed,
        await kit.press(Opener(spec), role),
        await kit.press(Opener(spec, texts), role),
        await kit.say(Filled(spec.name, texts), role),
    ):
        assert "is for " in said(reply)
        assert reply.form is None
        assert not reply.cards
        assert not reply.files
    assert await kit.database.read(lambda tx: tx.facts.version()) == before
    assert spec.name not in shown(await kit.ask("/help", role)).split()


@LANGS
async def test_a_command_that_is_asked_for_nothing_answers_or_opens_its_form(kit: Kit, lang: str) -> None:
    await kit.person(Role.ORGANISER, called="another")  # the last one is not forgotten
    for command in EVERY:
        if command.spec.hidden:
            continue
        kit.clock.forward(timedelta(minutes=1))
        reply = await kit.ask(f"/{command.spec.name}", Role.ORGANISER, lang, place=CHANNEL)
        needed = [p.name for p in command.spec.shown if p.required]
        if needed or reply.form:
            assert reply.form
            assert [blank.name for blank in reply.form.blanks if blank.required] == needed
            assert isinstance(reply.form.blanks[0], Blank)
        else:
            assert not mistaken(reply), shown(reply, lang)


async def test_trying_a_command_from_its_help_runs_it(kit: Kit) -> None:
    reply = await kit.press(button(await kit.ask("/help about"), "Try it"))
    assert "I am the memory" in said(reply)
