"""Who asked to be forgotten is forgotten when the day is over; who left, and what has had its time, goes daily."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.commands.forgetme_told import ForgetmeTold, News
from bot.commands.helping.keeping import show
from bot.commands.request_posted import RequestPosted
from bot.commands.unowned import Unowned
from bot.core import outbox
from bot.core.errors import Oops
from bot.core.forgetting import last_organiser, tell
from bot.core.messenger import TryLater
from bot.core.reply import Reply, Tone
from bot.core.words import words
from bot.scheduler.ways import messenger_of, whom
from bot.storage.errors import StorageFault
from bot.storage.retention import BATCH, rules

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.core import Core
    from bot.storage.erasures import Erasure, Farewell
    from bot.storage.retention import Rule
    from bot.storage.store import Tx

EVERY = timedelta(days=1)
SOON = timedelta(seconds=15)  # before it is seen whether the roles of somebody who goes are taken back
AGAIN = timedelta(hours=1)  # before what failed is tried again
FAREWELL_WITHIN = timedelta(days=1)  # after that the account is named no more, told or not
UNSEEN = timedelta(days=365)  # for which somebody who uses the web chat alone is kept
SOME = 20  # people in one go

log = structlog.get_logger()


class Erasing:
    """Forgets people and drops what is over. Each person goes in one transaction, with the note that they are to go."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._next = core.clock.now()
        self._telling: asyncio.Task[None] | None = None

    def nearest(self, tx: Tx) -> datetime:
        """When there is something to do."""
        return min(filter(None, (tx.erasures.nearest(), self._next)))

    async def run(self) -> None:
        """Do what is due by now."""
        now = self._core.clock.now()
        due, waiting = await self._core.database.read(
            lambda tx: (tx.erasures.due(now, SOME), tx.erasures.farewells(SOME))
        )
        for one in due:
            await self._due(one)
        if due:
            waiting = await self._core.database.read(lambda tx: tx.erasures.farewells(SOME))
        if self._next <= now:
            self._next = now + EVERY
            await self._daily(now)
        if waiting and (self._telling is None or self._telling.done()):
            self._telling = asyncio.create_task(self._tell(waiting))

    async def settle(self) -> None:
        """Wait until everybody was told who can be told now."""
        if self._telling:
            await asyncio.shield(self._telling)

    async def stop(self) -> None:
        """End; who was not told is told after the next start."""
        if self._telling:
            self._telling.cancel()
            await asyncio.gather(self._telling, return_exceptions=True)

    async def _due(self, one: Erasure) -> None:
        now = self._core.clock.now()
        try:
            gone = await self._core.database.write(lambda tx: self._forget(tx, one, now))
        except StorageFault:
            raise
        except Exception:
            log.exception("somebody could not be forgotten; it is tried again", due_at=one.due_at)
            await self._core.database.write(lambda tx: tx.erasures.postpone(one.person_id, now + AGAIN))
            return
        if gone:
            self._core.forget(one.person_id)

    def _forget(self, tx: Tx, one: Erasure, now: datetime) -> bool:
        if tx.erasures.pending(one.person_id) != one:  # cancelled meanwhile, or done by another process
            return False
        who = tx.people.get(one.person_id)
        if last_organiser(tx, one.person_id):
            tx.erasures.postpone(one.person_id, now + EVERY)
            tell(tx, one.person_id, now, ForgetmeTold(news=News.KEPT), f"forgetme-kept:{now:%Y%m%d}")
            return False
        if not tx.enrolments.taken_back(one.person_id, now):
            tx.erasures.postpone(one.person_id, now + SOON)
            return False
        language = (who.locale if who else None) or self._core.club.language
        self._leave(tx, one.person_id, now, via=one.via, language=language)
        return True

    def _leave(self, tx: Tx, person_id: str, now: datetime, *, via: str = "", language: str = "") -> None:
        handled, places = tx.help.handled(person_id), self._core.places.organisers
        done = tx.erasures.forget(person_id, now, via, language)
        for asked in handled:  # it waits again, or shows no more who answered it
            show(tx, asked, places, RequestPosted, now)
        if not done.paused:
            return
        first = done.paused[0][0]
        for place in places:
            says = Unowned(n=len(done.paused))
            outbox.send(tx, now, place=place, says=says, key=f"unowned:{first}:{now:%Y%m%d%H%M}")

    async def _daily(self, now: datetime) -> None:
        """One job a day, in bounded bits: others write in between."""
        keep = self._core.club.keep_after_leaving
        try:
            while gone := await self._core.database.write(lambda tx: self._departed(tx, now - keep, now)):
                for person_id in gone:
                    self._core.forget(person_id)
            for rule in rules(keep):
                await self._drop(rule, now)
        except StorageFault:
            self._next = now + AGAIN
            raise
        except Exception:
            self._next = now + AGAIN
            log.exception("what is old could not be dropped; it is tried again")

    async def _drop(self, rule: Rule, now: datetime) -> None:
        dropped = BATCH
        while dropped == BATCH:
            dropped = await self._core.database.write(lambda tx: tx.retention.drop(rule, now))

    def _departed(self, tx: Tx, left: datetime, now: datetime) -> list[str]:
        """Forget some of those who left, and of those who have not been in the web chat for a year."""
        gone = [*tx.erasures.departed(left, SOME), *tx.erasures.unseen(now - UNSEEN, SOME)]
        gone = [person_id for person_id in dict.fromkeys(gone) if not last_organiser(tx, person_id)]
        for person_id in gone:
            self._leave(tx, person_id, now)
        return gone

    async def _tell(self, waiting: list[Farewell]) -> None:
        for one in waiting:
            if await self._told(one):
                await self._core.database.write(lambda tx, one=one: tx.erasures.told(one.hash))  # type: ignore[misc]

    async def _told(self, one: Farewell) -> bool:
        """Say that it is done; whether there is nothing left to try."""
        over = one.at + FAREWELL_WITHIN < self._core.clock.now()
        platform, _, id = one.via.partition(":")
        account, t = whom(f"{platform}:@{id}"), words(one.language)
        if over or account is None:
            return True
        said = t("It is done: everything that I kept of you is deleted. If you write to me again, you come anew.")
        try:
            messenger = messenger_of(self._core, platform)
            place = await messenger.direct(account)
            await messenger.post(place, Reply((said,), tone=Tone.GOOD), f"erased:{one.hash[:16]}", t)
        except TryLater:
            return False
        except Oops:
            return True
        except Exception as error:
            log.exception("a farewell was not posted", exc_info=error)
            return False
        return True
