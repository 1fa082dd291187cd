"""What the bot can do, from the Specs alone."""

import pytest

from bot.core.reply import Tone
from bot.core.roles import Role
from bot.flows import EVERY
from tests.kit import Kit, button, said, shown


@pytest.mark.parametrize("role", Role)
async def test_everybody_sees_what_they_may_use_and_no_more(kit: Kit, role: Role) -> None:
    listed = {field.label for card in (await kit.ask("/help", role)).cards for field in card.fields}
    assert listed == {f"/{c.spec.name}" for c in EVERY if c.spec.needs <= role and not c.spec.hidden}


async def test_each_command_on_the_list_can_be_explained(kit: Kit) -> None:
    (select,) = (await kit.ask("/help")).selects
    for option in select.options:
        (card,) = (await kit.press(option)).cards
        assert card.title == option.label


async def test_one_command_is_explained_with_its_arguments_and_examples(kit: Kit) -> None:
    text = shown(await kit.ask("/help calls"))
    assert "`/calls [topic] [within] [programme] [status]`" in text
    assert "within: At most so many days until the deadline" in text
    assert "`/calls within=60`" in text
    assert "page" not in text


@pytest.mark.parametrize("name", ["calls", "/calls", "CALLS", " calls "])
async def test_a_name_is_taken_as_people_write_it(kit: Kit, name: str) -> None:
    assert (await kit.ask(f'/help command="{name}"')).cards[0].title == "/calls"


async def test_what_is_needed_is_marked(kit: Kit) -> None:
    text = shown(await kit.ask("/help partner"))
    assert "/partner <name>" in text
    assert "name (needed)" in text


async def test_a_command_that_nobody_knows_is_told(kit: Kit) -> None:
    reply = await kit.ask("/help dance")
    assert said(reply) == "I don't know the command /dance. /help lists them all."
    assert reply.tone is Tone.WARN


async def test_trying_it_runs_it_or_opens_its_form(kit: Kit) -> None:
    assert (await kit.press(button(await kit.ask("/help calls"), "Try it"))).cards
    assert (await kit.press(button(await kit.ask("/help partner"), "Try it"))).form


async def test_help_is_in_the_askers_language(kit: Kit) -> None:
    t = kit.reading("bg").t
    assert t("What I can do, and how to ask.") in shown(await kit.ask("/help", lang="bg"), "bg")
