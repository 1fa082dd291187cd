"""/remind: kept once, told back, sent when its time has come, put off and done by its owner alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.core.context import Account
from bot.core.places import Place
from bot.core.reply import Reply, Tone
from bot.core.request import Line, Request
from bot.core.roles import Role
from bot.core.words import words
from bot.domain.schedule import Schedule, Sort, State
from bot.render.discord.message import messages as on_discord
from bot.render.slack.message import messages as on_slack
from tests.asker import Asker
from tests.commands.office import HOUR, Office, opened_office
from tests.kit import CHANNEL, button, every_button, said, shown

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


async def test_of_the_past_nothing_is_asked_ahead(office: Office) -> None:
    reply = await office.mila.ask("/remind about=event:bio-europe-2026")
    assert "It has begun already" in said(reply)
    reply = await office.mila.ask("/remind about=event:ash-2026 before=60d")
    assert "That would have been on Tue 13 October 2026, 10:00 (Sofia)." in said(reply)  # the clock changed since


async def test_what_was_typed_is_still_there_when_something_is_asked_again(office: Office) -> None:
    reply = await office.mila.ask('/remind what="Send it" when="soon"')
    assert reply.form
    assert {b.name: b.value for b in reply.form.blanks}["what"] == "Send it"
    reply = await office.mila.fill(reply.form, when="tomorrow 9:00")
    assert said(reply).startswith("I'll remind you on")


async def test_nobody_has_more_than_a_hundred(office: Office) -> None:
    for n in range(100):
        office.kit.clock.forward(HOUR / 60)
        await office.mila.ask(f'/remind what="{n}" when="1 December 2026 9:00"')
    office.kit.clock.forward(HOUR)
    reply = await office.mila.ask('/remind what="x" when="1 December 2026 9:00"')
    assert "100 reminders" in said(reply)
    assert reply.tone is Tone.WARN
    assert len(await kept(office)) == 100


async def test_who_asks_too_often_is_asked_to_wait(office: Office) -> None:
    for n in range(20):
        await office.mila.ask(f'/remind what="{n}" when="1 December 2026 9:00"')
    await office.mila.ask('/remind what="x" when="1 December 2026 9:00"')
    assert len(await kept(office)) == 20


async def test_where_nobody_can_be_reached_later_no_reminder_is_made(office: Office) -> None:
    hall = Asker(office.kit, "mila", Role.MEMBER, Place("web", "a-thread"))
    reply = await hall.ask('/remind what="x" when="tomorrow 9:00" here=yes')
    assert said(reply) == "I can't write here later. Without “here” I remind you in a direct message."
    account = Account("terminal", "local")
    who = await office.kit.core.people.of(account, "", "en")
    await office.kit.database.write(lambda tx: tx.people.set_role(who.id, int(Role.MEMBER)))
    office.kit.core.people.forget(who.id)
    line = Line('/remind what="x" when="tomorrow 9:00"')
    reply = await office.kit.core.handle(Request("t1", account, Place("terminal", "tty", direct=True), line, "", "en"))
    assert "I can't write to you here later." in said(reply)


async def came(office: Office, line: str = '/remind what="Call Ana" when="tomorrow 9:00"') -> Reply:
    """A reminder that has arrived."""
    await office.mila.ask(line)
    await office.until(at(9))
    return messages(office)[0]


async def test_a_reminder_is_put_off_for_an_hour(office: Office) -> None:
    message = await came(office)
    reply = await office.mila.press(button(message, "Again in 1 hour"))
    assert said(reply) == "I'll remind you on Mon 23 November 2026, 10:00 (Sofia)."
    await office.until(at(10))
    assert [said(one) for one in messages(office)] == ["Reminder: Call Ana"] * 2


async def test_a_reminder_is_put_off_until_tomorrow_or_any_time(office: Office) -> None:
    message = await came(office)
    reply = await office.mila.press(button(message, "Again tomorrow at 9:00"))
    assert said(reply) == "I'll remind you on Tue 24 November 2026, 09:00 (Sofia)."
    asked = await office.mila.press(button(message, "At another time…"))
    reply = await office.mila.fill(asked.form, to="Friday 15:00")
    assert said(reply) == "I'll remind you on Fri 27 November 2026, 15:00 (Sofia)."
    await office.until(at(16, day=27))
    assert len(messages(office)) == 2, "it was put off twice, so it comes once more and not twice"


async def test_it_is_put_off_to_no_time_that_has_passed(office: Office) -> None:
    message = await came(office)
    asked = await office.mila.press(button(message, "At another time…"))
    reply = await office.mila.fill(asked.form, to="22 November 2026 9:00")
    assert reply.form
    assert reply.form.blanks[0].error == "Choose a time that is to come, within five years."


async def test_putting_it_off_pressed_twice_by_one_request_is_once(office: Office) -> None:
    message = await came(office)
    for _ in range(2):
        await office.mila.press(button(message, "Again in 1 hour"), once="pressed")
    assert len(await kept(office)) == 2


async def test_an_undone_snooze_comes_no_more(office: Office) -> None:
    message = await came(office)
    reply = await office.mila.press(button(message, "Again in 1 hour"))
    await office.mila.press(button(reply, "Undo"))
    await office.until(at(11))
    assert len(messages(office)) == 1


async def test_done_drops_what_was_put_off(office: Office) -> None:
    message = await came(office)
    await office.mila.press(button(message, "Again in 1 hour"))
    done = await office.mila.press(button(message, "Done"))
    assert said(done) == "Done. Well done!"
    await office.until(at(11))
    assert len(messages(office)) == 1


async def test_a_series_that_is_done_for_now_comes_again_until_it_is_stopped(office: Office) -> None:
    message = await came(office, '/remind what="Timesheet" when="every monday 9:00"')
    done = await office.mila.press(button(message, "Done"))
    assert said(done) == "Done. It comes again on Mon 30 November 2026, 09:00 (Sofia)."
    await office.mila.press(button(done, "Remind me no more"))
    await office.until(at(10, day=30))
    assert len(messages(office)) == 1


@pytest.mark.parametrize("number", range(4))
async def test_its_buttons_work_for_its_owner_alone(office: Office, number: int) -> None:
    mila = Asker(office.kit, "mila", Role.MEMBER, CHANNEL)
    await mila.ask('/remind what="Look" when="tomorrow 9:00" here=yes')
    await office.until(at(9))
    (post,) = messages(office, "general")
    for who in (office.olga, office.boris, office.gosho):
        reply = await who.press(post.buttons[number])
        assert reply.tone is Tone.WARN
        assert not reply.form
    assert len(await kept(office)) == 1


async def test_a_schedule_that_runs_somebody_elses_reminder_says_nothing_of_it(office: Office) -> None:
    await office.mila.ask('/remind what="Secret" when="tomorrow 9:00"')
    (theirs,) = await kept(office)
    forged = await office.order(at(12), command=theirs.command, content=None)
    await office.until(at(12))
    assert "Secret" not in "".join(office.posts())
    assert (await office.now(forged)).state is not State.ACTIVE


@pytest.mark.parametrize("command", ["reminder-cancel", "reminder-move", "reminder-urgent"])
async def test_nobody_changes_what_is_not_theirs(office: Office, command: str) -> None:
    await office.mila.ask('/remind what="Secret" when="tomorrow 9:00"')
    (made,) = await kept(office)
    reply = await office.olga.press(f"1 {command} schedule={made.id}")
    assert "not yours" in said(reply)
    assert "Secret" not in shown(reply)
    assert await kept(office) == [made]


async def test_in_bulgarian_it_is_all_bulgarian_but_for_what_was_typed(office: Office) -> None:
    reply = await office.kit.ask('/remind what="Прати резюмето" when="утре в 9:00"', Role.MEMBER, "bg", called="ivan")
    assert "пн 23 ноември 2026 г., 09:00 (София)" in said(reply)


HOSTILE = {
    "long": "я" * 4000,
    "mentions": "@everyone <@1> <@&2> <#3> <!channel> <@U1> <!subteam^S1>",
    "markup": "**b** _i_ `c` [l](https://evil.example) <https://evil.example|x> # h\n> q ||s||",
    "right to left": "\u202eevil\u202c שלום \u2066x\u2069",
    "lines": "one\ntwo\n\nthree",
    "quotes": 'a="b" \\ "c"',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_whatever_was_typed_arrives_as_text_and_obeys_nothing(office: Office, text: str) -> None:
    sent = await office.mila.send("remind", what=text, when="tomorrow 9:00")
    assert sent.tone is Tone.GOOD
    await office.until(at(9))
    (message,) = messages(office)
    assert said(message) == f"Reminder: {text.strip()}"
    for one in on_discord(message, words("en")):
        assert one.body["allowed_mentions"] == {"parse": []}
    assert on_slack(message, words("en"))
    assert all(text not in one.does.pack() for one in every_button(message))


async def test_what_is_longer_than_fits_is_asked_again(office: Office) -> None:
    reply = await office.mila.send("remind", what="x" * 4001, when="tomorrow 9:00")
    assert "4001 characters" in said(reply)
    assert await kept(office) == []
