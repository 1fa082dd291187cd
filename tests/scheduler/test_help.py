"""An organiser's answer reaches whoever asked exactly once, also when the bot dies on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.contact_ask import ContactAsk
from bot.commands.request_answer import RequestAnswer
from bot.core.context import Account
from bot.core.messenger import DirectClosed, TryLater
from bot.core.perform import perform
from bot.core.roles import Role
from bot.core.words import words
from bot.scheduler.service import Scheduler
from tests.kit import button, said, shown

if TYPE_CHECKING:
    from bot.core.context import Person
    from bot.core.reply import Reply
    from bot.domain.delivery import Delivery
    from tests.scheduler.conftest import Office

MINUTE = timedelta(minutes=1)


def heard(office: Office) -> list[Reply]:
    return [reply for place, reply, _ in office.kit.board.posts.values() if place.id == "dm-gosho"]


async def answered(office: Office) -> None:
    """Gosho has asked, Olga has answered, and nothing of it was sent yet."""
    await office.kit.press(ContactAsk(text="Who?"), called="gosho")
    await office.scheduler.settle()
    await office.kit.press(RequestAnswer(text="Ana.", request=1), Role.ORGANISER, called="olga")


async def reader(office: Office) -> Person:
    _, who = await office.kit.person(Role.GUEST, "en", "gosho")
    return who


async def leased(office: Office) -> list[Delivery]:
    """What a process took up that has died since."""
    now = office.kit.clock.now()
    return await office.kit.database.write(lambda tx: tx.deliveries.claim(now, now + MINUTE, 10))


@pytest.mark.parametrize("sent", [False, True])
async def test_an_answer_arrives_once_after_a_crash_before_or_after_it_was_sent(office: Office, sent: bool) -> None:
    await answered(office)
    rows = await leased(office)
    (mine,) = [row for row in rows if row.place == "web:@gosho"]
    if sent:  # and not stored
        there = await office.kit.board.direct(Account("web", "gosho"))
        reply = await perform(office.kit.core, mine.command or "", await reader(office), there, "en")
        await office.kit.board.post(there, reply, f"delivery:{mine.id}", words("en"), traced=True)
    office.scheduler = Scheduler(office.kit.core)
    await office.pass_time(2 * MINUTE)
    await office.pass_time(2 * MINUTE)
    assert len(heard(office)) == 1


async def test_an_answer_that_arrived_in_spite_of_an_error_is_not_sent_again(office: Office) -> None:
    office.kit.board.faults["dm-gosho"], office.kit.board.carries = [TryLater(MINUTE)], True
    await answered(office)
    for _ in range(3):
        await office.pass_time(2 * MINUTE)
    assert len(heard(office)) == 1


async def test_an_answer_waits_for_a_platform_that_is_away(office: Office) -> None:
    office.kit.board.faults["dm-gosho"] = [TryLater(MINUTE) for _ in range(5)]
    await answered(office)
    await office.scheduler.settle()
    assert heard(office) == []
    for _ in range(5):
        await office.pass_time(timedelta(hours=1))
    assert len(heard(office)) == 1


async def test_who_answered_hears_it_when_the_answer_could_not_be_brought(office: Office) -> None:
    office.kit.board.faults["dm-gosho"] = [DirectClosed()]
    await answered(office)
    for _ in range(3):
        await office.pass_time(timedelta(hours=1))
    (told,) = [reply for place, reply, _ in office.kit.board.posts.values() if place.id == "dm-olga"]
    assert "did not reach gosho" in said(told)
    assert "closed to me" in said(told)
    mine = await office.kit.press("1 contact-mine", called="gosho")
    assert "Ana." in shown(mine)


async def test_who_answered_hears_nothing_more_when_it_arrived(office: Office) -> None:
    await answered(office)
    for _ in range(3):
        await office.pass_time(timedelta(hours=1))
    assert [reply for place, reply, _ in office.kit.board.posts.values() if place.id == "dm-olga"] == []


async def test_what_is_withdrawn_while_it_is_being_posted_does_not_stay_there(office: Office) -> None:
    asked = await office.kit.press(ContactAsk(text="Secret?"), called="gosho")
    post = office.kit.board.post

    async def slowly(*args: Any, **options: Any) -> tuple[str, ...]:  # noqa: ANN401 - as the board has it
        ids = await post(*args, **options)
        await office.kit.press(button(asked, "Withdraw"), called="gosho")
        return ids

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office.kit.board, "post", slowly)
        await office.scheduler.settle()
    await office.pass_time(MINUTE)
    (there,) = [reply for place, reply, _ in office.kit.board.posts.values() if place.id == "organisers"]
    assert "Secret" not in shown(there, "bg")


@pytest.mark.parametrize("answered", [False, True])
async def test_of_an_organiser_who_is_forgotten_no_name_stays_on_what_they_took(
    office: Office, *, answered: bool
) -> None:
    await office.kit.person(Role.ORGANISER, called="zdravko")
    await office.kit.press(ContactAsk(text="Who?"), called="gosho")
    await office.pass_time(MINUTE)
    await office.kit.press("1 request-take request=1", Role.ORGANISER, called="zdravko")
    if answered:
        await office.kit.press('1 request-answer request=1 text="Ana."', Role.ORGANISER, called="zdravko")
    await office.pass_time(MINUTE)
    assert "zdravko" in there(office)
    forget = button(await office.kit.ask("/forgetme", Role.ORGANISER, called="zdravko"), "Forget me")
    await office.kit.press(forget, Role.ORGANISER, called="zdravko")
    await office.pass_time(timedelta(days=1))
    await office.pass_time(MINUTE)
    assert "zdravko" not in there(office)
    assert ("Чака" in there(office)) is not answered


def there(office: Office) -> str:
    """The question as it stands in the organisers' channel."""
    posts = [shown(reply, "bg") for place, reply, _ in office.kit.board.posts.values() if place.id == "organisers"]
    return next(post for post in posts if "Who?" in post)
