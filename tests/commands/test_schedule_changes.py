from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.context import Account
from bot.core.messenger import TryLater
from bot.core.roles import Role
from bot.domain.delivery import Stage
from bot.domain.schedule import State
from tests.commands.office import DAY, HOUR, MINUTE, MONDAY, WEEKLY, Office, opened_office
from tests.kit import button, buttons, every_button, fields, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from bot.domain.schedule import Schedule
    from tests.asker import Asker

WEEK = 7 * DAY


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def press(office: Office, made: Schedule, label: str, who: Asker | None = None) -> Reply:
    """Open a schedule and press one of its buttons."""
    who = who or office.olga
    return await who.press(button(await office.opened(made, who), label))


async def sure(office: Office, asked: Reply, who: Asker | None = None) -> Reply:
    """Say yes to what is asked back."""
    return await (who or office.olga).press(asked.buttons[0])


async def test_nothing_is_sent_of_what_is_paused(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    done = await press(office, made, "Pause")
    assert "Paused" in said(done)
    await office.until(MONDAY + HOUR)
    assert office.posts() == []


async def test_what_is_resumed_goes_on_with_what_is_to_come(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await press(office, made, "Pause")
    await office.until(MONDAY + HOUR)
    await press(office, made, "Resume")
    await office.until(MONDAY + 2 * HOUR)
    assert office.posts() == []
    await office.until(MONDAY + WEEK)
    assert len(office.posts()) == 1


async def test_what_has_passed_while_it_was_paused_asks_for_another_time(office: Office) -> None:
    made = await office.order()
    await press(office, made, "Pause")
    await office.until(MONDAY + DAY)
    reply = await press(office, made, "Resume")
    assert "Nothing of it is to come any more" in said(reply)
    form = (await office.olga.press(button(reply, "Change when and where"))).form
    await office.olga.fill(form, when="2026-11-25 10:00")
    await press(office, made, "Resume")
    await office.until(MONDAY + 2 * DAY)
    assert len(office.posts()) == 1


async def test_what_quiet_hours_hold_survives_a_pause_that_is_undone(office: Office) -> None:
    made = await office.order(MONDAY.replace(hour=22), rule=WEEKLY)
    await office.until(MONDAY.replace(hour=22))
    done = await press(office, made, "Pause")
    await office.olga.press(button(done, "Undo"))
    await office.until(MONDAY.replace(hour=8) + DAY)
    assert office.posts() == ["Здравейте"]


async def test_what_quiet_hours_hold_may_still_be_reworded(office: Office) -> None:
    made = await office.order(MONDAY.replace(hour=22))
    await office.until(MONDAY.replace(hour=22))
    form = (await press(office, made, "Change the text")).form
    await office.olga.fill(form, title_bg="Добро утро")
    await office.until(MONDAY.replace(hour=8) + DAY)
    assert office.posts() == ["Добро утро"]


async def test_what_quiet_hours_hold_survives_a_change_of_places(office: Office) -> None:
    made = await office.order(MONDAY.replace(hour=22), rule=WEEKLY)
    await office.until(MONDAY.replace(hour=22))
    form = (await press(office, made, "Change when and where")).form
    await office.olga.fill(form, where="web:funding")
    await office.until(MONDAY.replace(hour=8) + DAY)
    assert (office.posts("general"), office.posts("funding")) == ([], ["Здравейте"])


@pytest.mark.parametrize("label", ["Pause", "Cancel it"])
async def test_what_is_tried_again_and_again_ends_with_it(office: Office, label: str) -> None:
    made = await office.order(rule=WEEKLY)
    office.kit.board.faults["general"] = [TryLater(timedelta(minutes=5))]
    await office.until(MONDAY)
    assert [row.stage for row in await office.rows(made) if row.attempts] == [Stage.DUE]
    done = await press(office, made, label)
    if label == "Cancel it":
        await sure(office, done)
    await office.until(MONDAY + HOUR)
    assert office.posts() == []


async def test_a_cancelled_schedule_sends_nothing_more_and_is_asked_about_first(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await office.until(MONDAY)
    asked = await press(office, made, "Cancel it")
    assert "Nothing more of “Hello” will be posted" in said(asked)
    assert (await office.now(made)).state is State.ACTIVE
    await sure(office, asked)
    await office.until(MONDAY + 2 * WEEK)
    assert len(office.posts()) == 1


async def test_what_was_to_go_out_at_once_but_is_held_can_be_cancelled(office: Office) -> None:
    await office.until(MONDAY.replace(hour=22))
    preview = await office.olga.ask('/announce title="Late news" where=#general')
    await office.olga.press(button(preview, "Post it now"))
    number = (await office.olga.ask("/schedules show=done")).cards[0].title.split(".")[0]
    opened = await office.olga.ask(f"/schedules {number}")
    await sure(office, await office.olga.press(button(opened, "Cancel it")))
    await office.until(MONDAY.replace(hour=9) + DAY)
    assert office.posts() == []


@pytest.mark.parametrize("label", ["Pause", "Cancel it"])
async def test_it_can_be_undone_for_ten_minutes(office: Office, label: str) -> None:
    made = await office.order(rule=WEEKLY)
    done = await press(office, made, label)
    done = await sure(office, done) if label == "Cancel it" else done
    office.kit.clock.forward(9 * MINUTE)
    await office.olga.press(button(done, "Undo"))
    assert (await office.now(made)).state is State.ACTIVE
    done = await press(office, made, label)
    done = await sure(office, done) if label == "Cancel it" else done
    office.kit.clock.forward(11 * MINUTE)
    assert "more than ten minutes ago" in said(await office.olga.press(button(done, "Undo")))


async def test_one_occurrence_is_moved_and_the_others_stay(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    asked = await press(office, made, "Move one")
    (choice,) = asked.selects
    assert choice.options[0].label == "Mon 23 November 2026, 10:00 (Sofia)"
    form = (await office.olga.press(choice.options[0])).form
    done = await office.olga.fill(form, to="2026-11-24 15:00")
    assert "Moved to Tue 24 November 2026, 15:00" in said(done)
    await office.until(MONDAY + HOUR)
    assert office.posts() == []
    await office.until(MONDAY + DAY + 5 * HOUR)
    assert len(office.posts()) == 1
    await office.until(MONDAY + WEEK)
    assert len(office.posts()) == 2


async def test_nothing_is_moved_into_the_past(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    reply = await office.olga.press(
        f"1 schedule-move to=2026-11-20T08:00:00+00:00 wall=2026-11-23T10:00 schedule={made.id} version=1"
    )
    assert "passed already" in said(reply)
    assert (await office.now(made)).changes == {}


@pytest.mark.parametrize("wall", ["2026-11-24T10:00", "2026-11-16T10:00", "nonsense", "0001-01-01T00:00"])
async def test_only_what_is_to_come_is_moved_or_skipped(office: Office, wall: str) -> None:
    made = await office.order(rule=WEEKLY)
    for command in (f"schedule-move to=2026-11-28T08:00:00+00:00 wall={wall}", f"schedule-skip wall={wall}"):
        reply = await office.olga.press(f"1 {command} schedule={made.id} version=1")
        assert "not there any more" in said(reply)
    assert (await office.now(made)).changes == {}


async def test_one_occurrence_is_skipped_and_can_be_brought_back(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    asked = await press(office, made, "Skip one")
    await office.olga.press(asked.selects[0].options[0])
    asked = await press(office, made, "Skip one")
    assert asked.selects[1].label == "Skipped"
    await office.olga.press(asked.selects[1].options[0])
    await office.olga.press((await press(office, made, "Skip one")).selects[0].options[1])
    await office.until(MONDAY)
    assert len(office.posts()) == 1
    await office.until(MONDAY + WEEK)
    assert len(office.posts()) == 1
    await office.until(MONDAY + 2 * WEEK)
    assert len(office.posts()) == 2


async def test_what_is_sent_once_has_nothing_to_move_or_skip(office: Office) -> None:
    made = await office.order()
    labels = [one.label for one in every_button(await office.opened(made))]
    assert "Move one" not in labels
    assert "It is sent only once" in said(await office.olga.press(f"1 schedule-move schedule={made.id} version=1"))


async def test_send_now_goes_to_one_place_without_a_question_and_keeps_its_times(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    reply = await press(office, made, "Send now")
    assert "On its way" in said(reply)
    await office.scheduler.settle()
    assert office.posts() == ["Здравейте"]
    await office.until(MONDAY)
    assert len(office.posts()) == 2


@pytest.mark.parametrize("more", [{"places": ("web:general", "web:funding")}, {"ping": "everyone"}])
async def test_send_now_asks_first_when_it_reaches_many(office: Office, more: dict[str, Any]) -> None:
    made = await office.order(rule=WEEKLY, **more)
    asked = await press(office, made, "Send now")
    assert "now in #general (Web)" in said(asked)
    await office.scheduler.settle()
    assert office.posts() == []
    await sure(office, asked)
    await office.scheduler.settle()
    assert office.posts() == ["Здравейте"]


async def test_send_now_pressed_once_and_delivered_twice_sends_once(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    send = button(await office.opened(made), "Send now")
    for _ in range(2):
        await office.olga.press(send, once="the-same")
    await office.scheduler.settle()
    assert len(office.posts()) == 1


async def test_send_now_says_that_quiet_hours_hold_it(office: Office) -> None:
    made = await office.order(MONDAY.replace(day=30), rule=WEEKLY)
    await office.until(MONDAY.replace(hour=22))
    reply = await press(office, made, "Send now")
    assert "It is quiet hours now, so it goes out on Tue 24 November 2026, 08:00" in said(reply)


async def test_a_form_opens_with_what_is_stored_and_changes_that(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    form = (await press(office, made, "Change the text")).form
    assert form
    assert {blank.name: blank.value for blank in form.blanks} == {
        "title_bg": "Здравейте",
        "text_bg": "Днес се виждаме.",
        "title_en": "Hello",
        "text_en": "We meet today.",
        "link": "",
    }
    done = await office.olga.fill(form, title_bg="Добро утро")
    assert "Stored" in said(done)
    await office.until(MONDAY)
    assert office.posts() == ["Добро утро"]


async def test_a_text_that_is_no_text_is_asked_for_again(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    form = (await press(office, made, "Change the text")).form
    reply = await office.olga.fill(form, title_bg="", text_bg="", title_en="", text_en="", link="ftp://x")
    assert reply.form
    errors = {blank.name: blank.error for blank in reply.form.blanks if blank.error}
    assert errors == {"text_bg": "Please write a title or a text.", "link": "A link begins with https://."}
    assert (await office.now(made)).version == 1


async def test_who_changes_what_somebody_changed_meanwhile_sees_both(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    mine = (await press(office, made, "Change the text")).form
    theirs = (await press(office, made, "Change the text", office.boris)).form
    await office.boris.fill(theirs, title_en="Boris writes")
    both = await office.olga.fill(mine, title_en="Olga writes")
    facts = fields(both.cards[0])
    assert facts["The title in English: now stored"] == "Boris writes"
    assert facts["The title in English: yours"] == "Olga writes"
    await office.olga.press(button(both, "Take mine"))
    form = (await press(office, made, "Change the text")).form
    assert form
    assert {blank.name: blank.value for blank in form.blanks}["title_en"] == "Olga writes"


async def test_an_edit_undone_says_again_what_it_said(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    form = (await press(office, made, "Change the text")).form
    done = await office.olga.fill(form, title_bg="Добро утро")
    await office.olga.press(button(done, "Undo"))
    await office.until(MONDAY)
    assert office.posts() == ["Здравейте"]


async def test_what_it_said_is_kept_while_an_edit_can_be_undone(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await office.until(MONDAY + 10 * DAY)
    form = (await press(office, made, "Change the text")).form
    done = await office.olga.fill(form, title_bg="Добро утро")
    await office.kit.database.write(lambda tx: tx.contents.prune(office.kit.clock.now() - DAY))
    await office.olga.press(button(done, "Undo"))
    assert "We meet today." in shown(await office.opened(made))


async def test_when_and_where_open_with_what_is_stored_and_keep_what_is_left_alone(office: Office) -> None:
    made = await office.order(rule="FREQ=WEEKLY;BYDAY=MO;COUNT=5", grace=timedelta(hours=1))
    moved = MONDAY.replace(hour=12)
    await office.kit.database.write(
        lambda tx: tx.schedules.put(replace(made, changes={MONDAY: moved}), office.kit.clock.now())
    )
    form = (await press(office, made, "Change when and where")).form
    await office.olga.fill(form, urgent="yes")
    now = await office.now(made)
    assert (now.series, now.changes, now.places, now.grace) == (made.series, {MONDAY: moved}, made.places, made.grace)
    assert now.urgent


async def test_another_time_takes_the_place_of_the_series(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    form = (await press(office, made, "Change when and where")).form
    await office.olga.fill(form, when="2026-11-24 15:00", where="#funding")
    await office.until(MONDAY + DAY + 5 * HOUR)
    assert (office.posts(), office.posts("funding")) == ([], ["Здравейте"])


async def test_what_was_chosen_is_not_lost_when_somebody_changed_it_meanwhile(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    form = (await press(office, made, "Change when and where")).form
    await press(office, made, "Pause", office.boris)
    told = await office.olga.fill(form, where="#funding")
    assert told.cards[0].badge
    assert told.cards[0].badge.text == "Paused"
    assert (await office.now(made)).places == ("web:general",)
    await office.olga.press(button(told, "Take mine"))
    now = await office.now(made)
    assert (now.places, now.state) == (("web:funding",), State.PAUSED)


async def test_a_place_that_nobody_knows_is_asked_for_again(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    form = (await press(office, made, "Change when and where")).form
    reply = await office.olga.fill(form, where="#nowhere")
    assert reply.form
    assert "I know no place" in shown(reply)


async def test_a_ping_is_asked_about_before_it_is_stored(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    form = (await press(office, made, "Change when and where")).form
    asked = await office.olga.fill(form, ping="everyone")
    assert "Do you mean it?" in said(asked)
    assert (await office.now(made)).ping == ""
    await sure(office, asked)
    assert (await office.now(made)).ping == "everyone"


async def test_a_command_is_changed_to_another_one_that_can_be_scheduled(office: Office) -> None:
    made = await office.order(rule=WEEKLY, command="1 calls within=7", content=None, title="/calls within=7")
    form = (await press(office, made, "Change the command")).form
    assert form
    assert form.blanks[0].value == "/calls within=7"
    refused = await office.olga.fill(form, command="/invite")
    assert refused.form
    await office.olga.fill(form, command="/events")
    assert (await office.now(made)).command == "1 events"


async def test_of_two_who_press_at_once_one_is_told_what_the_other_did(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    pause, cancel = (
        button(await office.opened(made), "Pause"),
        button(await office.opened(made, office.boris), "Cancel it"),
    )
    await office.olga.press(pause)
    reply = await office.boris.press(cancel)
    assert "Somebody changed this schedule after you saw it" in said(reply)
    assert reply.cards[0].badge
    assert reply.cards[0].badge.text == "Paused"


async def test_a_confirmation_holds_only_for_what_was_seen(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    asked = await press(office, made, "Cancel it")
    await press(office, made, "Pause", office.boris)
    assert "Somebody changed this schedule" in said(await sure(office, asked))
    assert (await office.now(made)).state is State.PAUSED


@pytest.mark.parametrize("label", ["Pause", "Hand over"])
async def test_a_button_delivered_twice_does_it_once(office: Office, label: str) -> None:
    made = await office.order(rule=WEEKLY)
    pressed = button(await office.opened(made), label)
    first = await office.olga.press(pressed, once="the-same")
    again = await office.olga.press(pressed, once="the-same")
    assert said(again) == said(first)
    assert len(await office.kit.database.read(lambda tx: tx.schedules.changes(made.id))) == (label == "Pause")


async def test_handing_over_asks_the_organisers_and_the_first_who_presses_has_it(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await press(office, made, "Hand over")
    (notice,) = office.notices()
    assert "olga" in shown(notice, "bg")
    take = notice.buttons[0]
    mine = await office.boris.press(take)
    assert "It is yours now" in said(mine)
    now = await office.now(made)
    assert (now.owner, now.via) == (await office.id_of("boris"), "web:boris")
    vesela = await office.kit.press(take, Role.ORGANISER, called="vesela")
    assert "Somebody changed this schedule" in said(vesela)
    assert (await office.now(made)).owner == await office.id_of("boris")


async def test_what_was_offered_can_be_taken_though_it_was_paused_since(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await press(office, made, "Hand over")
    await press(office, made, "Pause")
    taken = await office.boris.press(office.notices()[0].buttons[0])
    assert "It is yours now" in said(taken)
    await office.boris.press(button(taken, "Resume"))
    assert (await office.now(made)).state is State.ACTIVE


async def test_what_is_nobody_s_is_taken_over_and_goes_on_as_the_taker(office: Office) -> None:
    made = await office.order(rule=WEEKLY, owner=None, state=State.PAUSED)
    assert "It is nobody's" in said(await press(office, made, "Resume"))
    taken = await press(office, made, "I take it over", office.boris)
    await office.boris.press(button(taken, "Resume"))
    office.kit.board.roles[Account("web", "boris").id] = Role.ORGANISER
    await office.until(MONDAY)
    assert len(office.posts()) == 1


async def test_everything_that_is_done_stands_in_the_audit(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await press(office, made, "Pause")
    (line,) = await office.kit.database.read(lambda tx: tx.audit.latest(5))
    assert line.command == f"schedule-pause schedule={made.id} version=1"
    assert line.before == {"state": "active", "version": 1}
    assert line.after == {"id": made.id, "state": "paused", "version": 2}


async def test_a_cancelled_schedule_can_t_be_changed(office: Office) -> None:
    made = await office.order(rule=WEEKLY, state=State.CANCELLED)
    for command in ("schedule-edit", "schedule-settings", "schedule-offer", "schedule-now"):
        assert "It is cancelled" in said(await office.olga.press(f"1 {command} schedule={made.id}"))
    assert set(buttons(await office.opened(made))) == set()
