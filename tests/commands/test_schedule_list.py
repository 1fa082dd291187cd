from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.context import QUIET
from bot.core.roles import Role
from bot.domain.schedule import Sort, State
from tests.commands.office import MONDAY, Office, opened_office
from tests.kit import button, buttons, fields, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def test_an_empty_list_names_the_commands_that_fill_it(office: Office) -> None:
    reply = await office.olga.ask("/schedules")
    assert "Nothing is scheduled" in said(reply)
    assert {"/announce", "/schedule"} <= set(buttons(reply))


async def test_a_card_tells_what_goes_where_and_when_and_whose_it_is(office: Office) -> None:
    made = await office.order(rule="FREQ=WEEKLY;BYDAY=MO", places=("web:general", "web:funding"))
    reply = await office.olga.ask(f"/schedules {made.id}")
    (card,) = reply.cards
    facts = fields(card)
    assert card.title == f"{made.id}. Hello"
    assert card.badge
    assert card.badge.text == "Scheduled"
    assert facts["What"] == "We meet today."
    assert facts["Where"] == "#general (Web), #funding (Web)"
    assert facts["Next times"].count("Mon ") == 5
    assert "Mon 23 November 2026, 10:00 (Sofia)" in facts["Next times"]
    assert facts["Whose"] == "olga"
    assert facts["Sent at most so late"] == "2 hours"


async def test_it_says_until_when_quiet_hours_hold_a_time(office: Office) -> None:
    made = await office.order(MONDAY.replace(hour=22))
    reply = await office.olga.ask(f"/schedules {made.id}")
    assert "held by quiet hours until Tue 24 November 2026, 08:00" in fields(reply.cards[0])["Next times"]
    assert QUIET.until.hour == 8


async def test_a_command_is_told_as_it_is_typed(office: Office) -> None:
    await office.order(command="1 calls within=7", content=None)
    reply = await office.olga.ask("/schedules")
    assert "/calls within=7" in shown(reply)


async def test_reminders_of_others_are_not_listed_and_not_found_by_number(office: Office) -> None:
    theirs = await office.order(sort=Sort.REMINDER, owner=await office.id_of("mila"), places=("web:@mila",))
    own = await office.order(sort=Sort.REMINDER, places=("web:@olga",))
    assert "Nothing is scheduled" in said(await office.olga.ask("/schedules"))
    assert "There is no schedule" in said(await office.olga.ask(f"/schedules {theirs.id}"))
    assert "There is no schedule" in said(await office.olga.ask(f"/schedules {own.id}"))


async def test_a_member_s_own_digest_by_direct_message_is_theirs_alone(office: Office) -> None:
    theirs = await office.order(sort=Sort.DIGEST, owner=await office.id_of("mila"), places=("web:@mila",))
    assert "Nothing is scheduled" in said(await office.olga.ask("/schedules"))
    assert "There is no schedule" in said(await office.olga.ask(f"/schedules {theirs.id}"))


async def test_one_s_own_digest_by_direct_message_is_among_the_reminders_instead(office: Office) -> None:
    own = await office.order(sort=Sort.DIGEST, places=("web:@olga",))
    assert "Nothing is scheduled" in said(await office.olga.ask("/schedules"))
    assert "There is no schedule" in said(await office.olga.ask(f"/schedules {own.id}"))


async def test_drafts_are_seen_by_their_author_alone(office: Office) -> None:
    draft = await office.order(state=State.DRAFT)
    assert len((await office.olga.ask("/schedules show=drafts")).cards) == 1
    assert not (await office.boris.ask("/schedules show=drafts")).cards
    assert not (await office.boris.ask("/schedules show=all")).cards
    assert "There is no schedule" in said(await office.boris.ask(f"/schedules {draft.id}"))


async def test_a_draft_that_was_discarded_stays_its_author_s(office: Office) -> None:
    await office.olga.ask('/announce title="A secret" where=#general')
    draft = (await office.olga.ask("/schedules show=drafts")).cards[0]
    opened = await office.olga.press(draft.buttons[0])
    await office.olga.press(button(opened, "Discard"))
    assert not (await office.boris.ask("/schedules show=all")).cards


@pytest.mark.parametrize(
    ("show", "state"),
    [
        ("coming", State.ACTIVE),
        ("waiting", State.WAITING),
        ("paused", State.PAUSED),
        ("done", State.DONE),
        ("done", State.CANCELLED),
    ],
)
async def test_the_list_shows_what_is_asked_for(office: Office, show: str, state: State) -> None:
    wanted = await office.order(state=state, title="This one")
    for other in State:
        if other is not state and {other, state} != {State.DONE, State.CANCELLED}:
            await office.order(state=other, title="Another")
    reply = await office.olga.ask(f"/schedules show={show}")
    assert [card.title for card in reply.cards] == [f"{wanted.id}. This one"]


async def test_a_place_narrows_the_list(office: Office) -> None:
    await office.order(title="Here")
    await office.order(title="There", places=("web:funding", "web:events"))
    reply = await office.olga.ask("/schedules where=#funding")
    assert [card.title for card in reply.cards] == ["2. There"]
    assert "There is none of these" in said(await office.olga.ask("/schedules where=#organisers"))


async def test_long_lists_come_in_pages_and_the_soonest_first(office: Office) -> None:
    for day in range(7):
        await office.order(MONDAY + timedelta(days=7 - day), title=f"In {7 - day} days")
    await office.scheduler.settle()
    first = await office.olga.ask("/schedules")
    assert [card.title.partition(". ")[2] for card in first.cards] == [f"In {n} days" for n in range(1, 6)]
    second = await office.olga.press(button(first, "More"))
    assert [card.title.partition(". ")[2] for card in second.cards] == ["In 6 days", "In 7 days"]
    assert "6 to 7 of 7" in said(second)
    assert "Back" in buttons(second)


async def test_what_waits_or_is_paused_is_not_overlooked(office: Office) -> None:
    await office.order(state=State.PAUSED)
    await office.order(state=State.WAITING)
    reply = await office.olga.ask("/schedules")
    assert {"Paused: 1", "Waiting: 1"} <= set(buttons(reply))


async def test_what_is_nobody_s_offers_to_be_taken_over(office: Office) -> None:
    made = await office.order(owner=None)
    reply = await office.olga.ask(f"/schedules {made.id}")
    assert "It can't be sent while it is nobody's" in shown(reply)
    assert button(reply, "I take it over").does.pack().startswith("1 schedule-take")


async def test_the_same_in_bulgarian(office: Office) -> None:
    made = await office.order(rule="FREQ=WEEKLY;BYDAY=MO")
    reply = await office.kit.ask(f"/schedules {made.id}", Role.ORGANISER, "bg", called="vesela")
    assert "пн 23 ноември 2026 г., 10:00 (София)" in shown(reply, "bg")
