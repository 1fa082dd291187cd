"""Who changed what in a record, and when."""

from datetime import timedelta

import pytest

from bot.commands.fact_history import FactHistory
from bot.core.request import Filled
from bot.core.roles import Role
from tests.asker import Asker
from tests.kit import CHANNEL, Kit, button, buttons, said, shown


def undos(reply: object) -> list[int]:
    """The cards that can be undone, by their place."""
    cards = getattr(reply, "cards", ())
    return [n for n, card in enumerate(cards) if [one for one in card.buttons if one.label == "Undo"]]


async def test_it_tells_who_when_and_what_the_latest_first(ana: Asker, boris: Asker, kit: Kit) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    kit.clock.forward(timedelta(days=1))
    await boris.edit("partner:krib", "city", "Varna")
    reply = await ana.ask("/fact history КРИБ")
    assert [card.title for card in reply.cards] == ["Changed by Boris", "Changed by Ana", "Came with the bot"]
    text = shown(reply)
    assert text.index("City: Sofia → Varna") < text.index("City: nothing → Sofia")
    assert text.index("Mon 23 November 2026") < text.index("Sun 22 November 2026")


async def test_only_what_still_holds_can_be_undone(ana: Asker) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    await ana.edit("partner:krib", "city", "Varna")
    reply = await ana.ask("/fact history КРИБ")
    assert undos(reply) == [0]
    await ana.press(button(reply, "Undo"))
    reply = await ana.ask("/fact history КРИБ")
    assert reply.cards[0].title == "Undone by Ana"
    assert reply.cards[1].badge
    assert reply.cards[1].badge.text == "Undone"
    assert undos(reply) == [0, 2]


async def test_a_long_history_has_pages(ana: Asker) -> None:
    for number in range(8):
        await ana.edit("partner:krib", "city", f"City {number}")
    reply = await ana.ask("/fact history КРИБ")
    titles = [card.body[1] for card in reply.cards]
    while "More" in buttons(reply):
        reply = await ana.press(button(reply, "More"))
        titles += [card.body[1] for card in reply.cards]
    assert len(titles) == 9
    assert "Back" in buttons(reply)


@pytest.mark.parametrize("page", ["3", "10000"])
async def test_a_page_that_is_not_there_shows_the_last_one(ana: Asker, page: str) -> None:
    reply = await ana.press(f"1 fact.history record=partner:krib page={page}")
    assert len(reply.cards) == 1


async def test_a_record_that_is_gone_still_has_its_history(ana: Asker) -> None:
    removed = await ana.press((await ana.ask("/fact remove EU4H-2026-SANTE-PJ-08")).buttons[0])
    for reply in (
        await ana.press(button(removed, "History")),
        await ana.ask("/fact history call:EU4H-2026-SANTE-PJ-08"),
    ):
        assert "It is no longer in the records." in said(reply)
        assert "Removed" in shown(reply)
    await ana.press(button(reply, "Undo"))
    assert await ana.fact("call", "EU4H-2026-SANTE-PJ-08")


@pytest.mark.parametrize("name", ["partner:nobody", "partner:", "Zzyzx", "nothing:krib"])
async def test_what_was_never_recorded_has_none(ana: Asker, name: str) -> None:
    reply = await ana.ask(f"/fact history {name}")
    assert "Nothing was ever recorded" in said(reply) or reply.form


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_it_is_for_organisers_by_any_road(kit: Kit, role: Role) -> None:
    for reply in (
        await kit.ask("/fact history krib", role),
        await kit.press(FactHistory(record="partner:krib"), role),
        await kit.say(Filled("fact history", {"record": "krib"}), role),
    ):
        assert "is for organisers" in said(reply)
        assert not reply.cards


async def test_names_of_people_are_not_for_the_channel(kit: Kit) -> None:
    reply = await kit.ask("/fact history krib", Role.ORGANISER, place=CHANNEL)
    assert reply.private
    shown_here = await kit.press("1! fact.history record=partner:krib", Role.ORGANISER, place=CHANNEL)
    assert shown_here.private
    assert "Show here" not in buttons(reply)
