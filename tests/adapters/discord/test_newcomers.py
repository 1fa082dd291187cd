"""Who joins a server, seen by the real library over a local Discord."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import discord as library
import pytest
from discord.state import ConnectionState
from structlog.testing import capture_logs

from bot.adapters.discord.newcomers import Newcomers
from bot.adapters.discord.roles import Roles
from bot.core.arrivals import Arrivals, Arrived, Community
from bot.settings.facts import DiscordFacts
from bot.storage.database import Database
from tests.kit import NOW, Still
from tests.servers.discord import Discord, Guild, User, running
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.storage.store import Tx

LONG = 10.0  # seconds, for what comes at once
INTENTS = library.Intents(guilds=True, members=True)


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with running() as made:
        yield made


@pytest.fixture
def home(discord: Discord) -> Guild:
    return discord.guild("Club")


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with await Database.open("sqlite+aiosqlite://") as opened:
        yield opened


@pytest.fixture
def watch(discord: Discord, database: Database) -> Watch:
    return Watch(discord, database)


class Client(library.Client):
    """A client that does not wait before it begins a session anew."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        pass


@dataclass
class Watch:
    """Bare clients that hand on who comes; `told` lives on from one to the next, as the database does."""

    discord: Discord
    database: Database
    told: list[tuple[str, Arrived]] = field(default_factory=list)
    looks: int = 0

    @asynccontextmanager
    async def on(
        self, facts: DiscordFacts | None = None, intents: library.Intents = INTENTS
    ) -> AsyncIterator[library.Client]:
        """A client from its first look on."""
        client = Client(intents=intents, guild_ready_timeout=0.05)
        arrivals = Arrivals(self.database, Still())
        arrivals.listeners.append(self._listen)
        made = Newcomers(arrivals, Roles(facts or DiscordFacts()))

        async def on_ready() -> None:
            await made.ready(client.guilds)
            self.looks += 1

        async def on_member_join(member: library.Member) -> None:
            await made.joined(member)

        async def on_member_update(before: library.Member, after: library.Member) -> None:
            await made.updated(before, after)

        async def on_raw_member_remove(payload: library.RawMemberRemoveEvent) -> None:
            await made.left(payload)

        for hears in (on_ready, on_member_join, on_member_update, on_raw_member_remove):
            client.event(hears)
        seen = self.looks
        async with client:
            serving = asyncio.create_task(client.start(self.discord.token))
            await self.until(lambda: self.looks > seen)
            yield client
        await serving

    async def until(self, holds: Callable[[], bool]) -> None:
        await until(holds, LONG, lambda: f"told of {self.names} in {self.looks} looks")

    async def is_told_of(self, *names: str) -> None:
        """Wait until so many were told of, who must be these."""
        await self.until(lambda: len(self.told) >= len(names))
        assert self.names == [*names]

    async def hears_all_so_far(self, guild: Guild) -> None:
        """Let a last one join and be told of: events are heard in their order."""
        self.discord.join(guild, User("last"))
        await self.until(lambda: "last" in self.names)
        del self.told[self.names.index("last")]

    @property
    def names(self) -> list[str]:
        return [one.name for _, one in self.told]

    def _listen(self, _tx: Tx, community: Community, one: Arrived) -> None:
        self.told.append((str(community), one))


async def test_at_the_first_start_nobody_in_a_full_server_is_told_of(watch: Watch, home: Guild) -> None:
    for number in range(1_500):
        home.add(User(f"user{number}"))
    for _ in range(2):
        async with watch.on():
            assert watch.names == []


async def test_somebody_who_joins_is_told_of_by_the_name_they_show(watch: Watch, home: Guild) -> None:
    ana = User("ana_p", shown="Ана Петрова")
    async with watch.on():
        member = watch.discord.join(home, ana)
        await watch.is_told_of("Ана Петрова")
    told = Arrived(str(ana.id), "Ана Петрова", joined_at=member.joined_at)
    assert watch.told == [(f"discord:{home.id}", told)]


async def test_who_joined_while_the_bot_was_away_is_told_of_at_start_once(watch: Watch, home: Guild) -> None:
    async with watch.on():
        pass
    watch.discord.join(home, User("ana"))
    for _ in range(2):
        async with watch.on():
            await watch.is_told_of("ana")


async def test_a_bot_is_no_newcomer(watch: Watch, home: Guild) -> None:
    async with watch.on():
        watch.discord.join(home, User("helper", bot=True))
        await watch.hears_all_so_far(home)
    watch.discord.join(home, User("other helper", bot=True))
    async with watch.on():
        assert watch.names == []


async def test_somebody_is_told_of_when_the_screening_clears(watch: Watch, home: Guild) -> None:
    ana = User("ana")
    async with watch.on():
        watch.discord.join(home, ana, pending=True)
        await watch.hears_all_so_far(home)
        assert watch.names == []
        watch.discord.clear_pending(home, ana)
        await watch.is_told_of("ana")
        watch.discord.give_role(home, ana, home.role("Friends"))
        await watch.hears_all_so_far(home)
    assert watch.names == ["ana"]


@pytest.mark.parametrize("before", [True, False])
async def test_somebody_whose_screening_cleared_while_the_bot_was_away_is_told_of(
    watch: Watch, home: Guild, before: bool
) -> None:
    ana = User("ana")
    if before:
        home.add(ana, pending=True)
    async with watch.on():
        if not before:
            watch.discord.join(home, ana, pending=True)
            await watch.hears_all_so_far(home)
    watch.discord.clear_pending(home, ana)
    async with watch.on():
        await watch.is_told_of("ana")


async def test_a_session_begun_anew_tells_of_those_who_came_between_and_of_nobody_twice(
    watch: Watch, home: Guild
) -> None:
    async with watch.on():
        watch.discord.join(home, User("ana"))
        await watch.is_told_of("ana")
        watch.discord.gateway.invalidate(resumable=False)
        watch.discord.join(home, User("boris"))
        await watch.until(lambda: watch.looks == 2)
        assert watch.names == ["ana", "boris"]


async def test_a_session_resumed_tells_of_those_who_came_meanwhile_once(watch: Watch, home: Guild) -> None:
    async with watch.on():
        watch.discord.gateway.close(4000)
        watch.discord.join(home, User("ana"))
        await watch.is_told_of("ana")
        await watch.hears_all_so_far(home)
        assert watch.looks == 1
    assert watch.names == ["ana"]


async def test_somebody_who_left_and_came_back_is_told_of_again(watch: Watch, home: Guild) -> None:
    ana = User("ana")
    async with watch.on():
        watch.discord.join(home, ana)
        await watch.is_told_of("ana")
        watch.discord.leave(home, ana)
        back = home.add(ana)
        back.joined_at += timedelta(days=1)
        watch.discord.tell_member("GUILD_MEMBER_ADD", home, back)
        await watch.is_told_of("ana", "ana")


async def test_only_configured_servers_are_watched(watch: Watch, home: Guild) -> None:
    other = watch.discord.guild("Another")
    async with watch.on(DiscordFacts(guilds=(home.id,))):
        watch.discord.join(other, User("boris"))
        watch.discord.join(home, User("ana"))
        await watch.hears_all_so_far(home)
    assert watch.names == ["ana"]
    assert not await watch.database.read(lambda tx: tx.memberships.known("discord", str(other.id)))


async def test_a_guest_of_a_voice_channel_has_not_joined(watch: Watch, home: Guild) -> None:
    id = home.add(User("ana")).user.id
    async with watch.on(DiscordFacts(guilds=(1,))) as client:
        member = client.guilds[0].get_member(id)
        assert member
        member.joined_at = None
        await Newcomers(Arrivals(watch.database, Still()), Roles(DiscordFacts())).joined(member)
    assert await watch.database.write(lambda tx: tx.memberships.arrive("discord", str(home.id), str(id), None, NOW))


async def test_members_that_the_gateway_does_not_list_are_asked_for_page_by_page(
    watch: Watch, home: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1_500):
        home.add(User(f"user{number}"))
    monkeypatch.setattr(ConnectionState, "_chunk_timeout", lambda *_: 0.05)
    monkeypatch.setattr(watch.discord.gateway, "_chunk", lambda *_: None)
    async with watch.on():
        pass
    watch.discord.join(home, User("ana"))
    async with watch.on():
        await watch.is_told_of("ana")


async def test_a_list_that_is_refused_makes_no_newcomers_later(
    watch: Watch, home: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1_500):
        home.add(User(f"user{number}"))
    with monkeypatch.context() as patch, capture_logs() as logs:
        patch.setattr(ConnectionState, "_chunk_timeout", lambda *_: 0.05)
        patch.setattr(watch.discord.gateway, "_chunk", lambda *_: None)
        watch.discord.refuse("members$", 403, 50001)
        async with watch.on():
            assert not await watch.database.read(lambda tx: tx.memberships.known("discord", str(home.id)))
    assert [line["event"] for line in logs] == ["members cannot be listed"]
    async with watch.on():
        assert watch.names == []


@pytest.mark.usefixtures("home")
async def test_without_the_right_to_see_members_nothing_is_looked_at(watch: Watch) -> None:
    with capture_logs() as logs:
        async with watch.on(intents=library.Intents(guilds=True)):
            pass
    assert [line["event"] for line in logs] == ["members cannot be listed"]
