"""Who is asking: people by their accounts, cached, since every request needs one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from bot.core.context import Account, Club, Person
from bot.core.roles import Role
from bot.core.words import LANGUAGES
from bot.domain.quiet import Quiet
from bot.storage.names import GUEST

if TYPE_CHECKING:
    from bot.core.clock import Clock
    from bot.storage.database import Database
    from bot.storage.people import StoredPerson
    from bot.storage.store import Tx

CAPACITY = 10_000  # people kept in memory; the longest unseen leave first


@dataclass(frozen=True, slots=True)
class _Told:
    """What a platform tells of somebody that can be kept of them."""

    name: str
    locale: str | None
    zone: str | None

    def adds_to(self, known: StoredPerson) -> bool:
        language = known.locale is None and self.locale is not None
        zone = known.zone is None and self.zone is not None
        return language or zone or self.renames(known)

    def renames(self, known: StoredPerson) -> bool:
        return bool(self.name) and self.name != known.shown


class People:
    """Everybody the club has met. A first sight makes a Guest; whoever changes a person says so with `forget`.

    Who came with no language that we speak gets the club's, until they come with one: it is kept as if they had
    chosen it. A language once kept is changed by them alone. So it is with time zones. Their name is followed.
    """

    def __init__(self, database: Database, club: Club, clock: Clock) -> None:
        self._database = database
        self._club = club
        self._clock = clock
        self._known: dict[Account, StoredPerson] = {}
        self._turn = 0  # counts what was forgotten: what was read before is not kept after

    async def of(
        self,
        account: Account,
        name: str = "",
        language: str = "",
        heard: str = "",
        zone: str = "",
        *,
        stand_in: str = "",
    ) -> Person:
        """The person behind an account, met now if never before; who has no language yet is answered in `heard`.

        The zone is an IANA name; one that is not known is none. The stand-in is kept of whoever comes without a name.
        """
        known, turn = self._known.pop(account, None), self._turn
        if known is None:
            known = await self._database.read(lambda tx: tx.people.find(account.platform, account.id))
        told = _Told(name, language if language in LANGUAGES else None, zone if zone and zone in _zones() else None)
        if known is None or told.adds_to(known):
            known = await self._database.write(lambda tx: self._meet(tx, account, told, stand_in))
            alone = turn == self._turn
            self.forget(known.id)  # as their other accounts knew them
            turn += alone
        if turn == self._turn:
            if len(self._known) >= CAPACITY:
                del self._known[next(iter(self._known))]
            self._known[account] = known
        return self._person(known, name or known.name, heard)

    async def by_id(self, person_id: str) -> Person | None:
        """The person with this id, in no account's name; None when the club knows nobody such."""
        stored = await self._database.read(lambda tx: tx.people.get(person_id))
        return None if stored is None else self._person(stored, stored.name, "")

    def forget(self, person_id: str) -> None:
        """Drop what is cached of a person, since it was changed."""
        self._turn += 1
        for account in [a for a, p in self._known.items() if p.id == person_id]:
            del self._known[account]

    def _meet(self, tx: Tx, account: Account, told: _Told, stand_in: str) -> StoredPerson:
        found = tx.people.find(account.platform, account.id)
        if found is None:
            return tx.people.create(
                uuid4().hex,
                account.platform,
                account.id,
                name=told.name or stand_in,
                locale=told.locale,
                zone=told.zone,
                seen_seq=tx.facts.version(),
                at=self._clock.now(),
            )
        if found.locale is None and told.locale:
            tx.people.set_locale(found.id, told.locale)
        if found.zone is None and told.zone:
            tx.people.set_zone(found.id, told.zone)
        if told.renames(found):
            tx.people.rename(account.platform, account.id, told.name)
        return tx.people.find(account.platform, account.id) or found

    def _person(self, stored: StoredPerson, name: str, heard: str) -> Person:
        zone = ZoneInfo(stored.zone) if stored.zone else self._club.zone
        language = stored.locale or heard or self._club.language
        quiet = Quiet.of(stored.quiet) if stored.quiet else None
        muted = stored.muted_at is not None
        own = "" if name.startswith(GUEST) else name  # to themselves nobody is a number
        return Person(stored.id, Role(stored.role), language, zone, stored.seen_seq, own, quiet, muted)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
