"""Where the bot can post, where a message is found, and who has which role now: asked of a connected client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import discord as library
import pytest

from bot.adapters.discord import servers
from bot.adapters.discord.messenger import DiscordMessenger
from bot.adapters.discord.roles import Roles
from bot.core.context import Account, Place
from bot.core.messenger import TryLater
from bot.core.places import Known
from bot.core.reply import Card, Reply
from bot.core.roles import Role
from bot.core.words import words
from bot.settings.facts import DiscordFacts
from tests.adapters.discord.house import House, at
from tests.servers.discord import Permission

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.discord import Channel, User

EN = words("en")
REPLY = Reply(cards=(Card("Open day"),))
MEMBER = r"GET /guilds/\d+/members/\d+$"


def known(channel: Channel) -> Known:
    return Known(str(channel.id), channel.name)


def account(user: User) -> Account:
    return Account("discord", str(user.id))


async def test_channels_of_news_of_text_and_forums_are_places_and_no_others(house: House) -> None:
    news, forum = house.guild.announcements("news"), house.guild.forum("funding")
    house.guild.voice("talk")
    house.guild.thread(house.general, "aside")
    async with house.connected() as messenger:
        assert set(messenger.places()) == {known(house.general), known(news), known(forum)}


@pytest.mark.parametrize("permission", [Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES])
async def test_where_the_bot_sees_nothing_or_may_not_write_is_no_place(house: House, permission: Permission) -> None:
    closed, forum = house.guild.text("closed"), house.guild.forum("closed-forum")
    house.deny(closed, permission)
    house.deny(forum, permission)
    async with house.connected() as messenger:
        assert messenger.places() == (known(house.general),)


async def test_two_servers_channels_of_one_name_are_both_places(house: House) -> None:
    other = house.discord.guild("Sister club").text("general")
    async with house.connected() as messenger:
        assert set(messenger.places()) == {known(house.general), known(other)}


async def test_a_server_that_does_not_count_has_no_places(house: House) -> None:
    house.discord.guild("Elsewhere").text("general")
    house.facts = DiscordFacts(guilds=(house.guild.id,))
    async with house.connected() as messenger:
        assert messenger.places() == (known(house.general),)


async def test_a_link_leads_to_the_message(house: House) -> None:
    async with house.connected() as messenger:
        place = at(house.general)
        (id,) = await messenger.post(place, REPLY, "k", EN)
        link = messenger.link(place, id)
    assert link == f"https://discord.com/channels/{house.guild.id}/{house.general.id}/{id}"


async def test_the_link_to_a_forums_post_leads_into_its_thread(house: House) -> None:
    forum = house.guild.forum("funding")
    async with house.connected() as messenger:
        (id,) = await messenger.post(at(forum), REPLY, "k", EN)
        assert messenger.link(at(forum), id) == f"https://discord.com/channels/{house.guild.id}/{id}/{id}"


async def test_the_link_to_a_direct_message_names_no_server(house: House) -> None:
    async with house.connected() as messenger:
        place = Place("discord", "5", direct=True)
        assert messenger.link(place, "6") == "https://discord.com/channels/@me/5/6"


async def test_there_is_no_link_to_what_is_not_known_or_was_deleted(house: House) -> None:
    async with house.connected() as messenger:
        assert messenger.link(Place("discord", "5"), "6") == ""
        assert messenger.link(Place("discord", "general"), "6") == ""
        assert messenger.link(at(house.general), "") == ""


async def test_a_role_is_the_highest_of_those_on_all_servers(house: House) -> None:
    keepers, friends = house.guild.role("Keepers"), house.guild.role("Friends")
    second = house.discord.guild("Sister club")
    ana, boris, chloe = (house.discord.user(name) for name in ("ana", "boris", "chloe"))
    house.facts = DiscordFacts(member_roles=(friends.id,), organiser_roles=(keepers.id,))
    house.guild.add(ana, keepers)
    second.add(ana)
    house.guild.add(boris, friends)
    house.guild.add(chloe)
    async with house.connected() as messenger:
        assert await messenger.role(account(ana)) is Role.ORGANISER
        assert await messenger.role(account(boris)) is Role.MEMBER
        assert await messenger.role(account(chloe)) is Role.GUEST


async def test_who_has_left_is_a_guest(house: House) -> None:
    ana = house.discord.user("ana")
    async with house.connected() as messenger:
        assert await messenger.role(account(ana)) is Role.GUEST


async def test_a_member_the_gateway_has_not_told_of_is_asked_for(house: House) -> None:
    keepers, ana = house.guild.role("Keepers"), house.discord.user("ana")
    house.facts = DiscordFacts(organiser_roles=(keepers.id,))
    async with house.connected() as messenger:
        house.guild.add(ana, keepers)
        assert await messenger.role(account(ana)) is Role.ORGANISER
    assert house.discord.requested(MEMBER)


@pytest.mark.parametrize("refused", [True, False])
async def test_a_server_that_cant_be_asked_makes_nobody_a_guest(house: House, *, refused: bool) -> None:
    async with house.connected() as messenger:
        if refused:
            house.discord.refuse(MEMBER, 403, 50001)
        else:
            house.discord.drop(MEMBER, times=99)
        with pytest.raises(TryLater):
            await messenger.role(account(house.discord.user("ana")))


async def test_a_server_that_is_down_makes_nobody_a_guest(house: House) -> None:
    keepers, ana, boris = house.guild.role("Keepers"), house.discord.user("ana"), house.discord.user("boris")
    second = house.discord.guild("Sister club")
    house.facts = DiscordFacts(organiser_roles=(keepers.id,))
    house.guild.add(ana, keepers)
    house.guild.add(boris)
    async with house.connected() as messenger:
        down = {"id": str(second.id), "unavailable": True}
        house.discord.gateway.dispatch("GUILD_DELETE", down, second)
        await house.seen(lambda client: any(guild.unavailable for guild in client.guilds))
        assert await messenger.role(account(ana)) is Role.ORGANISER
        with pytest.raises(TryLater):
            await messenger.role(account(boris))


async def test_before_it_is_connected_and_after_nobodys_role_is_known(house: House) -> None:
    ana = house.discord.user("ana")
    house.guild.add(ana)
    async with house.connected() as messenger:
        pass
    with pytest.raises(TryLater):
        await messenger.role(account(ana))


async def test_who_asks_right_after_the_start_waits_until_the_servers_are_known(house: House) -> None:
    keepers, ana = house.guild.role("Keepers"), house.discord.user("ana")
    house.guild.add(ana, keepers)
    house.facts = DiscordFacts(organiser_roles=(keepers.id,))
    async with starting(house) as (client, messenger):
        asked = asyncio.create_task(messenger.role(account(ana)))
        await asyncio.sleep(0)
        running = asyncio.create_task(client.start(house.discord.token))
        assert await asked is Role.ORGANISER
        await client.close()
        await running


async def test_while_discord_is_away_all_who_ask_wait_for_the_same_moment(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(servers, "PATIENCE", 0.1)
    monkeypatch.setattr(servers, "LOOK", 0.2)
    async with starting(house) as (_, messenger):
        sleep = asyncio.sleep

        async def noted(wait: float) -> None:
            waits.append(wait)
            await sleep(wait)

        monkeypatch.setattr(asyncio, "sleep", noted)
        for _ in range(3):
            with pytest.raises(TryLater):
                await messenger.role(account(house.discord.user("ana")))
    assert waits.count(0.2) == 1


@asynccontextmanager
async def starting(house: House) -> AsyncIterator[tuple[library.Client, DiscordMessenger]]:
    """A messenger whose client is not connected yet."""
    async with library.Client(intents=library.Intents(guilds=True, members=True), guild_ready_timeout=0.05) as client:
        yield client, DiscordMessenger(client, house.database, house.clock, Roles(house.facts), None)
