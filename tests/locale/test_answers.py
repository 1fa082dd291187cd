"""What a Bulgarian member reads, whole: nothing English is left between the translated sentences."""

import pytest

from bot.core.roles import Role
from bot.domain.call import Call
from bot.domain.project import Project
from tests.kit import Kit, shown
from tools.words import english, load, translations

LINES = (
    "/partners",
    "/partners country=Румъния",
    "/partners group=networks",
    "/partners квантово",
    "/partners country=Руминия",
    "/partner КРИБ",
    "/partner sofia",
    "/programmes",
    "/programmes хъбове",
    "/projects",
    "/projects veles",
    "/projects innaxe",
    "/events",
    '/events when="през март"',
    '/events when="кога да е"',
    "/events place=Атлантида",
    "/calls within=60",
    "/calls status=closed",
    "/calls квант",
    "/calls programme=Еразъм",
    "/call HORIZON-HLTH-2027-01-CARE-02",
    "/call",
    "/search рак",
    "/search квантово",
    "/wrong krib",
    "/help",
    "/help calls",
    "/about",
    "/language bg",
    "/whatsnew",
    "/reports",
    "/fact add",
    "/fact history krib",
    "/fact undo 4000",
    "/fact remove krib",
    "/invite member",
    "/нещо",
)


@pytest.mark.parametrize("line", LINES)
async def test_an_answer_in_bulgarian_has_no_english_sentence(kit: Kit, line: str) -> None:
    reply = await kit.ask(line, Role.ORGANISER, "bg")
    read = shown(reply, "bg")
    for record in kit.library.records.values():
        if isinstance(record, Call | Project):
            read = read.replace(record.title, "")  # official, in English everywhere
    left = [
        english(message)
        for message in load("bg")
        if " " in english(message) and english(message) in read and english(message) not in translations(message)
    ]
    assert left == []


async def test_bulgarian_words_find_the_events_that_they_name(kit: Kit) -> None:
    by_city = await kit.ask("/events place=Барселона", lang="en")
    assert [card.record for card in by_city.cards] == [("event", id) for id in ("mwc-2027", "eha-2027", "esmo-2027")]
    by_topic = await kit.ask("/events topic=хематология", lang="bg")
    assert {("event", "ash-2026"), ("event", "eha-2027")} <= {card.record for card in by_topic.cards}


async def test_records_to_choose_from_have_their_bulgarian_names(kit: Kit) -> None:
    reply = await kit.ask("/partner sofia", lang="bg")
    assert "Столична община" in [button.label for button in reply.buttons]


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("/partners topic=инкубиране", ("partner", "joist")),
        ("/calls status=all topic=геномика", ("call", "HORIZON-MISS-2027-02-CANCER-01")),
        ('/calls status=all topic="безопасност на лекарствата"', ("call", "HORIZON-HLTH-2027-01-CARE-02")),
    ],
)
async def test_a_topic_is_found_by_the_name_that_it_is_shown_with(kit: Kit, line: str, record: tuple[str, str]) -> None:
    reply = await kit.ask(line, lang="bg")
    assert record in [card.record for card in reply.cards]
