"""Any change of a record can be taken back, as long as the record still is what the change made of it."""

from datetime import timedelta

import pytest

from bot.commands.fact_undo import FactUndo
from bot.core.actions import Opener
from bot.core.intake import compare, take
from bot.core.reply import Tone
from bot.core.request import Filled
from bot.core.roles import Role
from bot.sources.table import load
from tests.asker import Asker
from tests.kit import Kit, button, buttons, said, shown

IMPORTED = b"partners:\n- id: krib\n  name: KRIB\n  relation: {type: board}\n"


async def imported(kit: Kit) -> int:
    table = load(IMPORTED, "partners.yaml")
    await kit.database.write(lambda tx: take(tx, compare(tx, [table]), how="import", at=kit.clock.now()))
    await kit.core.shelf.refresh()
    return await kit.database.read(lambda tx: tx.facts.version())


async def test_an_undo_can_be_undone_again_and_again(ana: Asker) -> None:
    before = await ana.body("partner", "krib")
    reply = await ana.edit("partner:krib", "city", "Sofia")
    after = await ana.body("partner", "krib")
    for expected in (before, after, before, after, before):
        reply = await ana.press(button(reply, "Undo"))
        assert reply.tone is Tone.GOOD
        assert await ana.body("partner", "krib") == expected
        known = {"city": expected.get("city", "")}
        assert ("Sofia" in shown(await ana.ask("/partner krib"))) is bool(known["city"])


async def test_several_changes_are_undone_from_the_last_to_the_first(ana: Asker) -> None:
    before = await ana.body("partner", "krib")
    undo = [
        button(await ana.edit("partner:krib", field, text), "Undo")
        for field, text in (("city", "Sofia"), ("city", "Varna"), ("website", "https://krib.bg"))
    ]
    assert "was changed again" in said(await ana.press(undo[0]))
    for one in reversed(undo):
        assert (await ana.press(one)).tone is Tone.GOOD
    assert await ana.body("partner", "krib") == before


async def test_an_imports_change_can_be_undone(ana: Asker, kit: Kit) -> None:
    before = await ana.body("partner", "krib")
    number = await imported(kit)
    assert (await ana.body("partner", "krib"))["name"] == "KRIB"
    reply = await ana.ask(f"/fact undo {number}")
    assert reply.tone is Tone.GOOD
    assert await ana.body("partner", "krib") == before


async def test_what_was_changed_since_is_told_with_the_way_to_its_history(ana: Asker, boris: Asker, kit: Kit) -> None:
    undo = button(await ana.edit("partner:krib", "city", "Sofia"), "Undo")
    kit.clock.forward(timedelta(days=1))
    await boris.edit("partner:krib", "city", "Varna")
    version = await ana.version()
    reply = await ana.press(undo)
    assert reply.tone is Tone.WARN
    assert "City: Sofia → Varna" in shown(reply)
    assert "Mon 23 November 2026" in shown(reply)
    assert "City: nothing → Sofia" not in shown(reply)
    assert "City: Sofia → Varna" in shown(await ana.press(button(reply, "History")))
    assert await ana.version() == version


async def test_a_change_is_undone_once(ana: Asker) -> None:
    undo = button(await ana.edit("partner:krib", "city", "Sofia"), "Undo")
    await ana.press(undo)
    version = await ana.version()
    reply = await ana.press(undo)
    assert "undone already" in said(reply)
    assert "Undo" not in buttons(reply)
    assert await ana.version() == version


async def test_the_same_request_again_undoes_once_and_says_the_same(ana: Asker) -> None:
    undo = button(await ana.edit("partner:krib", "city", "Sofia"), "Undo")
    first = await ana.press(undo, once="x")
    version = await ana.version()
    assert shown(await ana.press(undo, once="x")) == shown(first)
    assert await ana.version() == version
    assert (await ana.audit())[0].startswith("fact undo change=")
    assert len(await ana.audit()) == 2


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 25, "999999"])
async def test_a_number_that_no_change_has_is_told(ana: Asker, number: str) -> None:
    version = await ana.version()
    reply = await ana.ask(f"/fact undo {number}")
    assert reply.tone is Tone.WARN
    assert await ana.version() == version


async def test_what_others_name_does_not_go_by_undoing_that_it_came(ana: Asker, kit: Kit) -> None:
    (added,) = await kit.database.read(lambda tx: tx.facts.history("partner", "rohealth", 5))
    reply = await ana.ask(f"/fact undo {added.seq}")
    assert "other records name it: BEHEALTH" in said(reply)
    assert await ana.fact("partner", "rohealth")


async def test_what_names_others_comes_back_only_while_they_are_there(ana: Asker) -> None:
    added = await ana.ask('/fact add partner name="Health Hub" relation=partner')
    await ana.edit("series:behealth", "organiser_partner", "health-hub")
    undo = button(await ana.edit("series:behealth", "organiser_partner", ""), "Undo")
    await ana.press(button(added, "Undo"))
    version = await ana.version()
    reply = await ana.press(undo)
    assert "There is no partner health-hub" in said(reply)
    assert await ana.version() == version


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_others_undo_nothing_by_any_road(kit: Kit, ana: Asker, role: Role) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    number = await ana.version()
    for reply in (
        await kit.ask(f"/fact undo {number}", role),
        await kit.press(FactUndo(change=number), role),
        await kit.press(Opener(FactUndo.spec, {"change": str(number)}), role),
        await kit.say(Filled("fact undo", {"change": str(number)}), role),
    ):
        assert "is for organisers" in said(reply)
    assert await ana.version() == number
