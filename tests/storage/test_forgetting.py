"""Somebody who left something in every table is forgotten, and nothing of them is left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Text, func, select, type_coerce

from bot.domain.schedule import State
from bot.storage import schema as s
from bot.storage.personal import NOBODY, By, traces
from tests.owning import announce, everything, fill, naming, one

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.personal import Trace
    from bot.storage.store import Tx
    from tests.owning import One

GONE = one("a" * 31 + "7", "Цветана Ünïque", "Zabravi", "f" * 31 + "1", "900000000000000001", "U0FORGET1")
STAYS = one("b" * 31 + "8", "Boris", "Pazi", "e" * 31 + "2", "900000000000000012", "U0FORGET12")
THEREAFTER = ("erased.farewell", "erased.hash", "erasure.person_id", "erasure.via")


def furnish(tx: Tx, now: datetime) -> None:
    for who in (GONE, STAYS):
        tx.people.create(who.id, "web", who.accounts["web"], name=who.name, at=now)
    fill(tx, GONE, STAYS, now)
    fill(tx, STAYS, GONE, now)
    announce(tx, GONE, now, "Open day")


def filled(tx: Tx, trace: Trace, who: One) -> bool:
    column = trace.column
    if trace.by is By.PERSON and column.table is not s.audit:
        return bool(tx._connection.scalar(select(func.count()).where(column == who.id)))
    plain = type_coerce(column, Text)
    words = [who.id, *who.accounts.values()]
    if column is s.audit.c.person_id:
        words = list(tx._connection.scalars(select(s.pseudonym.c.id).where(s.pseudonym.c.person_id == who.id)))
    return any(tx._connection.scalar(select(func.count()).where(plain.contains(word))) for word in words)


async def test_the_two_of_these_tests_are_named_in_every_column_that_is_declared(
    database: Database, now: datetime
) -> None:
    await database.write(lambda tx: furnish(tx, now))
    empty = await database.read(lambda tx: [t.name for t in traces() if not filled(tx, t, GONE)])
    assert sorted(empty) == sorted(THEREAFTER)
    tables = await database.read(everything)
    assert [name for name, rows in tables.items() if not rows and name not in (*NOBODY, "erased", "erasure")] == []


async def test_nothing_is_left_of_somebody_in_any_column_of_any_table(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    await database.write(lambda tx: tx.erasures.ask(GONE.id, GONE.via(), now, now))
    assert len(naming(GONE, await database.read(everything))) > 30
    await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    assert naming(GONE, await database.read(everything)) == []


async def test_what_is_somebody_else_s_stays_as_it_was(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    before = naming(STAYS, await database.read(everything))
    await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    after = naming(STAYS, await database.read(everything))
    lost = [row for row in before if row not in after]
    # What the two had in common goes, or stays without the one who is gone.
    assert {row.split(":")[0] for row in lost} == {"introduction", "profile_view", "help_request", "report", "schedule"}
    assert len(naming(GONE, {"both": lost})) == len(lost)


async def test_announcements_stay_without_their_author_and_rest(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    done = await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    (_, calls), (number, title) = sorted(done.paused)
    assert calls == "Calls"
    found = await database.read(lambda tx: tx.schedules.get(number))
    assert found
    assert (title, found.state, found.owner, found.via) == ("Open day", State.PAUSED, None, "")
    assert found.places == ("web:general",)
    assert await database.read(lambda tx: tx.pictures.get(f"shown-{GONE.id[:8]}"))
    assert not await database.read(lambda tx: tx.pictures.get(f"free-{GONE.id[:8]}"))


async def test_audit_lines_stay_and_nothing_leads_from_them_to_anybody(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    before = await database.read(lambda tx: tx.audit.latest(100))
    await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    after = await database.read(lambda tx: tx.audit.latest(100))
    assert [line.seq for line in after] == [line.seq for line in before]
    assert after[-1].command == "role who=… role=member"
    assert after[-1].after == {"who": None, "account": "…", "role": "member"}


@pytest.mark.parametrize("name", ["role", "member", '{"role', "…"])
async def test_what_somebody_is_called_changes_no_line_of_the_audit(
    database: Database, now: datetime, name: str
) -> None:
    def unit(tx: Tx) -> None:
        tx.people.create("hostile", "discord", "900000000000000099", at=now, name=name)
        tx.audit.add(now, "code", "role-give person=boris role=member", "web:general", {"role": "guest"}, {"n": name})

    await database.write(unit)
    (before,) = await database.read(lambda tx: tx.audit.latest(1))
    await database.write(lambda tx: tx.erasures.forget("hostile", now))
    assert await database.read(lambda tx: tx.audit.latest(1)) == [before]


async def test_who_stays_in_a_community_is_not_taken_for_somebody_who_came(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    account = GONE.accounts["discord"]
    joined = {account: None, STAYS.accounts["discord"]: None}
    assert await database.write(lambda tx: tx.memberships.compare("discord", "1", joined, now)) == frozenset()
    await database.write(lambda tx: tx.memberships.leave("discord", "1", account, now))
    assert await database.write(lambda tx: tx.memberships.compare("discord", "1", joined, now)) == {account}


async def test_what_the_bot_posted_for_somebody_in_a_channel_is_to_be_deleted_there(
    database: Database, now: datetime
) -> None:
    await database.write(lambda tx: furnish(tx, now))
    await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    (row,) = await database.write(lambda tx: tx.deliveries.claim(now, now, 10))
    assert (row.task, row.place, row.message_ids, row.command) == ("delete", "web:general", ("1",), None)


async def test_a_restored_backup_is_cleaned_again_but_who_came_anew_stays(database: Database, now: datetime) -> None:
    await database.write(lambda tx: furnish(tx, now))
    await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    codes = await database.read(lambda tx: tx.erasures.known())
    assert len(codes) == 3

    def restore(tx: Tx, met: datetime) -> None:
        tx._connection.execute(s.erased.delete())
        tx.people.create(GONE.id, "slack", GONE.accounts["slack"], at=met)

    await database.write(lambda tx: restore(tx, now))
    assert await database.write(lambda tx: tx.erasures.replay(codes)) == [GONE.id]
    assert await database.read(lambda tx: tx.people.find("slack", GONE.accounts["slack"])) is None
    await database.write(lambda tx: restore(tx, now + timedelta(days=1)))
    assert await database.write(lambda tx: tx.erasures.replay(codes)) == []


@pytest.mark.parametrize("who", [GONE, STAYS], ids=["the first", "the second"])
async def test_an_account_whose_id_begins_like_another_s_is_not_taken_for_it(
    database: Database, now: datetime, who: One
) -> None:
    other = STAYS if who is GONE else GONE
    await database.write(lambda tx: furnish(tx, now))
    await database.write(lambda tx: tx.erasures.forget(who.id, now))
    kept = await database.read(lambda tx: tx.people.accounts(other.id))
    assert {(one.platform, one.id) for one in kept} == set(other.accounts.items())


async def test_what_others_were_shown_of_somebody_in_the_web_chat_is_emptied(database: Database, now: datetime) -> None:
    def furnished(tx: Tx) -> None:
        furnish(tx, now)
        card = {"cards": [{"title": GONE.name, "record": ["member", GONE.id]}]}
        tx.posts.add("dm", "bot", {"reply": card}, now, only_for=STAYS.id, key="shown")
        tx.posts.add("dm", "bot", {"reply": {"cards": []}}, now, only_for=STAYS.id, key="another")

    await database.write(furnished)
    await database.write(lambda tx: tx.erasures.forget(GONE.id, now))
    bodies = await database.read(lambda tx: [post.body for post in tx.posts.before("dm", STAYS.id, None, 10)])
    assert GONE.id not in str(bodies)
    assert {"reply": {"cards": []}} in bodies
