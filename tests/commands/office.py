"""Two organisers and a member around the schedules: who orders, who presses, and what became of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.commands.post import Post
from bot.core.roles import Role
from bot.domain.announcement import Announcement
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.scheduler.service import Scheduler
from tests.asker import Asker
from tests.kit import SOFIA, Kit, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from bot.domain.delivery import Delivery

MONDAY = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - a wall time
WEEKLY = "FREQ=WEEKLY;BYDAY=MO"
HELLO = Announcement({"en": "Hello", "bg": "Здравейте"}, {"en": "We meet today.", "bg": "Днес се виждаме."})


@dataclass
class Office:
    """A kit with its scheduler; Olga orders, Boris organises too, Mila is a member and Gosho a guest."""

    kit: Kit
    scheduler: Scheduler
    olga: Asker
    boris: Asker
    mila: Asker
    gosho: Asker

    async def id_of(self, called: str) -> str:
        role = {"mila": Role.MEMBER, "gosho": Role.GUEST}.get(called, Role.ORGANISER)
        _, who = await self.kit.person(role, "en", called)
        return who.id

    async def order(self, start: datetime = MONDAY, rule: str = "", **more: Any) -> Schedule:  # noqa: ANN401 - any field of a Schedule
        """Keep a schedule of Olga's: an announcement to #general, unless said otherwise."""
        olga = await self.id_of("olga")
        content = await self.kit.database.write(lambda tx: tx.contents.add(HELLO.body(), olga, self.kit.clock.now()))
        made = Schedule(
            id=0,
            sort=Sort.POST,
            owner=olga,
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

    async def opened(self, made: Schedule, who: Asker | None = None) -> Reply:
        """One schedule with all its buttons."""
        return await (who or self.olga).ask(f"/schedules {made.id}")

    async def until(self, wall: datetime) -> None:
        """Let time pass until a wall time in Sofia, and the scheduler do what is due by then."""
        await self.scheduler.settle()
        self.kit.clock.forward(wall.replace(tzinfo=SOFIA) - self.kit.clock.now())
        await self.scheduler.settle()

    async def rows(self, made: Schedule) -> list[Delivery]:
        return await self.kit.database.read(lambda tx: tx.deliveries.of(made.id))

    async def now(self, made: Schedule) -> Schedule:
        found = await self.kit.database.read(lambda tx: tx.schedules.get(made.id))
        assert found
        return found

    def posts(self, place: str = "general") -> list[str]:
        """What stands in a place, each by its title or text."""
        return [
            reply.cards[0].title if reply.cards else "".join(map(str, reply.text))
            for where, reply, _ in self.kit.board.posts.values()
            if where.id == place
        ]

    def notices(self) -> list[Reply]:
        """What the organisers' place was told."""
        return [reply for where, reply, _ in self.kit.board.posts.values() if where.id == "organisers"]


@asynccontextmanager
async def opened_office(*, approval: bool = False) -> AsyncIterator[Office]:
    """An office in the morning of Sunday, 22 November 2026."""
    async with opened() as kit:
        kit.core.club = replace(kit.core.club, approval=approval)
        askers = {
            name: Asker(kit, name, role)
            for name, role in (
                ("olga", Role.ORGANISER),
                ("boris", Role.ORGANISER),
                ("mila", Role.MEMBER),
                ("gosho", Role.GUEST),
            )
        }
        office = Office(kit, Scheduler(kit.core), **askers)
        for name in askers:
            await office.id_of(name)
        yield office


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
