"""Members are given what goes with their fields of interest: roles on Discord, channels on Slack.

Beside what is sent, one account after the other, so that nothing else waits for it. A crash repeats at most what was
being given, and giving twice is no matter.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.commands.unenrolled import Unenrolled
from bot.core import outbox
from bot.core.context import Account
from bot.core.messenger import NotAllowed, PlaceGone, TryLater, Undelivered
from bot.core.words import words
from bot.scheduler.outcome import wait
from bot.scheduler.ways import messenger_of
from bot.storage.errors import StorageFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.core import Core
    from bot.core.messenger import Messenger
    from bot.storage.enrolments import Enrolment
    from bot.storage.store import Tx

MOST = 30  # tries
MENDED = timedelta(days=1)  # before what an organiser must allow is tried again
AGAIN = 1.0  # seconds before a database that failed is asked again

log = structlog.get_logger()


class Enrolling:
    """Gives and takes what is due. `done` is told when that is over: there may be somebody to be told."""

    def __init__(self, core: Core, done: Callable[[], None]) -> None:
        self._core = core
        self._done = done
        self._task: asyncio.Task[None] | None = None

    def nearest(self, tx: Tx) -> datetime | None:
        """When there is something to do that is not being done."""
        return None if self._busy else tx.enrolments.nearest()

    async def run(self) -> None:
        """Begin with what is due by now, unless that is going on."""
        if not self._busy and await self._first():
            self._task = asyncio.create_task(self._all())

    async def settle(self) -> None:
        """Wait until what was begun is done."""
        if self._task:
            await asyncio.wait([self._task])

    async def stop(self) -> None:
        """Leave the rest to the next start."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def _busy(self) -> bool:
        return self._task is not None and not self._task.done()

    async def _first(self) -> Enrolment | None:
        now = self._core.clock.now()
        return await self._core.database.read(lambda tx: tx.enrolments.first(now))

    async def _all(self) -> None:
        try:
            while one := await self._first():
                await self._enrol(one)
        except StorageFault as fault:
            log.warning("what was given could not be stored yet", why=str(fault))
            await asyncio.sleep(AGAIN)
        self._done()

    async def _enrol(self, one: Enrolment) -> None:
        """Bring one account to what it is to have, as far as that goes now."""
        given, faults = list(one.done), list[Undelivered]()
        try:
            await self._change(messenger_of(self._core, one.platform), one, given, faults)
        except TryLater as later:
            faults.append(later)
        except Exception as error:
            log.exception("what goes with somebody's fields could not be given", exc_info=error)
            faults.append(TryLater(timedelta(0)))
        await self._settle(one, given, faults)

    async def _change(self, messenger: Messenger, one: Enrolment, given: list[str], faults: list[Undelivered]) -> None:
        """Take and give, and keep the account of it. Raises TryLater, which ends it for now."""
        wanted, account = self._wanted(one), Account(one.platform, one.account_id)
        for what in [what for what in one.done if what not in wanted]:
            try:
                await messenger.withdraw(account, what)
            except (TryLater, NotAllowed) as error:
                await self._hindered(one.platform, what, error)
                faults.append(error)
            except Undelivered:  # they have left: there is nothing to take
                given.remove(what)
            else:
                given.remove(what)
        for what in [what for what in wanted if what not in given]:
            try:
                await messenger.enrol(account, what)
            except Undelivered as error:
                await self._hindered(one.platform, what, error)
                faults.append(error)
            else:
                given.append(what)

    def _wanted(self, one: Enrolment) -> list[str]:
        """The platform's ids of what goes with the fields of an account."""
        places, prefix = self._core.places, f"{one.platform}:"
        if one.platform == "discord":
            found = [role for field in one.interests for role in places.roles.get(field, ())]
        else:
            named = [place for field in one.interests for place in places.interests.get(field, ())]
            found = [place.removeprefix(prefix) for place in named if place.startswith(prefix)]
        return list(dict.fromkeys(found))

    async def _settle(self, one: Enrolment, given: list[str], faults: list[Undelivered]) -> None:
        now, again, held = self._core.clock.now(), None, None
        if one.tries < MOST:
            waits = [max(fault.after, wait(one.tries + 1)) for fault in faults if isinstance(fault, TryLater)]
            waits += [MENDED for fault in faults if isinstance(fault, NotAllowed | PlaceGone)]
            again = now + min(waits) if waits else None
            held = max((fault.after for fault in faults if isinstance(fault, TryLater)), default=None)

        def store(tx: Tx) -> None:
            tx.enrolments.settle(one, given, again)
            if held:  # the platform wants to be left alone, for whomever it is asked
                tx.enrolments.defer(one.platform, now + held)

        await self._core.database.write(store)

    async def _hindered(self, platform: str, what: str, why: Undelivered) -> None:
        """Let TryLater end this; let the organisers know what they can mend, once a month for each thing."""
        if isinstance(why, TryLater):
            raise why
        if not isinstance(why, NotAllowed | PlaceGone):
            return
        log.warning("what goes with a field cannot be given", platform=platform, what=what, why=why.text)
        places = {m.platform: str(m.organisers) for m in self._core.messengers if m.organisers}
        there = places.get(platform) or next(iter(places.values()), "")
        if not there:
            return
        t, now = words(self._core.places.language(there, self._core.club.language)), self._core.clock.now()
        says = Unenrolled(platform=platform, what=what, why=t(why.text, **why.names)[:600])
        key = f"unenrolled:{platform}:{what}:{now:%Y-%m}"

        def send(tx: Tx) -> None:
            outbox.send(tx, now, place=there, says=says, key=key)

        await self._core.database.write(send)
