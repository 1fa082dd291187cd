"""The organisers' list of questions, and what is done from it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.commands.contact_ask import ContactAsk
from bot.core.messenger import PostGone
from bot.core.roles import Role
from bot.storage.help_requests import Stand
from tests.commands.office import MINUTE, Office, opened_office
from tests.kit import button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def ask(office: Office, *texts: str, called: str = "gosho", partner: str = "") -> None:
    for text in texts:
        await office.kit.press(ContactAsk(text=text, partner=partner), called=called)
        office.kit.clock.forward(timedelta(minutes=10))


async def stand(office: Office, number: int = 1) -> Stand:
    found = await office.kit.database.read(lambda tx: tx.help.get(number))
    assert found
    return found.stand


@pytest.mark.parametrize("show", ["open", "mine", "joining", "done"])
@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_an_empty_list_says_so(office: Office, show: str, lang: str) -> None:
    reply = await office.kit.ask(f"/requests show={show}", Role.ORGANISER, lang, called="olga")
    assert said(reply)
    assert not reply.cards
    assert not reply.buttons


async def test_the_longest_waiting_comes_first_a_page_at_a_time(office: Office) -> None:
    await ask(office, "A", "B", "C")
    await ask(office, "D", "E", "F", called="mila")
    reply = await office.olga.ask("/requests")
    assert [card.body for card in reply.cards] == [(("A",),), (("B",),), (("C",),), (("D",),), (("E",),)]
    more = await office.olga.press(button(reply, "More"))
    assert [card.body for card in more.cards] == [(("F",),)]
    assert "Back" in buttons(more)


async def test_a_question_is_found_among_those_i_took_and_by_its_partner_and_when_it_is_done(office: Office) -> None:
    await ask(office, "A", "B")
    await ask(office, "C", partner="krib")
    listed = await office.olga.ask("/requests")
    await office.olga.press(listed.cards[1].buttons[1])
    mine = await office.olga.ask("/requests show=mine")
    assert [card.body for card in mine.cards] == [(("B",),)]
    assert not (await office.boris.ask("/requests show=mine")).cards
    about = await office.olga.ask("/requests about=krib")
    assert [card.body for card in about.cards] == [(("C",),)]
    await office.olga.press(button(mine, "Mark as settled"))
    done = await office.olga.ask("/requests show=done")
    assert [card.body for card in done.cards] == [(("B",),)]
    assert "Those that wait (2)" in buttons(done)


async def test_who_asks_for_help_while_joining_is_told_apart(office: Office) -> None:
    await ask(office, "A")
    gosho = await office.id_of("gosho")
    await office.kit.database.write(lambda tx: tx.members.begin(gosho, "web:gosho", office.kit.clock.now()))
    await ask(office, "B")
    reply = await office.olga.ask("/requests show=joining")
    assert [card.body for card in reply.cards] == [(("B",),)]
    assert "while joining" in shown(reply)


async def test_a_question_is_settled_without_an_answer_and_back_again(office: Office) -> None:
    await ask(office, "A")
    settled = await office.olga.press(button(await office.olga.ask("/requests"), "Mark as settled"))
    assert await stand(office) is Stand.CLOSED
    await office.olga.press(button(settled, "Undo"))
    assert await stand(office) is Stand.OPEN


async def test_nobody_undoes_what_another_settled_or_its_asker_withdrew(office: Office) -> None:
    await ask(office, "A")
    settled = await office.olga.press("1 request-close request=1")
    assert "have not settled" in said(await office.boris.press(button(settled, "Undo")))
    await office.olga.press(button(settled, "Undo"))
    await office.gosho.press("1 contact-withdraw request=1")
    assert "have not settled" in said(await office.boris.press("1 request-close request=1 back=yes"))
    assert await stand(office) is Stand.WITHDRAWN


async def test_what_organisers_do_is_audited_without_what_was_said(office: Office) -> None:
    await ask(office, "My secret")
    await office.olga.press("1 request-take request=1")
    await office.olga.send("request-answer", text="My answer", request="1")
    lines = await office.olga.audit()
    assert lines == ["request-answer request=1", "request-take request=1"]


async def test_a_number_that_nobody_gave_is_not_there(office: Office) -> None:
    for packed in ("1 request-take request=9", "1 request-answer text=A request=9", "1 request-close request=9"):
        assert "not there any more" in said(await office.olga.press(packed))


async def test_a_post_that_somebody_deleted_troubles_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await ask(office, "A")
    await office.scheduler.settle()
    assert len(office.notices()) == 1

    async def gone(*_: object) -> tuple[str, ...]:
        raise PostGone("#organisers")

    monkeypatch.setattr(office.kit.board, "edit", gone)  # as a platform answers
    await office.olga.press("1 request-take request=1")
    await office.scheduler.settle()
    office.kit.clock.forward(MINUTE)
    await office.scheduler.settle()
    assert len(office.notices()) == 1
    assert await stand(office) is Stand.TAKEN


async def test_what_is_edited_in_the_organisers_place_is_no_receipt(office: Office) -> None:
    await ask(office, "A")
    await office.scheduler.settle()
    await office.olga.press("1 request-take request=1")
    await office.scheduler.settle()
    assert not (await office.olga.ask("/deliveries")).cards
