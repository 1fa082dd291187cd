"""/digest: what is new and near on one page, and to whom it comes by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.reply import Reply, Tone
from bot.core.roles import Role
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.values import FactChange
from tests.asker import Asker
from tests.commands.office import DAY, Office, opened_office
from tests.kit import CHANNEL, button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PARTNER = {"id": "newcomer", "name": "Newcomer", "relation": {"type": "partner"}, "source": "the club"}
CALL = {
    "identifier": "NEW-1",
    "title": "A call on cancer",
    "opening": "2026-11-01",
    "deadlines": [{"date": "2027-03-01", "time": "17:00", "tz": "Europe/Brussels"}],
    "source": "the portal",
}


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def stored(office: Office, kind: str, id: str, after: dict[str, Any] | None) -> None:
    def write(tx: Any) -> None:  # noqa: ANN401 - a transaction
        before = tx.facts.get(kind, id)
        change = FactChange(kind, id, before and before.body, after)
        tx.facts.apply([change], by=None, how="test", at=office.kit.clock.now())

    await office.kit.database.write(write)
    await office.kit.core.shelf.refresh()
    assert office.kit.library.has(kind, id) is (after is not None)


async def digests(office: Office) -> list[Schedule]:
    return await office.kit.database.read(lambda tx: tx.schedules.listed(tuple(State), sorts=(Sort.DIGEST,)))


def titles(reply: Reply) -> list[str]:
    return [card.title for card in reply.cards]


async def test_it_counts_and_names_what_closes_and_what_begins(office: Office) -> None:
    reply = await office.gosho.ask("/digest days=31")
    assert said(reply) == "What is new, and what comes in the next 31 days:"
    assert not reply.idle
    opened, closing, coming = titles(reply)
    assert opened.endswith(("new call", "new calls")), "some opened within these days"
    assert closing.endswith("calls close soon")
    assert coming.endswith(("coming event", "coming events"))
    assert "ASH Annual Meeting 2026" in shown(reply)


async def test_what_the_library_began_with_is_no_news(office: Office) -> None:
    assert "new" not in "".join(titles(await office.gosho.ask("/digest")))


async def test_a_partner_and_a_call_that_were_added_are_new_for_so_many_days(office: Office) -> None:
    office.kit.clock.forward(DAY)
    await stored(office, "partner", "newcomer", PARTNER)
    await stored(office, "call", "NEW-1", CALL)
    reply = await office.gosho.ask("/digest")
    assert {"1 new call", "1 new partner"} <= set(titles(reply))
    assert "A call on cancer" in shown(reply)
    office.kit.clock.forward(8 * DAY)
    assert "new" not in "".join(titles(await office.gosho.ask("/digest")))
    assert "1 new partner" in titles(await office.gosho.ask("/digest days=14"))


async def test_what_was_added_and_removed_again_or_only_changed_is_not_new(office: Office) -> None:
    office.kit.clock.forward(DAY)
    await stored(office, "partner", "newcomer", PARTNER)
    await stored(office, "partner", "newcomer", None)
    krib = await office.kit.database.read(lambda tx: tx.facts.get("partner", "krib"))
    assert krib
    await stored(office, "partner", "krib", {**krib.body, "city": "Plovdiv"})
    assert "new" not in "".join(titles(await office.gosho.ask("/digest")))


async def test_a_call_that_opens_is_new_again(office: Office) -> None:
    await stored(office, "call", "NEW-1", {**CALL, "opening": "2026-11-24"})
    office.kit.clock.forward(14 * DAY)
    assert "1 new call" in titles(await office.gosho.ask("/digest days=14"))


async def test_a_topic_narrows_all_of_it(office: Office) -> None:
    office.kit.clock.forward(DAY)
    await stored(office, "partner", "newcomer", PARTNER)
    await stored(office, "call", "NEW-1", CALL)
    reply = await office.gosho.ask("/digest topic=cancer")
    assert said(reply) == "What is new about “cancer”, and what comes in the next 7 days:"
    assert titles(reply) == ["1 new call"]


async def test_long_parts_are_shortened_and_lead_to_all_of_it(office: Office) -> None:
    for day in range(1, 9):
        number = f"NEW-{day}"
        await stored(office, "call", number, {**CALL, "identifier": number, "opening": "2026-01-01"} | due(day))
    reply = await office.gosho.ask("/digest days=20")
    card = next(card for card in reply.cards if "close" in card.title)
    assert len(card.body) == 6
    assert "more" in str(card.body[-1])
    every = await office.gosho.press(button(reply, "What closes soon"))
    assert said(every).split(" ")[0] == card.title.split(" ")[0], "the list it leads to counts as many"


def due(day: int) -> dict[str, Any]:
    return {"deadlines": [{"date": f"2026-12-{day:02}", "time": "17:00", "tz": "Europe/Brussels"}]}


async def test_when_there_is_nothing_one_kind_line_says_so(office: Office) -> None:
    reply = await office.gosho.ask("/digest topic=zeppelins")
    assert reply.idle
    assert not reply.cards
    assert said(reply) == (
        "All quiet about “zeppelins”: nothing is new, and nothing closes or begins in the next 7 days."
    )


@pytest.mark.parametrize(
    "line", ["/digest days=0", "/digest days=32", "/digest days=many", f"/digest topic={'x' * 101}"]
)
async def test_what_makes_no_digest_is_asked_again(office: Office, line: str) -> None:
    reply = await office.gosho.ask(line)
    assert reply.form
    assert reply.tone is Tone.WARN


async def test_it_can_be_scheduled_by_organisers_who_are_led_there(office: Office) -> None:
    reply = await office.olga.ask("/digest topic=cancer")
    assert "Post it to a channel" not in buttons(await office.mila.ask("/digest"))
    asked = await office.olga.press(button(reply, "Post it to a channel"))
    preview = await office.olga.fill(asked.form, when="every monday 9:00", where="#general")
    assert preview.previews


async def test_a_guest_is_offered_nothing_that_they_may_not_do(office: Office) -> None:
    assert not (await office.gosho.ask("/digest")).buttons
    reply = await office.gosho.press("1 digest-send rhythm=daily")
    assert "for members" in said(reply)


async def test_it_comes_every_monday_at_nine_of_ones_own_zone(office: Office) -> None:
    who = await office.id_of("mila")
    await office.kit.database.write(lambda tx: tx.people.set_zone(who, "America/New_York"))
    office.kit.core.people.forget(who)
    reply = await office.mila.press(button(await office.mila.ask("/digest"), "Every Monday to me"))
    assert said(reply) == (
        "The digest comes to you every Monday at 9:00; first on Mon 23 November 2026, 09:00 (New York)."
        " When there is nothing new, nothing comes."
    )
    (made,) = await digests(office)
    assert made.places == ("web:@mila",)
    assert made.command == "1 digest"


async def test_pressed_again_it_is_there_already_and_can_be_stopped(office: Office) -> None:
    reply = await office.mila.ask("/digest")
    await office.mila.press(button(reply, "Every Monday to me"))
    again = await office.mila.press(button(reply, "Every Monday to me"))
    assert said(again).startswith("It comes to you already every Monday at 9:00")
    assert len(await digests(office)) == 1
    await office.mila.press(button(again, "Stop it"))
    assert [one.state for one in await digests(office)] == [State.CANCELLED]


async def test_a_request_that_is_delivered_again_makes_one_digest(office: Office) -> None:
    reply = await office.mila.ask("/digest")
    first, again = [await office.mila.press(button(reply, "Every day to me"), once="same") for _ in range(2)]
    assert said(first) == said(again)
    assert len(await digests(office)) == 1


async def test_undo_takes_it_back(office: Office) -> None:
    reply = await office.mila.press(button(await office.mila.ask("/digest"), "Every day to me"))
    await office.mila.press(button(reply, "Undo"))
    assert [one.state for one in await digests(office)] == [State.CANCELLED]


async def test_whether_an_empty_one_comes_is_chosen(office: Office) -> None:
    reply = await office.mila.press(button(await office.mila.ask("/digest topic=zeppelins"), "Every day to me"))
    await office.until(datetime(2026, 11, 23, 9))  # noqa: DTZ001
    assert office.posts("dm-mila") == []
    await office.mila.press(button(reply, "Write even then"))
    await office.until(datetime(2026, 11, 24, 9))  # noqa: DTZ001
    (line,) = office.posts("dm-mila")
    assert line.startswith("All quiet about “zeppelins”")


async def test_in_a_channel_it_has_no_buttons_of_one_persons(office: Office) -> None:
    preview = await office.olga.ask('/schedule command="digest days=31" when="every monday 9:00" where=#general')
    await office.olga.press(button(preview, "Schedule it"))
    await office.until(datetime(2026, 11, 23, 9))  # noqa: DTZ001
    (post,) = [reply for where, reply, _ in office.kit.board.posts.values() if where.id == "general"]
    assert post.cards
    assert not post.buttons


async def test_it_is_in_the_language_of_its_reader(office: Office) -> None:
    reply = await office.kit.ask("/digest days=31", Role.GUEST, "bg", called="ivan")
    assert "ноември 2026 г." in shown(reply, "bg")


async def test_nobody_else_stops_or_changes_it(office: Office) -> None:
    await office.mila.press(button(await office.mila.ask("/digest"), "Every day to me"))
    (made,) = await digests(office)
    boris = Asker(office.kit, "boris", Role.ORGANISER, CHANNEL)
    for command in (f"1 digest-empty schedule={made.id} says=yes", f"1 reminder-cancel schedule={made.id}"):
        assert "not yours" in said(await boris.press(command))
    assert await digests(office) == [made]


async def test_ten_thousand_partners_taken_in_at_once_are_a_number_and_a_few_names(office: Office) -> None:
    office.kit.clock.forward(timedelta(days=1))
    changes = [
        FactChange("partner", f"p{n}", None, {**PARTNER, "id": f"p{n}", "name": f"Partner {n}"}) for n in range(10_000)
    ]
    at = office.kit.clock.now()
    await office.kit.database.write(lambda tx: tx.facts.apply(changes, by=None, how="import", at=at))
    await office.kit.core.shelf.refresh()
    reply = await office.gosho.ask("/digest")
    card = next(card for card in reply.cards if "new" in card.title)
    assert card.title == "10,000 new partners"
    assert len(card.body) == 6
