"""One partner in full, by any of its names."""

import pytest

from bot.core.reply import Tone
from tests.kit import Kit, button, fields, ids, said, shown


@pytest.mark.parametrize("lang", ["en", "bg"])
@pytest.mark.parametrize("name", ["КРИБ", "krib", "Kriб", "криб", "KRIB", "Крибб"])
async def test_krib_is_found_however_it_is_spelt(kit: Kit, name: str, lang: str) -> None:
    assert ids(await kit.ask(f"/partner {name}", lang=lang)) == ["krib"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Sofia Tech Park", "sofia-tech-park"),
        ("София Тех Парк", "sofia-tech-park"),
        ("rohealth", "rohealth"),
        ("RoHeath", "rohealth"),
        ("CEBR", "cebr"),
        ("БАН", "bas"),
        ("ГЕЙТ", "gate"),
        ("клъстера", "hlscb"),
        ("Trakia University", "trakia-university"),
        ("partner:krib", "krib"),
    ],
)
async def test_a_partner_is_found_by_any_of_its_names(kit: Kit, name: str, id: str) -> None:
    assert ids(await kit.ask(f"/partner {name}")) == [id]


@pytest.mark.parametrize(("name", "id"), [("echaliance", "echalliance"), ("sofya tech parc", "sofia-tech-park")])
async def test_a_slip_finds_the_partner_or_offers_it_first(kit: Kit, name: str, id: str) -> None:
    reply = await kit.ask(f"/partner {name}")
    assert ids(reply if reply.cards else await kit.press(reply.buttons[0])) == [id]


async def test_a_partner_shows_what_is_recorded_and_nothing_else(kit: Kit) -> None:
    (card,) = (await kit.ask("/partner rohealth")).cards
    assert card.title == "ROHEALTH"
    assert card.url == "https://rohealth.ro/"
    assert fields(card)["Where"] == "Romania"
    assert fields(card)["Topics"] == "health, bioeconomy"


async def test_a_partner_has_its_bulgarian_name_in_bulgarian(kit: Kit) -> None:
    (card,) = (await kit.ask("/partner krib", lang="bg")).cards
    assert card.title == "Конфедерация на работодателите и индустриалците в България"
    (card,) = (await kit.ask("/partner krib", lang="en")).cards
    assert card.title == "Confederation of Employers and Industrialists in Bulgaria"


async def test_where_no_place_is_recorded_it_says_so(kit: Kit) -> None:
    (card,) = (await kit.ask("/partner eib")).cards
    assert fields(card)["Where"] == "not recorded"


async def test_a_name_of_several_is_asked_about_and_each_choice_opens_its_own(kit: Kit) -> None:
    reply = await kit.ask("/partner university")
    assert said(reply) == "Which one do you mean?"
    assert len(reply.buttons) > 1
    opened = [ids(await kit.press(choice))[0] for choice in reply.buttons]
    assert len(set(opened)) == len(opened)


async def test_a_name_that_nobody_has_is_told_and_asked_again(kit: Kit) -> None:
    reply = await kit.ask("/partner Zzyzx Foundation of Nowhere")
    assert "I know nothing by the name" in said(reply)
    assert reply.tone is Tone.WARN
    assert ids(await kit.fill(reply.form, name="КРИБ")) == ["krib"]


async def test_without_a_name_it_asks_for_one(kit: Kit) -> None:
    reply = await kit.ask("/partner")
    assert reply.form
    assert reply.form.blanks[0].required
    assert reply.form.blanks[0].suggests


async def test_every_partner_can_be_told_to_be_wrong(kit: Kit) -> None:
    reply = await kit.press(button(await kit.ask("/partner krib"), "Wrong? Tell us"))
    assert reply.form
    assert dict(reply.form.hidden) == {"record": "partner:krib"}


async def test_the_answer_names_its_source(kit: Kit) -> None:
    text = shown(await kit.ask("/partner krib"))
    assert "Source: the cluster's own text, line 5; confirmed by biocluster.bg" in text
    assert "the day it was checked is not recorded" in text
