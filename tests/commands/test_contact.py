"""A question comes to a person: the partner's own way, or an organiser."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.context import Account, Place
from bot.core.reply import Tone
from bot.core.request import Packed, Request
from bot.core.roles import Role
from bot.storage.forgetting import forget
from bot.storage.help_requests import Stand
from tests.commands.office import MINUTE, Office, opened_office
from tests.kit import button, buttons, fields, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from bot.storage.help_requests import HelpRequest

HOSTILE = (
    "@everyone <!channel> <@U1>",
    "**bold** _it_ `code` [x](https://evil.example)",
    "\u202eright to left",
    "<script>alert(1)</script>",
    "{name} {0} %s",
    "🧬" * 500,
    "a" * 2000,
)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def asked(office: Office, text: str = "Who helps with a consortium?") -> Reply:
    """Gosho, a guest, asks an organiser; the organisers' place has it."""
    opened = await office.gosho.ask("/contact")
    reply = await office.gosho.fill(opened.form, text=text)
    await office.scheduler.settle()
    return reply


async def request(office: Office, number: int = 1) -> HelpRequest:
    found = await office.kit.database.read(lambda tx: tx.help.get(number))
    assert found
    return found


def heard(office: Office, called: str = "gosho") -> list[Reply]:
    """What came to somebody's direct messages."""
    return [reply for place, reply, _ in office.kit.board.posts.values() if place.id == f"dm-{called}"]


async def test_a_partner_with_a_website_is_shown_with_it_and_an_organiser_can_be_asked_instead(office: Office) -> None:
    reply = await office.gosho.ask("/contact europabio")
    assert "https://www.europabio.org/" in shown(reply)
    form = (await office.gosho.press(button(reply, "Ask an organiser"))).form
    reply = await office.gosho.fill(form, text="Do you know somebody there?")
    assert reply.tone is Tone.GOOD
    assert (await request(office)).topic == "partner:europabio"


async def test_what_was_typed_beside_a_partner_goes_along_to_the_organiser(office: Office) -> None:
    reply = await office.gosho.ask('/contact europabio text="Do you know somebody there?"')
    assert await office.kit.database.read(lambda tx: tx.help.waiting()) == []
    reply = await office.gosho.press(button(reply, "Ask an organiser"))
    assert "EuropaBio" in said(reply)
    assert (await request(office)).text == "Do you know somebody there?"


async def test_no_way_to_a_partner_is_made_up(office: Office) -> None:
    reply = await office.gosho.ask("/contact krib")
    assert "not recorded" in said(reply)
    assert "http" not in shown(reply)
    await office.gosho.fill(reply.form, text="Whom do I write to?")
    assert (await request(office)).topic == "partner:krib"


async def test_a_question_is_kept_with_who_asked_from_where_and_the_organisers_read_it(office: Office) -> None:
    reply = await asked(office)
    assert reply.private
    kept = await request(office)
    assert (kept.text, kept.via, kept.person_id) == (
        "Who helps with a consortium?",
        "web:gosho",
        await office.id_of("gosho"),
    )
    (post,) = office.notices()
    (card,) = post.cards
    assert card.title.startswith("gosho")
    assert card.body == (("Who helps with a consortium?",),)
    assert len(card.buttons) == 3


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_is_asked_stays_text(office: Office, text: str) -> None:
    await asked(office, text)
    (post,) = office.notices()
    assert post.cards[0].body == ((text,),)
    card = (await office.olga.ask("/requests")).cards[0]
    assert card.body == ((text,),)


async def test_nothing_is_asked_with_nothing(office: Office) -> None:
    for text in ("", "   ", "\n"):
        reply = await office.gosho.fill((await office.gosho.ask("/contact")).form, text=text)
        assert reply.form
    assert await office.kit.database.read(lambda tx: tx.help.waiting()) == []


async def test_an_organiser_takes_a_question_and_the_others_see_who(office: Office) -> None:
    await asked(office)
    (post,) = office.notices()
    taken = await office.olga.press(post.cards[0].buttons[1])
    assert taken.tone is Tone.GOOD
    await office.scheduler.settle()
    (post,) = office.notices()
    assert "olga" in shown(post, "bg")
    office.kit.clock.forward(MINUTE)
    over = await office.boris.press(post.cards[0].buttons[1])
    assert "olga had taken it" in said(over)
    back = await office.boris.press(button(over, "Hand it back"))
    assert "waits for somebody else" in said(back)
    assert (await request(office)).stand is Stand.OPEN


async def test_only_who_took_a_question_can_hand_it_back(office: Office) -> None:
    await asked(office)
    taken = await office.olga.press("1 request-take request=1")
    refused = await office.boris.press(button(taken, "Hand it back"))
    assert "You have not taken" in said(refused)
    assert (await request(office)).taken_by == await office.id_of("olga")


async def test_an_answer_comes_to_whoever_asked_and_they_can_say_that_it_helped(office: Office) -> None:
    await asked(office)
    (post,) = office.notices()
    form = (await office.olga.press(post.cards[0].buttons[0])).form
    reply = await office.olga.fill(form, text="Boris does. *Really*.")
    assert "on its way to gosho" in said(reply)
    await office.scheduler.settle()
    (answer,) = heard(office)
    assert answer.cards[0].title == "olga answers"
    assert answer.cards[0].body == (("Boris does. *Really*.",),)
    helped = await office.gosho.press(button(answer, "That helped"))
    assert helped.tone is Tone.GOOD
    assert (await request(office)).helped_at == office.kit.clock.now()
    again = await office.gosho.press(button(answer, "That helped"))
    assert again.tone is Tone.GOOD


async def test_who_has_an_answer_can_ask_further_about_the_same(office: Office) -> None:
    await office.gosho.fill((await office.gosho.ask("/contact krib")).form, text="Whom do I write to?")
    await office.scheduler.settle()
    await office.olga.send("request-answer", text="Their office.", request="1")
    await office.scheduler.settle()
    (answer,) = heard(office)
    form = (await office.gosho.press(button(answer, "Ask further"))).form
    await office.gosho.fill(form, text="Where is that?")
    second = await request(office, 2)
    assert (second.follows, second.topic) == (1, "partner:krib")
    card = (await office.olga.ask("/requests")).cards[0]
    assert fields(card)["Asked before"] == "Whom do I write to?"
    assert fields(card)["Answered then"] == "Their office."


async def test_the_second_of_two_organisers_sees_what_the_first_said_and_keeps_their_own_words(office: Office) -> None:
    await asked(office)
    (post,) = office.notices()
    first = (await office.olga.press(post.cards[0].buttons[0])).form
    second = (await office.boris.press(post.cards[0].buttons[0])).form
    await office.olga.fill(first, text="Ask Ana.")
    late = await office.boris.fill(second, text="Ask Vera.")
    assert late.tone is Tone.WARN
    assert "Ask Ana." in shown(late)
    assert "Ask Vera." in shown(late)
    await office.scheduler.settle()
    assert [answer.cards[0].body for answer in heard(office)] == [(("Ask Ana.",),)]


async def test_an_answer_that_is_delivered_twice_is_one_answer(office: Office) -> None:
    await asked(office)
    form = (await office.olga.press("1 request-answer request=1")).form
    for _ in range(2):
        reply = await office.olga.fill(form, once="same", text="Ask Ana.")
        assert reply.tone is Tone.GOOD
    await office.scheduler.settle()
    assert len(heard(office)) == 1


async def test_a_withdrawn_question_leaves_the_organisers_place_and_can_be_put_back(office: Office) -> None:
    reply = await asked(office)
    gone = await office.gosho.press(button(reply, "Withdraw"))
    await office.scheduler.settle()
    (post,) = office.notices()
    assert "consortium" not in shown(post, "bg")
    assert post.cards[0].buttons == ()
    office.kit.clock.forward(MINUTE)
    await office.gosho.press(button(gone, "Ask it after all"))
    await office.scheduler.settle()
    (post,) = office.notices()
    assert "consortium" in shown(post, "bg")


async def test_what_was_withdrawn_before_it_was_posted_is_not_posted(office: Office) -> None:
    opened = await office.gosho.ask("/contact")
    reply = await office.gosho.fill(opened.form, text="Never mind")
    await office.gosho.press(button(reply, "Withdraw"))
    await office.scheduler.settle()
    assert office.notices() == []


async def test_nobody_answers_takes_or_settles_what_was_withdrawn(office: Office) -> None:
    reply = await asked(office)
    await office.gosho.press(button(reply, "Withdraw"))
    for packed in (
        "1 request-answer text=Yes request=1",
        "1 request-take request=1",
        "1 request-close request=1",
    ):
        assert "withdrawn" in said(await office.olga.press(packed))
    await office.scheduler.settle()
    assert heard(office) == []


async def test_a_question_is_its_askers_alone(office: Office) -> None:
    await asked(office)
    for packed in ("1 contact-withdraw request=1", "1 contact-helped request=1"):
        assert "not there any more" in said(await office.mila.press(packed))
    await office.olga.send("request-answer", text="Ask Ana.", request="1")
    further = await office.mila.press('1 contact-ask text="And me?" follows=1')
    assert "not there any more" in said(further)
    assert "nothing yet" in said(await office.mila.press("1 contact-mine"))


async def test_what_the_scheduler_says_is_not_for_pressing(office: Office) -> None:
    await asked(office)
    await office.olga.send("request-answer", text="Secret", request="1")
    for packed in (
        "1 request-posted request=1",
        "1 request-late request=1",
        "1 contact-answered request=1",
    ):
        for who in (office.mila, office.gosho, office.olga):
            reply = await who.press(packed)
            assert "no longer works" in said(reply)
            assert "Secret" not in shown(reply)


async def test_guests_and_members_reach_nothing_of_the_organisers(office: Office) -> None:
    await asked(office)
    for packed in (
        "1 requests",
        "1 request-answer text=Yes request=1",
        "1 request-take request=1",
        "1 request-close request=1",
    ):
        for who in (office.mila, office.gosho):
            reply = await who.press(packed)
            assert "organisers" in said(reply)
            assert "consortium" not in shown(reply)
    assert (await request(office)).stand is Stand.OPEN


async def test_the_organisers_are_reminded_once_after_a_day_of_waking_hours(office: Office) -> None:
    await asked(office)  # Sunday at 9, quiet from 21 to 8: 12 hours on Sunday, 12 on Monday
    await office.until(datetime(2026, 11, 23, 19, 59))  # noqa: DTZ001 - a wall time
    assert len(office.notices()) == 1
    await office.until(datetime(2026, 11, 23, 20, 1))  # noqa: DTZ001 - a wall time
    _, late = office.notices()
    assert late.tone is Tone.WARN
    await office.until(datetime(2026, 11, 29, 12))  # noqa: DTZ001 - a wall time
    assert len(office.notices()) == 2


async def test_what_was_answered_in_time_reminds_nobody(office: Office) -> None:
    await asked(office)
    await office.olga.send("request-answer", text="Ask Ana.", request="1")
    await office.until(datetime(2026, 11, 29, 12))  # noqa: DTZ001 - a wall time
    assert len(office.notices()) == 1


async def test_an_answer_at_night_waits_until_morning(office: Office) -> None:
    await asked(office)
    await office.until(datetime(2026, 11, 22, 23))  # noqa: DTZ001 - a wall time
    await office.olga.send("request-answer", text="Ask Ana.", request="1")
    await office.scheduler.settle()
    assert heard(office) == []
    await office.until(datetime(2026, 11, 23, 8, 1))  # noqa: DTZ001 - a wall time
    assert len(heard(office)) == 1


async def test_nobody_keeps_more_than_five_questions_waiting(office: Office) -> None:
    for number in range(7):
        await office.gosho.ask(f'/contact text="Question {number}"')
        office.kit.clock.forward(timedelta(minutes=10))
    assert len(await office.kit.database.read(lambda tx: tx.help.waiting())) == 5


async def test_who_asks_too_fast_is_asked_to_wait(office: Office) -> None:
    replies = [await office.gosho.press(f"1 contact-ask text=Q{number}") for number in range(8)]
    assert "a lot at once" in said(replies[-1])


async def test_somebody_without_direct_messages_finds_the_answer_by_a_button(office: Office) -> None:
    terry, here = Account("terminal", "local"), Place("terminal", "local", direct=True)

    async def press(packed: str, id: str) -> Reply:
        return await office.kit.core.handle(Request(id, terry, here, Packed(packed), "Terry", "en"))

    reply = await press("1 contact-ask text=Hello", "t1")
    assert "My questions" in said(reply)
    done = await office.olga.send("request-answer", text="Good day.", request="1")
    assert "can't write to Terry" in said(done)
    assert "Good day." in shown(await press("1 contact-mine", "t2"))


async def test_my_questions_are_listed_with_what_became_of_them(office: Office) -> None:
    for number in range(5):
        await asked(office, f"Question {number}")
        await office.olga.send("request-answer", text=f"Answer {number}", request=str(number + 1))
        office.kit.clock.forward(timedelta(minutes=10))
    await asked(office, "Question 5")
    reply = await office.gosho.ask("/contact")
    mine = await office.gosho.press(button(reply, "My questions"))
    assert [card.title for card in mine.cards] == [f"Question {n}" for n in (5, 4, 3, 2, 1)]
    more = await office.gosho.press(button(mine, "More"))
    assert fields(more.cards[0])["Answer of olga"] == "Answer 0"
    assert "Back" in buttons(more)


async def test_all_of_it_is_said_in_bulgarian_too(office: Office) -> None:
    reply = await office.kit.ask("/contact", Role.GUEST, "bg", called="ivan")
    await office.kit.fill(reply.form, Role.GUEST, "bg", called="ivan", text="Кой помага с консорциум?")
    await office.scheduler.settle()
    (post,) = office.notices()
    assert "Кой помага с консорциум?" in shown(post, "bg")
    listed = await office.kit.ask("/requests", Role.ORGANISER, "bg", called="olga")
    assert "Кой помага с консорциум?" in shown(listed, "bg")


async def test_when_somebody_is_forgotten_their_questions_go_from_the_organisers_place(office: Office) -> None:
    await asked(office)
    gosho, now = await office.id_of("gosho"), office.kit.clock.now()
    await office.kit.database.write(lambda tx: forget(tx._connection, gosho, now))
    await office.scheduler.settle()
    assert office.notices() == []
    assert await office.kit.database.read(lambda tx: tx.help.get(1)) is None


async def test_words_after_the_command_are_the_question(office: Office) -> None:
    reply = await office.gosho.ask("/contact Who helps with a consortium?")
    assert "An organiser has your question" in said(reply)
    assert (await request(office)).text == "Who helps with a consortium?"


async def test_whoever_may_not_run_a_command_can_ask_an_organiser_at_once(office: Office) -> None:
    refused = await office.gosho.ask("/find")
    assert "is for members" in said(refused)
    assert (await office.gosho.press(button(refused, "Ask an organiser"))).form
