"""A reminder follows its event or its call: stored facts are edited, and it comes by what they say then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.schedule import Schedule, Sort, State
from bot.storage.values import FactChange
from tests.commands.office import Office, opened_office
from tests.kit import said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply

MEETING = {
    "id": "meeting",
    "name": "Club meeting",
    "start": "2026-12-15T18:30",
    "end": "2026-12-15T20:30",
    "tz": "Europe/Sofia",
    "source": "the club",
}


def at(day: int, hour: int = 9, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001 - a wall time


async def stored(office: Office, kind: str, id: str, after: dict[str, Any] | None) -> None:
    """Put a fact in the place of the one stored, as organisers and imports do."""

    def write(tx: Any) -> None:  # noqa: ANN401 - a transaction
        before = tx.facts.get(kind, id)
        change = FactChange(kind, id, before and before.body, after)
        tx.facts.apply([change], by=None, how="test", at=office.kit.clock.now())

    await office.kit.database.write(write)
    await office.kit.core.shelf.refresh()


async def moved(office: Office, day: str, hour: str = "18:30") -> None:
    await stored(office, "event", "meeting", {**MEETING, "start": f"{day}T{hour}", "end": f"{day}T22:00"})


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        await stored(office, "event", "meeting", MEETING)
        yield office


async def reminder(office: Office) -> Schedule:
    who = await office.id_of("mila")
    (one,) = await office.kit.database.read(
        lambda tx: tx.schedules.listed(tuple(State), sorts=(Sort.REMINDER,), owner=who)
    )
    return one


def messages(office: Office) -> list[Reply]:
    return [reply for where, reply, _ in office.kit.board.posts.values() if where.id == "dm-mila"]


async def test_it_comes_so_long_before_the_event_and_tells_when_that_begins(office: Office) -> None:
    reply = await office.mila.ask('/remind about=event:meeting before="1 day"')
    assert said(reply) == "I'll remind you on Mon 14 December 2026, 18:30 (Sofia). If its time is moved, so is this."
    await office.until(at(14, 18, 29))
    assert messages(office) == []
    await office.until(at(14, 18, 30))
    (message,) = messages(office)
    assert said(message) == "Reminder of Club meeting\nIt begins on Tue 15 December 2026, 18:30 (Sofia)."
    assert [card.title for card in message.cards] == ["Club meeting"]


async def test_it_moves_along_with_its_event_and_tells_the_new_time(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="1 day"')
    await office.scheduler.settle()
    await moved(office, "2026-12-17")
    await office.until(at(15, 12))
    assert messages(office) == []
    await office.until(at(16, 18, 30))
    (message,) = messages(office)
    assert "It was moved; it was to begin on Tue 15 December 2026, 18:30 (Sofia)." in said(message)
    assert "It begins on Thu 17 December 2026, 18:30 (Sofia)." in said(message)


async def test_it_comes_earlier_when_its_event_does(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="1 day"')
    await office.scheduler.settle()
    await moved(office, "2026-12-10")
    await office.until(at(9, 18, 30))
    assert len(messages(office)) == 1
    await office.until(at(20))
    assert len(messages(office)) == 1


async def test_an_event_that_comes_too_near_is_told_of_at_once(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="7 days"')
    await office.until(at(7, 12))
    await moved(office, "2026-12-09")
    await office.until(at(7, 12, 1))
    (message,) = messages(office)
    assert "It begins on Wed 9 December 2026, 18:30 (Sofia)." in said(message)


async def test_what_is_told_at_once_is_not_put_off_by_the_next_change(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="7 days"')
    await office.until(at(7, 12))
    await moved(office, "2026-12-09")
    await office.scheduler.settle()
    office.kit.clock.forward(timedelta(seconds=40))
    await moved(office, "2026-12-09", "19:00")
    await office.until(at(7, 12, 1))
    assert len(messages(office)) == 1


async def test_an_event_that_is_removed_is_said_to_be_gone(office: Office) -> None:
    await office.mila.ask('/remind what="Bring the slides" about=event:meeting before="1 day"')
    await office.scheduler.settle()
    await stored(office, "event", "meeting", None)
    await office.until(at(14, 18, 30))
    (message,) = messages(office)
    assert said(message) == (
        "Reminder: Bring the slides\nClub meeting is not in the records any more: it may have been cancelled."
    )
    assert not message.cards


async def test_what_was_sent_is_not_sent_again_when_its_event_is_moved(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="1 day"')
    await office.until(at(14, 18, 30))
    await moved(office, "2026-12-20")
    await office.until(at(21))
    assert len(messages(office)) == 1
    assert (await reminder(office)).state is State.DONE


async def test_an_event_moved_into_the_past_leaves_the_reminder_which_says_that_it_is_over(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="1 day"')
    await office.scheduler.settle()
    await moved(office, "2026-11-20")
    await office.until(at(14, 18, 30))
    (message,) = messages(office)
    assert "It is over: it began on Fri 20 November 2026, 18:30 (Sofia)." in said(message)


async def test_an_event_moved_while_the_bot_was_away_is_told_of_by_its_new_time(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="1 day"')
    await office.scheduler.settle()
    office.kit.clock.forward(timedelta(days=22, hours=10))
    await moved(office, "2026-12-18")
    await office.scheduler.settle()
    assert messages(office) == []
    await office.until(at(17, 18, 30))
    assert len(messages(office)) == 1


async def test_an_event_without_hours_is_told_of_from_nine_in_the_morning(office: Office) -> None:
    reply = await office.mila.ask('/remind about=event:ash-2026 before="1 day"')
    assert said(reply) == "I'll remind you on Fri 11 December 2026, 09:00 (Sofia). If its time is moved, so is this."
    await office.until(at(11))
    assert "It begins on 12 December 2026." in said(messages(office)[0])


async def test_a_deadline_that_is_moved_takes_its_reminder_along(office: Office) -> None:
    call = next(c for c in office.kit.library.calls.find(office.kit.clock.now()).calls if c.deadlines)
    before = await office.kit.database.read(lambda tx: tx.facts.get("call", call.identifier))
    assert before
    await office.mila.ask(f"/remind about=call:{call.identifier} before=2d")
    await office.scheduler.settle()
    old = (await reminder(office)).series.start
    due = call.next_deadline(office.kit.clock.now())
    assert due
    day = (due.at + timedelta(days=10)).date().isoformat()
    deadlines = [{**one, "date": day} for one in before.body["deadlines"]]
    await stored(office, "call", call.identifier, {**before.body, "deadlines": deadlines})
    await office.scheduler.settle()
    new = (await reminder(office)).series.start
    assert (new - old).days == 10
    await office.until(new)
    assert "The deadline was moved from" in shown(messages(office)[0])


async def test_a_reminder_that_was_moved_by_hand_follows_nothing_any_more(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="1 day"')
    made = await reminder(office)
    asked = await office.mila.press(f"1 reminder-move schedule={made.id}")
    await office.mila.fill(asked.form, when="10 December 2026 9:00")
    await moved(office, "2026-12-20")
    await office.until(at(10))
    assert "It begins on Sun 20 December 2026" in said(messages(office)[0])


async def test_while_nothing_changes_nothing_is_written(office: Office) -> None:
    await office.mila.ask('/remind about=event:meeting before="1 day"')
    await office.scheduler.settle()
    version = (await reminder(office)).version
    await stored(office, "event", "ash-2026", None)
    await office.scheduler.settle()
    assert (await reminder(office)).version == version
