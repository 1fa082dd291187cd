"""A record goes only after a second word, and comes back by an undo."""

from datetime import timedelta

import pytest

from bot.commands.fact_remove import FactRemove
from bot.core.reply import Tone
from bot.core.request import Filled
from bot.core.roles import Role
from tests.asker import Asker
from tests.kit import Kit, button, buttons, ids, said, shown

CALL = "EU4H-2026-SANTE-PJ-08"


async def test_it_asks_first(ana: Asker) -> None:
    reply = await ana.ask(f"/fact remove {CALL}")
    assert "out of the records" in said(reply)
    assert list(buttons(reply)) == ["Remove it"]
    assert await ana.fact("call", CALL)


async def test_it_goes_once_it_is_confirmed_and_comes_back_by_undo(ana: Asker) -> None:
    before = await ana.body("call", CALL)
    gone = await ana.press(button(await ana.ask(f"/fact remove {CALL}"), "Remove it"))
    assert gone.tone is Tone.GOOD
    assert await ana.fact("call", CALL) is None
    assert CALL not in ids(await ana.ask("/calls status=all heart"))
    assert not ana.kit.library.has("call", CALL)
    back = await ana.press(button(gone, "Undo"))
    assert "the record is back" in said(back)
    assert await ana.body("call", CALL) == before
    assert ids(await ana.ask(f"/call {CALL}")) == [CALL]
    gone_again = await ana.press(button(back, "Undo"))
    assert "gone again" in said(gone_again)
    assert await ana.fact("call", CALL) is None


@pytest.mark.parametrize(
    ("record", "named_by"),
    [("partner:rohealth", "BEHEALTH"), ("project:veles", "")],
)
async def test_what_others_name_stays_and_they_are_told(ana: Asker, kit: Kit, record: str, named_by: str) -> None:
    reply = await ana.ask(f"/fact remove {record}")
    assert "It cannot go while other records name it" in said(reply)
    assert named_by in said(reply)
    assert reply.buttons
    for one in reply.buttons:
        kit.clock.forward(timedelta(seconds=1))
        assert (await ana.press(one)).selects
    assert await ana.fact(*record.split(":"))


async def test_what_came_to_be_named_meanwhile_stays(ana: Asker, boris: Asker) -> None:
    await ana.ask('/fact add partner name="Health Hub" relation=partner')
    confirm = button(await ana.ask("/fact remove partner:health-hub"), "Remove it")
    await boris.edit("series:behealth", "organiser_partner", "health-hub")
    reply = await ana.press(confirm)
    assert "BEHEALTH" in said(reply)
    assert await ana.fact("partner", "health-hub")


async def test_what_was_changed_meanwhile_stays(ana: Asker, boris: Asker) -> None:
    confirm = button(await ana.ask(f"/fact remove {CALL}"), "Remove it")
    await boris.edit(f"call:{CALL}", "notes", "Read this first.")
    assert "at the same moment" in said(await ana.press(confirm))
    assert await ana.fact("call", CALL)


async def test_packed_text_alone_confirms_nothing(ana: Asker) -> None:
    fact = await ana.fact("call", CALL)
    assert fact
    reply = await ana.press(FactRemove(record=f"call:{CALL}", version=fact.version))
    assert list(buttons(reply)) == ["Remove it"]
    assert await ana.fact("call", CALL)


async def test_a_confirmation_is_its_askers_alone_once_and_for_ten_minutes(ana: Asker, boris: Asker, kit: Kit) -> None:
    confirm = button(await ana.ask(f"/fact remove {CALL}"), "Remove it")
    assert "has been used or has expired" in said(await boris.press(confirm))
    kit.clock.forward(timedelta(minutes=11))
    assert "has been used or has expired" in said(await ana.press(confirm))
    assert await ana.fact("call", CALL)


async def test_the_same_request_again_removes_once_and_says_the_same(ana: Asker) -> None:
    confirm = button(await ana.ask(f"/fact remove {CALL}"), "Remove it")
    first = await ana.press(confirm, once="x")
    version = await ana.version()
    assert shown(await ana.press(confirm, once="x")) == shown(first)
    assert await ana.version() == version
    (line,) = await ana.audit()
    assert line.startswith(f"fact remove record=call:{CALL} version=")


async def test_what_is_gone_already_is_said_to_be(ana: Asker) -> None:
    assert "no longer there" in said(await ana.press("1 fact.remove record=call:GONE"))


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_others_remove_nothing_by_any_road(kit: Kit, ana: Asker, role: Role) -> None:
    for reply in (
        await kit.ask(f"/fact remove {CALL}", role),
        await kit.press(FactRemove(record=f"call:{CALL}"), role),
        await kit.say(Filled("fact remove", {"record": CALL}), role),
    ):
        assert "is for organisers" in said(reply)
        assert {button.label for button in reply.buttons} <= {"Ask an organiser"}
    assert await ana.fact("call", CALL)


async def test_a_confirmation_is_worth_nothing_to_who_is_no_organiser_any_more(kit: Kit, ana: Asker) -> None:
    confirm = button(await ana.ask(f"/fact remove {CALL}"), "Remove it")
    assert "is for organisers" in said(await kit.press(confirm, Role.MEMBER, called="Ana"))
    assert await ana.fact("call", CALL)
