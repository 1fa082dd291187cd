"""Two meet when both have said yes, and nobody is told a no."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.reply import Mention
from bot.domain.member import Purpose
from bot.storage.forgetting import forget
from bot.storage.introductions import Stand
from bot.storage.owning import SECTIONS
from tests.commands.meeting import BOTH, Meeting, opened_meeting
from tests.kit import button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from tests.asker import Asker

DAY = timedelta(days=1)
INTRODUCTIONS = next(one for one in SECTIONS if one.name == "introductions")


@pytest.fixture
async def club() -> AsyncIterator[Meeting]:
    async with opened_meeting() as meeting:
        yield meeting


async def ask(club: Meeting, who: Asker, whom: str, text: str = "", *, once: str = "") -> Reply:
    form = await who.press(f"1 introduce person={await club.id(whom)}")
    reply = await (who.fill(form.form, text=text, once=once) if text else who.press(form.buttons[0], once=once))
    await club.settle()
    return reply


def heard(club: Meeting, name: str) -> list[Reply]:
    """What came to somebody's direct messages."""
    return club.heard(name)


async def on_the_web(club: Meeting) -> tuple[Asker, Asker]:
    mila = await club.member("mila", *BOTH, interests=["cancer"], offers="data")
    ana = await club.member("ana", *BOTH, interests=["cancer"], seeks="data")
    return mila, ana


async def test_the_asked_one_hears_who_asks_and_what_they_show_but_no_account(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    await ask(club, mila, "ana", "Shall we compare data?")
    (message,) = heard(club, "ana")
    text = shown(message)
    assert "mila would like to meet you" in text
    assert "Shall we compare data?" in text
    assert "Offers what you look for: data." in text
    assert not [part for part in message.text if isinstance(part, Mention)]


async def test_only_the_name_is_shown_of_whoever_is_not_in_the_directory(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    await club.consent("mila", Purpose.DIRECTORY, given=False)
    await ask(club, mila, "ana")
    assert "Offers" not in shown(heard(club, "ana")[0])


async def test_after_both_said_yes_each_has_the_accounts_on_platforms_that_both_have(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    (asked,) = heard(club, "ana")
    await club.link("mila", "discord", "111")
    await club.link("ana", "discord", "222")
    await club.link("ana", "slack", "U9")
    answer = await ana.press(button(asked, "Yes"))
    assert [part for part in answer.text if isinstance(part, Mention)] == [Mention("mila", "discord", "111")]
    listed = await mila.ask("/introduce")
    mine = await mila.press(button(listed, "How to reach them"))
    assert [part for part in mine.text if isinstance(part, Mention)] == [Mention("ana", "discord", "222")]


async def test_the_asker_is_told_once_when_the_other_says_yes_however_often_they_press(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    yes = button(heard(club, "ana")[0], "Yes")
    for _ in range(3):
        await ana.press(yes)
        await club.settle()
    assert len(heard(club, "mila")) == 1
    assert "You and ana have both said yes" in shown(heard(club, "mila")[0])


async def test_a_no_is_told_to_nobody_and_looks_like_no_answer(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await club.member("boris", *BOTH)
    await ask(club, mila, "ana")
    await ask(club, mila, "boris")
    me = await club.id("mila")
    await ana.press(button(heard(club, "ana")[0], "No"))
    await club.settle()
    assert heard(club, "mila") == []
    for wait in (DAY, 14 * DAY):
        cards = (await mila.ask("/introduce")).cards
        assert len({(one.badge, tuple(b.label for b in one.buttons)) for one in cards}) == 1
        rows = await club.kit.database.read(lambda tx: tx.owning.page(me, INTRODUCTIONS, 0))
        assert len({(row["state"], row["answered_at"]) for row in rows}) == 1
        await club.wait(wait)


async def test_yes_after_all_within_the_time_and_not_after_it(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    no = await ana.press(button(heard(club, "ana")[0], "No"))
    after_all = button(no, "Yes after all")
    club.kit.clock.forward(13 * DAY)
    assert "You and mila have both said yes" in said(await ana.press(after_all))


async def test_what_nobody_answered_is_over_after_a_fortnight(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    club.kit.clock.forward(14 * DAY)
    assert "waited too long" in said(await ana.press(button(heard(club, "ana")[0], "Yes")))
    assert (await mila.ask("/introduce")).cards[0].badge.text == "No answer"  # type: ignore[union-attr]


async def test_not_any_more_from_anybody_in_one_press_and_back(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    stopped = await ana.press(button(heard(club, "ana")[0], "Not any more, from anybody"))
    boris = await club.member("boris", *BOTH)
    assert "can't be asked" in said(await boris.press(f"1 introduce person={await club.id('ana')}"))
    await ana.press(button(stopped, "Undo"))
    assert (await boris.press(f"1 introduce person={await club.id('ana')}")).cards


async def test_two_who_ask_each_other_have_both_said_yes(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    reply = await ask(club, ana, "mila")
    assert "You and mila have both said yes" in said(reply)
    assert "You and ana have both said yes" in shown(heard(club, "mila")[0])
    assert len(await club.requests("mila")) == 1


async def test_a_request_that_is_delivered_again_is_one(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    packed = f"1 introduce-ask person={await club.id('ana')}"
    for _ in range(2):
        await mila.press(packed, once="same")
    await club.settle()
    assert len(await club.requests("ana")) == 1
    assert len(heard(club, "ana")) == 1


async def test_the_same_one_is_not_asked_again_for_ninety_days(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    packed = f"1 introduce-ask person={await club.id('ana')}"
    await mila.press(packed)
    club.kit.clock.forward(89 * DAY)
    assert "not long ago" in said(await mila.press(packed))
    club.kit.clock.forward(DAY)
    await mila.press(packed)
    assert len(await club.requests("ana")) == 2


async def test_at_most_three_are_asked_in_a_week(club: Meeting) -> None:
    mila = await club.member("mila", *BOTH)
    replies = []
    for n in range(4):
        await club.member(f"ana{n}", *BOTH)
        replies.append(await mila.press(f"1 introduce-ask person={await club.id(f'ana{n}')}"))
    assert "as many as one may" in said(replies[3])
    assert len(await club.requests("mila")) == 3


async def test_at_most_three_ask_somebody_in_a_week(club: Meeting) -> None:
    await club.member("ana", *BOTH)
    ana = await club.id("ana")
    askers = [await club.member(f"mila{n}", *BOTH) for n in range(4)]
    replies = [await one.press(f"1 introduce-ask person={ana}") for one in askers]
    assert "try again next week" in said(replies[3])
    assert len(await club.requests("ana")) == 3


async def test_a_request_is_withdrawn_and_put_again(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    asked = await ask(club, mila, "ana")
    (message,) = heard(club, "ana")
    gone = await mila.press(button(asked, "Withdraw"))
    assert "taken back" in said(await ana.press(button(message, "Yes")))
    await mila.press(button(gone, "Undo"))
    await club.settle()
    (message,) = heard(club, "ana")
    await ana.press(button(message, "Yes"))
    assert [one.state for one in await club.requests("ana")] == [Stand.ACCEPTED]


async def test_a_request_that_is_put_again_after_a_no_stays_declined_and_comes_no_more(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    asked = await ask(club, mila, "ana")
    await ana.press(button(heard(club, "ana")[0], "No"))
    gone = await mila.press(button(asked, "Withdraw"))
    await club.settle()
    await mila.press(button(gone, "Undo"))
    await club.settle()
    assert [one.state for one in await club.requests("ana")] == [Stand.DECLINED]
    assert heard(club, "ana") == []


@pytest.mark.parametrize("declined", [False, True])
async def test_a_request_is_put_again_once_and_a_no_shows_in_nothing(club: Meeting, *, declined: bool) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    if declined:
        await ana.press(button(heard(club, "ana")[0], "No"))
    replies = []
    for _ in range(3):
        for says in ("1 introduce-withdraw request=1", "1 introduce-withdraw request=1 back=yes"):
            replies.append(said(await mila.press(says)))
            await club.settle()
    assert "stands again" in replies[1]
    assert "put it again once already" in replies[3]
    assert "taken back already" in replies[4]
    assert len(heard(club, "ana")) == 0


async def test_a_request_that_was_never_brought_is_put_again_without_a_second_message(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    asked = await mila.press(f"1 introduce-ask person={await club.id('ana')}")
    gone = await mila.press(button(asked, "Withdraw"))
    await mila.press(button(gone, "Undo"))
    await club.settle()
    assert len(heard(club, "ana")) == 1


async def test_requests_that_are_taken_back_count_among_those_that_somebody_gets(club: Meeting) -> None:
    await club.member("ana", *BOTH)
    ana = await club.id("ana")
    for n in range(3):
        one = await club.member(f"mila{n}", *BOTH)
        await one.press(button(await one.press(f"1 introduce-ask person={ana}"), "Withdraw"))
    last = await club.member("mila3", *BOTH)
    assert "try again next week" in said(await last.press(f"1 introduce-ask person={ana}"))


@pytest.mark.parametrize("how", ["withdrawn", "outdated", "muted", "leaving"])
async def test_nobody_is_asked_who_does_not_agree_now(club: Meeting, how: str) -> None:
    mila, _ = await on_the_web(club)
    await change(club, "ana", how)
    assert "can't be asked" in said(await mila.press(f"1 introduce-ask person={await club.id('ana')}"))
    assert await club.requests("ana") == []


@pytest.mark.parametrize("how", ["withdrawn", "outdated", "muted", "leaving"])
async def test_nobody_asks_who_does_not_agree_now(club: Meeting, how: str) -> None:
    mila, _ = await on_the_web(club)
    await change(club, "mila", how)
    await mila.press(f"1 introduce-ask person={await club.id('ana')}")
    assert await club.requests("ana") == []


@pytest.mark.parametrize("how", ["withdrawn", "outdated", "muted", "leaving"])
async def test_a_yes_counts_only_while_the_asker_agrees(club: Meeting, how: str) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    await change(club, "mila", how)
    assert "does not look for introductions" in said(await ana.press(button(heard(club, "ana")[0], "Yes")))
    assert not (await ana.ask("/introduce")).cards


@pytest.mark.parametrize("how", ["withdrawn", "outdated", "muted", "leaving"])
async def test_a_request_is_not_brought_where_somebody_agrees_no_more(club: Meeting, how: str) -> None:
    mila, _ = await on_the_web(club)
    await mila.press(f"1 introduce-ask person={await club.id('ana')}")
    await change(club, "ana", how)
    await club.settle()
    assert heard(club, "ana") == []


async def test_with_somebody_their_requests_are_forgotten(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    who, now = await club.id("mila"), club.kit.clock.now()
    await club.kit.database.write(lambda tx: forget(tx._connection, who, now))
    assert "not there any more" in said(await ana.press(button(heard(club, "ana")[0], "Yes")))


async def test_nobody_answers_for_somebody_else(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    boris = await club.member("boris", *BOTH)
    await ask(club, mila, "ana")
    for packed in (
        "1 introduce-answer request=1 says=yes",
        "1 introduce-withdraw request=1",
        "1 introduce-met request=1",
    ):
        assert "not there any more" in said(await boris.press(packed))
    assert not (await boris.press("1 introduce-asked request=1")).cards


async def test_without_a_shared_platform_an_organiser_helps(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    reply = await ana.press(button(heard(club, "ana")[0], "Yes"))
    assert "You share no platform" in said(reply)
    assert "Ask an organiser" in buttons(reply)


async def test_who_is_named_is_asked_and_of_several_one_is_picked(club: Meeting) -> None:
    mila = await club.member("mila", *BOTH)
    await club.member("Ana Petrova", *BOTH)
    await club.member("Ana Ivanova", *BOTH)
    assert len((await mila.ask("/introduce who=Ана")).cards) == 2
    assert (await mila.ask('/introduce who="ana petrova"')).form
    assert "Nobody of this name" in said(await mila.ask("/introduce who=Xyz"))


async def change(club: Meeting, name: str, how: str) -> None:
    match how:
        case "withdrawn":
            await club.consent(name, Purpose.MATCHING, given=False)
        case "outdated":
            await club.outdated(name)
        case "muted":
            await club.mute(name)
        case _:
            await club.leaving(name)


async def test_what_others_were_told_of_somebody_is_taken_back_when_they_are_forgotten(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    await ask(club, mila, "ana")
    assert heard(club, "ana")
    who, now = await club.id("mila"), club.kit.clock.now()
    await club.kit.database.write(lambda tx: forget(tx._connection, who, now))
    await club.settle()
    assert heard(club, "ana") == []


async def test_every_card_of_a_member_carries_whose_it_is_so_that_it_can_be_forgotten(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    me, her = ("member", await club.id("mila")), ("member", await club.id("ana"))
    message = heard(club, "ana")[0]
    shown_to_ana = [message, await ana.ask("/introduce"), await ana.press(button(message, "Yes"))]
    assert {card.record for reply in shown_to_ana for card in reply.cards} == {me}
    shown_to_mila = [await mila.ask("/introduce"), await mila.ask("/find"), *heard(club, "mila")]
    assert {card.record for reply in shown_to_mila for card in reply.cards} == {her}


async def test_a_request_that_breaks_off_is_undone_whole(club: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    mila, _ = await on_the_web(club)
    packed = f"1 introduce-ask person={await club.id('ana')}"
    with monkeypatch.context() as broken:
        broken.setattr("bot.core.outbox.send", _breaks)
        assert "Something broke" in said(await mila.press(packed, once="same"))
    assert await club.requests("ana") == []
    await mila.press(packed, once="same")
    await club.settle()
    assert len(heard(club, "ana")) == 1


def _breaks(*_: object, **__: object) -> None:
    raise ValueError("the plug is pulled")


async def test_who_says_yes_may_add_a_line_by_which_they_can_be_reached(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana", "I am at mila@example.org")
    form = await ana.press(button(heard(club, "ana")[0], "Yes, with a line"))
    met = await ana.fill(form.form, text="Call me on 555")
    await club.settle()
    assert "They write: I am at mila@example.org" in shown(met)
    assert "They write: Call me on 555" in shown(heard(club, "mila")[0])


async def test_who_can_t_ask_now_hears_it_before_they_write_a_line(club: Meeting) -> None:
    mila, _ = await on_the_web(club)
    await ask(club, mila, "ana")
    again = await mila.ask("/introduce ana")
    assert "not long ago" in said(again)
    assert again.form is None


async def test_who_agrees_on_the_way_goes_on_to_the_one_they_wanted_to_meet(club: Meeting) -> None:
    mila = await club.member("mila", interests=["cancer"])
    await club.member("ana", *BOTH, interests=["cancer"])
    agreed = await mila.press(button(await mila.ask("/introduce ana"), "Agree to be suggested"))
    onward = await mila.press(button(agreed, "Ask to meet"))
    assert "I would ask ana" in said(onward)


async def test_two_who_share_no_platform_are_not_told_to_write_first(club: Meeting) -> None:
    mila, ana = await on_the_web(club)
    await ask(club, mila, "ana")
    met = await ana.press(button(heard(club, "ana")[0], "Yes"))
    assert "You share no platform" in said(met)
    assert "Write first" not in said(met)
