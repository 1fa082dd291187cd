"""Roles that go with fields of interest, on a local Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.context import Account
from bot.core.messenger import NotAllowed, Undelivered
from bot.core.words import words
from tests.servers.discord import Permission

if TYPE_CHECKING:
    from tests.adapters.discord.house import House
    from tests.servers.discord import Role, User

EN = words("en")


def member(house: House) -> tuple[Account, User]:
    ana = house.discord.user("Ana")
    house.discord.join(house.guild, ana)
    return Account("discord", str(ana.id)), ana


def below(house: House, name: str) -> Role:
    """A role under the bot's own, which may give it."""
    role = house.guild.role(name)
    own = house.discord.bot_role(house.guild)
    own.permissions |= Permission.MANAGE_ROLES
    role.position, own.position = 1, 50
    house.discord.changed(house.guild, own, role)
    return role


async def test_a_role_is_given_and_taken_on_the_server_that_has_it(house: House) -> None:
    account, ana = member(house)
    other = house.discord.guild("Another club")
    role = below(house, "Cancer")
    async with house.connected() as messenger:
        for _ in range(2):
            await messenger.enrol(account, str(role.id))
        assert role in house.guild.members[ana.id].roles
        assert ana.id not in other.members
        for _ in range(2):
            await messenger.withdraw(account, str(role.id))
        assert role not in house.guild.members[ana.id].roles


async def test_a_role_above_the_bots_own_says_what_to_do(house: House) -> None:
    account, _ = member(house)
    role = below(house, "Cancer")
    role.position = 60
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed) as refused:
            await messenger.enrol(account, str(role.id))
    assert "above “Cancer”" in EN(refused.value.text, **refused.value.names)


async def test_a_role_that_no_server_has_is_named(house: House) -> None:
    account, _ = member(house)
    async with house.connected() as messenger:
        with pytest.raises(NotAllowed) as refused:
            await messenger.enrol(account, "12345")
    assert "12345" in EN(refused.value.text, **refused.value.names)


async def test_who_is_not_on_the_server_is_given_nothing(house: House) -> None:
    role = below(house, "Cancer")
    stranger = house.discord.user("Vera")
    async with house.connected() as messenger:
        with pytest.raises(Undelivered, match="not on the server"):
            await messenger.enrol(Account("discord", str(stranger.id)), str(role.id))
