"""Agreeing to a purpose and taking it back: one press, at once, and nothing of the history is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.core.roles import Role
from bot.domain.member import Purpose
from bot.domain.schedule import Sort, State
from bot.storage.schema import consent
from tests.asker import Asker
from tests.kit import Kit, button, buttons, said, shown

if TYPE_CHECKING:
    from sqlalchemy import Connection

YES = "1 profile-agree purpose={purpose} given=yes version=1"
NO = "1 profile-agree purpose={purpose} given=no version=1"


@pytest.fixture
def mila(kit: Kit) -> Asker:
    return Asker(kit, "Mila", Role.MEMBER)


async def listed(kit: Kit, purpose: Purpose) -> list[str]:
    return [one.name for one in await kit.database.read(lambda tx: tx.members.profiles(purpose))]


async def history(kit: Kit) -> list[tuple[str, int, int]]:
    def read(connection: Connection) -> list[tuple[str, int, int]]:
        rows = connection.execute(select(consent.c.purpose, consent.c.given, consent.c.version).order_by(consent.c.seq))
        return [tuple(row) for row in rows]

    return await kit.database.read(lambda tx: read(tx.members._connection))


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_one_press_agrees_and_one_takes_it_back_at_once(kit: Kit, mila: Asker, purpose: Purpose) -> None:
    (press,) = (
        one
        for card in (await mila.ask("/profile")).cards
        for one in card.buttons
        if one.does.pack() == YES.format(purpose=purpose.value)
    )
    reply = await mila.press(press)
    assert await listed(kit, purpose) == ["Mila"]
    assert "You agreed to version 1 on" in shown(reply)
    back = await mila.press(button(reply, "Undo"))
    assert await listed(kit, purpose) == []
    assert "From this moment" in said(back)


async def test_what_was_said_before_stays_in_the_history(kit: Kit, mila: Asker) -> None:
    for way in (YES, NO, YES):
        await mila.press(way.format(purpose="matching"))
    assert await history(kit) == [("matching", 1, 1), ("matching", 0, 1), ("matching", 1, 1)]


async def test_the_same_answer_again_changes_nothing(kit: Kit, mila: Asker) -> None:
    await mila.press(YES.format(purpose="matching"))
    assert "already" in said(await mila.press(YES.format(purpose="matching")))
    await mila.press(NO.format(purpose="matching"))
    again = await mila.press(NO.format(purpose="matching"))
    assert "so it stays" in said(again)
    assert "Undo" not in buttons(again)
    assert len(await history(kit)) == 2


async def test_a_press_that_is_delivered_again_is_one(kit: Kit, mila: Asker) -> None:
    for _ in range(2):
        await mila.press(YES.format(purpose="directory"), once="same")
    assert len(await history(kit)) == 1


async def test_nobody_agrees_to_words_that_have_changed_since(kit: Kit, mila: Asker) -> None:
    reply = await mila.press("1 profile-agree purpose=directory given=yes version=0")
    assert "The words of this have changed" in said(reply)
    assert "Members can find me" in shown(reply)
    assert await history(kit) == []
    await mila.press(button(reply, "Agree to be found"))
    assert await listed(kit, Purpose.DIRECTORY) == ["Mila"]


async def test_taking_back_the_digest_ends_every_digest_that_comes_to_them(kit: Kit, mila: Asker) -> None:
    await mila.press("1 profile-agree purpose=digest given=yes version=1")
    await mila.press("1 profile-set digest=weekly")
    await mila.press("1 digest-send rhythm=daily topic=cancer")
    await mila.press(NO.format(purpose="digest"))
    active = await kit.database.read(lambda tx: tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,)))
    assert active == []


async def test_whoever_agrees_to_the_digest_without_having_said_how_often_is_asked(mila: Asker) -> None:
    reply = await mila.press(YES.format(purpose="digest"))
    asked = await mila.press(button(reply, "How often?"))
    assert {"Every Monday", "Every day", "Never"} <= set(buttons(asked))


async def test_a_guest_may_agree_too(kit: Kit) -> None:
    gosho = Asker(kit, "Gosho", Role.GUEST)
    await gosho.press(YES.format(purpose="directory"))
    assert await listed(kit, Purpose.DIRECTORY) == ["Gosho"]


async def test_a_digest_that_was_asked_for_elsewhere_is_told_and_ended_by_one_press(kit: Kit, mila: Asker) -> None:
    await mila.press("1 digest-send rhythm=daily topic=cancer")
    reply = await mila.ask("/profile")
    assert "since you asked for it with /digest" in shown(reply)
    done = await mila.press(button(reply, "No digest any more"))
    assert "From this moment no digest comes to you." in said(done)
    assert "since you asked for it" not in shown(await mila.ask("/profile"))
    active = await kit.database.read(lambda tx: tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,)))
    assert active == []


async def test_a_member_who_agreed_is_shown_what_they_can_do_now(mila: Asker) -> None:
    found = await mila.press(YES.format(purpose="directory"))
    assert button(found, "Members like me").does.pack() == "1 find"
    met = await mila.press(YES.format(purpose="matching"))
    assert button(met, "Monthly coffee").does.pack() == "1 coffee"
    assert "Members like me" not in buttons(await mila.press(NO.format(purpose="matching")))
