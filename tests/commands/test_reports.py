"""What people say is wrong waits until an organiser has dealt with it."""

from datetime import timedelta

import pytest

from bot.core.reply import Tone
from bot.core.request import Filled
from bot.core.roles import Role
from tests.asker import Asker
from tests.kit import CHANNEL, Kit, button, buttons, ids, said, shown

CALL = "EU4H-2026-SANTE-PJ-08"


async def told(kit: Kit, record: str, text: str) -> None:
    await kit.ask(f'/wrong {record} text="{text}"', called="Guest")
    kit.clock.forward(timedelta(minutes=10))


async def waiting(kit: Kit) -> list[str]:
    return [report.text for report in await kit.database.read(lambda tx: tx.reports.open())]


async def test_with_nothing_to_do_it_says_so(ana: Asker) -> None:
    assert "No note is waiting" in said(await ana.ask("/reports"))


async def test_notes_wait_the_oldest_first_with_record_text_and_time(ana: Asker, kit: Kit) -> None:
    await told(kit, "krib", "They have moved.")
    await told(kit, "HORIZON-HLTH-2027-01-CARE-02", "The deadline has moved.")
    reply = await ana.ask("/reports")
    assert said(reply) == "2 notes are waiting"
    assert ids(reply) == ["krib", "HORIZON-HLTH-2027-01-CARE-02"]
    text = shown(reply)
    assert "They have moved." in text
    assert "Sun 22 November 2026, 09:00 (Sofia)" in text
    assert "Guest" not in text


async def test_the_record_is_one_press_away_from_being_corrected(ana: Asker, kit: Kit) -> None:
    await told(kit, "krib", "They have moved.")
    reply = await ana.press(button(await ana.ask("/reports"), "Correct it"))
    assert ids(reply) == ["krib"]
    assert reply.selects


async def test_so_it_is_from_the_notice_that_organisers_read(ana: Asker, kit: Kit) -> None:
    await told(kit, "krib", "They have moved.")
    ((_, notice, t),) = kit.board.posts.values()
    (mend,) = notice.buttons
    assert mend.label == t("Correct it")
    assert ids(await ana.press(mend)) == ["krib"]
    assert "is for organisers" in said(await kit.press(mend))


async def test_a_note_that_was_dealt_with_waits_no_more_and_can_wait_again(ana: Asker, kit: Kit) -> None:
    await told(kit, "krib", "They have moved.")
    done = await ana.press(button(await ana.ask("/reports"), "Done"))
    assert done.tone is Tone.GOOD
    assert await waiting(kit) == []
    assert "No note is waiting" in said(await ana.press(button(done, "All notes")))
    again = await ana.press(button(done, "Undo"))
    assert await waiting(kit) == ["They have moved."]
    await ana.press(button(again, "Done"))
    assert await waiting(kit) == []
    assert await ana.audit() == ["report done number=1", "report reopen number=1", "report done number=1"]


async def test_two_who_deal_with_it_at_once_do_so_once(ana: Asker, boris: Asker, kit: Kit) -> None:
    await told(kit, "krib", "They have moved.")
    done = button(await ana.ask("/reports"), "Done")
    await ana.press(done)
    assert "dealt with this note already" in said(await boris.press(done))
    assert len(await ana.audit()) == 1


async def test_the_same_request_again_does_it_once_and_says_the_same(ana: Asker, kit: Kit) -> None:
    await told(kit, "krib", "They have moved.")
    done = button(await ana.ask("/reports"), "Done")
    first = await ana.press(done, once="x")
    assert said(await ana.press(done, once="x")) == said(first)
    undo = button(first, "Undo")
    reopened = await ana.press(undo, once="y")
    assert said(await ana.press(undo, once="y")) == said(reopened)
    assert "waiting already" in said(await ana.press(undo))
    assert len(await ana.audit()) == 2


async def test_a_note_on_a_record_that_is_gone_leads_to_its_history(ana: Asker, kit: Kit) -> None:
    await told(kit, CALL, "This one is over.")
    await ana.press((await ana.ask(f"/fact remove {CALL}")).buttons[0])
    reply = await ana.ask("/reports")
    assert "It is no longer in the records." in shown(reply)
    assert "Removed" in shown(await ana.press(button(reply, "History")))


async def test_many_notes_have_pages(ana: Asker, kit: Kit) -> None:
    for number in range(12):
        await told(kit, "krib", f"Note {number}")
    reply = await ana.ask("/reports")
    assert said(reply) == "12 notes are waiting (1 to 5 of 12)"
    texts = [card.body[0] for card in reply.cards]
    while "More" in buttons(reply):
        reply = await ana.press(button(reply, "More"))
        texts += [card.body[0] for card in reply.cards]
    assert texts == [(f"Note {number}",) for number in range(12)]
    assert len((await ana.press("1 reports page=99")).cards) == 2


@pytest.mark.parametrize("command", ["report done", "report reopen"])
@pytest.mark.parametrize("number", ["0", "-1", "x", "7", "9" * 25])
async def test_a_number_that_no_note_has_is_told(ana: Asker, command: str, number: str) -> None:
    reply = await ana.ask(f"/{command} {number}")
    assert reply.tone is Tone.WARN
    assert await ana.audit() == []


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_notes_are_for_organisers_by_any_road(kit: Kit, role: Role) -> None:
    await told(kit, "krib", "They have moved.")
    for reply in (
        await kit.ask("/reports", role),
        await kit.press("1 reports", role),
        await kit.press("1 report.done number=1", role),
        await kit.press("1 report.reopen number=1", role),
        await kit.say(Filled("report done", {"number": "1"}), role),
    ):
        assert "is for organisers" in said(reply)
    assert await waiting(kit) == ["They have moved."]


async def test_notes_are_not_for_the_channel(kit: Kit) -> None:
    await told(kit, "krib", "They have moved.")
    reply = await kit.press("1! reports", Role.ORGANISER, place=CHANNEL)
    assert reply.private
    assert "Show here" not in buttons(reply)
