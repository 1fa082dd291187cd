"""Organisers see who may do what and why, and change it: by name, and by roles and groups of the platforms."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.commands.role_give import RoleGive
from bot.commands.role_group import RoleGroupSet
from bot.commands.role_told import RoleTold
from bot.commands.roles.standing import Standing
from bot.core import invites
from bot.core.context import Account
from bot.core.places import Group, Known
from bot.core.reply import Tone
from bot.core.request import Filled, Line, Packed, Request
from bot.core.roles import Role
from bot.scheduler.service import Scheduler
from bot.storage.roles import Grant
from tests.kit import DIRECT, Kit, button, buttons, every_button, opened, packed, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply

OLGA, ANA, BORIS = "olga", "ana", "boris"
REQUESTS = count()
HOSTILE = "@everyone <!channel> *b* [x](http://e.vil) \u202eevil"


@pytest.fixture
async def club() -> AsyncIterator[Kit]:
    """A club with one organiser, Olga, and Ana, a guest."""
    async with opened(facts=False) as kit:
        await kit.person(Role.ORGANISER, called=OLGA)
        await kit.person(Role.GUEST, called=ANA)
        yield kit


async def ask(kit: Kit, line: str, who: str = OLGA) -> Reply:
    return await kit.say(Line(line), await named(kit, who), called=who)


async def press(kit: Kit, reply: Reply, label: str, who: str = OLGA, *, id: str = "") -> Reply:
    return await kit.press(button(reply, label), await named(kit, who), called=who, id=id)


async def named(kit: Kit, who: str) -> Role:
    """The role that somebody has by name: the kit gives the one it is asked with."""
    met = await kit.database.read(lambda tx: tx.people.find("web", who))
    return Role(met.role) if met else Role.GUEST


async def raw(kit: Kit, text: str, who: str, *, role: Role = Role.GUEST, platform: str = "web") -> Reply:
    """As an adapter hands it on: `role` is what the platform makes of them."""
    line = Packed(text) if text.startswith("1 ") else Line(text)
    return await kit.core.handle(
        Request(f"raw{next(REQUESTS)}", Account(platform, who), DIRECT, line, who, "en", role=role)
    )


async def make(kit: Kit, whom: str, role: str, who: str = OLGA) -> Reply:
    confirm = await ask(kit, f"/role who={whom} role={role}", who)
    return await press(
        kit, confirm, {"organiser": "Make an organiser", "member": "Make a member"}.get(role, "Make a guest"), who
    )


async def audit(kit: Kit) -> list[tuple[str, object, object]]:
    lines = await kit.database.read(lambda tx: tx.audit.latest(20))
    return [(line.command.partition(" ")[0], line.before, line.after) for line in lines]


# seeing


async def test_everybody_with_a_role_is_shown_with_the_reason_organisers_first(club: Kit) -> None:
    _, ana = await club.person(called=ANA)
    secret = invites.new_secret()

    def invite(tx: object) -> None:
        invites.invite(tx, secret, Role.MEMBER, None, club.clock.now())  # type: ignore[arg-type]
        invites.accept(tx, secret, ana.id, club.clock.now())  # type: ignore[arg-type]

    await club.database.write(invite)
    reply = await ask(club, "/role")
    assert [card.title for card in reply.cards] == ["olga", "ana"]
    text = shown(reply)
    assert "1 organiser, 1 member" in text
    assert "named an organiser" in text
    assert "invited as a member" in text
    assert reply.private


async def test_a_long_list_is_shown_page_by_page(club: Kit) -> None:
    for n in range(12):
        await club.person(Role.MEMBER, called=f"m{n:02}")
    first = await ask(club, "/role role=member")
    second = await press(club, first, "More")
    assert [card.title for card in first.cards] == [f"m{n:02}" for n in range(5)]
    assert [card.title for card in second.cards] == [f"m{n:02}" for n in range(5, 10)]
    assert "Back" in buttons(second)


async def test_an_empty_list_says_so(club: Kit) -> None:
    assert "Nobody is that by name." in said(await ask(club, "/role role=member"))


async def test_who_has_a_role_by_the_settings_is_shown_with_it_whether_met_or_not(club: Kit) -> None:
    club.board.held.append(Group("7", "@Keepers", settled=True, holders=(Known(ANA, "ana"), Known("zoe", "Zoe"))))
    reply = await ask(club, "/role")
    assert [card.title for card in reply.cards[:3]] == ["ana", "olga", "Zoe"]
    assert "@Keepers on Web, in the settings" in shown(reply)
    assert "3 organisers" in shown(reply)
    take = [one for card in reply.cards for one in card.buttons if one.label == "Make them no organisers"]
    assert take == []


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_hostile_names_stay_text(club: Kit, lang: str) -> None:
    await club.person(Role.MEMBER, called=HOSTILE)
    reply = await club.ask("/role", Role.ORGANISER, lang, called=OLGA)
    assert HOSTILE in [card.title for card in reply.cards]


# finding


async def test_several_of_one_name_are_told_apart(club: Kit) -> None:
    for id in ("x1", "x2"):
        await club.core.people.of(Account("discord", id), "Maria")
    reply = await ask(club, "/role who=maria role=organiser")
    assert set(buttons(reply)) == {"Maria (Discord, x1; Guest)", "Maria (Discord, x2; Guest)"}
    confirm = await press(club, reply, "Maria (Discord, x2; Guest)")
    assert "Maria (Discord, x2)" in said(confirm)


async def test_somebody_is_found_by_account_and_a_name_that_looks_like_one_is_not_taken_for_it(club: Kit) -> None:
    await club.core.people.of(Account("discord", "42"), "Maria")
    await club.core.people.of(Account("slack", "U1"), "discord:42")
    assert "Whom do you mean?" in said(await ask(club, "/role who=discord:42 role=member"))
    assert "Maria (Discord, 42)" in said(await ask(club, "/role who=discord:maria role=member"))


async def test_whom_nobody_has_met_can_not_be_named(club: Kit) -> None:
    reply = await ask(club, "/role who=nobody role=member")
    assert "I have met nobody called “nobody”" in said(reply)
    assert "Everybody's roles" in buttons(reply)


async def test_suggestions_are_for_organisers_alone(club: Kit) -> None:
    for who, some in ((OLGA, ["ana (Web)"]), (ANA, [])):
        request = Request("s", Account("web", who), DIRECT, Filled("role", {}), who, "en")
        assert [one.label for one in await club.core.suggest(request, "who", "an")] == some


# changing by name


async def test_somebody_is_named_after_a_confirmation_that_says_whom_and_what_it_means(club: Kit) -> None:
    confirm = await ask(club, "/role who=ana role=organiser")
    assert "Make ana an organiser?" in said(confirm)
    assert "ana (the web chat, ana)" in said(confirm)
    assert "may announce" in said(confirm)
    assert await named(club, ANA) is Role.GUEST
    done = await press(club, confirm, "Make an organiser")
    assert "ana is an organiser now." in said(done)
    assert await named(club, ANA) is Role.ORGANISER


async def test_a_changed_role_holds_at_once(club: Kit) -> None:
    assert "for organisers" in said(await raw(club, "/role", ANA))
    await make(club, ANA, "organiser")
    assert "2 organisers" in said(await raw(club, "/role", ANA))
    await make(club, ANA, "guest")
    assert "for organisers" in said(await raw(club, "/role", ANA))


async def test_every_change_leaves_a_line_with_before_and_after(club: Kit) -> None:
    done = await make(club, ANA, "organiser")
    await press(club, done, "Undo")
    undone, made = await audit(club)
    whom = await club.database.write(lambda tx: tx.pseudonyms.of(tx.people.find("web", ANA).id))  # type: ignore[union-attr]
    assert made == ("role-give", {"role": "guest"}, {"whom": whom, "role": "organiser"})
    assert undone == ("role-undo", {"role": "organiser"}, {"whom": whom, "role": "guest"})


async def test_the_one_whose_role_was_changed_is_told_in_their_language(club: Kit) -> None:
    await club.core.people.of(Account("web", "vera"), "vera", "bg")
    scheduler = Scheduler(club.core)
    await make(club, "vera", "organiser")
    await scheduler.settle()
    await make(club, "vera", "member")
    await scheduler.settle()
    heard = [(reply, t) for place, reply, t in club.board.posts.values() if place.id == "dm-vera"]
    assert [t.language for _, t in heard] == ["bg", "bg"]
    assert len(heard) == 2


async def test_what_is_not_so_any_more_is_not_told(club: Kit) -> None:
    done = await make(club, ANA, "organiser")
    await press(club, done, "Undo")
    await Scheduler(club.core).settle()
    (heard,) = [reply for place, reply, _ in club.board.posts.values() if place.id == "dm-ana"]
    assert "You are a guest" in said(heard)


async def test_a_change_can_be_undone_once_by_whoever_made_it_for_ten_minutes(club: Kit) -> None:
    await club.person(Role.ORGANISER, called=BORIS)
    done = await make(club, ANA, "organiser")
    assert "can't be undone" in said(await press(club, done, "Undo", BORIS))
    assert "as it was before" in said(await press(club, done, "Undo"))
    assert await named(club, ANA) is Role.GUEST
    assert "can't be undone" in said(await press(club, done, "Undo"))
    done = await make(club, ANA, "organiser")
    club.clock.forward(timedelta(minutes=11))
    assert "can't be undone" in said(await press(club, done, "Undo"))
    assert await named(club, ANA) is Role.ORGANISER


async def test_what_somebody_else_changed_since_is_not_undone(club: Kit) -> None:
    await club.person(Role.ORGANISER, called=BORIS)
    done = await make(club, ANA, "organiser")
    await make(club, ANA, "member", BORIS)
    assert "meanwhile" in said(await press(club, done, "Undo"))
    assert await named(club, ANA) is Role.MEMBER


async def test_a_confirmation_of_what_was_changed_meanwhile_does_nothing(club: Kit) -> None:
    await club.person(Role.ORGANISER, called=BORIS)
    confirm = await ask(club, "/role who=ana role=organiser")
    await make(club, ANA, "member", BORIS)
    assert "meanwhile" in said(await press(club, confirm, "Make an organiser"))
    assert await named(club, ANA) is Role.MEMBER


async def test_a_press_that_is_delivered_twice_changes_once(club: Kit) -> None:
    confirm = await ask(club, "/role who=ana role=organiser")
    for _ in range(2):
        assert "is an organiser now" in said(await press(club, confirm, "Make an organiser", id="same"))
    assert len(await audit(club)) == 1


async def test_there_is_nothing_to_change_for_who_is_it_already(club: Kit) -> None:
    assert "nothing to change" in said(await ask(club, "/role who=ana role=guest"))


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_no_packed_text_lets_anybody_else_in(club: Kit, role: Role) -> None:
    account, who = await club.person(role, called="mallory")
    for text in (
        packed(RoleGive(person=who.id, role=Standing.ORGANISER, was=Standing.of(role))),
        packed(RoleGroupSet(group="slack:S012AB3CD")),
        "1 role-undo token=x",
        f"1 role who={who.id} role=organiser",
    ):
        assert "is for organisers" in said(await raw(club, text, account.id))
    assert await named(club, "mallory") is role


async def test_packed_text_of_an_organiser_still_asks_and_knows_nobody_made_up(club: Kit) -> None:
    assert "I don't know this person" in said(await raw(club, "1 role-give person=nobody role=organiser", OLGA))
    _, ana = await club.person(called=ANA)
    reply = await raw(club, packed(RoleGive(person=ana.id, role=Standing.ORGANISER)), OLGA)
    assert "Make an organiser" in buttons(reply)
    assert await named(club, ANA) is Role.GUEST


async def test_the_notice_is_made_by_nobody_but_the_bot(club: Kit) -> None:
    assert "no longer works" in said(await raw(club, packed(RoleTold(role=Standing.ORGANISER)), ANA))


# who must not


async def test_nobody_raises_themselves(club: Kit) -> None:
    reply = await raw(club, "/role who=ana role=organiser", ANA, role=Role.ORGANISER)
    assert "Nobody raises themselves" in said(reply)
    assert await named(club, ANA) is Role.GUEST


async def test_the_last_organiser_can_neither_be_removed_nor_step_down(club: Kit) -> None:
    assert "You are the last organiser" in said(await ask(club, "/role who=olga role=guest"))
    reply = await raw(club, "/role who=olga role=member", ANA, role=Role.ORGANISER)  # by a role on their platform
    assert "This is the last organiser by name" in said(reply)
    assert await named(club, OLGA) is Role.ORGANISER


async def test_the_last_one_by_name_may_go_if_the_settings_name_somebody_else(club: Kit) -> None:
    club.board.held.append(Group("7", "@Keepers", settled=True, holders=(Known(OLGA, "olga"),)))
    assert "last organiser" in said(await ask(club, "/role who=olga role=guest"))
    club.board.held[0] = replace(club.board.held[0], holders=(Known(OLGA, "olga"), Known("zoe", "Zoe")))
    await make(club, OLGA, "guest")
    assert await named(club, OLGA) is Role.GUEST


async def test_two_who_remove_each_other_at_once_leave_one(club: Kit) -> None:
    await club.person(Role.ORGANISER, called=BORIS)
    tokens = []
    for who, whom in ((OLGA, BORIS), (BORIS, OLGA)):
        confirm = await raw(club, f"/role who={whom} role=guest", who)
        tokens.append((who, packed(button(confirm, "Make a guest"))))
    replies = await asyncio.gather(*(raw(club, text, who) for who, text in tokens))
    roles = [await named(club, OLGA), await named(club, BORIS)]
    assert sorted(roles) == [Role.GUEST, Role.ORGANISER]
    assert sum(reply.tone is Tone.GOOD for reply in replies) == 1
    assert len(await audit(club)) == 1


async def test_who_was_removed_while_confirming_changes_nothing(club: Kit) -> None:
    await club.person(Role.ORGANISER, called=BORIS)
    confirm = await ask(club, "/role who=ana role=organiser", BORIS)
    await make(club, BORIS, "guest")
    reply = await raw(club, packed(button(confirm, "Make an organiser")), BORIS)
    assert reply.tone is Tone.WARN
    assert await named(club, ANA) is Role.GUEST


async def test_what_a_platform_role_gives_is_not_taken_from_one_person_here(club: Kit) -> None:
    club.board.held.append(Group("7", "@Keepers", settled=True, holders=(Known(ANA, "ana"),)))
    reply = await ask(club, "/role who=ana role=guest")
    assert (
        "ana is an organiser through @Keepers on Web, in the settings, not by name. Take it from them there."
        in said(reply)
    )


async def test_who_keeps_it_by_a_platform_role_is_said_before_and_after(club: Kit) -> None:
    club.board.held.append(Group("7", "@Keepers", settled=True, holders=(Known(ANA, "ana"),)))
    await club.person(Role.ORGANISER, called=ANA)
    confirm = await ask(club, "/role who=ana role=guest")
    assert "stay an organiser through @Keepers" in said(confirm)
    assert "stay an organiser through @Keepers" in said(await press(club, confirm, "Make a guest"))


# by roles and groups of the platforms


async def test_a_group_makes_organisers_once_it_is_confirmed_and_at_once(club: Kit) -> None:
    club.board.held.append(Group("7", "@Keepers"))
    confirm = await ask(club, "/role group=web:@Keepers role=organiser")
    assert "Make organisers of all who have @Keepers on Web?" in said(confirm)
    assert club.core.grants.of("web", Role.ORGANISER) == frozenset()
    done = await press(club, confirm, "Make them organisers")
    assert "from now on" in said(done)
    assert club.core.grants.of("web", Role.ORGANISER) == {"7"}
    ((name, before, after),) = await audit(club)
    assert (name, before) == ("role-group", None)
    assert after == {"group": "web:7", "name": "@Keepers", "role": "organiser"}
    await press(club, done, "Undo")
    assert club.core.grants.of("web", Role.ORGANISER) == frozenset()


async def test_a_slack_group_is_named_by_its_id(club: Kit) -> None:
    confirm = await ask(club, "/role group=slack:S012AB3CD role=organiser")
    assert "Whoever may change this user group in Slack" in said(confirm)
    await press(club, confirm, "Make them organisers")
    assert await club.database.read(lambda tx: tx.roles.grants()) == [Grant("slack", "S012AB3CD", "S012AB3CD", 2)]
    listed = await ask(club, "/role")
    assert "S012AB3CD on Slack, named with /role" in shown(listed)
    confirm = await press(club, listed, "Make them no organisers")
    await press(club, confirm, "Make them no organisers")
    assert club.core.grants.of("slack", Role.ORGANISER) == frozenset()


async def test_what_the_settings_name_is_not_changed_here(club: Kit) -> None:
    club.board.held.append(Group("7", "@Keepers", settled=True))
    for role in ("organiser", "guest"):
        assert "by the settings" in said(await ask(club, f"/role group=web:7 role={role}"))


async def test_a_role_that_anybody_can_choose_makes_no_organisers(club: Kit) -> None:
    club.board.held.append(Group("7", "@Cancer"))
    club.core.places = replace(club.core.places, roles={"cancer": ("7",)})
    assert "choosing a field" in said(await ask(club, "/role group=web:7 role=organiser"))


async def test_an_unknown_group_is_told_how_to_name_one(club: Kit) -> None:
    assert "I know no role or user group" in said(await ask(club, "/role group=discord:@Nobody role=organiser"))


async def test_a_group_that_two_servers_have_is_asked_for(club: Kit) -> None:
    club.board.held += [Group("7", "@Keepers"), Group("8", "@Keepers")]
    reply = await ask(club, "/role group=@Keepers role=organiser")
    assert len(every_button(reply)) == 2


async def test_the_last_group_stays_while_nobody_is_an_organiser_by_name(club: Kit) -> None:
    now, olga = club.clock.now(), (await club.person(Role.ORGANISER, called=OLGA))[1].id
    await club.database.write(lambda tx: tx.roles.grant(Grant("slack", "S1AB", "S1AB", 2), olga, now))
    await club.database.write(lambda tx: tx.people.set_role(olga, 0))
    club.core.people.forget(olga)
    reply = await raw(club, "1 role-group group=slack:S1AB gives=no", ANA, role=Role.ORGANISER)
    assert "Nobody is an organiser by name" in said(reply)


async def test_a_role_may_follow_a_name_of_several_words(club: Kit) -> None:
    await club.person(called="Maria Petrova")
    assert "Make Maria Petrova a member?" in said(await ask(club, "/role Maria Petrova member"))


async def test_long_random_ids_are_shortened(club: Kit) -> None:
    await club.person(called="f" * 20 + "0123456789abcdef")
    assert "ffff…abcdef" in shown(await ask(club, f"/role {'f' * 20}0123456789abcdef"))
