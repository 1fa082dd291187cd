"""Who asks to be forgotten is, a day later and once; who left, and what is over, goes by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from bot.core.context import Account
from bot.core.roles import Role
from bot.domain.schedule import Sort, State
from bot.scheduler import erasing
from bot.scheduler.service import Scheduler
from bot.storage import schema as s
from tests.kit import CHANNEL, DIRECT, button, said, shown
from tests.owning import everything, fill, naming, one
from tests.scheduler.conftest import Office

if TYPE_CHECKING:
    import pytest

    from bot.core.places import Place
    from bot.core.reply import Reply
    from bot.storage.store import Tx

DAY = timedelta(days=1)


async def asked(office: Office, called: str = "ana", role: Role = Role.MEMBER, place: Place = DIRECT) -> Reply:
    """Somebody asks to be forgotten and confirms it."""
    first = await office.kit.ask("/forgetme", role, called=called, place=place)
    return await office.kit.press(button(first, "Forget me"), role, called=called, place=place)


async def person(office: Office, called: str) -> str | None:
    found = await office.kit.database.read(lambda tx: tx.people.find("web", called))
    return found.id if found else None


def told(office: Office, called: str) -> list[str]:
    """What stands in somebody's direct messages."""
    return [said(r) for p, r, _ in office.kit.board.posts.values() if p.id == f"dm-{called}"]


async def stayed(office: Office, called: str, *, left: timedelta | None) -> str:
    """Somebody of a Discord server, who left it so long ago."""
    who = await office.kit.core.people.of(Account("discord", called), called)
    now = office.kit.clock.now()

    def note(tx: Tx) -> None:
        tx.memberships.arrive("discord", "1", called, None, now)
        if left is not None:
            tx.memberships.leave("discord", "1", called, now - left)

    await office.kit.database.write(note)
    return who.id


async def test_somebody_is_forgotten_a_day_after_they_asked_and_told_so(office: Office) -> None:
    await asked(office, "ana-of-the-web")
    id = await person(office, "ana-of-the-web")
    await office.pass_time(DAY - timedelta(minutes=1))
    assert await person(office, "ana-of-the-web") == id
    await office.pass_time(timedelta(minutes=1))
    assert told(office, "ana-of-the-web")[-1].startswith("It is done")
    rows = str(await office.kit.database.read(everything))
    assert "ana-of-the-web" not in rows
    assert str(id) not in rows


async def test_everything_of_somebody_goes_with_all_their_accounts_and_nothing_of_another(office: Office) -> None:
    ids = {}
    for name in ("ana", "boris"):
        _, who = await office.kit.person(Role.MEMBER, "en", name)
        ids[name] = who.id
    ana = one(ids["ana"], "Ana Цветанова", "Zabravi", "ana", "900000000000000001", "U0ANA0001")
    boris = one(ids["boris"], "Boris Б.", "Pazi", "boris", "900000000000000012", "U0BORIS01")
    await office.kit.database.write(lambda tx: fill(tx, ana, boris, office.kit.clock.now()))
    await office.kit.database.write(lambda tx: fill(tx, boris, ana, office.kit.clock.now()))
    await office.scheduler.settle()
    before = naming(boris, await office.kit.database.read(everything))
    await office.kit.ask("/wrong krib text=Zabravi", Role.MEMBER, called="ana")
    await asked(office)
    await office.pass_time(DAY)
    rows = await office.kit.database.read(everything)
    assert [row for row in naming(ana, rows) if "erased:" not in row] == []
    lost = [row for row in before if row not in naming(boris, rows)]
    assert [row for row in lost if not naming(ana, {"": [row]}) and not row.startswith("delivery")] == []


async def test_one_press_from_another_account_takes_it_back_and_all_are_told(office: Office) -> None:
    _, who = await office.kit.person(Role.MEMBER, "en", "ana")
    await office.kit.database.write(lambda tx: tx.people.link(who.id, "web", "phone", name="ana"))
    await asked(office)
    await office.scheduler.settle()
    (ask,) = told(office, "phone")
    assert "If that was not you" in ask
    post = next(r for p, r, _ in office.kit.board.posts.values() if p.id == "dm-phone")
    reply = await office.kit.press(button(post, "Keep everything"), Role.MEMBER, called="phone")
    assert said(reply).startswith("Taken back")
    await office.pass_time(2 * DAY)
    assert await person(office, "ana") == who.id
    assert "taken back" in told(office, "ana")[-1]
    again = await office.kit.press(button(post, "Keep everything"), Role.MEMBER, called="phone")
    assert said(again) == "Nothing of yours is about to be deleted."


async def test_they_are_told_at_once_in_quiet_hours_too(office: Office) -> None:
    await office.kit.ask("/quiet hours=00:00-23:59", Role.MEMBER, called="ana")
    await asked(office, place=CHANNEL)
    await office.scheduler.settle()
    assert len(told(office, "ana")) == 1


async def test_who_asks_in_direct_messages_does_not_hear_there_twice_that_it_will_be_done_or_not(
    office: Office,
) -> None:
    reply = await asked(office)
    await office.kit.press(button(reply, "Keep everything"), Role.MEMBER, called="ana")
    await office.scheduler.settle()
    assert told(office, "ana") == []


async def test_meanwhile_nobody_finds_them(office: Office) -> None:
    from bot.domain.member import Purpose

    _, who = await office.kit.person(Role.MEMBER, "en", "ana")
    now = office.kit.clock.now()
    await office.kit.database.write(lambda tx: tx.members.consent(who.id, Purpose.DIRECTORY, now, given=True))
    assert len(await office.kit.database.read(lambda tx: tx.members.profiles(Purpose.DIRECTORY))) == 1
    await asked(office)
    assert await office.kit.database.read(lambda tx: tx.members.profiles(Purpose.DIRECTORY)) == []


async def test_the_last_organiser_stays_until_there_is_another(office: Office) -> None:
    await office.kit.person(Role.ORGANISER, "en", "ana")
    await asked(office, role=Role.ORGANISER)
    await office.kit.database.write(lambda tx: tx.people.set_role(office.owner, int(Role.MEMBER)))
    await office.pass_time(DAY)
    assert await person(office, "ana")
    assert "last organiser" in told(office, "ana")[-1]
    await office.kit.database.write(lambda tx: tx.people.set_role(office.owner, int(Role.ORGANISER)))
    await office.pass_time(DAY)
    assert await person(office, "ana") is None


async def test_the_last_organiser_is_told_when_they_ask(office: Office) -> None:
    reply = await office.kit.ask("/forgetme", Role.ORGANISER, called="olga")
    assert "You are the last organiser" in said(reply)


async def test_announcements_of_somebody_who_is_forgotten_rest_and_organisers_hear_of_it(office: Office) -> None:
    await office.kit.person(Role.ORGANISER, "en", "ana")
    kept = await office.order(rule="FREQ=DAILY")
    await asked(office, "olga", Role.ORGANISER)
    await office.pass_time(DAY)
    found = await office.now(kept)
    assert (found.state, found.owner, found.via) == (State.PAUSED, None, "")
    here = [shown(r) for p, r, _ in office.kit.board.posts.values() if p.id == "organisers"]
    assert any("1 announcement is paused" in text or "обявление" in text for text in here)
    before = len(office.said())
    await office.pass_time(3 * DAY)
    assert len(office.said()) == before


async def test_what_is_cached_of_somebody_is_dropped_and_who_writes_again_comes_anew(office: Office) -> None:
    closed: list[str] = []
    office.kit.core.gone.append(closed.append)
    await asked(office)
    id = await person(office, "ana")
    await office.pass_time(DAY)
    assert closed == [id]
    _, who = await office.kit.person(Role.GUEST, "en", "ana")
    assert who.id != id
    assert who.role is Role.GUEST


async def test_a_start_after_a_long_absence_forgets_whoever_was_due(office: Office) -> None:
    await asked(office)
    office.kit.clock.forward(30 * DAY)
    later = Scheduler(office.kit.core)
    await later.settle()
    assert await person(office, "ana") is None
    farewells = await office.kit.database.read(lambda tx: tx.erasures.farewells(10))
    assert farewells == []


async def test_an_erasure_that_fails_is_tried_again_and_holds_up_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(office)
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "last_organiser", lambda *_: 1 / 0)
        kept = await office.order()
        await office.pass_time(2 * DAY)
        assert (await office.now(kept)).state is State.DONE
        assert await person(office, "ana")
    await office.pass_time(timedelta(hours=2))
    assert await person(office, "ana") is None


async def test_who_left_every_community_is_forgotten_after_the_set_time(office: Office) -> None:
    keep = office.kit.core.club.keep_after_leaving
    gone = await stayed(office, "900000000000000001", left=keep + DAY)
    recent = await stayed(office, "900000000000000002", left=keep - 2 * DAY)
    there = await stayed(office, "900000000000000003", left=None)
    both = await stayed(office, "900000000000000004", left=keep + DAY)
    await office.kit.database.write(
        lambda tx: tx.memberships.arrive("discord", "2", "900000000000000004", None, office.kit.clock.now())
    )
    await office.scheduler.settle()

    def left(tx: Tx) -> set[str]:
        return set(tx._connection.scalars(select(s.person.c.id)))

    people = await office.kit.database.read(left)
    assert gone not in people
    assert {recent, there, both} <= people
    await office.pass_time(3 * DAY)
    assert recent not in await office.kit.database.read(left)


async def test_nobody_is_written_to_who_is_forgotten_for_having_left(office: Office) -> None:
    await stayed(office, "900000000000000001", left=timedelta(days=365))
    await office.scheduler.settle()
    assert office.kit.board.posts == {}
    assert await office.kit.database.read(lambda tx: tx.erasures.farewells(10)) == []


async def test_who_has_not_opened_the_web_chat_for_a_year_is_forgotten(office: Office) -> None:
    await office.kit.person(Role.MEMBER, "en", "ana")
    _, boris = await office.kit.person(Role.MEMBER, "en", "boris")
    now = office.kit.clock.now()
    await office.kit.database.write(lambda tx: tx.sessions.add("cookie", boris.id, now))
    await office.pass_time(timedelta(days=360))
    await office.kit.database.write(lambda tx: tx.sessions.seen("cookie", now + timedelta(days=360)))
    await office.pass_time(timedelta(days=10))
    assert await person(office, "ana") is None
    assert await person(office, "boris") == boris.id


async def test_what_is_over_is_dropped_after_its_time_and_not_before(office: Office) -> None:
    _, ana = await office.kit.person(Role.ORGANISER, "en", "ana")
    now = office.kit.clock.now()

    def put(tx: Tx) -> None:
        run = tx._connection.execute
        run(insert(s.profile_view), {"person_id": ana.id, "how": "find", "at": now})
        run(insert(s.introduction), _introduction(ana.id, office.owner, now))
        run(insert(s.audit), {"at": now, "person_id": "p", "command": "x", "place": "y"})
        for who in (ana.id, office.owner):  # who is not seen for a year goes with everything
            tx.sessions.add(f"cookie of {who}", who, now + timedelta(days=5_000))
        number = tx.reports.add("partner", "krib", ana.id, "old", now)
        tx.reports.close(number, ana.id, now)
        tx.reports.add("partner", "krib", ana.id, "open", now)

    await office.kit.database.write(put)
    tables = (s.profile_view, s.introduction, s.audit, s.report)

    def count(tx: Tx) -> list[int]:
        return [len(tx._connection.execute(table.select()).all()) for table in tables]

    await office.pass_time(timedelta(days=364))
    assert await office.kit.database.read(count) == [1, 1, 1, 2]
    await office.pass_time(timedelta(days=3))
    assert await office.kit.database.read(count) == [0, 1, 1, 1]
    await office.pass_time(timedelta(days=366))
    assert await office.kit.database.read(count) == [0, 0, 1, 1]
    await office.pass_time(timedelta(days=366))
    assert await office.kit.database.read(count) == [0, 0, 0, 1]


def _introduction(one: str, other: str, now: object) -> dict[str, object]:
    shared = {"kind": "asked", "round": "", "text": "", "reasons": [], "state": "expired", "made_at": now}
    return {"one": one, "other": other, **shared}


async def test_a_reminder_that_is_over_is_dropped_and_one_to_come_is_not(office: Office) -> None:
    start = office.kit.clock.now().replace(tzinfo=None)
    over = await office.order(start + timedelta(hours=3), sort=Sort.REMINDER, places=("web:@olga",))
    weekly = await office.order(start + timedelta(hours=3), "FREQ=WEEKLY", sort=Sort.REMINDER, places=("web:@olga",))
    post = await office.order(start + timedelta(hours=3))
    await office.pass_time(timedelta(hours=2))
    await office.pass_time(timedelta(days=80))
    assert await office.kit.database.read(lambda tx: tx.schedules.get(over.id))
    await office.pass_time(timedelta(days=15))
    assert await office.kit.database.read(lambda tx: tx.schedules.get(over.id)) is None
    assert (await office.now(weekly)).state is State.ACTIVE
    assert (await office.now(post)).state is State.DONE


async def test_more_than_a_batch_is_dropped_in_one_day(office: Office) -> None:
    _, ana = await office.kit.person(Role.MEMBER, "en", "ana")
    old = office.kit.clock.now() - timedelta(days=400)
    views = [{"person_id": ana.id, "how": "find", "at": old} for _ in range(1_234)]
    await office.kit.database.write(lambda tx: tx._connection.execute(insert(s.profile_view), views).close())
    await office.scheduler.settle()
    assert await office.kit.database.read(lambda tx: tx._connection.execute(s.profile_view.select()).all()) == []
