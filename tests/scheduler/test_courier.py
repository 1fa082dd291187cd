from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.core.context import Account
from bot.core.errors import Oops
from bot.core.messenger import DirectClosed, NotAllowed, PlaceGone, TryLater, Unclear
from bot.core.roles import Role
from bot.domain.delivery import Stage
from bot.domain.schedule import State
from bot.scheduler import courier, service
from tests.scheduler.conftest import MONDAY, Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from bot.core.context import Place
    from bot.scheduler.service import Scheduler

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def test_a_post_arrives_when_its_time_has_come_and_not_before(office: Office) -> None:
    await office.order()
    await office.until(MONDAY - MINUTE)
    assert office.said() == []
    await office.until(MONDAY)
    assert office.said() == ["Здравейте"]


async def test_what_is_done_is_done_once(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    await office.pass_time(DAY)
    assert office.said() == ["Здравейте"]
    assert (await office.now(made)).state is State.DONE


async def test_it_goes_on_every_week(office: Office) -> None:
    await office.order(rule="FREQ=WEEKLY;BYDAY=MO")
    for week in range(3):
        await office.until(MONDAY + week * 7 * DAY)
        assert len(office.said()) == week + 1


async def test_it_reaches_every_place_in_the_place_s_language(office: Office) -> None:
    from bot.core.places import Habits

    office.kit.core.places.habits["web:funding"] = Habits("en")  # type: ignore[index]
    await office.order(places=("web:general", "web:funding"))
    await office.until(MONDAY)
    assert (office.said("general"), office.said("funding")) == (["Здравейте"], ["Hello"])


async def test_quiet_hours_hold_it_until_they_are_over(office: Office) -> None:
    made = await office.order(MONDAY.replace(hour=22))
    await office.until(MONDAY.replace(hour=22))
    assert office.said() == []
    (row,) = await office.rows(made)
    assert row.held_from
    assert row.ends_at - row.due_at == made.grace
    await office.until(MONDAY.replace(hour=8) + DAY)
    assert office.said() == ["Здравейте"]


async def test_what_is_urgent_does_not_wait_for_the_morning(office: Office) -> None:
    await office.order(MONDAY.replace(hour=22), urgent=True)
    await office.until(MONDAY.replace(hour=22))
    assert office.said() == ["Здравейте"]


async def test_a_process_that_was_away_sends_what_is_still_worth_it(office: Office) -> None:
    await office.order()
    await office.scheduler.settle()
    await office.until(MONDAY + HOUR)
    assert office.said() == ["Здравейте"]


async def test_what_is_too_late_is_reported_as_missed_and_not_sent(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY + 3 * HOUR)
    assert office.said() == []
    assert (await office.rows(made))[0].stage is Stage.MISSED
    (told,) = office.said("dm-olga")
    assert "too late" in told


async def test_three_weeks_away_are_told_in_one_message(office: Office) -> None:
    await office.order(rule="FREQ=DAILY")
    await office.until(MONDAY + 21 * DAY - HOUR)
    (told,) = office.said("dm-olga")
    assert "20 more" in told


async def test_a_fault_is_tried_again_until_it_arrives_once(office: Office) -> None:
    made = await office.order()
    office.kit.board.faults["general"] = [TryLater(timedelta(0)), TryLater(timedelta(0))]
    office.kit.board.carries = True
    await office.until(MONDAY)
    assert (await office.rows(made))[0].stage is Stage.DUE
    await office.pass_time(MINUTE)
    await office.pass_time(MINUTE)
    (row,) = await office.rows(made)
    assert (row.stage, row.attempts, len(office.said())) == (Stage.SENT, 3, 1)


async def test_what_never_comes_off_is_given_up_and_its_owner_told_with_a_way_to_send_it_again(office: Office) -> None:
    made = await office.order()
    office.kit.board.faults["general"] = [TryLater(timedelta(0)) for _ in range(99)]
    await office.until(MONDAY)
    for _ in range(30):
        await office.pass_time(10 * MINUTE)
    assert (await office.rows(made))[0].stage is Stage.DEAD
    (told,) = [r for p, r, _ in office.kit.board.posts.values() if p.id == "dm-olga"]
    office.kit.board.faults.clear()
    await office.kit.press(told.buttons[0], Role.ORGANISER, "en", called="olga")
    await office.scheduler.settle()
    assert office.said() == ["Здравейте"]


async def test_a_patient_one_is_tried_for_a_day(office: Office) -> None:
    made = await office.order(patient=True)
    office.kit.board.faults["general"] = [TryLater(timedelta(hours=5)), TryLater(timedelta(hours=5))]
    await office.until(MONDAY)
    await office.until(MONDAY + 5 * HOUR)
    await office.until(MONDAY + 10 * HOUR + MINUTE)
    assert (await office.rows(made))[0].stage is Stage.SENT


async def test_a_place_that_is_gone_pauses_the_schedule_and_tells_its_owner(office: Office) -> None:
    made = await office.order(rule="FREQ=DAILY")
    office.kit.board.faults["general"] = [PlaceGone("#general")]
    await office.until(MONDAY)
    assert (await office.now(made)).state is State.PAUSED
    assert "#general is not there any more" in office.said("dm-olga")[0]


async def test_one_place_that_fails_holds_up_no_other(office: Office) -> None:
    await office.order(places=("web:general", "web:events"))
    office.kit.board.faults["general"] = [TryLater(HOUR)]
    await office.until(MONDAY)
    assert (office.said("general"), office.said("events")) == ([], ["Здравейте"])


async def test_what_nobody_can_tell_is_not_sent_again_but_asked_about(office: Office) -> None:
    made = await office.order()
    office.kit.board.faults["general"] = [Unclear("I can't look.")]
    await office.until(MONDAY)
    (row,) = await office.rows(made)
    assert row.stage is Stage.UNCLEAR
    (told,) = [r for p, r, _ in office.kit.board.posts.values() if p.id == "dm-olga"]
    assert [button.label for button in told.buttons] == ["It is there", "Send it again"]


async def test_an_attempt_cut_off_is_asked_after_when_it_is_too_late_to_send(office: Office) -> None:
    made = await office.order()
    await office.scheduler.settle()
    await office.until(MONDAY - MINUTE)
    office.kit.clock.forward(MINUTE)

    def crash(tx):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        return tx.deliveries.claim(office.kit.clock.now(), office.kit.clock.now() + MINUTE, 10)

    (row,) = await office.kit.database.write(crash)
    await office.pass_time(5 * HOUR)
    assert office.kit.board.looked == [f"delivery:{row.id}"]
    assert office.said() == []
    assert (await office.rows(made))[0].stage is Stage.DEAD


async def test_an_owner_who_may_no_longer_run_it_pauses_it(office: Office) -> None:
    from bot.commands.reports import Reports

    made = await office.order(command=Reports().pack(), content=None)
    await office.scheduler.settle()
    await office.kit.database.write(lambda tx: tx.people.set_role(office.owner, 0))
    office.kit.core.people.forget(office.owner)
    await office.until(MONDAY)
    assert office.said() == []
    assert (await office.now(made)).state is not State.ACTIVE
    assert "more rights" in office.said("dm-olga")[0]
    assert "повече права" in office.said("organisers")[0]


async def test_an_owner_whose_messages_are_closed_is_told_of_where_organisers_read(office: Office) -> None:
    await office.order()
    office.kit.board.faults |= {"general": [NotAllowed("No.")], "dm-olga": [DirectClosed()]}
    await office.until(MONDAY)
    assert "не стигна" in office.said("organisers")[0]


async def test_a_fault_of_our_own_is_tried_again_too(office: Office) -> None:
    made = await office.order()
    office.kit.board.faults["general"] = [KeyError("oh")]
    await office.until(MONDAY)
    await office.pass_time(2 * MINUTE)
    assert (await office.rows(made))[0].stage is Stage.SENT


async def test_a_command_that_has_nothing_to_tell_sends_nothing(office: Office) -> None:
    from bot.commands.told import Told

    made = await office.order(command=Told(delivery=999_999).pack())
    await office.until(MONDAY)
    assert (await office.rows(made))[0].stage in (Stage.IDLE, Stage.DEAD)
    assert office.said() == []


def test_an_oops_is_kept_as_words() -> None:
    from bot.scheduler.outcome import told

    assert told(Oops("No {x}.", x=Account("web", "a"))) == {
        "text": "No {x}.",
        "names": {"x": "Account(platform='web', id='a')"},
    }


async def test_a_schedule_that_cannot_be_planned_keeps_no_other_from_being_sent(office: Office) -> None:
    await office.order(rule="FREQ=SECONDLY;COUNT=0")
    await office.order()
    await office.until(MONDAY)
    assert office.said() == ["Здравейте"]


async def test_a_demo_s_week_passes_like_a_week(office: Office) -> None:
    await office.order(rule="FREQ=DAILY;COUNT=3")
    office.kit.clock.traveller = office.scheduler.travel
    await office.kit.clock.travel(7 * DAY)
    assert office.said() == ["Здравейте"] * 3
    assert office.said("dm-olga") == []


async def test_a_post_that_may_have_arrived_is_asked_after_however_long_the_platform_is_away(office: Office) -> None:
    made = await office.order(grace=10 * MINUTE)
    office.kit.board.faults["general"], office.kit.board.carries = [TryLater(MINUTE)], True
    await office.until(MONDAY)
    messengers, office.kit.core.messengers[:] = list(office.kit.core.messengers), []
    await office.pass_time(5 * HOUR)
    assert (await office.rows(made))[0].stage is Stage.DUE
    office.kit.core.messengers[:] = messengers
    await office.pass_time(HOUR)
    assert (await office.rows(made))[0].stage is Stage.SENT
    assert office.said("dm-olga") == []


async def test_where_nobody_can_look_for_a_day_a_person_is_asked(office: Office) -> None:
    made = await office.order(grace=10 * MINUTE)
    office.kit.board.faults["general"], office.kit.board.carries = [TryLater(MINUTE)], True
    await office.until(MONDAY)
    office.kit.core.messengers.clear()
    for _ in range(4):
        await office.pass_time(7 * HOUR)
    assert (await office.rows(made))[0].stage is Stage.UNCLEAR


async def test_an_attempt_that_never_ends_is_given_up_and_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, post = await office.order(places=("web:general", "web:events")), office.kit.board.post
    hung = asyncio.Event()

    async def hangs(place: Place, *args: Any, **more: Any) -> tuple[str, ...]:  # noqa: ANN401 - as it comes
        if place.id == "general" and not hung.is_set():
            hung.set()
            await asyncio.Event().wait()
        return await post(place, *args, **more)

    monkeypatch.setattr(office.kit.board, "post", hangs)
    monkeypatch.setattr(courier, "RENEW", 0.01)
    monkeypatch.setattr(courier, "LONGEST", 0.05)
    office.kit.clock.forward(MINUTE)
    async with running(office.scheduler):
        await office.until(MONDAY)
        assert hung.is_set()
        assert (office.said("general"), office.said("events")) == ([], ["Здравейте"])
        await office.pass_time(MINUTE)
        assert office.said("general") == ["Здравейте"]
    assert [row.attempts for row in await office.rows(made)] == [2, 1]


async def test_a_stop_ends_an_attempt_that_never_ends(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.order()
    begun = asyncio.Event()

    async def hangs(*_: Any, **__: Any) -> tuple[str, ...]:  # noqa: ANN401 - as it comes
        begun.set()
        await asyncio.Event().wait()
        return ()

    monkeypatch.setattr(office.kit.board, "post", hangs)
    monkeypatch.setattr(service, "LAST_WORDS", 0.05)
    await office.scheduler.settle()
    async with running(office.scheduler):
        office.kit.clock.forward(timedelta(days=30))
        await begun.wait()
    assert office.said() == []


@asynccontextmanager
async def running(scheduler: Scheduler) -> AsyncIterator[None]:
    """The scheduler at work, and stopped in good order."""
    task = asyncio.create_task(scheduler.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
