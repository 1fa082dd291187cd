"""The projects of the cluster."""

import csv
from io import StringIO

import pytest

from tests.kit import Kit, button, fields, ids, said


async def test_all_projects_are_listed(kit: Kit) -> None:
    reply = await kit.ask("/projects")
    assert {"veles", "innaxe", "preciseu"} <= set(ids(reply))
    assert said(reply).startswith(f"{len(kit.library.projects)} project")


@pytest.mark.parametrize("lang", ["en", "bg"])
@pytest.mark.parametrize(
    ("name", "id"),
    [("VELES", "veles"), ("velles", "veles"), ("ВЕЛЕС", "veles"), ("101087483", "veles"), ("innaxe", "innaxe")],
)
async def test_a_project_is_found_by_name_acronym_and_grant_agreement(kit: Kit, name: str, id: str, lang: str) -> None:
    assert ids(await kit.ask(f"/projects {name}", lang=lang)) == [id]


async def test_veles_shows_all_that_is_recorded(kit: Kit) -> None:
    (card,) = (await kit.ask("/projects VELES")).cards
    facts = fields(card)
    assert facts["Runs"] == "1 June 2023 to 31 May 2027"
    assert facts["Coordinator"] == "GATE Institute, Sofia University St. Kliment Ohridski (Bulgaria)"
    assert facts["Call"] == "HORIZON-WIDERA-2022-ACCESS-04"
    assert facts["Grant agreement"] == "101087483"
    assert facts["Budget"] == "€4,750,000"
    assert facts["Consortium"] == "15 partners: Bulgaria, Greece, Romania, Cyprus, Sweden, Spain, Germany"
    assert len(facts["Participants"].split(", ")) == 16  # one of fifteen has a comma in its name
    assert facts["Pilots"] == (
        "cancer treatment (Greece), Alzheimer's disease (Bulgaria), brain tumours (Romania), dementia (Cyprus)"
    )
    assert card.url == "https://veleshub.eu/"


async def test_innaxe_shows_its_call(kit: Kit) -> None:
    (card,) = (await kit.ask("/projects innaxe")).cards
    assert fields(card)["Call"] == "HORIZON-EIE-2021-CONNECT-01-01"


async def test_what_is_not_recorded_is_not_guessed(kit: Kit) -> None:
    for project in kit.library.projects:
        (card,) = (await kit.ask(f"/projects {project.id}")).cards
        if project.budget_eur is None:
            assert fields(card)["Budget"] == "not recorded"
        if project.start and not project.end:
            assert fields(card)["Runs"].endswith("not confirmed")


async def test_details_open_the_project(kit: Kit) -> None:
    reply = await kit.ask("/projects")
    assert ids(await kit.press(button(reply, "Details"))) == ids(reply)[:1]


async def test_the_csv_has_every_project(kit: Kit) -> None:
    (file,) = (await kit.press("1 projects csv=yes")).files
    rows = list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [project.id for project in kit.library.projects]
    assert rows[0]["grant_agreement"] == "101087483"
