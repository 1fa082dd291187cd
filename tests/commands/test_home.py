"""One's own page: what is coming, what closes soon, what the bot knows, and for organisers what waits."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.reply import Card, Reply
from bot.core.request import Packed, Request
from bot.core.roles import Role
from bot.core.words import words
from tests.kit import CHANNEL, Kit, button, buttons, every_button, fields, ids, opened, said, shown


def titled(reply: Reply, title: str) -> Card:
    """The card with this title."""
    (card,) = [card for card in reply.cards if card.title == title]
    return card


def of(reply: Reply, kind: str) -> list[str]:
    return [card.record[1] for card in reply.cards if card.record and card.record[0] == kind]


async def test_it_shows_the_next_events_the_soonest_first(kit: Kit) -> None:
    reply = await kit.ask("/home")
    assert of(reply, "event") == ids(await kit.ask("/events"))[:3]
    assert titled(reply, "Coming events").body == (("1 to 3 of 10",),)


async def test_it_shows_the_calls_that_close_soonest(kit: Kit) -> None:
    reply = await kit.ask("/home")
    assert of(reply, "call") == ids(await kit.ask("/calls"))[:3]
    head = titled(reply, "Calls that close soonest")
    assert ids(await kit.press(head.buttons[0])) == ids(await kit.ask("/calls"))


async def test_a_record_says_as_much_as_in_a_list(kit: Kit) -> None:
    reply, listed = await kit.ask("/home"), (*(await kit.ask("/events")).cards, *(await kit.ask("/calls")).cards)
    assert all(card in listed for card in reply.cards if card.record)


async def test_an_event_is_there_until_it_is_over(kit: Kit) -> None:
    first = of(await kit.ask("/home"), "event")[0]
    event = next(event for event in kit.library.events if event.id == first)
    start, end = event.span(kit.clock.now().tzinfo or UTC)
    kit.clock.at = start + timedelta(seconds=1)
    assert of(await kit.ask("/home"), "event")[0] == first
    kit.clock.at = end + timedelta(hours=3)
    assert first not in of(await kit.ask("/home"), "event")


async def test_it_says_what_is_known_of_the_asker(kit: Kit) -> None:
    facts = fields(titled(await kit.ask("/home", called="Ana"), "What I know of you"))
    assert facts == {"Name": "Ana", "Language": "English", "Time zone": "Europe/Sofia", "Role": "Guest"}
    nameless = fields(titled(await kit.ask("/home", Role.MEMBER, "bg"), words("bg")("What I know of you")))
    assert list(nameless.values()) == ["Български", "Europe/Sofia", "Член"]


async def test_it_greets_by_name_who_has_one(kit: Kit) -> None:
    assert said(await kit.ask("/home", called="Ana")) == "Hello, Ana! This is your page."
    assert said(await kit.ask("/home")) == "This is your page."


async def test_the_zone_is_the_askers_own(kit: Kit) -> None:
    account, _ = await kit.person(called="Maria")
    request = Request("z", account, CHANNEL, Packed("1 home"), "Maria", "en", zone="America/New_York")
    assert fields(titled(await kit.core.handle(request), "What I know of you"))["Time zone"] == "America/New_York"


async def test_the_other_language_is_one_press_away(kit: Kit) -> None:
    card = titled(await kit.ask("/home"), "What I know of you")
    assert [one.label for one in card.buttons] == ["Български", "My profile"]
    await kit.press(card.buttons[0])
    assert said(await kit.ask("/home")) == words("bg")("This is your page.")


@pytest.mark.parametrize("role", Role)
async def test_every_button_of_it_leads_somewhere(kit: Kit, role: Role) -> None:
    for one in every_button(await kit.ask("/home", role)):
        kit.clock.forward(timedelta(minutes=5))
        assert shown(await kit.press(one, role))


async def test_the_usual_questions_are_a_press_away(kit: Kit) -> None:
    assert list(buttons(await kit.ask("/home"))) == ["Events", "EU calls", "Partners", "What's new", "Help"]


async def test_organisers_see_how_many_notes_wait(kit: Kit) -> None:
    assert titled(await kit.ask("/home", Role.ORGANISER), "For organisers").body == (("No note is waiting.",),)
    await kit.ask('/wrong krib text="They have moved."', called="Guest")
    reply = await kit.ask("/home", Role.ORGANISER)
    card = titled(reply, "For organisers")
    assert card.body == (("1 note is waiting",),)
    assert reply.cards[0] is card
    assert "They have moved." in shown(await kit.press(button(reply, "All notes"), Role.ORGANISER))


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_others_do_not(kit: Kit, role: Role) -> None:
    await kit.ask('/wrong krib text="They have moved."', called="Somebody")
    text = shown(await kit.ask("/home", role))
    assert "waiting" not in text
    assert "/reports" not in text


async def test_with_nothing_recorded_it_is_kind() -> None:
    async with opened(facts=False) as kit:
        reply = await kit.ask("/home")
    assert [card.title for card in reply.cards] == ["Coming events", "Calls that close soonest", "What I know of you"]
    assert "As soon as one does, it stands here." in shown(reply)
    assert "No call is open just now." in shown(reply)


async def test_when_no_call_is_open_those_that_open_later_are_a_press_away() -> None:
    async with opened(now=datetime(2025, 3, 1, 9, tzinfo=UTC)) as kit:
        reply = await kit.ask("/home")
        assert of(reply, "call") == []
        (later,) = titled(reply, "Calls that close soonest").buttons
        assert ids(await kit.press(later)) == ids(await kit.ask("/calls status=forthcoming"))


async def test_it_is_for_nobody_else_wherever_it_is_asked(kit: Kit) -> None:
    for reply in (
        await kit.ask("/home", place=CHANNEL, aloud=True),
        await kit.press("1! home", place=CHANNEL),
        await kit.ask("/home", place=CHANNEL),
    ):
        assert reply.private
        assert "Show here" not in buttons(reply)


async def test_it_marks_nothing_as_seen(kit: Kit) -> None:
    _, who = await kit.person(called="Ana")
    await kit.ask("/home", called="Ana")
    after = await kit.database.read(lambda tx: tx.people.get(who.id))
    assert after
    assert after.seen_seq == who.seen
