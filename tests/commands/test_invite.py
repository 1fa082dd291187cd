"""Organisers invite others by links that work once."""

from datetime import timedelta

import pytest

from bot.commands.invite import Invite, Invited
from bot.core.invites import PATH, VALID, accept
from bot.core.reply import Code
from bot.core.request import Filled
from bot.core.roles import Role
from tests.asker import Asker
from tests.kit import CHANNEL, Kit, said


def secret(reply: object) -> str:
    (path,) = [part.text for part in getattr(reply, "text", ()) if isinstance(part, Code)]
    assert path.startswith(PATH)
    return path.removeprefix(PATH)


async def used(kit: Kit, link: str, called: str = "Guest") -> Role | None:
    _, guest = await kit.person(Role.GUEST, called=called)
    return await kit.database.write(lambda tx: accept(tx, link, guest.id, kit.clock.now()))


@pytest.mark.parametrize(("word", "role"), [("member", Role.MEMBER), ("organiser", Role.ORGANISER)])
async def test_a_link_makes_what_was_asked_for_and_only_once(ana: Asker, kit: Kit, word: str, role: Role) -> None:
    link = secret(await ana.ask(f"/invite {word}"))
    assert await used(kit, link) is role
    assert await used(kit, link, "Another") is None


async def test_a_link_grows_old(ana: Asker, kit: Kit) -> None:
    reply = await ana.ask("/invite member")
    assert f"within {VALID.days} days" in said(reply)
    kit.clock.forward(VALID + timedelta(seconds=1))
    assert await used(kit, secret(reply)) is None


async def test_without_a_role_it_asks_for_one(ana: Asker, kit: Kit) -> None:
    reply = await ana.ask("/invite")
    assert reply.form
    assert await used(kit, secret(await ana.fill(reply.form, role="member"))) is Role.MEMBER


@pytest.mark.parametrize("word", ["guest", "king", "2"])
async def test_what_nobody_can_be_invited_to_is_told(ana: Asker, word: str) -> None:
    assert "is not one of: member, organiser" in said(await ana.ask(f"/invite {word}"))


async def test_elsewhere_than_between_two_no_link_is_made(kit: Kit) -> None:
    ana = Asker(kit, "Ana", place=CHANNEL)
    reply = await ana.ask("/invite member")
    assert "direct messages" in said(reply)
    assert reply.private
    assert PATH not in said(reply)
    assert await ana.audit() == []


async def test_the_same_request_again_makes_no_second_link_and_shows_no_false_one(ana: Asker, kit: Kit) -> None:
    link = secret(await ana.ask("/invite member", once="x"))
    again = await ana.ask("/invite member", once="x")
    assert "given you this link already" in said(again)
    assert PATH not in said(again)
    assert len(await ana.audit()) == 1
    assert await used(kit, link) is Role.MEMBER


async def test_each_request_makes_its_own_link(ana: Asker) -> None:
    first = await ana.ask("/invite member")
    assert secret(await ana.press(first.buttons[0])) != secret(first)


async def test_the_audit_knows_who_invites_but_not_the_secret(ana: Asker) -> None:
    link = secret(await ana.ask("/invite organiser"))
    assert await ana.audit() == ["invite role=organiser"]
    assert link not in str(await ana.audit())


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_others_invite_nobody_by_any_road(kit: Kit, role: Role) -> None:
    for reply in (
        await kit.ask("/invite organiser", role),
        await kit.press(Invite(role=Invited.ORGANISER), role),
        await kit.say(Filled("invite", {"role": "organiser"}), role),
    ):
        assert "is for organisers" in said(reply)
        assert PATH not in said(reply)
