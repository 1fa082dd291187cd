"""/remind: kept once, told back, sent when its time has come, put off and done by its owner alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.reply import Reply, Tone
from bot.core.roles import Role
from bot.domain.schedule import Schedule, Sort, State
from tests.asker import Asker
from tests.commands.office import Office, opened_office
from tests.kit import CHANNEL, button, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CARE = "HORIZON-HLTH-2027-01-CARE-02"


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def kept(office: Office, called: str = "mila") -> list[Schedule]:
    """Somebody's reminders as they are stored."""
    who = await office.id_of(called)
    return await office.kit.database.read(
        lambda tx: tx.schedules.listed(tuple(State), sorts=(Sort.REMINDER,), owner=who, limit=500)
    )


def messages(office: Office, place: str = "dm-mila") -> list[Reply]:
    return [reply for where, reply, _ in office.kit.board.posts.values() if where.id == place]


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - a wall time


async def test_a_reminder_comes_by_direct_message_when_its_time_has_come(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Send the abstract" when="tomorrow 9:00"')
    assert said(reply) == "I'll remind you on Mon 23 November 2026, 09:00 (Sofia)."
    await office.until(at(8, 59))
    assert messages(office) == []
    await office.until(at(9))
    assert [said(one) for one in messages(office)] == ["Reminder: Send the abstract"]


async def test_a_request_that_is_delivered_again_makes_one_reminder(office: Office) -> None:
    line = '/remind what="Send the abstract" when="tomorrow 9:00"'
    first, again = [await office.mila.ask(line, once="same") for _ in range(2)]
    assert said(first) == said(again)
    assert len(await kept(office)) == 1


async def test_undo_takes_it_back(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Send the abstract" when="tomorrow 9:00"')
    undone = await office.mila.press(button(reply, "Undo"))
    assert undone.tone is Tone.GOOD
    await office.until(at(10))
    assert messages(office) == []


async def test_what_was_typed_stands_in_no_button_and_in_no_command(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Wedding present for Ana" when="tomorrow 9:00"')
    (made,) = await kept(office)
    assert "Ana" not in made.command
    await office.until(at(9))
    for one in (reply, *messages(office)):
        assert all("Ana" not in b.does.pack() for b in one.buttons)


async def test_quiet_hours_hold_it_and_that_is_said(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    assert "Your quiet hours hold it until Mon 23 November 2026, 08:00 (Sofia)." in said(reply)
    await office.until(at(22, 5, day=22))
    assert messages(office) == []
    await office.until(at(8))
    assert len(messages(office)) == 1


async def test_its_owner_may_have_it_pass_the_quiet_hours(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    sure = await office.mila.press(button(reply, "Send it at 22:00 anyway"))
    assert said(sure) == "I'll remind you on Sun 22 November 2026, 22:00 (Sofia)."
    await office.until(at(22, day=22))
    assert len(messages(office)) == 1


async def test_a_series_comes_again_and_again(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Timesheet" when="every monday 9:00"')
    assert said(reply) == "I'll remind you every Monday at 9:00: first on Mon 23 November 2026, 09:00 (Sofia)."
    await office.until(at(9))
    await office.until(at(9, day=30))
    assert len(messages(office)) == 2


async def test_a_reminder_here_says_who_asked_and_calls_nobody(office: Office) -> None:
    mila = Asker(office.kit, "mila", Role.MEMBER, CHANNEL)
    reply = await mila.ask('/remind what="@everyone look" when="tomorrow 9:00" here=yes')
    assert "here, where everybody can read it" in said(reply)
    await office.until(at(9))
    (post,) = messages(office, "general")
    assert "mila" in said(post)
    assert all(not ping.whom for ping in office.kit.board.pings.values())


async def test_guests_are_not_reminded(office: Office) -> None:
    reply = await office.gosho.ask('/remind what="x" when="tomorrow 9:00"')
    assert "for members" in said(reply)


async def test_nobody_else_reads_a_reminder_through_its_command(office: Office) -> None:
    await office.mila.ask('/remind what="Secret" when="tomorrow 9:00"')
    (made,) = await kept(office)
    for who in (office.olga, office.mila):
        reply = await who.press(made.command)
        assert "Secret" not in shown(reply)
        assert reply.tone is Tone.WARN


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('/remind what="x" when="yesterday 9:00"', "That was Sat 21 November 2026"),
        ('/remind what="x" when="1 January 2199 9:00"', "five years"),
        ('/remind what="x"', "Say when"),
        ('/remind when="tomorrow 9:00"', "Say what"),
        ('/remind what="x" when="every 1 second"', ""),
        ('/remind what="x" when="soon"', "I can't read"),
        (f"/remind about=call:{CARE} before=100d", "between"),
    ],
)
async def test_what_makes_no_reminder_is_said_and_asked_again(office: Office, line: str, why: str) -> None:
    reply = await office.mila.ask(line)
    assert reply.form
    assert why in said(reply)
    assert await kept(office) == []
