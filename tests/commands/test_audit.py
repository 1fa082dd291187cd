from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, text

from bot.core.codec import unpack
from bot.core.roles import Role
from bot.flows import EVERY
from bot.storage.schema import person
from tests.asker import Asker
from tests.contracts.test_packed import KEPT
from tests.contracts.test_roads import stored
from tests.kit import Kit, said

if TYPE_CHECKING:
    from bot.core.reply import Reply
    from bot.storage.store import Tx

RADA, OLGA = "Rada", "Olga"


def titles(reply: Reply) -> list[str]:
    return [card.title for card in reply.cards]


async def test_a_change_is_told_with_who_when_what_before_and_after(kit: Kit) -> None:
    for city in ("Русе", "Пловдив"):
        await Asker(kit, RADA).edit("krib", "city", city)
    reply = await kit.ask("/audit", Role.ORGANISER, called=OLGA)
    card = reply.cards[0]
    assert card.title == RADA
    assert "fact edit" in str(card.body)
    turns = {field.label: field.value[0] for field in card.fields}
    assert turns["city"] == "Русе → Пловдив"
    assert reply.private


async def test_nothing_changed_is_said(kit: Kit) -> None:
    assert said(await kit.ask("/audit", Role.ORGANISER)) == "Nothing has been changed yet."


async def test_lines_are_found_by_who_what_and_when(kit: Kit) -> None:
    await Asker(kit, RADA).edit("krib", "city", "Пловдив")
    kit.clock.forward(timedelta(days=3))
    await kit.ask("/invite member", Role.ORGANISER, called=OLGA)
    assert titles(await kit.ask("/audit", Role.ORGANISER)) == [OLGA, RADA]
    assert titles(await kit.ask("/audit who=rad", Role.ORGANISER)) == [RADA]
    assert titles(await kit.ask("/audit what=invite", Role.ORGANISER)) == [OLGA]
    assert titles(await kit.ask("/audit when=today", Role.ORGANISER)) == [OLGA]
    assert said(await kit.ask("/audit who=nobody", Role.ORGANISER)) == "There is no such line."


async def test_long_audits_have_pages(kit: Kit) -> None:
    for number in range(7):
        kit.clock.forward(timedelta(minutes=1))
        await Asker(kit, RADA).edit("krib", "city", f"City {number}")
    first = await kit.ask("/audit", Role.ORGANISER)
    assert len(first.cards) == 5
    (more,) = (button for button in first.buttons if button.label == "More")
    assert len((await kit.press(more, Role.ORGANISER)).cards) == 2


async def test_whoever_is_forgotten_is_named_no_more_and_the_line_stays(kit: Kit) -> None:
    await Asker(kit, RADA).edit("krib", "city", "Пловдив")
    _, rada = await kit.person(Role.ORGANISER, called=RADA)
    await kit.database.write(lambda tx: tx._connection.execute(delete(person).where(person.c.id == rada.id)).close())
    (card,) = (await kit.ask("/audit", Role.ORGANISER, called=OLGA)).cards
    assert card.title.startswith("Somebody who was forgotten")
    assert "fact edit" in str(card.body)


async def test_what_was_written_at_length_is_not_in_the_audit(kit: Kit) -> None:
    secret = "Very long and personal words"
    await kit.ask(f'/announce title="Open day" text="{secret}" where=#general when="tomorrow 9:00"', Role.ORGANISER)
    lines = await kit.database.read(
        lambda tx: [tuple(row) for row in tx._connection.execute(text("SELECT * FROM audit"))]
    )
    assert lines
    assert secret not in str(lines)


async def test_the_same_person_has_one_pseudonym_that_is_not_their_id(kit: Kit) -> None:
    for city in ("Варна", "Русе"):
        await Asker(kit, RADA).edit("krib", "city", city)
    _, rada = await kit.person(Role.ORGANISER, called=RADA)
    entries = await kit.database.read(lambda tx: tx.audit.latest(5))
    assert len({entry.person_id for entry in entries}) == 1
    assert entries[0].person_id != rada.id


@pytest.mark.parametrize("lang", ["bg", "en"])
async def test_it_is_read_in_both_languages(kit: Kit, lang: str) -> None:
    await Asker(kit, RADA).edit("krib", "city", "Пловдив")
    reply = await kit.ask("/audit", Role.ORGANISER, lang, called=OLGA)
    assert len(reply.cards) == 1


@pytest.mark.parametrize("name", [c.spec.name for c in EVERY if c.spec.needs is Role.ORGANISER and c.spec.writes])
async def test_nothing_that_an_organiser_may_change_changes_without_a_line(kit: Kit, name: str) -> None:
    for packed in KEPT:
        if unpack(packed).command == name:
            kit.clock.forward(timedelta(minutes=10))
            before = await kit.database.read(stored)
            await kit.press(packed, Role.ORGANISER)
            after = await kit.database.read(stored)
            lines = len(after.pop("audit")) - len(before.pop("audit"))
            changed = {table for table in after if after[table] != before[table]} - {"pseudonym"}
            assert lines or not changed, packed


async def test_how_a_question_stood_is_told_in_the_reader_s_words(kit: Kit) -> None:
    _, olga = await kit.person(Role.ORGANISER, called=OLGA)

    def line(tx: Tx) -> None:
        who = tx.pseudonyms.of(olga.id)
        turn = {"stand": "open"}, {"stand": "answered"}
        tx.audit.add(kit.clock.now(), who, "request-answer request=1", "web:dm", *turn)

    await kit.database.write(line)
    (card,) = (await kit.ask("/audit", Role.ORGANISER, called=OLGA)).cards
    assert [(field.label, field.value) for field in card.fields] == [("State", ("Waits → Answered",))]
