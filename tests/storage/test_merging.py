"""Two people who left something in every table turn out to be one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import UniqueConstraint, insert, select, update

from bot.domain.member import Purpose
from bot.storage import schema as s
from bot.storage.merging import UNIQUE
from bot.storage.personal import By, traces
from tests.owning import announce, everything, fill, naming, one

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx

KEPT = one("a" * 31 + "7", "Tsvetana", "Pazi", "f" * 31 + "1", "900000000000000001", "U0KEPT001")
GONE = one("b" * 31 + "8", "Цветана", "Dobavi", "e" * 31 + "2", "800000000000000002", "U0GONE002")
OTHER = one("c" * 31 + "9", "Boris", "Drug", "d" * 31 + "3", "700000000000000003", "U0OTHER03")
LESS = {"person": 1, "pseudonym": 1, "link_code": 1, "onboarding": 1, "answer": 5, "introduction": 2, "profile_view": 4}
"""Rows that there is one of where there were two, and what two told of each other."""


def furnish(tx: Tx, now: datetime) -> None:
    for who in (KEPT, GONE, OTHER):
        tx.people.create(who.id, "web", who.accounts["web"], name=who.name, at=now)
    fill(tx, KEPT, GONE, now)
    fill(tx, GONE, KEPT, now)
    fill(tx, OTHER, GONE, now)
    announce(tx, GONE, now, "Open day")


async def test_nothing_names_the_one_who_is_no_more(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    assert len([row for row in naming(GONE, await database.read(everything)) if GONE.id in row]) > 30
    await database.write(lambda tx: tx.merge(GONE.id, KEPT.id))
    tables = await database.read(everything)
    assert [row for rows in tables.values() for row in rows if GONE.id in row] == []


async def test_everything_is_still_there(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    before = await database.read(everything)
    await database.write(lambda tx: tx.merge(GONE.id, KEPT.id))
    after = await database.read(everything)
    lost = {name: len(rows) - len(after[name]) for name, rows in before.items() if len(rows) != len(after[name])}
    assert lost == LESS
    accounts = await database.read(lambda tx: {one.id for one in tx.people.accounts(KEPT.id)})
    assert accounts == {*KEPT.accounts.values(), *GONE.accounts.values()}


async def test_a_question_that_was_skipped_later_takes_no_answer_away(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> dict[str, object]:
        for who in (KEPT, GONE):
            tx.people.create(who.id, "web", who.accounts["web"], name=who.name, at=now)
        tx.members.answer(GONE.id, "city", "Sofia", now)
        tx.members.answer(KEPT.id, "city", None, now + timedelta(days=1))
        tx.members.answer(GONE.id, "offers", "old", now)
        tx.members.answer(KEPT.id, "offers", "new", now + timedelta(days=1))
        tx.merge(GONE.id, KEPT.id)
        return tx.members.answers(KEPT.id)

    assert await database.write(unit) == {"city": "Sofia", "offers": "new"}


async def test_whoever_was_joined_is_forgotten_as_one(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    await database.write(lambda tx: tx.merge(GONE.id, KEPT.id))
    await database.write(lambda tx: tx.erasures.forget(KEPT.id, now))
    tables = await database.read(everything)
    assert naming(GONE, tables) == []
    assert naming(KEPT, tables) == []


async def test_somebody_else_s_rows_stay_as_they_were_except_for_the_name(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    before = [row.replace(GONE.id, KEPT.id) for row in naming(OTHER, await database.read(everything))]
    await database.write(lambda tx: tx.merge(GONE.id, KEPT.id))
    assert naming(OTHER, await database.read(everything)) == before


def test_every_column_that_leads_to_a_person_is_walked() -> None:
    declared = {trace.column for trace in traces() if trace.by is By.PERSON}
    keys = {c for table in s.metadata.tables.values() for c in table.c if c.references(s.person.c.id)}
    assert keys <= declared


def test_a_text_that_is_unique_is_known_to_be() -> None:
    """An id that is replaced in it must not bring the whole down."""
    within = {trace.column for trace in traces() if trace.by is By.WITHIN}
    unique = set()
    for table in s.metadata.tables.values():
        sets = [set(table.primary_key.columns), *({c} for c in table.c if c.unique)]
        sets += [set(con.columns) for con in table.constraints if isinstance(con, UniqueConstraint)]
        unique |= {c for group in sets for c in group if c in within}
    assert unique - {s.delivery.c.place} == UNIQUE.keys()


async def two(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> None:
        tx.people.create(KEPT.id, "web", "k", name="Kept", at=now)
        tx.people.create(GONE.id, "slack", "U0GONE002", name="Gone", at=now)

    await database.write(unit)


async def test_the_newer_answer_stays_whoever_gave_it(database: Database, now: datetime) -> None:
    await two(database, now)

    def unit(tx: Tx) -> dict[str, object]:
        tx.members.answer(KEPT.id, "city", "Sofia", now)
        tx.members.answer(GONE.id, "city", "Varna", now + timedelta(days=1))
        tx.members.answer(KEPT.id, "offers", "Sequencing", now + timedelta(days=1))
        tx.members.answer(GONE.id, "offers", "Nothing", now)
        tx.members.answer(GONE.id, "seeks", "A lab", now)
        tx.merge(GONE.id, KEPT.id)
        return tx.members.answers(KEPT.id)

    assert await database.write(unit) == {"city": "Varna", "offers": "Sequencing", "seeks": "A lab"}


async def test_the_later_word_to_each_purpose_holds_and_the_history_stays(database: Database, now: datetime) -> None:
    await two(database, now)

    def unit(tx: Tx) -> dict[Purpose, bool]:
        tx.members.consent(GONE.id, Purpose.DIRECTORY, now, given=True)
        tx.members.consent(KEPT.id, Purpose.DIRECTORY, now + timedelta(hours=1), given=False)
        tx.members.consent(KEPT.id, Purpose.MATCHING, now + timedelta(hours=1), given=False)
        tx.members.consent(GONE.id, Purpose.MATCHING, now + timedelta(hours=2), given=True)
        tx.merge(GONE.id, KEPT.id)
        assert len(tx._connection.execute(select(s.consent)).all()) == 4
        return {purpose: said.given for purpose, said in tx.members.consents(KEPT.id).items()}

    assert await database.write(unit) == {Purpose.DIRECTORY: False, Purpose.MATCHING: True}


@pytest.mark.parametrize("finished", [KEPT.id, GONE.id])
async def test_of_two_who_joined_the_one_stays_that_came_further(
    database: Database, now: datetime, finished: str
) -> None:
    await two(database, now)

    def unit(tx: Tx) -> bool:
        for id in (KEPT.id, GONE.id):
            tx.members.begin(id, "web:k", now + timedelta(days=id != finished))
        tx.members.finish(finished, now)
        tx.merge(GONE.id, KEPT.id)
        joining = tx.members.onboarding(KEPT.id)
        return joining is not None and joining.finished_at is not None

    assert await database.write(unit)


async def test_the_owner_s_settings_hold_and_the_higher_role_and_whoever_was_muted_stays_so(
    database: Database, now: datetime
) -> None:
    await two(database, now)

    def unit(tx: Tx) -> None:
        tx.people.set_locale(KEPT.id, "bg")
        tx.people.set_locale(GONE.id, "en")
        tx.people.set_zone(GONE.id, "Europe/Berlin")
        tx.people.set_role(GONE.id, 2)
        tx.members.mute(GONE.id, now)
        tx.merge(GONE.id, KEPT.id)
        who = tx.people.get(KEPT.id)
        assert who
        assert (who.locale, who.zone, who.role, who.muted_at) == ("bg", "Europe/Berlin", 2, now)

    await database.write(unit)


async def test_whom_both_were_to_meet_they_meet_once(database: Database, now: datetime) -> None:
    await two(database, now)

    def unit(tx: Tx) -> list[tuple[str, str]]:
        tx.people.create(OTHER.id, "web", "o", name="Other", at=now)
        tx.introductions.make_round("2026-11", [(KEPT.id, OTHER.id), (GONE.id, OTHER.id)], now)
        tx.introductions.ask(KEPT.id, GONE.id, "", [], now)
        tx.merge(GONE.id, KEPT.id)
        return [(row.one, row.other) for row in tx._connection.execute(select(s.introduction))]

    assert sorted(await database.write(unit)) == [(KEPT.id, OTHER.id), (OTHER.id, KEPT.id)]


async def test_the_audit_calls_both_by_one_pseudonym(database: Database, now: datetime) -> None:
    await two(database, now)

    def unit(tx: Tx) -> set[str]:
        for id in (KEPT.id, GONE.id):
            tx.audit.add(now, tx.pseudonyms.of(id), "about", "web:general")
        tx.merge(GONE.id, KEPT.id)
        assert tx.pseudonyms.of(KEPT.id)
        return {row.person_id for row in tx._connection.execute(select(s.audit))} ^ {tx.pseudonyms.of(KEPT.id)}

    assert await database.write(unit) == set()


async def test_the_request_that_joins_them_is_recorded_as_the_one_s_who_stays(
    database: Database, now: datetime
) -> None:
    await two(database, now)

    def unit(tx: Tx) -> None:
        tx.merge(GONE.id, KEPT.id)
        tx.requests.record(f"web:{GONE.id}:7", 0, "done", now, GONE.id)

    await database.write(unit)
    found = await database.read(lambda tx: tx.requests.find(f"web:{KEPT.id}:7", 0))
    assert found
    assert found.result == "done"
    rows = await database.read(lambda tx: tx._connection.execute(select(s.handled.c.person_id)).all())
    assert rows == [(KEPT.id,)]


async def test_an_account_that_is_parted_takes_its_sessions_along(database: Database, now: datetime) -> None:
    token, to = "f" * 64, "9" * 32

    def unit(tx: Tx) -> None:
        tx.people.create(KEPT.id, "slack", "U1", name="Kept", locale="bg", zone="Europe/Berlin", role=2, at=now)
        tx.people.link(KEPT.id, "web", token[:32], name="At home")
        tx.sessions.add(token, KEPT.id, now)
        tx.sessions.add("0" * 64, KEPT.id, now)
        tx.members.answer(KEPT.id, "city", "Sofia", now)
        tx._connection.execute(
            insert(s.onboarding),
            {"person_id": KEPT.id, "via": f"web:{token[:32]}", "started_at": now, "changed_at": now},
        )
        tx._connection.execute(update(s.person).values(seen_seq=3))
        tx.part(KEPT.id, f"web:{token[:32]}", to, now)
        parted = tx.people.find("web", token[:32])
        assert parted
        assert (parted.id, parted.role, parted.locale, parted.zone) == (to, 0, "bg", "Europe/Berlin")
        assert tx.sessions.person(token) == to
        assert tx.sessions.person("0" * 64) == KEPT.id
        assert tx.members.answers(to) == {}
        joining = tx.members.onboarding(KEPT.id)
        assert joining
        assert joining.via == "slack:U1"

    await database.write(unit)
