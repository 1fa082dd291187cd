from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.commands.schedules.receipts import roughly
from bot.core.context import Place
from bot.core.messenger import NotAllowed, TryLater, Unclear
from bot.core.reply import Link
from bot.domain.schedule import Sort
from tests.commands.office import DAY, HOUR, MINUTE, MONDAY, WEEKLY, Office, opened_office
from tests.kit import button, buttons, fields, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Card

SECOND = timedelta(seconds=1)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def receipts(office: Office, line: str = "/deliveries") -> tuple[Card, ...]:
    return (await office.olga.ask(line)).cards


def badges(cards: tuple[Card, ...]) -> list[str]:
    return [card.badge.text for card in cards if card.badge]


async def test_nothing_posted_yet_says_where_to_look(office: Office) -> None:
    reply = await office.olga.ask("/deliveries")
    assert "Nothing has been posted yet" in said(reply)
    assert "/schedules" in buttons(reply)


async def test_a_receipt_tells_what_went_where_and_when_and_leads_there(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    (card,) = await receipts(office)
    facts = fields(card)
    assert card.title == f"{made.id}. Hello"
    assert badges((card,)) == ["Arrived"]
    assert facts["Where"] == "#general (Web)"
    assert facts["Due"] == "Mon 23 November 2026, 10:00 (Sofia)"
    assert facts["Late by"] == "nothing, on time"
    (link,) = next(field.value for field in card.fields if field.label == "Message")
    assert isinstance(link, Link)
    assert link.url.startswith("https://board.example/general/delivery:")


@pytest.mark.parametrize("attempts", [0, 1])
async def test_lateness_counts_from_the_time_it_was_meant_for(office: Office, attempts: int) -> None:
    await office.order()
    office.kit.board.faults["general"] = [TryLater(timedelta(minutes=1)) for _ in range(attempts)]
    await office.scheduler.settle()
    await office.until(MONDAY + 30 * MINUTE)
    await office.until(MONDAY + (30 + 5 * attempts) * MINUTE)
    assert fields((await receipts(office))[0])["Late by"] == f"{30 + 5 * attempts} minutes"


@pytest.mark.parametrize(
    ("late", "told"),
    [
        (timedelta(milliseconds=1400), SECOND),
        (61.4 * SECOND, 61 * SECOND),
        (150 * SECOND, 2 * MINUTE),
        (89.6 * MINUTE, 90 * MINUTE),
        (150 * MINUTE, 2 * HOUR),
        (70 * HOUR, 3 * DAY),
    ],
)
def test_a_lateness_is_told_as_people_would(late: timedelta, told: timedelta) -> None:
    assert roughly(late) == told


async def test_what_quiet_hours_held_is_told_before_and_after(office: Office) -> None:
    await office.order(MONDAY.replace(hour=22))
    await office.until(MONDAY.replace(hour=22))
    (card,) = await receipts(office, "/deliveries show=waiting")
    assert badges((card,)) == ["Held by quiet hours"]
    assert fields(card)["Quiet hours"] == "Held until Tue 24 November 2026, 08:00 (Sofia)"
    await office.until(MONDAY.replace(hour=8) + DAY)
    (card,) = await receipts(office)
    assert fields(card)["Due"] == "Mon 23 November 2026, 22:00 (Sofia)"
    assert fields(card)["Late by"] == "nothing, on time"


async def test_what_is_to_come_is_planned_and_not_held_yet(office: Office) -> None:
    await office.order(MONDAY.replace(hour=22))
    await office.scheduler.settle()
    assert badges(await receipts(office, "/deliveries show=waiting")) == ["Planned"]


async def test_what_failed_says_why_and_can_be_sent_again(office: Office) -> None:
    await office.order()
    office.kit.board.faults["general"] = [NotAllowed("The bot may not write there.")]
    await office.until(MONDAY)
    reply = await office.olga.ask("/deliveries show=failed")
    assert badges(reply.cards) == ["Failed"]
    assert "The bot may not write there." in shown(reply)
    await office.olga.press(button(reply, "Send it again"))
    await office.scheduler.settle()
    assert badges(await receipts(office)) == ["Arrived"]


async def test_what_nobody_can_tell_can_be_said_to_be_there(office: Office) -> None:
    await office.order()
    office.kit.board.faults["general"] = [Unclear("I can't look there.")]
    await office.until(MONDAY)
    reply = await office.olga.ask("/deliveries show=unclear")
    assert badges(reply.cards) == ["Nobody can tell"]
    await office.olga.press(button(reply, "It is there"))
    assert badges(await receipts(office)) == ["Arrived"]


async def test_what_was_missed_is_told(office: Office) -> None:
    await office.order()
    await office.until(MONDAY + 5 * HOUR)
    assert badges(await receipts(office, "/deliveries show=missed")) == ["Missed"]


async def test_what_is_tried_again_tells_how_often_and_when(office: Office) -> None:
    await office.order()
    office.kit.board.faults["general"] = [TryLater(timedelta(minutes=10))]
    await office.until(MONDAY)
    (card,) = await receipts(office, "/deliveries show=waiting")
    assert badges((card,)) == ["Is tried again"]
    assert fields(card)["Attempts"] == "1"
    assert fields(card)["Next attempt"] == "Mon 23 November 2026, 10:10 (Sofia)"


async def test_the_latest_comes_first_in_pages(office: Office) -> None:
    for day in range(7):
        await office.order(MONDAY + timedelta(days=day), title=f"Day {day}")
    for day in range(7):
        await office.until(MONDAY + timedelta(days=day))
    first = await office.olga.ask("/deliveries")
    assert [card.title.split(". ")[1] for card in first.cards] == [f"Day {n}" for n in (6, 5, 4, 3, 2)]
    second = await office.olga.press(button(first, "More"))
    assert [card.title.split(". ")[1] for card in second.cards] == ["Day 1", "Day 0"]
    assert "More" not in buttons(second)
    assert "Back" in buttons(second)


async def test_a_schedule_s_number_and_a_place_narrow_it(office: Office) -> None:
    one = await office.order(places=("web:general", "web:funding"), title="One")
    two = await office.order(title="Two")
    await office.until(MONDAY)
    assert len(await receipts(office, f"/deliveries schedule={one.id}")) == 2
    assert [c.title for c in await receipts(office, "/deliveries where=#funding")] == [f"{one.id}. One"]
    assert [c.title for c in await receipts(office, f"/deliveries schedule={two.id}")] == [f"{two.id}. Two"]
    assert "There is none of these" in said(await office.olga.ask("/deliveries show=failed"))
    assert "Nothing is on its way" in said(await office.olga.ask("/deliveries show=waiting"))


async def test_members_reminders_and_digests_are_in_nobody_s_receipts(office: Office) -> None:
    mila = await office.id_of("mila")
    for sort in (Sort.REMINDER, Sort.DIGEST):
        await office.order(owner=mila, via="web:mila", sort=sort, places=("web:@mila",))
    await office.until(MONDAY)
    assert len(office.posts("dm-mila")) == 2
    assert await receipts(office) == ()


async def test_what_an_owner_is_told_is_no_receipt(office: Office) -> None:
    await office.order()
    await office.until(MONDAY + 5 * HOUR)
    assert len(office.posts("dm-olga")) == 1
    assert len(await receipts(office)) == 1


async def test_a_link_within_one_platform_is_not_given_on_another(office: Office) -> None:
    class Page(type(office.kit.board)):  # type: ignore[misc]
        def link(self, place: Place, message_id: str) -> str:
            return f"/#{place.id}/{message_id}"

    office.kit.core.messengers[:] = [Page()]
    await office.order(rule=WEEKLY)
    await office.until(MONDAY)
    assert "Message" in fields((await receipts(office))[0])
    office.olga.place = Place("discord", "7", direct=True)
    assert "Message" not in fields((await receipts(office))[0])
