"""Members who told of themselves and agreed, or not, to be found and introduced."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.roles import Role
from bot.domain.member import Purpose
from bot.scheduler.service import Scheduler
from tests.asker import Asker
from tests.kit import Kit, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import timedelta

    from bot.core.reply import Reply
    from bot.storage.introductions import Introduction

BOTH = (Purpose.DIRECTORY, Purpose.MATCHING)


@dataclass
class Meeting:
    """A club whose members meet."""

    kit: Kit
    scheduler: Scheduler

    async def member(self, name: str, *agrees: Purpose, role: Role = Role.MEMBER, **answers: Any) -> Asker:  # noqa: ANN401 - any JSON
        """Somebody who agrees to these purposes and gave these answers."""
        _, who = await self.kit.person(role, "en", name)
        now = self.kit.clock.now()

        def keep(tx: Any) -> None:  # noqa: ANN401 - a transaction
            for purpose in agrees:
                tx.members.consent(who.id, purpose, now, given=True)
            for key, value in answers.items():
                tx.members.answer(who.id, key, value, now)

        await self.kit.database.write(keep)
        return Asker(self.kit, name, role)

    async def id(self, name: str) -> str:
        found = await self.kit.database.read(lambda tx: tx.people.find("web", name))
        assert found
        return found.id

    async def consent(self, name: str, purpose: Purpose, *, given: bool) -> None:
        who, now = await self.id(name), self.kit.clock.now()
        await self.kit.database.write(lambda tx: tx.members.consent(who, purpose, now, given=given))

    async def mute(self, name: str) -> None:
        who, now = await self.id(name), self.kit.clock.now()
        await self.kit.database.write(lambda tx: tx.members.mute(who, now))
        self.kit.core.people.forget(who)

    async def leaving(self, name: str) -> None:
        """Somebody asks to be forgotten: a day later they are."""
        from datetime import timedelta

        who, now = await self.id(name), self.kit.clock.now()
        await self.kit.database.write(lambda tx: tx.erasures.ask(who, f"web:{name}", now, now + timedelta(days=1)))

    async def outdated(self, name: str) -> None:
        """The words that somebody agreed to are not those of today."""
        from sqlalchemy import update

        from bot.storage.schema import consent

        who = await self.id(name)
        change = update(consent).where(consent.c.person_id == who).values(version=0)
        await self.kit.database.write(lambda tx: tx._connection.execute(change).rowcount)

    async def link(self, name: str, platform: str, account: str) -> None:
        who = await self.id(name)
        await self.kit.database.write(lambda tx: tx.people.link(who, platform, account, name=name))

    async def requests(self, name: str) -> list[Introduction]:
        who = await self.id(name)
        return await self.kit.database.read(lambda tx: tx.introductions.asked(who))

    def heard(self, name: str) -> list[Reply]:
        """What came to somebody's direct messages, first to last."""
        return [reply for place, reply, _ in self.kit.board.posts.values() if place.id == f"dm-{name}"]

    async def settle(self) -> None:
        await self.scheduler.settle()

    async def wait(self, by: timedelta) -> None:
        """Let time pass, and what is due be sent."""
        await self.scheduler.settle()
        self.kit.clock.forward(by)
        await self.scheduler.settle()


@asynccontextmanager
async def opened_meeting() -> AsyncIterator[Meeting]:
    """A club with nobody in it yet."""
    async with opened() as kit:
        yield Meeting(kit, Scheduler(kit.core))
