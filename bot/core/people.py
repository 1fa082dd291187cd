"""Who is asking: people by their accounts, cached, since every request needs one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.core.context import Account, Club, Person
from bot.core.roles import Role
from bot.core.words import LANGUAGES

if TYPE_CHECKING:
    from bot.core.clock import Clock
    from bot.storage.database import Database
    from bot.storage.people import StoredPerson
    from bot.storage.store import Tx

CAPACITY = 10_000  # people kept in memory; the longest unseen leave first


class People:
    """Everybody the club has met. A first sight makes a Guest; whoever changes a person says so with `forget`.

    Who came with no language that we speak gets the club's, until they come with one: it is kept as if they had
    chosen it. A language once kept is changed by them alone.
    """

    def __init__(self, database: Database, club: Club, clock: Clock) -> None:
        self._database = database
        self._club = club
        self._clock = clock
        self._known: dict[Account, StoredPerson] = {}

    async def of(self, account: Account, name: str = "", language: str = "", heard: str = "") -> Person:
        """The person behind an account, met now if never before; who has no language yet is answered in `heard`."""
        known = self._known.pop(account, None)
        if known is None:
            known = await self._database.read(lambda tx: tx.people.find(account.platform, account.id))
        if known is None or (known.locale is None and language in LANGUAGES):
            known = await self._database.write(lambda tx: self._meet(tx, account, name, language))
            self.forget(known.id)  # as their other accounts knew them
        if len(self._known) >= CAPACITY:
            del self._known[next(iter(self._known))]
        self._known[account] = known
        return self._person(known, name or known.name, heard)

    def forget(self, person_id: str) -> None:
        """Drop what is cached of a person, since it was changed."""
        for account in [a for a, p in self._known.items() if p.id == person_id]:
            del self._known[account]

    def _meet(self, tx: Tx, account: Account, name: str, language: str) -> StoredPerson:
        locale = language if language in LANGUAGES else None
        found = tx.people.find(account.platform, account.id)
        if found is None:
            return tx.people.create(
                uuid4().hex,
                account.platform,
                account.id,
                name=name,
                locale=locale,
                seen_seq=tx.facts.version(),
                at=self._clock.now(),
            )
        if found.locale is None and locale:
            tx.people.set_locale(found.id, locale)
            return replace(found, locale=locale)
        return found

    def _person(self, stored: StoredPerson, name: str, heard: str) -> Person:
        zone = ZoneInfo(stored.zone) if stored.zone else self._club.zone
        language = stored.locale or heard or self._club.language
        return Person(stored.id, Role(stored.role), language, zone, stored.seen_seq, name)
