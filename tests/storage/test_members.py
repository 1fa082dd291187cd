from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.domain.member import CONSENT_VERSION, Aim, Profile, Purpose

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx

DAY = timedelta(days=1)


def meet(tx: Tx, now: datetime, *names: str) -> None:
    for name in names:
        tx.people.create(name, "web", name, at=now, name=name.title())


async def test_an_answer_replaces_the_one_before_and_a_skipped_one_is_told_from_one_never_asked(
    database: Database, now: datetime
) -> None:
    def unit(tx: Tx) -> dict[str, object]:
        meet(tx, now, "ana")
        tx.members.answer("ana", "city", "Sofia", now)
        tx.members.answer("ana", "city", "Варна", now + DAY)
        tx.members.answer("ana", "offers", None, now)
        return tx.members.answers("ana")

    assert await database.write(unit) == {"city": "Варна", "offers": None}


async def test_a_profile_is_made_of_the_answers(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> Profile | None:
        meet(tx, now, "ana")
        tx.people.set_locale("ana", "bg")
        for name, value in {"aim": "founder", "interests": ["cancer", "ai-data"], "organisation": None}.items():
            tx.members.answer("ana", name, value, now)
        tx.members.consent("ana", Purpose.MATCHING, now, given=True)
        return tx.members.profile("ana")

    assert await database.write(unit) == Profile(
        "ana",
        "Ana",
        "bg",
        Aim.FOUNDER,
        interests=("cancer", "ai-data"),
        consents=frozenset({Purpose.MATCHING}),
    )


async def test_nobody_we_know_has_no_profile(database: Database) -> None:
    assert await database.read(lambda tx: tx.members.profile("nobody")) is None


async def test_the_last_word_to_a_purpose_holds_and_each_stays_in_the_history(
    database: Database, now: datetime
) -> None:
    def unit(tx: Tx) -> list[str]:
        meet(tx, now, "ana", "boris")
        for days, given in enumerate((True, False)):
            tx.members.consent("ana", Purpose.DIRECTORY, now + days * DAY, given=given)
        tx.members.consent("boris", Purpose.DIRECTORY, now, given=True)
        return [one.person for one in tx.members.profiles(Purpose.DIRECTORY)]

    assert await database.write(unit) == ["boris"]
    said = await database.read(lambda tx: tx.members.consents("ana"))
    assert (said[Purpose.DIRECTORY].given, said[Purpose.DIRECTORY].at) == (False, now + DAY)
    count = text("SELECT count(*) FROM consent WHERE person_id = 'ana'")
    assert await database.read(lambda tx: tx._connection.scalar(count)) == 2


async def test_a_consent_to_other_words_than_today_s_does_not_hold(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[Profile]:
        meet(tx, now, "ana")
        tx.members.consent("ana", Purpose.MATCHING, now, given=True)
        tx._connection.execute(text("UPDATE consent SET version = :old"), {"old": CONSENT_VERSION - 1})
        return tx.members.profiles(Purpose.MATCHING)

    assert await database.write(unit) == []
    said = await database.read(lambda tx: tx.members.consents("ana"))
    assert said[Purpose.MATCHING].given
    assert not said[Purpose.MATCHING].holds


async def test_whoever_is_muted_or_about_to_be_forgotten_is_found_by_nobody(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> list[str]:
        meet(tx, now, "ana", "boris", "vera")
        for name in ("ana", "boris", "vera"):
            tx.members.consent(name, Purpose.MATCHING, now, given=True)
        tx.members.mute("ana", now)
        leaving = "INSERT INTO erasure VALUES ('boris', 'web:boris', '2026-11-22', '2026-11-23')"
        tx._connection.execute(text(leaving))
        return [one.person for one in tx.members.profiles(Purpose.MATCHING)]

    assert await database.write(unit) == ["vera"]
    assert await database.read(lambda tx: tx.members.muted_at("ana")) == now


async def test_joining_can_be_stopped_taken_up_again_and_finished_once(database: Database, now: datetime) -> None:
    def unit(tx: Tx) -> None:
        meet(tx, now, "ana")
        assert tx.members.begin("ana", "discord:1", now)
        tx.members.stop("ana", now + DAY)
        assert not tx.members.begin("ana", "web:ana", now + 2 * DAY)
        tx.members.finish("ana", now + 3 * DAY)
        tx.members.finish("ana", now + 4 * DAY)

    await database.write(unit)
    far = await database.read(lambda tx: tx.members.onboarding("ana"))
    assert far is not None
    assert (far.via, far.started_at, far.stopped_at, far.finished_at) == ("discord:1", now, None, now + 3 * DAY)
