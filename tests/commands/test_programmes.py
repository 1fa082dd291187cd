"""The eleven directions of the cluster's Program."""

import csv
from io import StringIO

import pytest

from tests.kit import Kit, button, buttons, fields, ids, said

ALL = [
    "spinoff-bulgaria",
    "life-sciences-park",
    "innovation-hubs",
    "mapping",
    "hackathons",
    "regulation",
    "media-center",
    "grit",
    "venture-build-studios",
    "life-sciences-club",
    "eu-projects",
]


async def test_all_eleven_are_listed_in_their_own_order(kit: Kit) -> None:
    reply = await kit.ask("/programmes")
    assert said(reply).startswith("The Program has 11 directions")
    found = ids(reply)
    while "More" in buttons(reply):
        reply = await kit.press(button(reply, "More"))
        found += ids(reply)
    assert found == ALL


@pytest.mark.parametrize("lang", ["en", "bg"])
@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("hackathons", "hackathons"),
        ("Хакатони", "hackathons"),
        ("GRIT", "grit"),
        ("Venture Build Studios", "venture-build-studios"),
        ("Life Sciences Park", "life-sciences-park"),
        ("Парк за науки за живота", "life-sciences-park"),
    ],
)
async def test_one_is_shown_by_any_of_its_names(kit: Kit, name: str, id: str, lang: str) -> None:
    assert ids(await kit.ask(f"/programmes {name}", lang=lang)) == [id]


async def test_each_says_who_does_what(kit: Kit) -> None:
    (card,) = (await kit.ask("/programmes hackathons")).cards
    facts = fields(card)
    assert facts["Sciences with the Future"] == "America for Bulgaria Foundation"
    assert facts["AI & I"] == "no partner is recorded"
    (card,) = (await kit.ask("/programmes innovation-hubs")).cards
    assert fields(card)["Cities"] == "Blagoevgrad, Stara Zagora, Varna, Ruse"
    (card,) = (await kit.ask("/programmes innovation-hubs", lang="bg")).cards
    assert "Благоевград, Стара Загора, Варна, Русе" in fields(card).values()
    (card,) = (await kit.ask("/programmes regulation")).cards
    assert "AI Act" in fields(card)["Areas"]


async def test_details_open_the_direction(kit: Kit) -> None:
    reply = await kit.press(button(await kit.ask("/programmes"), "Details"))
    assert ids(reply) == ["spinoff-bulgaria"]


async def test_a_name_that_none_has_is_told(kit: Kit) -> None:
    reply = await kit.ask("/programmes zzzzzz")
    assert "I know nothing by the name" in said(reply)


async def test_the_csv_has_all_eleven(kit: Kit) -> None:
    (file,) = (await kit.press(button(await kit.ask("/programmes"), "As CSV"))).files
    rows = list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ALL
    assert rows[4]["name_bg"] == "Хакатони"


async def test_a_page_that_is_no_longer_there_shows_the_last_one(kit: Kit) -> None:
    assert ids(await kit.press("1 programmes page=99")) == ALL[10:]
