"""Asking to be forgotten: what is said, who may, and how it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.commands.forgetme_cancel import ForgetmeCancel
from bot.commands.forgetme_told import ForgetmeTold
from bot.core.reply import Tone
from bot.core.roles import Role
from bot.storage.personal import HOLDINGS
from tests.kit import CHANNEL, Kit, button, buttons, said

if TYPE_CHECKING:
    from bot.storage.erasures import Erasure


async def pending(kit: Kit, called: str) -> Erasure | None:
    _, who = await kit.person(called=called)
    return await kit.database.read(lambda tx: tx.erasures.pending(who.id))


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_it_says_what_goes_and_what_stays_and_asks_before_anything_is_noted(kit: Kit, role: Role) -> None:
    reply = await kit.ask("/forgetme", role)
    text = said(reply)
    assert reply.tone is Tone.WARN
    assert all(holding.title in text for holding in HOLDINGS if holding.id not in ("audit", "erasure"))
    assert "What stays, without your name" in text
    assert "24 hours" in text
    _, who = await kit.person(role)
    assert await kit.database.read(lambda tx: tx.erasures.pending(who.id)) is None


async def test_it_is_noted_for_a_day_later_and_the_way_back_is_offered(kit: Kit) -> None:
    first = await kit.ask("/forgetme", called="ana")
    reply = await kit.press(button(first, "Forget me"), called="ana")
    noted = await pending(kit, "ana")
    assert noted
    assert (noted.due_at - noted.asked_at).total_seconds() == 24 * 3600
    assert noted.via == "web:ana"
    assert list(buttons(reply)) == ["Keep everything", "Send me my data"]
    again = await kit.ask("/forgetme", called="ana")
    assert said(again) == said(reply)
    assert await pending(kit, "ana") == noted


async def test_what_is_confirmed_twice_is_noted_once(kit: Kit) -> None:
    first = await kit.ask("/forgetme", called="ana")
    await kit.press(button(first, "Forget me"), called="ana", id="once")
    noted = await pending(kit, "ana")
    await kit.press(button(first, "Forget me"), called="ana", id="once")
    assert await pending(kit, "ana") == noted
    used = await kit.press(button(first, "Forget me"), called="ana")
    assert "has been used" in said(used)


async def test_a_confirmation_that_is_delivered_again_after_it_was_taken_back_deletes_nothing(kit: Kit) -> None:
    first = await kit.ask("/forgetme", called="ana")
    await kit.press(button(first, "Forget me"), called="ana", id="once")
    await kit.press(ForgetmeCancel(), called="ana")
    again = await kit.press(button(first, "Forget me"), called="ana", id="once")
    assert "Nothing is deleted" in said(again)
    assert await pending(kit, "ana") is None


async def test_nobody_else_s_press_takes_it_back_or_confirms_it(kit: Kit) -> None:
    first = await kit.ask("/forgetme", called="ana")
    await kit.press(button(first, "Forget me"), called="eve")
    assert await pending(kit, "ana") is None
    await kit.press(button(first, "Forget me"), called="ana")
    assert "Nothing of yours" in said(await kit.press(ForgetmeCancel(), called="eve"))
    assert await pending(kit, "ana")


async def test_no_packed_text_without_a_confirmation_deletes_anything(kit: Kit) -> None:
    await kit.press("1 forgetme", called="ana")
    assert await pending(kit, "ana") is None


async def test_what_all_accounts_hear_cannot_be_asked_for(kit: Kit) -> None:
    reply = await kit.press(ForgetmeTold(), called="ana")
    assert "no longer works" in said(reply)


async def test_in_a_channel_all_of_it_is_private(kit: Kit) -> None:
    first = await kit.ask("/forgetme", called="ana", place=CHANNEL)
    assert first.private
    reply = await kit.press(button(first, "Forget me"), called="ana", place=CHANNEL)
    assert reply.private


async def test_an_organiser_hears_how_many_announcements_will_rest(kit: Kit) -> None:
    from tests.owning import announce, one

    await kit.person(Role.ORGANISER, called="olga")
    _, who = await kit.person(Role.ORGANISER, called="ana")
    ana = one(who.id, "ana", "x", "ana", "900000000000000001", "U0ANA0001")
    await kit.database.write(lambda tx: announce(tx, ana, kit.clock.now(), "Open day"))
    reply = await kit.ask("/forgetme", Role.ORGANISER, called="ana")
    assert "1 announcement of yours that is still running is paused." in said(reply)


async def test_it_can_t_be_scheduled(kit: Kit) -> None:
    for command in ("forgetme", "mydata", "forgetme-cancel"):
        spec = next(spec for spec in kit.core.book.specs if spec.name == command)
        assert not spec.schedulable


async def test_the_last_organiser_is_shown_the_way_to_make_another(kit: Kit) -> None:
    reply = await kit.ask("/forgetme", Role.ORGANISER, called="olga")
    assert button(reply, "Everybody's roles").does.pack() == "1 role"


async def test_the_profile_says_that_all_of_it_will_be_deleted_and_how_to_keep_it(kit: Kit) -> None:
    await kit.press(button(await kit.ask("/forgetme", called="ana"), "Forget me"), called="ana")
    profile = await kit.ask("/profile", called="ana")
    assert "All of this will be deleted on" in said(profile)
    await kit.press(button(profile, "Keep everything"), called="ana")
    profile = await kit.ask("/profile", called="ana")
    assert "deleted" not in said(profile)
    assert "Keep everything" not in buttons(profile)
