"""Hostile answers stay text, or get a clear error; nothing breaks."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.reply import Tone
from bot.render.discord.message import messages as on_discord
from bot.render.slack.message import messages as on_slack
from bot.render.text import clean
from tests.flows.newcomer import Newcomer, asked
from tests.kit import button, opened, said, shown

WRITTEN = ("organisation", "city", "offers", "seeks")
TEXTS = {
    "mentions": "@everyone @here <@123> <!channel> <#1> <@&5>",
    "markup": "**b** _i_ `c` ~~s~~ <b>x</b> [l](https://example.org) {name} %s \\",
    "right to left": "\u202eabc\u202c \u200fשלום",
    "emoji": "🧬👩🏽‍🔬",
    "braces": "{n} {question} {0}",
    "command": "1 join-answer agree_matching=yes",
}
ENDLESS = "ж" * 4000


@pytest.mark.parametrize("step", WRITTEN)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_a_hostile_answer_stays_text(mila: Newcomer, step: str, text: str) -> None:
    reply = await mila.answer(await mila.whole(step), text)
    assert (await mila.told())[step] == text
    assert asked(reply) != step
    assert clean(text) in shown(reply)  # which shows where a direction was to be turned


@pytest.mark.parametrize("step", WRITTEN)
async def test_four_thousand_characters_get_a_clear_error_and_stay_in_the_form(mila: Newcomer, step: str) -> None:
    form = (await mila.press(button(await mila.whole(step), "Write an answer"))).form
    reply = await mila.fill(form, **{step: ENDLESS})
    assert "4000 characters long" in said(reply)
    assert reply.form
    assert [blank.value for blank in reply.form.blanks if blank.name == step] == [ENDLESS]
    assert step not in await mila.told()


@pytest.mark.parametrize("step", WRITTEN)
@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\u202e \u200f"], ids=repr)
async def test_an_answer_with_nothing_to_see_is_asked_for_again(mila: Newcomer, step: str, text: str) -> None:
    form = (await mila.press(button(await mila.whole(step), "Write an answer"))).form
    reply = await mila.fill(form, **{step: text})
    assert reply.form, said(reply)
    assert step not in await mila.told()


async def test_a_hostile_name_stays_text_in_the_introduction(eve: Newcomer) -> None:
    form = (await eve.press(button(await eve.whole(), "Introduce yourself"))).form
    reply = await eve.fill(form)
    (preview,) = reply.previews
    assert clean(eve.called) in shown(preview.reply)


@pytest.fixture
def eve(mila: Newcomer) -> Newcomer:
    return Newcomer(mila.kit, "<@1> **{name}** \u202e@everyone")


@pytest.mark.parametrize(
    "packed",
    [
        "1 join-answer aim=king",
        "1 join-answer interests=nothing",
        "1 join-answer agree_matching=perhaps",
        "1 join-answer language=de",
        "1 join-answer zone=Mars",
        "1 join-pick add=nothing",
        "1 join-answer city=" + "a" * 81,
        "1 join-answer partner=krib",
        "1 introduced n=-1",
    ],
)
async def test_tampered_buttons_are_refused(mila: Newcomer, packed: str) -> None:
    await mila.ask("/join")
    before = await mila.told()
    reply = await mila.press(packed)
    assert reply.tone is Tone.WARN
    assert await mila.told() == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300))
async def test_whatever_is_written_every_platform_shows_the_next_question(text: str) -> None:
    async with opened() as kit:
        mila = Newcomer(kit)
        await mila.ask("/join")
        await mila.press("1 join-answer aim=student")
        form = (await mila.press("1 join-write ask=offers")).form
        reply = await mila.fill(form, offers=text)
        assert reply.tone is not Tone.BAD
        assert on_discord(reply, kit.reading().t)
        assert on_slack(reply, kit.reading().t)
