"""/join: asked one by one, back, on and out, each answer kept at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.reply import Tone
from bot.core.roles import Role
from bot.domain.member import Aim
from bot.flows import onboarding
from bot.flows.flow import Ask, Flow
from tests.flows.newcomer import SAYS, STEPS, Newcomer, asked, offered
from tests.kit import CHANNEL, Kit, button, buttons, every_button, packed, said, shown

LANGS = pytest.mark.parametrize("lang", ["en", "bg"])


@LANGS
async def test_every_answer_is_asked_for_and_kept(kit: Kit, lang: str) -> None:
    mila = Newcomer(kit, lang=lang)
    reply = await mila.ask("/join")
    for step in STEPS:
        assert asked(reply) == step
        reply = await mila.answer(reply)
        assert (await mila.told())[step] == SAYS[step]
    assert not asked(reply)
    assert reply.tone is Tone.GOOD


@LANGS
async def test_every_question_can_be_skipped(kit: Kit, lang: str) -> None:
    mila = Newcomer(kit, lang=lang)
    reply = await mila.ask("/join")
    met = []
    while name := asked(reply):
        met.append(name)
        reply = await mila.skip(reply)
    assert met == [step for step in STEPS if step != "agree_digest"]  # nobody agrees to what they do not want
    assert reply.tone is Tone.GOOD
    person = await mila.id()
    profile = await kit.database.read(lambda tx: tx.members.profile(person))
    assert profile
    assert (profile.aim, profile.interests, profile.consents) == (None, (), frozenset())


async def test_a_question_shows_how_far_one_is(mila: Newcomer) -> None:
    reply = await mila.ask("/join")
    assert "1 of 10. What brings you here?" in said(reply)
    reply = await mila.skip(reply)
    assert "2 of 10." in said(reply)


async def test_back_shows_the_question_before_with_its_answer(mila: Newcomer) -> None:
    reply = await mila.whole("city")
    reply = await mila.press(button(reply, "Back"))
    assert asked(reply) == "organisation"
    assert "So far: Acme Biotech" in said(reply)
    assert asked(await mila.press(button(reply, "Back"))) == "aim"


async def test_the_first_question_leads_back_nowhere(mila: Newcomer) -> None:
    assert "Back" not in buttons(await mila.ask("/join"))


async def test_an_answer_given_again_goes_on_where_one_was(mila: Newcomer) -> None:
    reply = await mila.whole("offers")
    back = await mila.press(button(reply, "Back"))
    back = await mila.press(button(back, "Back"))
    assert asked(back) == "city"
    reply = await mila.answer(back, "Varna")
    assert asked(reply) == "offers"
    assert (await mila.told())["city"] == "Varna"


async def test_an_answer_that_is_kept_as_it_is_stays(mila: Newcomer) -> None:
    reply = await mila.whole("city")
    reply = await mila.press(button(reply, "Back"))
    assert "Skip" not in buttons(reply)
    assert asked(await mila.press(button(reply, "Keep it so"))) == "city"
    assert (await mila.told())["organisation"] == "Acme Biotech"


async def test_an_old_button_of_an_earlier_question_changes_that_answer_and_goes_on(mila: Newcomer) -> None:
    first = await mila.ask("/join")
    await mila.whole("offers")
    reply = await mila.press(offered(first, "1 join-answer aim=student"))
    assert asked(reply) == "offers"
    assert "Noted. What brings you here: Student." in said(reply)
    assert (await mila.told())["aim"] == Aim.STUDENT


async def test_an_old_skip_takes_no_answer_away(mila: Newcomer) -> None:
    reply = await mila.whole("city")
    await mila.answer(reply)
    again = await mila.press(offered(reply, "1 join-skip ask=city"))
    assert asked(again) == "interests"
    assert (await mila.told())["city"] == "Plovdiv"


async def test_an_old_button_pressed_after_the_end_shows_the_result_again(mila: Newcomer) -> None:
    first = await mila.ask("/join")
    await mila.whole()
    reply = await mila.press(offered(first, "1 join-answer aim=student"))
    assert reply.cards
    assert (await mila.told())["aim"] == Aim.STUDENT


async def test_a_stop_says_how_to_go_on(mila: Newcomer) -> None:
    reply = await mila.press(button(await mila.whole("city"), "Stop"))
    assert "/join" in said(reply)
    assert (await mila.joining()).stopped_at
    assert asked(await mila.press(button(reply, "Go on"))) == "city"
    assert not (await mila.joining()).stopped_at


@pytest.mark.parametrize("step", STEPS)
async def test_broken_off_at_any_step_it_goes_on_from_another_account(kit: Kit, step: str) -> None:
    mila = Newcomer(kit)
    await mila.whole(step)
    there = await mila.linked("mila-elsewhere")
    assert asked(await there.ask("/join")) == step
    result = await there.whole()
    assert not asked(result)
    told = await mila.told()
    assert {name: told[name] for name in STEPS} == {name: SAYS[name] for name in STEPS}
    assert shown(await mila.ask("/join")) == shown(await there.ask("/join"))


async def test_a_question_added_meanwhile_is_asked_of_those_who_finished(
    mila: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mila.whole()
    longer = Flow("onboarding", asks=(*onboarding.ONBOARDING.asks, Ask("introduction")))
    for module in ("asking", "going", "join", "state"):
        monkeypatch.setattr(f"bot.flows.{module}.ONBOARDING", longer)
    assert asked(await mila.ask("/join")) == "introduction"


async def test_those_who_finished_get_their_result(mila: Newcomer) -> None:
    result = await mila.whole()
    assert shown(await mila.ask("/join")).endswith(shown(result).split("club!")[1])
    joining = await mila.joining()
    assert joining.finished_at


async def test_a_request_delivered_twice_is_answered_once(mila: Newcomer) -> None:
    first = await mila.ask("/join")
    await mila.press(offered(first, "1 join-answer aim=student"), once="twice")
    await mila.press(offered(first, "1 join-answer aim=press"))
    reply = await mila.press(offered(first, "1 join-answer aim=student"), once="twice")
    assert (await mila.told())["aim"] == Aim.PRESS
    assert asked(reply) == "organisation"


async def test_in_a_channel_nobody_else_sees_the_questions(mila: Newcomer) -> None:
    reply = await mila.ask("/join", aloud=True, place=CHANNEL)
    assert reply.private


async def test_guests_may_join_too(kit: Kit) -> None:
    reply = await Newcomer(kit, "Gosho", Role.GUEST).whole()
    assert "once you are a member" in said(reply)


async def test_every_button_fits_discord_without_being_stored(mila: Newcomer) -> None:
    reply = await mila.ask("/join")
    for _ in STEPS:
        assert all(len(packed(one)) <= 90 for one in every_button(reply))
        reply = await mila.skip(reply)


@pytest.mark.parametrize(
    "text", ["1 join-ask ask=nothing", "1 join-skip ask=picking", "1 join-write ask=aim2", "1 join-ask"]
)
async def test_a_question_that_is_none_is_refused(mila: Newcomer, text: str) -> None:
    reply = await mila.press(text)
    assert reply.tone is Tone.WARN
    assert "picking" not in await mila.told()


async def test_a_day_later_nothing_is_lost(mila: Newcomer) -> None:
    await mila.whole("seeks")
    mila.kit.clock.forward(timedelta(days=30))
    reply = await mila.ask("/join")
    assert asked(reply) == "seeks"
    assert "Good to see you again" in said(reply)
