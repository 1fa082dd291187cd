"""What is particular to a question: its ways to answer, and what is kept of them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.core.context import Account
from bot.core.kinds.organisation import partner_of
from bot.core.request import Filled, Request
from bot.domain.member import CONSENT_VERSION, Purpose
from bot.storage.schema import consent
from tests.flows.newcomer import Newcomer, asked, offered
from tests.kit import DIRECT, Kit, button, buttons, said


async def test_visitors_are_asked_for_no_organisation(mila: Newcomer) -> None:
    reply = await mila.press(offered(await mila.ask("/join"), "1 join-answer aim=visitor"))
    assert asked(reply) == "city"


async def test_an_organisation_of_the_directory_is_known_as_such(mila: Newcomer) -> None:
    await mila.answer(await mila.whole("organisation"), "КРИБ")
    assert (await mila.told())["partner"] == "krib"


async def test_another_organisation_is_as_good(mila: Newcomer) -> None:
    reply = await mila.answer(await mila.whole("organisation"), "КРИБ")
    reply = await mila.press(button(reply, "Back"))
    reply = await mila.answer(reply, "Лаборатория Незнайна")
    told = await mila.told()
    assert told["organisation"] == "Лаборатория Незнайна"
    assert "partner" not in told


async def test_organisations_are_suggested_while_one_types(mila: Newcomer) -> None:
    request = Request("s", Account("web", mila.called), DIRECT, Filled("join-answer", {}), "", "bg")
    found = await mila.kit.core.suggest(request, "organisation", "кри")
    assert "Конфедерация на работодателите и индустриалците в България" in [choice.value for choice in found]
    assert partner_of(found[0].value, mila.kit.library)


async def test_fields_are_added_and_removed_before_they_are_the_answer(mila: Newcomer) -> None:
    reply = await mila.whole("interests")
    assert "Done" not in buttons(reply)
    reply = await mila.press(offered(reply, "1 join-pick add=cancer page=2"))
    reply = await mila.press(offered(reply, "1 join-pick add=policy page=2"))
    reply = await mila.press(offered(reply, "1 join-pick remove=cancer page=2"))
    assert "Chosen: Health policy and the regions" in said(reply)
    assert "interests" not in await mila.told()
    there = await mila.linked("mila-elsewhere")
    reply = await there.ask("/join")
    assert "Chosen: Health policy and the regions" in said(reply)
    reply = await there.press(button(reply, "Done"))
    assert asked(reply) == "offers"
    assert (await mila.told())["interests"] == ["policy"]


async def test_fields_can_be_written_as_numbers(mila: Newcomer) -> None:
    reply = await mila.whole("interests")
    form = (await mila.press(button(reply, "Write the numbers"))).form
    await mila.fill(form, interests="1, 4 20")
    assert (await mila.told())["interests"] == ["cancer", "infections", "policy"]


async def test_an_unknown_field_is_told_and_asked_again(mila: Newcomer) -> None:
    form = (await mila.press(button(await mila.whole("interests"), "Write the numbers"))).form
    reply = await mila.fill(form, interests="1, 21")
    assert reply.form
    assert "21" in said(reply)
    assert "interests" not in await mila.told()


async def test_nothing_is_agreed_to_beforehand_and_each_agreement_is_its_own_press(mila: Newcomer) -> None:
    reply = await mila.whole("agree_directory")
    person = await mila.id()
    assert await mila.kit.database.read(lambda tx: tx.members.consents(person)) == {}
    assert "version 1" in said(reply)
    assert "Members can find me by my name" in said(reply)
    reply = await mila.press(button(reply, "Yes, I agree"))
    consents = await mila.kit.database.read(lambda tx: tx.members.consents(person))
    assert list(consents) == [Purpose.DIRECTORY]
    assert (consents[Purpose.DIRECTORY].given, consents[Purpose.DIRECTORY].version) == (True, CONSENT_VERSION)


async def test_the_same_press_twice_leaves_one_agreement(mila: Newcomer) -> None:
    reply = await mila.whole("agree_directory")
    await mila.press(button(reply, "Yes, I agree"))
    await mila.press(button(reply, "Yes, I agree"))
    count = select(func.count()).select_from(consent)
    assert await mila.kit.database.read(lambda tx: tx.members._connection.scalar(count)) == 1


async def test_what_the_platform_tells_is_shown_and_not_asked(mila: Newcomer) -> None:
    reply = await mila.ask("/join")
    assert "Taken over from your browser: English. I take it that your time zone is Europe/Sofia." in said(reply)
    assert asked(reply) == "aim"
    other = await mila.press(button(reply, "Another language or time zone"))
    assert "Which language shall I speak with you?" in said(other)
    reply = await mila.press(offered(other, "1 join-answer language=bg"))
    assert asked(reply) == "aim"
    assert (await mila.told())["language"] == "bg"
    assert any("\u0400" <= char <= "\u04ff" for char in said(reply))


async def test_a_time_zone_is_changed_by_a_city(mila: Newcomer) -> None:
    reply = await mila.press(button(await mila.ask("/join"), "Another language or time zone"))
    reply = await mila.press(button(reply, "Time zone"))
    form = (await mila.press(button(reply, "Write an answer"))).form
    reply = await mila.fill(form, zone="London")
    assert asked(reply) == "aim"
    assert (await mila.told())["zone"] == "Europe/London"


async def test_those_whose_language_nobody_knows_are_asked_for_it(kit: Kit) -> None:
    reply = await kit.ask("/join", lang="", called="Somebody")
    assert asked(reply) == "language"
    assert "1 от 11" in said(reply) or "1 of 11" in said(reply)
    reply = await kit.press(offered(reply, "1 join-answer language=en"), lang="", called="Somebody")
    assert asked(reply) == "aim"
    assert "2 of 11" in said(reply)


async def test_a_form_sent_empty_asks_again(mila: Newcomer) -> None:
    form = (await mila.press(button(await mila.whole("city"), "Write an answer"))).form
    reply = await mila.fill(form, city="  ")
    assert reply.form
    assert "city" not in await mila.told()


async def test_who_misspells_a_partner_is_asked_whether_they_mean_it(mila: Newcomer) -> None:
    reply = await mila.answer(await mila.whole("organisation"), "Sofia Tehc Parrk")
    assert asked(reply) == "city"
    assert "partner" not in await mila.told()
    reply = await mila.press(button(reply, "I mean Sofia Tech Park"))
    told = await mila.told()
    assert (told["organisation"], told["partner"]) == ("Sofia Tech Park", "sofia-tech-park")
    assert not [label for label in buttons(reply) if label.startswith("I mean")]


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_languages_stand_by_their_own_names(kit: Kit, lang: str) -> None:
    reply = await Newcomer(kit, lang=lang).press("1 join-ask ask=language")
    assert [one.label for one in reply.buttons][:2] == ["Български", "English"]
