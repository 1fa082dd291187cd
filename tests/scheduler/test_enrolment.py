"""Members are given roles and channels by their fields, and those who can mend what hinders it hear of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.context import Account, Place
from bot.core.messenger import NotAllowed, PlaceGone, TryLater, Undelivered
from bot.core.request import Line, Packed, Request
from bot.scheduler.service import Scheduler
from tests.kit import Board, Kit, button, opened, packed, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from bot.core.request import Said
    from bot.storage.people import StoredPerson

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ANA = Account("discord", "7")
BARRED = NotAllowed("I may not give “{name}”.", name="Cancer")


@dataclass
class Club:
    """A core on both platforms with roles and channels for two fields, and somebody who chooses."""

    kit: Kit
    scheduler: Scheduler
    discord: Board
    slack: Board
    asked: int = 0

    async def choose(self, *fields: str) -> None:
        """Ana says on Discord what she is interested in."""
        said = f'1 join-answer interests="{",".join(fields)}"' if fields else "1 join-skip ask=interests"
        await self.say(Packed(said))
        await self.scheduler.settle()

    async def say(self, said: Said) -> Reply:
        """Ana asks something on Discord."""
        self.asked += 1
        return await self.kit.core.handle(Request(f"c{self.asked}", ANA, Place("discord", "3"), said, "Ana", "en"))

    async def leave(self) -> None:
        """Ana asks to be forgotten, and the day passes."""
        asked = await self.say(Line("/forgetme"))
        await self.say(Packed(packed(button(asked, "Forget me"))))
        await self.later(DAY)

    async def later(self, by: timedelta) -> None:
        self.kit.clock.forward(by)
        await self.scheduler.settle()

    async def known(self) -> StoredPerson | None:
        """What the club knows of Ana."""
        return await self.kit.database.read(lambda tx: tx.people.find(ANA.platform, ANA.id))

    @property
    def has(self) -> list[str]:
        """The roles that Ana has of the bot."""
        return self.discord.given.get(ANA.id, [])

    def told(self) -> list[str]:
        """What organisers were told."""
        return [said(reply) for place, reply, _ in self.discord.posts.values() if place.id == "9"]


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with opened() as kit:
        discord, slack = Board(Place("discord", "9"), "discord", names=("3", "9")), Board(None, "slack")
        kit.core.messengers[:] = [discord, slack]
        roles = {"cancer": ("111", "112"), "startups": ("113",)}
        places = {"cancer": ("discord:5", "slack:C1"), "startups": ("slack:C2",)}
        kit.core.places = replace(kit.core.places, roles=roles, interests=places)
        yield Club(kit, Scheduler(kit.core), discord, slack)


async def test_who_chooses_a_field_is_given_its_roles(club: Club) -> None:
    await club.choose("cancer")
    assert club.has == ["111", "112"]


async def test_a_field_without_roles_gives_none(club: Club) -> None:
    await club.choose("policy")
    assert club.has == []


async def test_what_goes_with_a_field_that_is_wanted_no_more_is_taken_back(club: Club) -> None:
    await club.choose("cancer")
    await club.choose("startups")
    assert club.has == ["113"]


async def test_only_what_was_given_is_taken(club: Club) -> None:
    club.discord.given[ANA.id] = ["111"]  # by an organiser, by hand
    await club.choose("startups")
    assert club.has == ["111", "113"]


async def test_each_linked_account_is_given_what_its_platform_has(club: Club) -> None:
    await club.choose("policy")
    person = await club.kit.core.people.of(ANA)
    await club.kit.database.write(lambda tx: tx.people.link(person.id, "slack", "U1"))
    await club.choose("cancer", "startups")
    assert club.has == ["111", "112", "113"]
    assert club.slack.given == {"U1": ["C1", "C2"]}


async def test_a_platform_that_is_away_gives_it_later(club: Club) -> None:
    club.kit.core.messengers.remove(club.discord)
    await club.choose("cancer")
    club.kit.core.messengers.append(club.discord)
    await club.later(HOUR)
    assert club.has == ["111", "112"]


async def test_after_a_wait_that_a_platform_asks_for_the_rest_is_given(club: Club) -> None:
    club.discord.faults["112"] = [TryLater(timedelta(seconds=30))]
    await club.choose("cancer")
    assert club.has == ["111"]
    await club.later(timedelta(seconds=20))
    assert club.has == ["111"]
    await club.later(HOUR)
    assert club.has == ["111", "112"]


@pytest.mark.parametrize("fault", [BARRED, PlaceGone("#cancer")])
async def test_what_an_organiser_must_mend_is_told_once_and_tried_again_next_day(
    club: Club, fault: Undelivered
) -> None:
    club.discord.faults["111"] = [fault, fault]
    await club.choose("cancer")
    assert club.has == ["112"]
    await club.later(DAY)
    assert club.has == ["112"]
    await club.later(DAY)
    assert club.has == ["112", "111"]
    (told,) = club.told()
    assert "111" in told


async def test_who_has_left_is_let_go(club: Club) -> None:
    club.discord.faults["111"] = [Undelivered("This person is not on the server any more.")]
    club.discord.faults["112"] = [Undelivered("This person is not on the server any more.")]
    await club.choose("cancer")
    await club.later(3 * DAY)
    assert club.has == []
    assert club.told() == []


async def test_what_breaks_is_tried_again(club: Club) -> None:
    club.discord.faults["111"] = [LookupError()]
    await club.choose("cancer")
    assert club.has == []
    await club.later(HOUR)
    assert club.has == ["111", "112"]


async def test_a_restart_goes_on_where_it_stopped(club: Club) -> None:
    club.discord.faults["112"] = [TryLater(timedelta(seconds=30))]
    await club.choose("cancer")
    club.scheduler = Scheduler(club.kit.core)
    await club.later(HOUR)
    assert club.has == ["111", "112"]


async def test_who_is_forgotten_keeps_no_role_that_came_with_their_fields(club: Club) -> None:
    club.discord.given[ANA.id] = ["999"]  # by an organiser, by hand
    await club.choose("cancer")
    await club.leave()
    assert club.has == ["999"]
    await club.later(MINUTE)
    assert await club.known() is None


async def test_roles_that_cannot_be_taken_back_keep_nobody_from_being_forgotten(club: Club) -> None:
    await club.choose("cancer")
    club.discord.faults["111"] = [BARRED] * 9
    club.discord.faults["112"] = [TryLater(timedelta(seconds=1))] * 99
    await club.leave()
    for _ in range(40):
        await club.later(MINUTE / 4)
    assert await club.known() is None
    assert club.has == ["111", "112"]


async def test_who_takes_it_back_at_the_last_moment_has_their_roles_again(club: Club) -> None:
    await club.choose("cancer")
    await club.leave()
    assert club.has == []
    await club.say(Packed("1 forgetme-cancel"))
    await club.scheduler.settle()
    assert club.has == ["111", "112"]
