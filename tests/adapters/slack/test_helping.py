"""A question on Slack, from the one who asks to the organisers and back; and how far newcomers come, as a picture."""

from __future__ import annotations

from datetime import timedelta

from bot.scheduler.service import Scheduler
from tests.adapters.slack.rig import Club, clubhouse
from tests.flows.joiners import come


async def passing(club: Club, by: timedelta = timedelta(seconds=1)) -> None:
    """The scheduler does what is due, a moment later."""
    club.kit.clock.forward(by)
    scheduler = Scheduler(club.kit.core)
    await scheduler.settle()


async def test_a_question_goes_to_the_organisers_and_its_answer_comes_back_as_a_direct_message() -> None:
    async with clubhouse() as club:
        line = '/club contact text="Who? *<!everyone>*"'
        asked = await (await club.slack.command(club.ana, club.general, line)).settled()
        assert asked.ephemeral
        await passing(club)
        (post,) = club.slack.messages(club.organisers)
        assert "Who?" in post.text
        labels = list(post.buttons)
        pressed = await (await club.slack.press(club.olga, post, labels[0])).settled()
        sent = await club.slack.submit(club.olga, pressed.form, text="_Boris_ does. <@U1>")
        assert not (await sent.answered()).errors
        await pressed.shows(1)
        assert "on its way to Ana" in pressed.text
        await passing(club, timedelta(hours=2))  # it is seven in the morning in London
        (answer,) = club.slack.dms(club.ana)
        assert "_Boris_ does. <@U1>" in answer.text
        await (await club.slack.press(club.ana, answer, "That helped")).settled()
        await passing(club)
        (post,) = club.slack.messages(club.organisers)
        assert not post.buttons
        assert not [r for r in club.slack.requests if r.error]


async def test_how_far_newcomers_come_is_drawn() -> None:
    async with clubhouse() as club:
        await come(club.kit, 12, answered=("language", "aim"))
        shown = await (await club.slack.command(club.olga, club.general, "/club onboarding")).settled()
        assert shown.ephemeral
        blocks = [block for message in shown.shown for block in message.blocks if block["type"] == "image"]
        (content,) = [club.slack.files[block["slack_file"]["id"]].content for block in blocks]
        assert content
        assert content.startswith(b"\x89PNG")
        assert "12" in blocks[0]["alt_text"]
        assert not [r for r in club.slack.requests if r.error]
