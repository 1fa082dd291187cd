"""Somebody saw a mistake in a record and tells the organisers."""

from datetime import timedelta

import pytest

from bot.core.reply import Tone
from tests.kit import CHANNEL, ORGANISERS, Kit, button, every_button, said, shown


async def test_every_card_of_every_list_can_be_told_to_be_wrong(kit: Kit) -> None:
    for line in ("/partners every", "/partners country=Turkey", "/calls", "/events", "/programmes", "/projects"):
        reply = await kit.ask(line)
        for card in reply.cards:
            assert card.record
            (tell,) = [one for one in card.buttons if one.label == "Wrong? Tell us"]
            kit.clock.forward(timedelta(minutes=1))
            form = (await kit.press(tell)).form
            assert form
            assert [blank.name for blank in form.blanks] == ["text"]
            assert dict(form.hidden) == {"record": ":".join(card.record)}
            kit.clock.forward(timedelta(minutes=10))


async def test_a_report_is_kept_and_thanked_for(kit: Kit) -> None:
    opened = await kit.press(button(await kit.ask("/partner krib"), "Wrong? Tell us"))
    reply = await kit.fill(opened.form, text="They have moved.\nTo Plovdiv.")
    assert reply.tone is Tone.GOOD
    assert "Confederation of Employers" in said(reply)
    (report,) = await kit.database.read(lambda tx: tx.reports.open())
    assert (report.kind, report.fact_id, report.text) == ("partner", "krib", "They have moved.\nTo Plovdiv.")


async def test_the_organisers_hear_of_it_once_in_the_clubs_language(kit: Kit) -> None:
    for _ in range(3):
        await kit.ask('/wrong krib text="They have moved."', id="one")
    ((place, reply, t),) = kit.board.posts.values()
    assert place == ORGANISERS
    assert t.language == "bg"
    assert "They have moved." in shown(reply, "bg")
    assert len(await kit.database.read(lambda tx: tx.reports.open())) == 1


async def test_a_report_is_nobodys_business_but_the_organisers(kit: Kit) -> None:
    reply = await kit.ask('/wrong krib text="They have moved."', place=CHANNEL, aloud=True)
    assert reply.private
    assert not [one for one in every_button(reply) if one.label == "Show here"]


async def test_what_is_wrong_must_be_said(kit: Kit) -> None:
    reply = await kit.ask("/wrong krib")
    assert reply.form
    reply = await kit.fill(reply.form)
    assert reply.form
    assert [blank.name for blank in reply.form.blanks if blank.error] == ["text"]
    assert await kit.database.read(lambda tx: tx.reports.open()) == []


@pytest.mark.parametrize("text", ["1 wrong record=partner:gone text=x", "1 wrong record=event:krib text=x"])
async def test_a_record_that_is_gone_takes_no_reports(kit: Kit, text: str) -> None:
    assert "no longer there" in said(await kit.press(text))
    assert await kit.database.read(lambda tx: tx.reports.open()) == []


async def test_many_reports_at_once_are_asked_to_wait(kit: Kit) -> None:
    answers = [said(await kit.ask('/wrong krib text="They have moved."')) for _ in range(7)]
    assert sum(answer.startswith("Thank you") for answer in answers) == 5
    kit.clock.forward(timedelta(minutes=10))
    assert said(await kit.ask('/wrong krib text="Still."')).startswith("Thank you")


async def test_opening_the_form_costs_no_report(kit: Kit) -> None:
    for _ in range(8):
        assert (await kit.press("1 wrong record=partner:krib")).form
    assert said(await kit.ask('/wrong krib text="They have moved."')).startswith("Thank you")
