"""The directory of partners."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from bot.core.reply import Tone
from tests.kit import CHANNEL, Kit, button, buttons, fields, ids, said, shown

NO_FIT = "No partner fits"


async def listed(kit: Kit, line: str) -> set[str]:
    reply = await kit.ask(line)
    found = ids(reply)
    while "More" in buttons(reply):
        reply = await kit.press(button(reply, "More"))
        found += ids(reply)
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize("lang", ["en", "bg"])
@pytest.mark.parametrize("country", ["Romania", "RO", "Румъния", "румъния"])
async def test_the_only_partner_in_romania_is_rohealth(kit: Kit, country: str, lang: str) -> None:
    reply = await kit.ask(f"/partners country={country}", lang=lang)
    assert ids(reply) == ["rohealth"]
    assert reply.cards[0].title == "ROHEALTH"
    assert "RoHeath" not in shown(reply, lang)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/partners Romania", {"rohealth"}),
        ("/partners Германия", {"ki-bundesverband"}),
        ("/partners country=HR", {"croai"}),
        ("/partners country=Turkey", {"bogazici", "dai", "ankara-theranostics", "tekiu"}),
        ("/partners country=Гърция", {"ied", "joist"}),
        ("/partners country=Serbia", {"ai-serbia", "aida-technologies"}),
        ("/partners kind=municipality", {"varna-municipality", "bourgas", "plovdiv"}),
        ("/partners country=Romania kind=university", set()),
    ],
)
async def test_the_directory_is_narrowed_exactly(kit: Kit, line: str, expected: set[str]) -> None:
    found = await listed(kit, line)
    assert expected <= found
    if "kind=municipality" not in line:
        assert found == expected


@pytest.mark.parametrize("line", ["/partners AI", "/partners ИИ", "/partners topic=AI"])
async def test_ai_is_a_field_and_no_island(kit: Kit, line: str) -> None:
    assert {"ai-serbia", "ai-austria", "ai-cluster-bulgaria"} <= await listed(kit, line)


@pytest.mark.parametrize("line", ["/partners Varna", "/partners Варна"])
async def test_a_city_finds_its_partners(kit: Kit, line: str) -> None:
    assert "varna-municipality" in await listed(kit, line)


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_alone_it_shows_groups_with_counts_that_their_buttons_keep(kit: Kit, lang: str) -> None:
    reply = await kit.ask("/partners", lang=lang)
    assert "51" in said(reply)
    *groups, every = reply.buttons
    assert len(groups) == 11
    for group in groups:
        opened = await kit.press(group, lang=lang)
        count = int(group.label.rsplit(" ", 1)[1])
        assert said(opened).startswith(f"{count} ")
        assert len(ids(opened)) == min(count, 5)
    assert said(await kit.press(every, lang=lang)).startswith("51 ")


async def test_every_partner_is_in_some_group_and_on_the_whole_list(kit: Kit) -> None:
    everybody = {partner.id for partner in kit.library.partners}
    assert len(everybody) == 51
    found: set[str] = set()
    for group in (await kit.ask("/partners")).buttons:
        kit.clock.forward(timedelta(seconds=5))
        reply = await kit.press(group)
        found |= set(ids(reply))
        while "More" in buttons(reply):
            reply = await kit.press(button(reply, "More"))
            found |= set(ids(reply))
    assert found == everybody


async def test_each_partner_is_listed_with_its_source_and_the_day(kit: Kit) -> None:
    for card in (await kit.ask("/partners country=Bulgaria")).cards:
        text = "".join(part if isinstance(part, str) else "" for part in card.footer)
        assert text.startswith("Source: the cluster's own text, line ")
        assert text.endswith("the day it was checked is not recorded")


async def test_details_open_the_partner(kit: Kit) -> None:
    reply = await kit.press(button(await kit.ask("/partners country=Romania"), "Details"))
    assert ids(reply) == ["rohealth"]
    assert fields(reply.cards[0])["Website"].startswith("rohealth.ro")


@pytest.mark.parametrize("line", ["/partners krbi", "/partners country=Iceland", "/partners topic=astrology"])
async def test_where_nobody_fits_the_way_on_is_offered(kit: Kit, line: str) -> None:
    reply = await kit.ask(line)
    assert NO_FIT in said(reply)
    assert reply.buttons
    for one in reply.buttons:
        answer = await kit.press(one)
        assert answer.cards or answer.buttons
        assert answer.tone is Tone.PLAIN


async def test_a_country_that_is_none_is_told_with_what_would_be_right(kit: Kit) -> None:
    reply = await kit.ask("/partners country=Romnia")
    assert "Did you mean Romania?" in said(reply)
    assert reply.form
    assert ids(await kit.fill(reply.form, country="Romania")) == ["rohealth"]


async def test_the_directory_as_csv_has_every_row(kit: Kit) -> None:
    (file,) = (await kit.press("1 partners every=yes csv=yes")).files
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [partner.id for partner in kit.library.partners]
    krib = next(row for row in rows if row["id"] == "krib")
    assert krib["country"] == "BG"
    assert krib["name_bg"].startswith("Конфедерация")
    assert krib["source"] == "the cluster's own text, line 5; https://www.biocluster.bg/about"
    assert krib["checked_at"] == ""


async def test_the_csv_of_a_narrowed_list_is_narrowed(kit: Kit) -> None:
    (file,) = (await kit.press("1 partners country=RO csv=yes")).files
    assert file.content.decode("utf-8-sig").count("\n") == 2


async def test_an_answer_can_be_shown_in_the_channel(kit: Kit) -> None:
    reply = await kit.ask("/partners country=Romania", place=CHANNEL)
    assert reply.private
    public = await kit.press(button(reply, "Show here"), place=CHANNEL)
    assert not public.private
    assert ids(public) == ["rohealth"]
