"""Muting: nothing comes of the bot's own accord, what came due is shown afterwards, and what was asked for comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.commands.about import About
from bot.core import outbox
from bot.core.messenger import Undelivered
from bot.domain.delivery import Stage
from tests.commands.office import Office, opened_office
from tests.kit import button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - a wall time


async def tell(office: Office, place: str, key: str, *, urgent: bool = False) -> None:
    """Have a hidden message sent as other commands do."""
    now = office.kit.clock.now()
    await office.kit.database.write(lambda tx: outbox.send(tx, now, place=place, says=About(), key=key, urgent=urgent))
    await office.scheduler.settle()


async def test_one_press_mutes_and_one_unmutes(office: Office) -> None:
    reply = await office.mila.press(button(await office.mila.ask("/profile"), "Mute everything"))
    assert said(reply).startswith("I am silent now.")
    muted = await office.mila.ask("/profile")
    assert "Muted since Sun 22 November 2026, 09:00 (Sofia)" in shown(muted)
    assert said(await office.mila.press(button(muted, "Unmute"))) == "I write to you by myself again."
    assert "Muted" not in shown(await office.mila.ask("/profile"))


async def test_muting_twice_keeps_the_first_moment(office: Office) -> None:
    await office.mila.ask("/mute")
    office.kit.clock.forward(timedelta(hours=1))
    assert said(await office.mila.ask("/mute")).startswith("I am silent already.")
    assert "09:00 (Sofia): I write" in shown(await office.mila.ask("/profile"))


async def test_unmuting_whoever_is_not_muted_says_so(office: Office) -> None:
    reply = await office.mila.ask("/unmute")
    assert said(reply) == "I am not muted."
    assert "Mute everything" in buttons(reply)


async def test_a_guest_may_mute_too(office: Office) -> None:
    await office.gosho.ask("/mute")
    await tell(office, "web:@gosho", "hello")
    assert office.posts("dm-gosho") == []


async def test_no_reminder_comes_while_muted(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.mila.ask("/mute")
    await office.until(at(13))
    assert office.posts("dm-mila") == []
    assert "1 reminder came due meanwhile" in shown(await office.mila.ask("/profile"))


async def test_an_urgent_reminder_does_not_come_either(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    await office.mila.press(button(reply, "Send it at 22:00 anyway"))
    await office.mila.ask("/mute")
    await office.until(at(10))
    assert office.posts("dm-mila") == []


async def test_what_came_due_is_shown_on_unmuting_and_sent_when_asked_for(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.mila.ask('/remind what="Train" when="tomorrow 13:00"')
    await office.mila.ask("/mute")
    await office.until(at(14))
    reply = await office.mila.ask("/unmute")
    assert "12:00 (Sofia): Lunch" in shown(reply)
    assert "13:00 (Sofia): Train" in shown(reply)
    await office.scheduler.settle()
    assert office.posts("dm-mila") == [], "nobody is flooded by unmuting"
    sent = await office.mila.press(button(reply, "Send them to me now"))
    assert said(sent) == "2 reminders are on their way."
    await office.scheduler.settle()
    assert office.posts("dm-mila") == ["Reminder: Lunch", "Reminder: Train"]


async def test_what_came_due_is_sent_once_however_often_it_is_asked_for(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.mila.ask("/mute")
    await office.until(at(14))
    reply = await office.mila.ask("/unmute")
    for _ in range(2):
        await office.mila.press(button(reply, "Send them to me now"))
        await office.scheduler.settle()
    assert office.posts("dm-mila") == ["Reminder: Lunch"]


async def test_undoing_an_unmuting_loses_nothing(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.mila.ask("/mute")
    await office.until(at(14))
    await office.mila.press(button(await office.mila.ask("/unmute"), "Undo"))
    assert "Lunch" in shown(await office.mila.ask("/unmute"))


async def test_what_was_shown_once_is_not_shown_after_the_next_mute(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.mila.ask("/mute")
    await office.until(at(14))
    await office.mila.ask("/unmute")
    await office.mila.ask("/mute")
    assert "Lunch" not in shown(await office.mila.ask("/unmute"))


async def test_a_reminder_that_comes_after_unmuting_comes(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.scheduler.settle()
    await office.mila.press(button(await office.mila.ask("/mute"), "Undo"))
    await office.until(at(12))
    assert office.posts("dm-mila") == ["Reminder: Lunch"]


async def test_what_quiet_hours_held_comes_when_unmuted_in_time(office: Office) -> None:
    await office.mila.ask('/remind what="Sleep" when="today 22:00"')
    await office.mila.ask("/mute")
    await office.until(at(23, day=22))
    await office.mila.ask("/unmute")
    await office.until(at(8))
    assert office.posts("dm-mila") == ["Reminder: Sleep"]


async def test_a_digest_is_left_out_and_goes_on_with_its_next_day(office: Office) -> None:
    await office.mila.press("1 profile-agree purpose=digest given=yes version=1")
    await office.mila.press("1 profile-set digest=daily")
    await office.mila.ask("/mute")
    await office.until(at(10))
    assert office.posts("dm-mila") == []
    unmuted = await office.mila.ask("/unmute")
    assert "Send them to me now" not in buttons(unmuted), "an old digest is of no use"
    await office.until(at(10, day=24))
    assert len(office.posts("dm-mila")) == 1


async def test_what_the_bot_tells_people_unasked_does_not_come_and_what_they_asked_for_does(office: Office) -> None:
    await office.mila.ask("/mute")
    await tell(office, "web:@mila", "suggestion")
    assert office.posts("dm-mila") == []
    await tell(office, "web:@mila", "export", urgent=True)
    assert len(office.posts("dm-mila")) == 1


async def test_others_and_channels_get_theirs(office: Office) -> None:
    await office.mila.ask("/mute")
    await tell(office, "web:@gosho", "suggestion")
    await tell(office, "web:general", "suggestion")
    assert len(office.posts("dm-gosho")) == 1
    assert len(office.posts("general")) == 1


async def test_it_holds_for_every_account(office: Office) -> None:
    id = await office.id_of("mila")
    await office.kit.database.write(lambda tx: tx.people.link(id, "web", "mila2", name="Mila"))
    await office.mila.ask("/mute")
    await tell(office, "web:@mila2", "suggestion")
    assert office.posts("dm-mila2") == []


async def test_what_went_wrong_with_a_post_is_told_to_other_organisers(office: Office) -> None:
    await office.olga.ask("/mute")
    office.kit.board.faults["general"] = [Undelivered("It is closed.")]
    made = await office.order(at(12))
    await office.until(at(13))
    assert [row.stage for row in await office.rows(made)] == [Stage.DEAD]
    assert office.posts("dm-olga") == []
    assert len(office.notices()) == 1


async def test_mila_is_told_in_bulgarian_too(office: Office) -> None:
    await office.mila.ask("/language bg")
    reply = await office.mila.ask("/mute")
    assert button(reply, "Отмени").does.pack() == "1 unmute"


async def test_the_list_of_reminders_says_why_none_of_them_comes(office: Office) -> None:
    await office.mila.ask('/remind what="Lunch" when="tomorrow 12:00"')
    await office.mila.ask("/mute")
    reply = await office.mila.ask("/reminders")
    assert "You have muted me" in said(reply)
    await office.mila.press(button(reply, "Unmute"))
    assert "muted" not in said(await office.mila.ask("/reminders"))


async def test_an_answer_to_a_question_of_theirs_comes(office: Office) -> None:
    opened = await office.gosho.ask("/contact")
    await office.gosho.fill(opened.form, text="Who helps with a consortium?")
    await office.gosho.ask("/mute")
    await office.olga.send("request-answer", request="1", text="I do.")
    await office.scheduler.settle()
    assert office.posts("dm-gosho") == ["olga answers"]
