"""Plain questions: words looked up in everything."""

import pytest

from bot.core.reply import Tone
from tests.kit import Kit, button, ids, said


@pytest.mark.parametrize("lang", ["en", "bg"])
@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("partners in Romania", "rohealth"),
        ("партньори в Румъния", "rohealth"),
        ("КРИБ", "krib"),
        ("krib", "krib"),
        ("Kriб", "krib"),
        ("veles", "veles"),
        ("HORIZON-HLTH-2027-01-CARE-02", "HORIZON-HLTH-2027-01-CARE-02"),
        ("ESMO Congress 2027", "esmo-2027"),
    ],
)
async def test_a_plain_question_finds_the_record_first(kit: Kit, text: str, id: str, lang: str) -> None:
    assert ids(await kit.ask(text, lang=lang))[0] == id


@pytest.mark.parametrize("text", ["calls closing within 60 days", "покани, които затварят до 60 дни"])
async def test_a_number_alone_makes_no_record_fit(kit: Kit, text: str) -> None:
    """The 60 is also a share of costs in the notes of a closed call."""
    assert ids(await kit.ask(text)) == ids(await kit.ask("/calls"))


async def test_all_that_say_the_words_are_found(kit: Kit) -> None:
    assert "HORIZON-HLTH-2027-03-TOOL-04" in ids(await kit.ask("virtual human twins"))


async def test_a_question_is_the_same_as_searching(kit: Kit) -> None:
    assert ids(await kit.ask("hydrogen and health")) == ids(await kit.ask("/search hydrogen and health"))


async def test_every_record_found_opens(kit: Kit) -> None:
    reply = await kit.ask("/search digital health")
    assert 0 < len(reply.cards) <= 5
    for card in reply.cards:
        for one in card.buttons:
            if one.label == "Details":
                assert card.record
                assert ids(await kit.press(one)) == [card.record[1]]


async def test_nothing_found_says_what_to_do(kit: Kit) -> None:
    reply = await kit.ask("/search qwertyuiopasdf")
    assert "I found nothing on that" in said(reply)
    assert (await kit.press(button(reply, "Help"))).cards


@pytest.mark.parametrize("text", ["?", "...", "“”", "AND OR NOT", "title:x", "*", "\x00", "\u202e", "🦠", "a" * 500])
async def test_any_words_are_answered(kit: Kit, text: str) -> None:
    for line in (text, f"/search {text}"):
        assert (await kit.ask(line)).tone is not Tone.BAD


async def test_a_question_longer_than_a_question_is_asked_again_shorter(kit: Kit) -> None:
    reply = await kit.ask("why " * 200)
    assert "characters long; at most 500 fit" in said(reply)
    assert reply.form
    assert reply.form.command == "search"
