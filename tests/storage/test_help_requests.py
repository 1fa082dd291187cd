"""Questions to organisers, as they are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.storage.help_requests import HelpRequest, Stand

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx


def asked(now: datetime, tx: Tx) -> int:
    for who in ("ana", "olga"):
        tx.people.create(who, "web", who, at=now)
    return tx.help.add(HelpRequest(0, "ana", "web:ana", "partner:krib", "Кой?", now))


async def test_a_question_stands_as_what_was_done_with_it_says(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[Stand]:
        id = asked(now, tx)
        stands = []

        def look() -> None:
            found = tx.help.get(id)
            assert found
            stands.append(found.stand)

        look()
        tx.help.take(id, "olga")
        look()
        tx.help.close(id, "ana", now)
        look()
        tx.help.reopen(id, "ana")
        tx.help.close(id, "olga", now)
        look()
        tx.help.reopen(id, "olga")
        tx.help.close(id, "olga", now, "Ана.")
        look()
        return stands

    assert await database.write(unit) == [
        Stand.OPEN,
        Stand.TAKEN,
        Stand.WITHDRAWN,
        Stand.CLOSED,
        Stand.ANSWERED,
    ]


async def test_the_first_answer_stays(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> tuple[bool, bool, bool, str | None]:
        id = asked(now, tx)
        first = tx.help.close(id, "olga", now, "Ана.")
        second = tx.help.close(id, "ana", now, "Вера.")
        found = tx.help.get(id)
        return first, second, tx.help.reopen(id, "olga"), found.answer if found else None

    assert await database.write(unit) == (True, False, False, "Ана.")


async def test_an_answer_helps_once(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[bool]:
        id = asked(now, tx)
        early = tx.help.helped(id, now)
        tx.help.close(id, "olga", now, "Ана.")
        return [early, tx.help.helped(id, now), tx.help.helped(id, now)]

    assert await database.write(unit) == [False, True, False]


async def test_who_asked_between_the_first_question_and_the_last_was_joining(database: Database, now: datetime) -> None:
    hour = timedelta(hours=1)

    def unit(tx: Tx) -> list[bool]:
        asked(now, tx)
        tx.members.begin("ana", "web:ana", now + hour)
        for at in (now + 2 * hour, now + 4 * hour):
            tx.help.add(HelpRequest(0, "ana", "web:ana", "", "Кой?", at))
        tx.members.finish("ana", now + 3 * hour)
        return [one.joining for one in tx.help.waiting()]

    assert await database.write(unit) == [False, True, False]


async def test_lists_are_by_who_took_what_and_what_it_is_about(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> tuple[list[int], ...]:
        first = asked(now, tx)
        second = tx.help.add(HelpRequest(0, "ana", "web:ana", "", "А кога?", now))
        third = tx.help.add(HelpRequest(0, "olga", "web:olga", "", "А къде?", now))
        tx.help.take(second, "olga")
        tx.help.close(third, "olga", now)
        lists = (
            tx.help.waiting(),
            tx.help.waiting("partner:krib"),
            tx.help.taken("olga"),
            tx.help.done(),
            tx.help.of("ana"),
        )
        assert (first, second, third) == (1, 2, 3)
        return tuple([one.id for one in some] for some in lists)

    assert await database.write(unit) == ([1, 2], [1], [2], [3], [2, 1])
