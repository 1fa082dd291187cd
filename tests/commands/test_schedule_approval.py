from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.delivery import Task
from bot.domain.schedule import State
from tests.commands.office import DAY, HOUR, MONDAY, WEEKLY, Office, opened_office
from tests.kit import button, every_button, fields, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from bot.domain.schedule import Schedule

ANNOUNCED = '/announce title="Open day" text="Come." where=#general when="2026-11-23 10:00"'
EVERY_MONDAY = '/announce title="Open day" text="Come." where=#general when="every monday 10:00"'


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office(approval=True) as office:
        yield office


async def submitted(office: Office, line: str = ANNOUNCED) -> Schedule:
    """What Olga announced, which waits now."""
    preview = await office.olga.ask(line)
    label = "Schedule it" if "when=" in line else "Post it now"
    done = await office.olga.press(button(preview, label))
    assert "A second organiser has to agree now" in said(done)
    (made,) = await office.kit.database.read(lambda tx: tx.schedules.listed([State.WAITING]))
    return made


async def approved(office: Office, line: str = ANNOUNCED) -> Schedule:
    """What Olga announced and Boris agreed to."""
    made = await submitted(office, line)
    await office.boris.press(office.notices()[-1].buttons[0])
    return await office.now(made)


async def reworded(office: Office, made: Schedule, who: str = "olga", **texts: str) -> Reply:
    asker = office.olga if who == "olga" else office.boris
    form = (await asker.press(f"1 schedule-edit schedule={made.id}")).form
    return await asker.fill(form, **texts)


async def test_the_organisers_see_how_it_will_look_and_are_asked(office: Office) -> None:
    await submitted(office)
    (notice,) = office.notices()
    assert "olga" in shown(notice, "bg")
    assert [(one.platform, one.reply.cards[0].title) for one in notice.previews] == [("web", "Open day")]
    assert len(notice.buttons) == 3


async def test_nothing_is_posted_before_somebody_else_has_agreed(office: Office) -> None:
    made = await submitted(office)
    await office.until(MONDAY + HOUR)
    assert office.posts() == []
    assert (await office.now(made)).state is State.WAITING


async def test_what_is_agreed_to_goes_out_and_tells_who_agreed(office: Office) -> None:
    made = await approved(office)
    assert made.state is State.ACTIVE
    facts = fields((await office.opened(made)).cards[0])
    assert facts["Approved by"] == "boris"
    await office.until(MONDAY)
    assert office.posts() == ["Open day"]


async def test_what_has_no_time_goes_out_as_soon_as_it_is_agreed_to(office: Office) -> None:
    made = await approved(office, '/announce title="Open day" where=#general')
    await office.scheduler.settle()
    assert office.posts() == ["Open day"]
    change = (await office.kit.database.read(lambda tx: tx.schedules.changes(made.id)))[-1]
    undone = await office.boris.press(f"1 schedule-undo change={change.seq}")
    assert "What has been sent can't be undone" in said(undone)


async def test_the_author_hears_of_it(office: Office) -> None:
    await approved(office)
    await office.scheduler.settle()
    assert office.posts("dm-olga") == ["boris has agreed to “Open day”."]


async def test_a_refusal_needs_a_reason_that_the_author_reads(office: Office) -> None:
    made = await submitted(office)
    form = (await office.boris.press(office.notices()[0].buttons[1])).form
    assert form
    assert (await office.boris.fill(form)).form, "a reason is needed"
    await office.boris.fill(form, reason="The date is wrong.")
    await office.scheduler.settle()
    assert office.posts("dm-olga") == ["boris does not agree to “Open day”: The date is wrong."]
    assert (await office.now(made)).state is State.PAUSED


async def test_what_was_refused_waits_again_when_it_is_resumed(office: Office) -> None:
    made = await submitted(office)
    await office.boris.press(f'1 schedule-refuse reason="No." schedule={made.id} version={made.version}')
    assert "A second organiser has to agree before" in said(
        await office.olga.press(f"1 schedule-now schedule={made.id}")
    )
    reply = await office.olga.press(button(await office.opened(made), "Resume"))
    assert "A second organiser has to agree now" in said(reply)
    assert (await office.now(made)).state is State.WAITING
    assert len(office.notices()) == 2


async def test_authors_can_t_agree_to_their_own(office: Office) -> None:
    made = await submitted(office)
    reply = await office.olga.press(office.notices()[0].buttons[0])
    assert "another organiser has to agree" in said(reply)
    assert (await office.now(made)).state is State.WAITING


async def test_nor_after_somebody_else_has_taken_it_over(office: Office) -> None:
    made = await submitted(office)
    await office.boris.press(f"1 schedule-take schedule={made.id}")
    now = await office.now(made)
    reply = await office.olga.press(f"1 schedule-approve schedule={now.id} version={now.version}")
    assert "another organiser has to agree" in said(reply)


async def test_nor_by_undoing_what_another_did(office: Office) -> None:
    made = await approved(office)
    await reworded(office, made, title_en="Another text")
    seqs = [one.seq for one in await office.kit.database.read(lambda tx: tx.schedules.changes(made.id))]
    for seq in seqs:
        await office.olga.press(f"1 schedule-undo change={seq}")
        now = await office.now(made)
        await office.olga.press(f"1 schedule-approve schedule={now.id} version={now.version}")
    await office.until(MONDAY)
    assert set(office.posts()) <= {"Open day"}, "only what Boris agreed to"


@pytest.mark.parametrize("name", ["schedule-now", "schedule-resume", "post-edit"])
async def test_nor_by_another_button(office: Office, name: str) -> None:
    made = await submitted(office)
    await office.olga.press(f"1 {name} schedule={made.id} version={made.version}")
    await office.until(MONDAY + HOUR)
    assert office.posts() == []


async def test_nobody_agrees_to_a_text_that_they_have_not_seen(office: Office) -> None:
    made = await submitted(office)
    old = office.notices()[0].buttons[0]
    await reworded(office, made, title_en="Another text")
    reply = await office.boris.press(old)
    assert "Somebody changed this schedule after you saw it" in said(reply)
    assert (await office.now(made)).state is State.WAITING
    unseen = await office.boris.press(f"1 schedule-approve schedule={made.id}")
    assert "no longer works" in said(unseen)


@pytest.mark.parametrize(
    "change",
    [
        "schedule-edit title_en=Changed text_en=Come.",
        "schedule-settings where=web:funding late=2h",
        'schedule-settings where=web:general when="2026-11-24T10:00 Europe/Sofia" late=2h',
        "schedule-move to=2026-11-24T08:00:00+00:00 wall=2026-11-23T10:00",
    ],
)
async def test_a_changed_text_place_or_time_has_to_be_agreed_to_again(office: Office, change: str) -> None:
    made = await approved(office, EVERY_MONDAY)
    reply = await office.olga.press(f"1 {change} schedule={made.id} version={made.version}")
    assert "A second organiser has to agree now" in said(reply)
    now = await office.now(made)
    assert (now.state, now.approved_by) == (State.WAITING, None)
    await office.boris.press(office.notices()[-1].buttons[0])
    assert (await office.now(made)).state is State.ACTIVE


async def test_who_agreed_may_change_it_without_being_asked(office: Office) -> None:
    made = await approved(office)
    reply = await reworded(office, made, "boris", title_en="Open days")
    assert "has to agree" not in said(reply)
    assert (await office.now(made)).state is State.ACTIVE


async def test_an_edit_taken_back_is_what_was_agreed_to(office: Office) -> None:
    made = await approved(office)
    done = await reworded(office, made, title_en="Another text")
    await office.olga.press(button(done, "Undo"))
    await office.until(MONDAY)
    assert office.posts() == ["Open day"]


async def test_whose_time_has_passed_meanwhile_is_given_another_one(office: Office) -> None:
    made = await submitted(office)
    await office.until(MONDAY + HOUR)
    asked = await office.boris.press(office.notices()[0].buttons[0])
    assert "Its time has passed while it waited" in said(asked)
    assert (await office.now(made)).state is State.WAITING
    await office.boris.fill(asked.form, when="2026-11-24 10:00")
    await office.until(MONDAY + DAY)
    assert office.posts() == ["Open day"]


async def test_two_organisers_agree_at_once_and_it_goes_out_once(office: Office) -> None:
    await submitted(office, '/announce title="Open day" where=#general')
    approve = office.notices()[0].buttons[0]
    await office.boris.press(approve, once="the-same")
    await office.boris.press(approve, once="the-same")
    await office.boris.press(approve)
    await office.scheduler.settle()
    assert office.posts() == ["Open day"]


async def test_what_stands_already_is_changed_only_when_the_change_is_agreed_to(office: Office) -> None:
    made = await approved(office)
    await office.until(MONDAY)
    done = await reworded(office, made, title_en="Open days")
    assert "Change what is posted too" not in [one.label for one in every_button(done)]
    now = await office.now(made)
    await office.olga.press(f"1 post-edit schedule={now.id} version={now.version}")
    await office.scheduler.settle()
    assert office.posts() == ["Open day"]
    agreed = await office.boris.press(office.notices()[-1].buttons[0])
    await office.boris.press(button(agreed, "Change what is posted too"))
    await office.scheduler.settle()
    assert office.posts() == ["Open days"]


async def test_what_failed_is_sent_again_as_it_was_agreed_to(office: Office) -> None:
    from bot.core.messenger import NotAllowed

    made = await approved(office)
    office.kit.board.faults["general"] = [NotAllowed("The bot may not write here.")]
    await office.until(MONDAY)
    (row,) = await office.rows(made)
    await reworded(office, made, title_en="Another text")
    await office.olga.press(f"1 delivery-again delivery={row.id}")
    await office.scheduler.settle()
    assert office.posts() == ["Open day"]


async def test_what_became_nobody_s_while_it_waited_needs_an_owner_first(office: Office) -> None:
    made = await submitted(office)
    orphan = await office.kit.database.write(
        lambda tx: tx.schedules.put(replace(made, owner=None), office.kit.clock.now())
    )
    approve = f"1 schedule-approve schedule={orphan.id} version={orphan.version}"
    refused = await office.boris.press(approve)
    assert "It is nobody's" in said(refused)
    taken = await office.boris.press(button(refused, "I take it over"))
    assert "It is yours now" in said(taken)
    now = await office.now(made)
    await office.boris.press(f"1 schedule-approve schedule={now.id} version={now.version}")
    assert (await office.now(made)).state is State.ACTIVE


async def test_digests_and_reminders_wait_for_nobody(office: Office) -> None:
    from bot.domain.schedule import Sort

    made = await office.order(sort=Sort.DIGEST, rule=WEEKLY, command="1 calls", content=None)
    await office.olga.press(f"1 schedule-settings where=web:funding late=2h schedule={made.id} version=1")
    assert (await office.now(made)).state is State.ACTIVE


async def test_who_was_told_is_told_once(office: Office) -> None:
    made = await submitted(office)
    approve = office.notices()[0].buttons[0]
    for _ in range(2):
        await office.boris.press(approve, once="the-same")
    rows = await office.kit.database.read(
        lambda tx: [row for n in range(1, 20) if (row := tx.deliveries.get(n)) and row.task is Task.TELL]
    )
    assert len(rows) == 1
    assert rows[0].schedule == made.id
