"""Answers that a form of Slack has no room for."""

from __future__ import annotations

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import LongText
from bot.core.reply import Blank, Form, Reply
from tests.adapters.slack.rig import clubhouse

LONG = "word " * 700


class Note(Command, name="note", private=True):
    """Keep a note."""

    text: str = arg("What to keep", default="", kind=LongText())
    title: str = arg("Its title", default="")

    async def run(self, ctx: Context) -> Reply:
        """Ask for its title."""
        if self.title:
            return Reply((f"{self.title}: {len(self.text)}",))
        blanks = (Blank("text", "What to keep", "long text", value=LONG), Blank("title", "Its title", "text"))
        return Reply(("Its title?",), form=Form("note", "Keep a note", blanks, "Send"))


async def test_an_answer_that_is_too_long_to_be_changed_is_not_lost() -> None:
    async with clubhouse(Note) as club:
        answer = await (await club.slack.command(club.ana, club.general, "/club note")).settled()
        assert list(answer.form.fields) == ["title"]
        assert "word word" in answer.form.text
        await (await club.slack.submit(club.ana, answer.form, title="Many words")).answered()
        await answer.shows(1)
        assert f"Many words: {len(LONG.strip())}" in answer.text
