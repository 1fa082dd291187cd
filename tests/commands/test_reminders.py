"""/reminders: one's own, the next first, each to be moved or cancelled and taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.reply import Card, Reply, Tone
from tests.commands.office import Office, opened_office
from tests.kit import button, buttons, fields, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - a wall time


def titles(reply: Reply) -> list[str]:
    return [card.title for card in reply.cards]


def of(card: Card, label: str) -> str:
    return next(one for one in card.buttons if one.label == label).does.pack()


async def make(office: Office, *lines: str) -> Reply:
    for line in lines:
        await office.mila.ask(f"/remind {line}")
    return await office.mila.ask("/reminders")


async def test_without_any_the_way_to_make_one_is_shown(office: Office) -> None:
    reply = await office.mila.ask("/reminders")
    assert said(reply).startswith("Nothing is to remind you of.")
    opened = await office.mila.press(button(reply, "Make a reminder"))
    assert opened.form


async def test_they_are_listed_by_when_they_come_next(office: Office) -> None:
    reply = await make(
        office,
        'what="Later" when="1 December 2026 9:00"',
        'what="Weekly" when="every friday 16:00"',
        'what="Soon" when="tomorrow 9:00"',
        "about=event:ash-2026",
    )
    assert said(reply) == "4 reminders"
    assert titles(reply) == ["Soon", "Weekly", "Later", "ASH Annual Meeting 2026"]
    assert fields(reply.cards[1])["When"] == "every Friday at 16:00"
    assert fields(reply.cards[3])["Follows"] == "1 day before it begins, wherever that is moved"


async def test_nobody_sees_those_of_others(office: Office) -> None:
    await make(office, 'what="Secret" when="tomorrow 9:00"')
    assert "Secret" not in shown(await office.olga.ask("/reminders"))
    assert "Secret" not in shown(await office.olga.ask("/schedules"))


async def test_many_are_turned_page_by_page(office: Office) -> None:
    reply = await make(office, *(f'what="{n}" when="{n} December 2026 9:00"' for n in range(1, 8)))
    assert said(reply) == "7 reminders (1 to 5 of 7)"
    more = await office.mila.press(button(reply, "More"))
    assert titles(more) == ["6", "7"]
    back = await office.mila.press(button(more, "Back"))
    assert titles(back) == ["1", "2", "3", "4", "5"]


async def test_one_that_is_cancelled_comes_no_more_unless_that_is_undone(office: Office) -> None:
    reply = await make(office, 'what="Soon" when="tomorrow 9:00"')
    done = await office.mila.press(of(reply.cards[0], "Cancel"))
    assert said(done) == "Cancelled: Soon"
    assert titles(await office.mila.ask("/reminders")) == []
    await office.mila.press(button(done, "Undo"))
    assert titles(await office.mila.ask("/reminders")) == ["Soon"]
    await office.until(at(9))
    assert len(office.posts("dm-mila")) == 1


async def test_cancelling_twice_says_that_it_is_cancelled(office: Office) -> None:
    reply = await make(office, 'what="Soon" when="tomorrow 9:00"')
    cancel = of(reply.cards[0], "Cancel")
    await office.mila.press(cancel)
    again = await office.mila.press(cancel)
    assert said(again) == "It is cancelled already."


async def test_what_quiet_hours_hold_is_still_listed_and_can_be_cancelled(office: Office) -> None:
    await make(office, 'what="Sleep" when="today 22:00"')
    await office.until(at(23, day=22))
    reply = await office.mila.ask("/reminders")
    assert "It waits for the end of quiet hours: Mon 23 November 2026, 08:00" in fields(reply.cards[0])["Next time"]
    done = await office.mila.press(of(reply.cards[0], "Cancel"))
    await office.mila.press(button(done, "Undo"))
    assert titles(await office.mila.ask("/reminders")) == ["Sleep"]
    await office.mila.press(of(reply.cards[0], "Cancel"))
    await office.until(at(9))
    assert office.posts("dm-mila") == []


async def test_what_will_be_held_is_told_with_both_its_times(office: Office) -> None:
    await make(office, 'what="Sleep" when="today 22:00"')
    await office.scheduler.settle()
    reply = await office.mila.ask("/reminders")
    assert fields(reply.cards[0])["Next time"] == (
        "Sun 22 November 2026, 22:00 (Sofia), held by quiet hours until Mon 23 November 2026, 08:00 (Sofia)"
    )


async def test_one_is_moved_to_another_time(office: Office) -> None:
    reply = await make(office, 'what="Soon" when="tomorrow 9:00"')
    asked = await office.mila.press(of(reply.cards[0], "Move"))
    moved = await office.mila.fill(asked.form, when="every tuesday 10:00")
    assert said(moved) == "I'll remind you every Tuesday at 10:00: first on Tue 24 November 2026, 10:00 (Sofia)."
    await office.until(at(9))
    assert office.posts("dm-mila") == []
    await office.until(at(10, day=24))
    assert len(office.posts("dm-mila")) == 1


async def test_a_move_that_is_undone_lets_it_come_as_before(office: Office) -> None:
    reply = await make(office, 'what="Soon" when="tomorrow 9:00"')
    asked = await office.mila.press(of(reply.cards[0], "Move"))
    moved = await office.mila.fill(asked.form, when="25 November 2026 10:00")
    await office.mila.press(button(moved, "Undo"))
    await office.until(at(9))
    assert len(office.posts("dm-mila")) == 1


@pytest.mark.parametrize("when", ["yesterday 9:00", "1 January 2199 9:00", "never"])
async def test_it_is_moved_to_no_time_that_makes_no_sense(office: Office, when: str) -> None:
    reply = await make(office, 'what="Soon" when="tomorrow 9:00"')
    asked = await office.mila.press(of(reply.cards[0], "Move"))
    again = await office.mila.fill(asked.form, when=when)
    assert again.form
    assert again.form.blanks[0].error
    assert titles(await office.mila.ask("/reminders")) == ["Soon"]


async def test_a_held_one_that_is_moved_comes_once(office: Office) -> None:
    await make(office, 'what="Sleep" when="today 22:00"')
    await office.until(at(23, day=22))
    reply = await office.mila.ask("/reminders")
    asked = await office.mila.press(of(reply.cards[0], "Move"))
    await office.mila.fill(asked.form, when="tomorrow 12:00")
    await office.until(at(11))
    assert office.posts("dm-mila") == []
    await office.until(at(12))
    assert len(office.posts("dm-mila")) == 1


async def test_a_place_that_is_told_of_is_named(office: Office) -> None:
    from bot.core.roles import Role
    from tests.asker import Asker
    from tests.kit import CHANNEL

    await Asker(office.kit, "mila", Role.MEMBER, CHANNEL).ask('/remind what="Look" when="tomorrow 9:00" here=yes')
    reply = await office.mila.ask("/reminders")
    assert fields(reply.cards[0])["Where"] == "#general (Web)"


async def test_digests_stand_there_as_well(office: Office) -> None:
    digest = await office.mila.ask("/digest")
    await office.mila.press(button(digest, "Every Monday to me"))
    reply = await office.mila.ask("/reminders")
    assert titles(reply) == ["Digest"]
    assert fields(reply.cards[0])["When nothing is new"] == "nothing comes"
    asked = await office.mila.press(of(reply.cards[0], "Move"))
    moved = await office.mila.fill(asked.form, when="every tuesday 8:30")
    assert said(moved) == "The digest comes to you every Tuesday at 8:30; first on Tue 24 November 2026, 08:30 (Sofia)."
    await office.mila.press(of(reply.cards[0], "Write even then"))
    reply = await office.mila.ask("/reminders")
    assert fields(reply.cards[0])["When nothing is new"] == "a line says so"
    done = await office.mila.press(of(reply.cards[0], "Cancel"))
    assert done.tone is Tone.GOOD
    assert list(buttons(done)) == ["Undo", "My reminders"]
