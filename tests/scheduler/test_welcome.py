"""Who is welcomed, where, and in how many messages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.commands.welcoming.welcome import AGAIN, APART, EACH_APART, GATHERED, MOST, Welcome
from bot.core.arrivals import Arrivals, Arrived, Community
from bot.core.context import Place
from bot.core.messenger import PlaceGone, TryLater
from bot.core.reply import Mention
from bot.core.roles import Role
from bot.core.words import words
from bot.scheduler.service import Scheduler
from tests.kit import SOFIA, Board, Kit, button, opened, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply

SERVER, WORKSPACE = Community("discord", "1"), Community("slack", "T1")
NIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=SOFIA)


@dataclass
class Club:
    """A core on both platforms, which has looked at who is there."""

    kit: Kit
    scheduler: Scheduler
    arrivals: Arrivals
    discord: Board
    slack: Board
    numbers: dict[str, int] = field(default_factory=dict)

    async def comes(self, name: str, community: Community = SERVER, language: str = "") -> None:
        """Somebody comes, or comes back."""
        stays = self.numbers[name] = self.numbers.get(name, 0) + 1
        since = self.kit.clock.now() if stays > 1 or community is SERVER else None
        await self.arrivals.came(community, Arrived(self.id(name, community), name, language, since))

    async def goes(self, name: str, community: Community = SERVER) -> None:
        await self.arrivals.went(community, self.id(name, community))

    def id(self, name: str, community: Community) -> str:
        return name.encode().hex().upper() if community is WORKSPACE else str(int.from_bytes(name.encode()))

    async def later(self, by: timedelta = GATHERED) -> None:
        self.kit.clock.forward(by)
        await self.scheduler.settle()

    def welcomed(self) -> list[list[str]]:
        """The names in each post of the welcome channel."""
        posts = [reply for place, reply, _ in self.discord.posts.values() if place.id == "3"]
        return [[part.name for part in reply.text if isinstance(part, Mention)] for reply in posts]

    def written(self, board: Board) -> list[Reply]:
        """What people were written on a platform, each alone."""
        return [reply for place, reply, _ in board.posts.values() if place.direct]

    def told(self) -> list[str]:
        """What organisers were told."""
        return [said(reply) for place, reply, _ in self.discord.posts.values() if place.id == "9"]


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with opened() as kit:
        discord = Board(Place("discord", "9"), "discord", names=("3", "9"))
        slack = Board(None, "slack", names=("C1",))
        core = kit.core
        core.messengers[:] = [discord, slack]
        core.places = replace(core.places, welcome={"discord": "discord:3", "slack": "slack:C1"})
        arrivals = Arrivals(kit.database, kit.clock, core.written)
        arrivals.listeners.append(Welcome(core))
        for community in (SERVER, WORKSPACE):
            await arrivals.present(community, [Arrived("1", "Old", joined_at=kit.clock.now() - timedelta(days=9))])
        yield Club(kit, Scheduler(core), arrivals, discord, slack)


async def test_those_who_come_to_a_server_within_moments_are_called_in_one_post(club: Club) -> None:
    await club.comes("Ana")
    await club.later(GATHERED - timedelta(seconds=1))
    assert club.welcomed() == []
    await club.comes("Борис")
    await club.later(timedelta(seconds=1))
    assert club.welcomed() == [["Ana", "Борис"]]
    ((_, reply, t),) = club.discord.posts.values()
    assert t.language == "bg"
    assert [one.label for one in reply.buttons] == [t("Start")]


async def test_who_comes_after_the_post_has_another_one(club: Club) -> None:
    await club.comes("Ana")
    await club.later()
    await club.comes("Boris")
    await club.later()
    assert club.welcomed() == [["Ana"], ["Boris"]]


async def test_a_rush_is_greeted_in_posts_of_bounded_size_and_some_time_apart(club: Club) -> None:
    names = [f"n{number}" for number in range(2 * MOST + 1)]
    for name in names:
        await club.comes(name)
    sizes = []
    for wait in (GATHERED, APART, APART):
        await club.later(wait)
        sizes.append([len(post) for post in club.welcomed()])
    assert sizes == [[MOST], [MOST, MOST], [MOST, MOST, 1]]
    assert sorted(name for post in club.welcomed() for name in post) == sorted(names)


async def test_nobody_on_a_server_is_written_to_alone(club: Club) -> None:
    await club.comes("Ana")
    await club.later(timedelta(days=40))
    assert club.written(club.discord) == []


async def test_who_has_left_before_the_post_is_not_in_it(club: Club) -> None:
    await club.comes("Ana")
    await club.comes("Boris")
    await club.goes("Ana")
    await club.later()
    assert club.welcomed() == [["Boris"]]


async def test_there_is_no_post_for_nobody(club: Club) -> None:
    await club.comes("Ana")
    await club.goes("Ana")
    await club.later()
    assert club.welcomed() == []


async def test_who_comes_at_night_is_greeted_in_the_morning_with_all_who_did(club: Club) -> None:
    club.kit.clock.at = NIGHT
    await club.comes("Ana")
    await club.later(timedelta(hours=2))
    await club.comes("Boris")
    await club.later(timedelta(hours=7, minutes=29))
    assert club.welcomed() == []
    await club.later(timedelta(minutes=1))
    assert club.welcomed() == [["Ana", "Boris"]]


async def test_who_is_there_at_the_first_look_is_not_welcomed(club: Club) -> None:
    other = Community("discord", "2")
    await club.arrivals.present(other, [Arrived("77", "Old")])
    await club.later()
    assert club.welcomed() == []


@pytest.mark.parametrize("community", [SERVER, WORKSPACE])
async def test_who_comes_back_soon_is_not_welcomed_again(club: Club, community: Community) -> None:
    await club.comes("Ana", community)
    await club.later()
    await club.later(timedelta(days=300))
    await club.goes("Ana", community)
    await club.later(AGAIN - timedelta(hours=1))
    await club.comes("Ana", community)
    await club.later()
    assert len(club.welcomed()) + len(club.written(club.slack)) == 1


@pytest.mark.parametrize("community", [SERVER, WORKSPACE])
async def test_who_comes_back_after_a_long_time_is_welcome_again(club: Club, community: Community) -> None:
    await club.comes("Ana", community)
    await club.later()
    await club.goes("Ana", community)
    await club.later(AGAIN)
    await club.comes("Ana", community)
    await club.later()
    assert len(club.welcomed()) + len(club.written(club.slack)) == 2


async def test_on_a_workspace_everybody_is_written_to_in_their_language(club: Club) -> None:
    await club.comes("Ana", WORKSPACE, "en")
    await club.comes("Борис", WORKSPACE, "bg")
    await club.later()
    first, second = club.written(club.slack)
    for reply, language, name in ((first, "en", "Ana"), (second, "bg", "Борис")):
        assert said(reply).startswith(words(language)("Welcome, {name}! I am the club's bot.", name=name))
    assert button(first, "Start").does.line() == "/join"


async def test_messages_to_many_on_a_workspace_are_spread(club: Club) -> None:
    for number in range(5):
        await club.comes(f"n{number}", WORKSPACE)
    counts = []
    for wait in (timedelta(0), EACH_APART, EACH_APART, 2 * EACH_APART):
        await club.later(wait)
        counts.append(len(club.written(club.slack)))
    assert counts == [1, 2, 3, 5]


async def test_who_has_begun_by_themselves_is_not_written_to(club: Club) -> None:
    await club.comes("Boris", WORKSPACE)
    await club.comes("Ana", WORKSPACE)
    at, id = club.kit.clock.now(), club.id("Ana", WORKSPACE)

    await club.kit.database.write(lambda tx: tx.people.create("ana", "slack", id, at=at, name="Ana"))
    await club.kit.database.write(lambda tx: tx.members.begin("ana", f"slack:{id}", at))
    await club.later(timedelta(minutes=1))
    (reply,) = club.written(club.slack)
    assert "Boris" in said(reply)


async def test_who_was_welcomed_on_one_platform_is_not_on_the_other_when_the_accounts_are_linked(club: Club) -> None:
    at = club.kit.clock.now()
    await club.kit.database.write(lambda tx: tx.people.create("ana", "discord", club.id("Ana", SERVER), at=at))
    await club.kit.database.write(lambda tx: tx.people.link("ana", "slack", club.id("Ana", WORKSPACE)))
    await club.comes("Ana")
    await club.comes("Ana", WORKSPACE)
    await club.later(timedelta(minutes=1))
    assert club.welcomed() == [["Ana"]]
    assert club.written(club.slack) == []


async def test_a_restart_welcomes_nobody_twice(club: Club) -> None:
    await club.comes("Ana")
    await club.later()
    again = Arrivals(club.kit.database, club.kit.clock)
    again.listeners.append(Welcome(club.kit.core))
    since = club.kit.clock.now() - GATHERED
    await again.present(SERVER, [Arrived(club.id("Ana", SERVER), "Ana", joined_at=since)])
    await club.later(timedelta(days=1))
    assert club.welcomed() == [["Ana"]]


async def test_without_a_welcome_channel_organisers_hear_of_it_once(club: Club) -> None:
    club.kit.core.places = replace(club.kit.core.places, welcome={})
    club.arrivals.listeners[:] = [Welcome(club.kit.core)]
    for name in ("Ana", "Boris"):
        await club.comes(name)
        await club.later()
    club.arrivals.listeners[:] = [Welcome(club.kit.core)]
    await club.comes("Vera")
    await club.later()
    (told,) = club.told()
    assert "discord.welcome_channel" in told
    assert club.written(club.discord) == []


async def test_a_welcome_channel_that_is_gone_is_told_to_organisers_once_who_can_send_it_again(club: Club) -> None:
    club.discord.faults["3"] = [PlaceGone("#welcome"), PlaceGone("#welcome")]
    for name in ("Ana", "Boris"):
        await club.comes(name)
        await club.later()
    await club.later(timedelta(hours=1))
    (told,) = club.told()
    assert "#welcome" in told
    assert club.written(club.discord) == []
    (reply,) = [reply for place, reply, _ in club.discord.posts.values() if place.id == "9"]
    await club.kit.press(reply.buttons[0], Role.ORGANISER)
    await club.later()
    assert club.welcomed() == [["Ana"]]


async def test_a_post_that_was_tried_takes_nobody_else_in(club: Club) -> None:
    club.discord.faults["3"] = [TryLater(timedelta(seconds=30))]
    await club.comes("Ana")
    await club.later()
    await club.comes("Boris")
    await club.later(timedelta(minutes=2))
    assert sorted(club.welcomed()) == [["Ana"], ["Boris"]]
