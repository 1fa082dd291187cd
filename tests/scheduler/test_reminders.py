"""Reminders on their way: over both changes of the clock, after an absence, through a crash, and when they can't go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.reminding.keeping import once
from bot.core.messenger import DirectClosed, TryLater
from bot.core.roles import Role
from bot.domain.delivery import Stage
from bot.domain.recurrence import occurrences
from bot.domain.schedule import Schedule, Sort, State
from bot.scheduler.service import Scheduler
from tests.commands.office import HOUR, MINUTE, Office, opened_office
from tests.kit import SOFIA, button, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from bot.domain.delivery import Delivery


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


def at(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - a wall time


def messages(office: Office) -> list[Reply]:
    return [reply for where, reply, _ in office.kit.board.posts.values() if where.id == "dm-mila"]


async def reminder(office: Office) -> Schedule:
    who = await office.id_of("mila")
    found = await office.kit.database.read(
        lambda tx: tx.schedules.listed(tuple(State), sorts=(Sort.REMINDER,), owner=who)
    )
    return found[0]


async def row(office: Office) -> Delivery:
    return (await office.rows(await reminder(office)))[-1]


async def arrivals(office: Office) -> list[datetime]:
    """When each came, on the wall of Sofia."""
    rows = await office.rows(await reminder(office))
    found = sorted(one.sent_at for one in rows if one.sent_at)
    return [one.astimezone(SOFIA).replace(tzinfo=None) for one in found]


async def test_nine_stays_nine_over_the_change_to_summer_time(office: Office) -> None:
    await office.mila.ask('/remind what="Water" when="every day 9:00, from 27 March 2027, 3 times"')
    for day in (27, 28, 29):
        await office.until(at(3, day))
    assert await arrivals(office) == [at(3, 27), at(3, 28), at(3, 29)]


async def test_nine_stays_nine_over_the_change_to_winter_time(office: Office) -> None:
    await office.mila.ask('/remind what="Water" when="every day 9:00, from 30 October 2027, 3 times"')
    for day in (30, 31):
        await office.until(at(10, day))
    await office.until(at(11, 1))
    assert await arrivals(office) == [at(10, 30), at(10, 31), at(11, 1)]


async def test_an_hour_that_does_not_exist_comes_after_it(office: Office) -> None:
    await office.mila.ask("/quiet off")
    reply = await office.mila.ask('/remind what="Night" when="28 March 2027 3:30"')
    assert "Sun 28 March 2027, 04:30 (Sofia)" in said(reply)
    await office.until(at(3, 28, 4, 30))
    assert len(messages(office)) == 1


async def test_put_off_in_the_hour_that_comes_twice_it_comes_an_hour_later_and_not_never(office: Office) -> None:
    await office.mila.ask("/quiet off")
    await office.mila.ask('/remind what="Night" when="31 October 2027 3:20"')
    await office.until(at(10, 31, 3, 20))
    reply = await office.mila.press(button(messages(office)[0], "Again in 1 hour"))
    assert "Sun 31 October 2027, 03:20 (Sofia)" in said(reply)
    await office.scheduler.settle()
    office.kit.clock.forward(HOUR - MINUTE)
    await office.scheduler.settle()
    assert len(messages(office)) == 1
    office.kit.clock.forward(MINUTE)
    await office.scheduler.settle()
    assert len(messages(office)) == 2


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["Europe/Sofia", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_a_moment_is_named_so_that_it_comes_then_to_the_minute_and_never_before(moment: datetime, name: str) -> None:
    from zoneinfo import ZoneInfo

    (one,) = occurrences(once(moment, ZoneInfo(name)), moment - MINUTE, 1)
    assert moment <= one.at < moment + MINUTE


async def test_after_an_absence_of_hours_it_still_comes_and_after_days_it_is_told_as_missed(office: Office) -> None:
    await office.mila.ask('/remind what="Soon" when="23 November 2026 9:00"')
    await office.scheduler.settle()
    await office.until(at(11, 23, 19, year=2026))
    assert [said(one) for one in messages(office)] == ["Reminder: Soon"]
    await office.mila.ask('/remind what="Later" when="24 November 2026 9:00"')
    await office.scheduler.settle()
    office.kit.clock.forward(timedelta(days=2, hours=15))
    await office.scheduler.settle()
    assert (await row(office)).stage is Stage.MISSED
    assert "when I was away" in said(messages(office)[-1])


async def test_a_bot_that_starts_anew_between_sends_it_once(office: Office) -> None:
    await office.mila.ask('/remind what="Soon" when="23 November 2026 9:00"')
    await office.until(at(11, 23, year=2026))
    office.scheduler = Scheduler(office.kit.core)
    await office.until(at(11, 23, 12, year=2026))
    assert len(messages(office)) == 1


async def test_a_platform_that_stumbles_gets_it_once(office: Office) -> None:
    office.kit.board.faults["dm-mila"] = [TryLater(MINUTE), TryLater(MINUTE)]
    office.kit.board.carries = True
    await office.mila.ask('/remind what="Soon" when="23 November 2026 9:00"')
    await office.until(at(11, 23, year=2026))
    for minutes in (5, 10, 20):
        await office.until(at(11, 23, 9, minutes, year=2026))
    assert len(messages(office)) == 1


async def test_closed_direct_messages_leave_the_other_times_as_they_are(office: Office) -> None:
    office.kit.board.faults["dm-mila"] = [DirectClosed()]
    await office.mila.ask('/remind what="Water" when="every day 9:00"')
    await office.until(at(11, 23, year=2026))
    assert (await row(office)).stage is Stage.DEAD
    assert (await reminder(office)).state is State.ACTIVE
    await office.until(at(11, 24, year=2026))
    assert "Reminder: Water" in [said(one) for one in messages(office)]


async def test_it_is_in_the_language_that_its_owner_reads_when_it_comes(office: Office) -> None:
    await office.mila.ask('/remind what="Soon" when="23 November 2026 9:00" about=event:ash-2026')
    await office.mila.ask("/language bg")
    await office.until(at(11, 23, year=2026))
    assert "декември 2026 г." in said(messages(office)[0])


async def test_somebody_who_is_no_member_any_more_is_still_reminded_of_what_they_wrote(office: Office) -> None:
    await office.mila.ask('/remind what="Soon" when="23 November 2026 9:00"')
    who = await office.id_of("mila")
    await office.kit.database.write(lambda tx: tx.people.set_role(who, int(Role.GUEST)))
    office.kit.core.people.forget(who)
    await office.until(at(11, 23, year=2026))
    assert len(messages(office)) == 1
