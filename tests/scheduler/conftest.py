from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.post import Post
from bot.core.roles import Role
from bot.domain.announcement import Announcement
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.scheduler.service import Scheduler
from tests.kit import Kit, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.delivery import Delivery

MONDAY = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - a wall time
HELLO = Announcement({"en": "Hello", "bg": "Здравейте"}, {"en": "We meet today.", "bg": "Днес се виждаме."})


@dataclass
class Office:
    """A kit with its scheduler, and an organiser who orders posts."""

    kit: Kit
    scheduler: Scheduler
    owner: str = ""

    async def order(self, start: datetime = MONDAY, rule: str = "", **more: Any) -> Schedule:  # noqa: ANN401 - fields of a schedule
        """Keep an active schedule of an announcement, to #general unless said otherwise."""
        content = await self.kit.database.write(
            lambda tx: tx.contents.add(HELLO.body(), self.owner, self.kit.clock.now())
        )
        made = Schedule(
            id=0,
            sort=Sort.POST,
            owner=self.owner,
            via="web:olga",
            command=Post(content=content).pack(),
            title="Hello",
            series=Series(start, "Europe/Sofia", rule),
            places=("web:general",),
            state=State.ACTIVE,
            content=content,
        )
        made = replace(made, **more)
        return await self.kit.database.write(lambda tx: tx.schedules.add(made, self.kit.clock.now()))

    async def pass_time(self, by: timedelta) -> None:
        """Let time pass, and the scheduler do what is due at its end."""
        await self.scheduler.settle()
        self.kit.clock.forward(by)
        await self.scheduler.settle()

    async def until(self, wall: datetime) -> None:
        """Let time pass until a wall time in Sofia."""
        from zoneinfo import ZoneInfo

        await self.pass_time(wall.replace(tzinfo=ZoneInfo("Europe/Sofia")) - self.kit.clock.now())

    async def rows(self, schedule: Schedule) -> list[Delivery]:
        return await self.kit.database.read(lambda tx: tx.deliveries.of(schedule.id))

    async def now(self, schedule: Schedule) -> Schedule:
        found = await self.kit.database.read(lambda tx: tx.schedules.get(schedule.id))
        assert found
        return found

    def said(self, place: str = "general") -> list[str]:
        """The titles of what stands in a place."""
        return [
            r.cards[0].title if r.cards else str(r.text[0])
            for p, r, _ in self.kit.board.posts.values()
            if p.id == place
        ]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened() as kit:
        office = Office(kit, Scheduler(kit.core))
        _, who = await kit.person(Role.ORGANISER, "en", "olga")
        office.owner = who.id
        yield office
