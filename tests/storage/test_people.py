from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.people import StoredPerson

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx


async def test_a_person_is_found_by_their_account(database: Database, now: datetime) -> None:
    made = await database.write(lambda tx: tx.people.create("p1", "web", "1", at=now, name="Ана", seen_seq=7))
    assert made == StoredPerson("p1", 0, None, None, 7, "Ана", shown="Ана")
    assert await database.read(lambda tx: tx.people.find("web", "1")) == made
    assert await database.read(lambda tx: tx.people.find("slack", "1")) is None


async def test_a_person_has_one_role_in_all_their_accounts(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> StoredPerson | None:
        tx.people.create("p1", "web", "1", at=now, name="ana")
        tx.people.link("p1", "slack", "U1", name="Ana P.")
        tx.people.set_role("p1", 2)
        return tx.people.find("slack", "U1")

    assert await database.write(unit) == StoredPerson("p1", 2, None, None, 0, "Ana P.", shown="Ana P.")


async def test_an_account_belongs_to_one_person(database: Database, now: datetime) -> None:
    await database.write(lambda tx: tx.people.create("p1", "web", "1", at=now))
    with pytest.raises(IntegrityError):
        await database.write(lambda tx: tx.people.create("p2", "web", "1", at=now))
    assert await database.read(lambda tx: tx.people.get("p2")) is None


async def test_choices_of_a_person_are_kept(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> StoredPerson | None:
        tx.people.create("p1", "web", "1", at=now)
        tx.people.set_locale("p1", "bg")
        tx.people.set_zone("p1", "Europe/Lisbon")
        tx.people.rename("web", "1", "Ана")
        return tx.people.get("p1")

    assert await database.write(unit) == StoredPerson("p1", 0, "bg", "Europe/Lisbon", 0, "Ана")


async def test_what_a_person_has_seen_never_goes_back(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> StoredPerson | None:
        tx.people.create("p1", "web", "1", at=now)
        tx.people.set_seen("p1", 9)
        tx.people.set_seen("p1", 4)
        return tx.people.get("p1")

    person = await database.write(unit)
    assert person is not None
    assert person.seen_seq == 9


async def test_organisers_are_listed_once_each(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[StoredPerson]:
        for number, role in enumerate((2, 0, 1, 2)):
            tx.people.create(f"p{number}", "web", str(number), at=now, role=role)
        tx.people.link("p0", "slack", "U1")
        return tx.people.organisers()

    assert [person.id for person in await database.write(unit)] == ["p0", "p3"]


async def test_somebody_unknown_is_nobody(database: Database) -> None:
    assert await database.read(lambda tx: tx.people.get("p9")) is None


async def test_a_person_is_called_by_an_account_that_shows_a_name_before_a_guests_number(
    database: Database, now: datetime
) -> None:
    def name(tx: Tx) -> str:
        found = tx.people.get("p1")
        assert found
        return found.name

    def unit(tx: Tx) -> list[str]:
        tx.people.create("p1", "discord", "1", at=now)
        called = [name(tx)]
        tx.people.link("p1", "web", "2", name="Guest 6f")
        called.append(name(tx))
        tx.people.link("p1", "web", "3", name="Vera")
        return [*called, name(tx)]

    assert await database.write(unit) == ["", "Guest 6f", "Vera"]
