"""A question on Discord, from the one who asks to the organisers and back; and how far newcomers come, as a picture."""

from __future__ import annotations

from datetime import timedelta

from bot.scheduler.service import Scheduler
from tests.adapters.discord.rig import Club, clubhouse
from tests.flows.joiners import come


async def passing(club: Club, by: timedelta = timedelta(seconds=1)) -> None:
    """The scheduler does what is due, a moment later."""
    club.kit.clock.forward(by)
    scheduler = Scheduler(club.kit.core)
    await scheduler.settle()


async def test_a_question_goes_to_the_organisers_and_its_answer_comes_back_as_a_direct_message() -> None:
    async with clubhouse() as club:
        asked = await (await club.discord.slash(club.ana, club.general, "contact", text="Who? **@everyone**")).settled()
        assert asked.ephemeral
        await passing(club)
        (post,) = club.discord.messages(club.organisers)
        assert post.mentions == []
        assert "Who?" in post.text
        labels = list(post.buttons)
        form = (await (await club.discord.press(club.olga, post, labels[0])).settled()).form
        (name,) = form.fields
        sent = await (await club.discord.submit(club.olga, form, **{name: "*Boris* does. <@1>"})).settled()
        assert "on its way to Ana" in sent.content
        await passing(club)
        (answer,) = club.discord.dms(club.ana)
        assert "\\*Boris\\* does." in answer.text
        assert answer.mentions == []
        helped = await (await club.discord.press(club.ana, answer, "That helped")).settled()
        assert "glad" in helped.content
        await passing(club)
        (post,) = club.discord.messages(club.organisers)
        assert not post.buttons
        assert not [r for r in club.discord.requests if r.status >= 400]


async def test_how_far_newcomers_come_is_drawn() -> None:
    async with clubhouse() as club:
        await come(club.kit, 12, answered=("language", "aim"))
        shown = await (await club.discord.slash(club.olga, club.general, "onboarding")).settled()
        assert shown.ephemeral
        files = [content for message in shown.shown for content in message.files.values()]
        assert [content[:8] for content in files] == [b"\x89PNG\r\n\x1a\n"]
        assert not [r for r in club.discord.requests if r.status >= 400]
