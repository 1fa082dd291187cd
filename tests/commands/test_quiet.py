"""/quiet: somebody's own quiet hours, what waits for their end, and what a change does to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import Wrong
from bot.core.kinds import Hours
from bot.core.reply import Tone
from tests.commands.office import Office, opened_office
from tests.kit import Kit, button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CLUB = (
    "Your quiet hours are the club's, from 21:00 to 08:00 (Europe/Sofia). What I send by myself waits until they are"
    " over."
)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - a wall time


async def test_until_somebody_chooses_they_are_the_clubs(office: Office) -> None:
    assert said(await office.gosho.ask("/quiet")) == CLUB


async def test_own_hours_are_kept_and_shown_at_once(office: Office) -> None:
    reply = await office.gosho.ask("/quiet 22:30-6:00")
    assert "from 22:30 to 06:00" in said(reply)
    assert reply.tone is Tone.GOOD
    assert said(await office.gosho.ask("/quiet")) == said(reply)
    assert said(await office.mila.ask("/quiet")) == CLUB, "another one's stay as they are"


async def test_none_and_the_clubs_can_be_chosen_and_undone(office: Office) -> None:
    off = await office.mila.ask("/quiet off")
    assert said(off) == "You have no quiet hours: what I send you by myself comes at any hour."
    back = await office.mila.press(button(off, "Undo"))
    assert said(back) == CLUB
    own = await office.mila.ask("/quiet 22:00-07:00")
    assert "Undo" in buttons(own)
    assert said(await office.mila.press(button(own, "Undo"))) == CLUB
    await office.mila.ask("/quiet 22:00-07:00")
    own = await office.mila.ask("/quiet")
    assert said(await office.mila.press(button(own, "As the club has them"))) == CLUB


async def test_what_they_hold_is_told(office: Office) -> None:
    await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    await office.until(at(22, 30, day=22))
    reply = await office.mila.ask("/quiet")
    assert [card.title for card in reply.cards] == ["Waits for their end"]
    assert "Mon 23 November 2026, 08:00 (Sofia): Sleep" in shown(reply)
    assert "Sleep" not in shown(await office.olga.ask("/quiet"))


async def test_what_waits_comes_at_once_when_there_are_none_any_more(office: Office) -> None:
    await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    await office.until(at(22, 30, day=22))
    await office.mila.ask("/quiet off")
    await office.scheduler.settle()
    assert len(office.posts("dm-mila")) == 1


async def test_what_waits_comes_when_the_chosen_hours_end(office: Office) -> None:
    await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    await office.scheduler.settle()
    await office.mila.ask("/quiet 20:00-10:00")
    await office.until(at(9))
    assert office.posts("dm-mila") == []
    await office.until(at(10))
    assert len(office.posts("dm-mila")) == 1


async def test_what_was_planned_to_wait_comes_in_its_hour_when_that_is_quiet_no_more(office: Office) -> None:
    await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    await office.scheduler.settle()
    await office.mila.ask("/quiet 23:00-07:00")
    await office.until(at(22, day=22))
    assert len(office.posts("dm-mila")) == 1


async def test_what_was_planned_for_a_free_hour_waits_when_that_is_quiet_now(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.scheduler.settle()
    await office.mila.ask("/quiet 11:00-13:00")
    await office.until(at(12))
    assert office.posts("dm-mila") == []
    await office.until(at(13))
    assert len(office.posts("dm-mila")) == 1


async def test_what_is_urgent_passes_any_hours(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    await office.mila.press(button(reply, "Send it at 22:00 anyway"))
    await office.scheduler.settle()
    await office.mila.ask("/quiet 20:00-10:00")
    await office.until(at(22, day=22))
    assert len(office.posts("dm-mila")) == 1


async def test_a_channel_keeps_its_own(office: Office) -> None:
    made = await office.order(at(22, day=22), places=("web:general",))
    await office.scheduler.settle()
    await office.olga.ask("/quiet off")
    await office.until(at(22, 30, day=22))
    assert office.posts() == []
    await office.until(at(8))
    assert len(office.posts()) == 1
    assert (await office.now(made)).version == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("22:00-07:00", "22:00-07:00"),
        ("22-7", "22:00-07:00"),
        ("22.30 – 6.15", "22:30-06:15"),
        ("from 10 pm to 7 am", "22:00-07:00"),
        ("12am-12pm", "00:00-12:00"),
        ("от 22 до 7 ч.", "22:00-07:00"),
        ("между 22:00 и 07:00", "22:00-07:00"),
        ("22:00 to 24:00", "22:00-00:00"),
        ("OFF", "off"),
        ("изключи", "off"),
        ("Club", "club"),
        ("клуб", "club"),
    ],
)
async def test_hours_are_read_as_people_write_them(kit: Kit, text: str, meant: str) -> None:
    assert Hours().read(text, kit.reading()) == meant


@pytest.mark.parametrize(
    "text",
    ["25-7", "22:60-7", "22", "22:00-22:00", "13 pm-7", "24:30-7", "night", "22:00-07:00-09:00", "1" * 5000, "٢٢-٧"],
)
async def test_what_names_no_hours_is_refused(kit: Kit, text: str) -> None:
    with pytest.raises(Wrong):
        Hours().read(text, kit.reading())
