"""Which role of ours somebody has by their roles on Discord. The servers are discord.py's own, from Discord's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import Guild

from bot.adapters.discord.roles import Roles
from bot.core.roles import Role
from bot.settings.facts import DiscordFacts
from tests.servers.discord import payloads, world

if TYPE_CHECKING:
    from discord.types.guild import Guild as GuildJson

HOME, ABROAD = 100, 200
STAFF, FRIENDS, OTHERS = 11, 12, 13
ANA = 7

CONFIGURED = Roles(DiscordFacts(guilds=(HOME,), member_roles=(FRIENDS,), organiser_roles=(STAFF,)))
OPEN = Roles(DiscordFacts())


@pytest.mark.parametrize(
    ("role_ids", "role"),
    [
        ([STAFF], Role.ORGANISER),
        ([FRIENDS, STAFF], Role.ORGANISER),
        ([FRIENDS, OTHERS], Role.MEMBER),
        ([OTHERS], Role.GUEST),
        ([], Role.GUEST),
    ],
)
def test_the_roles_in_the_settings_make_members_and_organisers(role_ids: list[int], role: Role) -> None:
    assert CONFIGURED.of_member(HOME, role_ids, pending=False) is role


def test_roles_of_a_server_that_is_not_configured_mean_nothing() -> None:
    assert CONFIGURED.of_member(ABROAD, [STAFF, FRIENDS], pending=False) is Role.GUEST
    assert not CONFIGURED.counts(ABROAD)


def test_without_configured_servers_every_server_counts() -> None:
    anywhere = Roles(DiscordFacts(organiser_roles=(STAFF,)))
    assert anywhere.of_member(ABROAD, [STAFF], pending=False) is Role.ORGANISER


def test_without_members_roles_everybody_who_has_joined_is_a_member() -> None:
    assert OPEN.of_member(HOME, [], pending=False) is Role.MEMBER


@pytest.mark.parametrize("roles", [OPEN, CONFIGURED])
def test_who_has_not_passed_the_screening_is_a_guest_whatever_their_roles(roles: Roles) -> None:
    assert roles.of_member(HOME, [STAFF, FRIENDS], pending=True) is Role.GUEST


def test_everyone_as_organisers_role_makes_no_organisers() -> None:
    roles = Roles(DiscordFacts(organiser_roles=(HOME,)))
    assert roles.of_member(HOME, [HOME], pending=False) is Role.MEMBER
    (complaint,) = roles.check([server(HOME)])
    assert "100 is the role @everyone" in complaint


def test_everyone_as_members_role_makes_everybody_a_member_whether_it_is_listed_with_them_or_not() -> None:
    roles = Roles(DiscordFacts(member_roles=(HOME,)))
    assert roles.of_member(HOME, [], pending=False) is Role.MEMBER
    assert roles.of_member(HOME, [HOME], pending=False) is Role.MEMBER
    assert roles.of_member(ABROAD, [ABROAD], pending=False) is Role.GUEST
    assert not roles.check([server(HOME)])


def test_owning_a_server_makes_no_organiser() -> None:
    home = server(HOME)
    assert home.owner_id == ANA
    assert CONFIGURED.of_user([home], ANA) is Role.GUEST


def test_in_a_direct_message_the_highest_role_of_all_servers_counts() -> None:
    roles = Roles(DiscordFacts(member_roles=(FRIENDS,), organiser_roles=(STAFF,)))
    guilds = [server(HOME, FRIENDS), server(ABROAD, STAFF)]
    assert roles.of_user(guilds, ANA) is Role.ORGANISER
    assert CONFIGURED.of_user(guilds, ANA) is Role.MEMBER
    assert roles.of_user(guilds, 8) is Role.GUEST
    assert roles.of_user([], ANA) is Role.GUEST


def test_in_a_direct_message_somebody_who_has_not_passed_the_screening_is_a_guest() -> None:
    assert OPEN.of_user([server(HOME, STAFF, pending=True)], ANA) is Role.GUEST


def test_a_role_that_organisers_named_makes_organisers_at_once_and_no_more_at_once() -> None:
    named: set[str] = set()
    roles = Roles(DiscordFacts(organiser_roles=(STAFF,)), lambda: frozenset(named))
    assert roles.of_member(HOME, [OTHERS], pending=False) is Role.MEMBER
    named |= {str(OTHERS), "nonsense", str(HOME)}
    assert roles.of_member(HOME, [OTHERS], pending=False) is Role.ORGANISER
    assert roles.of_member(HOME, [OTHERS], pending=True) is Role.GUEST
    assert roles.of_member(HOME, [HOME], pending=False) is Role.MEMBER
    named.clear()
    assert roles.of_member(HOME, [OTHERS], pending=False) is Role.MEMBER


def test_roles_that_make_organisers_are_told_with_those_who_have_them_and_everyone_is_none_of_them() -> None:
    roles = Roles(DiscordFacts(organiser_roles=(STAFF,)), lambda: frozenset((str(FRIENDS),)))
    told = {group.id: group for group in roles.groups([server(HOME, STAFF, FRIENDS, OTHERS)])}
    assert told.keys() == {str(STAFF), str(FRIENDS), str(OTHERS)}
    assert {id for id, group in told.items() if group.settled} == {str(STAFF)}
    assert {id for id, group in told.items() if [one.id for one in group.holders] == [str(ANA)]} == {
        str(STAFF),
        str(FRIENDS),
    }


def test_who_has_not_passed_the_screening_holds_nothing() -> None:
    roles = Roles(DiscordFacts(organiser_roles=(STAFF,)))
    assert not any(group.holders for group in roles.groups([server(HOME, STAFF, pending=True)]))


def test_settings_that_fit_are_not_complained_of() -> None:
    assert CONFIGURED.check([server(HOME), server(ABROAD)]) == []
    assert OPEN.check([]) == []


def test_a_role_that_no_server_has_is_complained_of() -> None:
    roles = Roles(DiscordFacts(member_roles=(FRIENDS, 98), organiser_roles=(99,)))
    assert roles.check([server(HOME), server(ABROAD)]) == [
        "discord.member_roles: no server of the club has a role 98",
        "discord.organiser_roles: no server of the club has a role 99",
    ]


def test_a_server_that_the_bot_is_not_in_is_complained_of_and_its_roles_are_not() -> None:
    roles = Roles(DiscordFacts(guilds=(HOME, 300), organiser_roles=(99,)))
    (complaint,) = roles.check([server(HOME)])
    assert "not in the server 300" in complaint


def test_roles_are_not_complained_of_while_a_server_cannot_be_looked_at() -> None:
    away = Guild(data=_json({"id": str(HOME), "unavailable": True}), state=discord.Client(intents=INTENTS)._connection)
    assert CONFIGURED.check([away]) == []


INTENTS = discord.Intents(guilds=True, members=True)


def server(id: int, *role_ids: int, pending: bool = False) -> Guild:
    """A server with Ana in it, who owns it and has these of its roles."""
    ana = world.User("ana", id=ANA)
    home = world.Guild("Club", ana, id=id)
    every = [world.Role(f"role {each}", id=each) for each in (STAFF, FRIENDS, OTHERS)]
    home.roles += every
    home.members = {ANA: world.Member(ana, [role for role in every if role.id in role_ids], pending=pending)}
    return Guild(data=_json(payloads.guild(home, ana)), state=discord.Client(intents=INTENTS)._connection)


def _json(data: dict[str, Any]) -> GuildJson:
    return data  # type: ignore[return-value] # what a server sends is of no type
