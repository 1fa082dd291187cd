"""One call in full."""

from datetime import timedelta

import pytest

from bot.core.reply import Link, Tone
from tests.kit import Kit, button, fields, ids, said, shown

CARE = "HORIZON-HLTH-2027-01-CARE-02"


async def test_a_call_shows_all_that_is_recorded_of_it(kit: Kit) -> None:
    reply = await kit.ask(f"/call {CARE}")
    (card,) = reply.cards
    assert card.title == (
        "Personalised approaches to reduce risks from Adverse Drug Reactions due to administration of multiple "
        "medications"
    )
    assert card.badge
    assert card.badge.text == "Open, 87 days left"
    assert card.badge.tone is Tone.GOOD
    assert fields(card) == {
        "Opened": "29 October 2026",
        "Deadline": "Wed 17 February 2027, 18:00 (Sofia)",
        "Budget": "€38,000,000 for this topic",
        "For one project": "€8,000,000 to €10,000,000",
        "Funding programme": "Horizon Europe · Cluster 1 Health",
        "Type of action": "RIA",
        "Grants expected": "4",
        "Topics": "personalised medicine, medicines safety, health care",
    }
    text = shown(reply)
    assert CARE in text
    assert "Older pages still show another deadline: 13 April 2027" in text
    assert f"topic-details/{CARE}" in text
    assert "checked on 6 October 2026" in text
    assert "Source: github 123factory-de/fundingdb" in text


async def test_a_call_shows_the_same_facts_in_bulgarian(kit: Kit) -> None:
    text = shown(await kit.ask(f"/call {CARE}", lang="bg"), "bg")
    assert "ср 17 февруари 2027 г., 18:00 (София)" in text
    assert "38 000 000 €" in text.replace("\xa0", " ")
    assert "8 000 000 €" in text.replace("\xa0", " ")
    assert "13 април 2027 г." in text
    assert "6 октомври 2026 г." in text
    assert "г.." not in text


@pytest.mark.parametrize(
    "name",
    [
        CARE.lower(),
        "HLTH-2027-01-CARE-02",
        "Adverse Drug Reactions",
        (
            "Personalised approaches to reduce risks from Adverse Drug Reactions due to administration of multiple "
            "medications"
        ),
    ],
)
async def test_a_call_is_found_by_its_identifier_and_by_words_of_its_title(kit: Kit, name: str) -> None:
    assert ids(await kit.ask(f"/call {name}")) == [CARE]


async def test_a_call_links_to_the_portal(kit: Kit) -> None:
    reply = await kit.ask(f"/call {CARE}")
    assert any(isinstance(part, Link) and part.url.endswith(CARE) for part in reply.text)
    assert reply.cards[0].url.endswith(CARE)


async def test_a_single_source_is_said_to_be_one(kit: Kit) -> None:
    assert "check the portal" in shown(await kit.ask("/call HORIZON-EIC-2026-STEP"))
    assert "check the portal" not in shown(await kit.ask(f"/call {CARE}"))


async def test_a_call_that_nobody_knows_is_told(kit: Kit) -> None:
    reply = await kit.ask("/call QQQ-1")
    assert "I know nothing by the name “QQQ-1”" in said(reply)
    assert reply.form


async def test_a_mistake_can_be_told_from_the_call_itself(kit: Kit) -> None:
    reply = await kit.press(button(await kit.ask(f"/call {CARE}"), "Wrong? Tell us"))
    assert reply.form
    assert dict(reply.form.hidden) == {"record": f"call:{CARE}"}


@pytest.mark.parametrize(
    ("days", "badge"),
    [(0, "Open, 87 days left"), (86, "Open, 1 day left"), (87, "Open, closes today"), (88, "Closed")],
)
async def test_the_state_of_a_call_follows_the_clock(kit: Kit, days: int, badge: str) -> None:
    kit.clock.forward(timedelta(days=days))
    card = (await kit.ask(f"/call {CARE}")).cards[0]
    assert card.badge
    assert card.badge.text == badge
