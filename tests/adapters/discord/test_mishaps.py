"""Discord refuses something on the way to an answer: what can be said is said all the same."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Button, Card, Reply
from bot.flows import EVERY
from tests.adapters.discord.rig import clubhouse
from tests.servers.discord import Callback
from tests.servers.discord.waiting import until


class Slow(Command, name="slow"):
    """Take a while."""

    async def run(self, ctx: Context) -> Reply:
        """Sleep past the moment at which it shows that it is typing."""
        await asyncio.sleep(0.2)
        return Reply(("Done.",))


class Long(Command, name="long"):
    """Say much."""

    async def run(self, ctx: Context) -> Reply:
        """Say more than a message holds."""
        return Reply(("word " * 500,))


class Short(Command, name="short"):
    """A page with a card, then one without."""

    page: int = arg(default=1, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Show the page."""
        if self.page > 1:
            return Reply(("Nothing more.",))
        return Reply(("One.",), cards=(Card("A card"),), buttons=(Button("More", replace(self, page=2)),))


async def test_an_answer_comes_though_it_could_not_be_shown_that_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.adapters.discord.conversing.TYPES_AFTER", 0.05)
    async with clubhouse(Slow) as club:
        club.discord.fail("typing", 503)
        asked = await club.discord.dm(club.ana, "/slow")
        assert (await club.discord.reply(asked)).content == "Done."


async def test_where_no_more_threads_can_be_opened_the_channel_has_the_answer() -> None:
    async with clubhouse(Slow) as club:
        club.discord.refuse("/threads", 400, 160006, "Maximum number of active threads reached")
        asked = await club.discord.say(club.ana, club.general, f"{club.discord.me.mention} /slow")
        answer = await club.discord.reply(asked)
        assert answer.content == "Done."
        assert answer.channel is club.general


async def test_who_got_half_an_answer_is_told_that_the_rest_is_missing() -> None:
    async with clubhouse(Long) as club:
        club.discord.refuse("POST /webhooks", 400, 50035, "Invalid Form Body")
        answer = await (await club.discord.slash(club.ana, club.general, "long")).settled()
        await until(lambda: len(answer.shown) > 1, 5, lambda: "nobody was told")
        assert "tell an organiser" in answer.shown[-1].content
        assert all(message.ephemeral for message in answer.shown)


async def test_a_page_without_cards_leaves_none_of_the_page_before() -> None:
    async with clubhouse(Short) as club:
        first = await (await club.discord.slash(club.ana, club.general, "short")).settled()
        second = await (await club.discord.press(club.ana, first.message, "More")).settled()
        assert second.kind is Callback.UPDATE
        assert second.message.content == "Nothing more."
        assert second.message.embeds == []


async def test_a_line_is_answered_though_discord_was_away_for_a_moment() -> None:
    async with clubhouse(Slow) as club:
        club.discord.fail("POST /channels/.*/messages$", 503)
        asked = await club.discord.dm(club.ana, "/slow")
        assert (await club.discord.reply(asked)).content == "Done."
        assert len(club.discord.dms(club.ana)) == 2


async def test_a_form_that_nobody_can_read_any_more_says_so() -> None:
    async with clubhouse(*EVERY) as club:
        opened = await (await club.discord.slash(club.ana, club.general, "wrong", record="krib")).settled()
        opened.form.data["custom_id"] = "0|0 wrong"  # of a version that is not written any more
        answer = await (await club.discord.submit(club.ana, opened.form, text="Moved.")).settled()
        assert "no longer works" in answer.content
        assert answer.ephemeral


async def test_a_completion_that_fails_is_not_excused_where_nobody_would_see_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with clubhouse(*EVERY) as club:

        async def fail(*_: object) -> tuple[()]:
            raise RuntimeError

        monkeypatch.setattr(club.kit.core, "suggest", fail)
        with pytest.raises(AssertionError, match="did not respond"):
            await club.discord.type_into(club.ana, club.general, "partner", "name", "к")
        assert club.discord.requested("callback") == []


async def test_an_answer_that_waits_for_the_database_is_deferred() -> None:
    async with clubhouse(*EVERY, patience=0.1) as club:
        await (await club.discord.slash(club.ana, club.general, "about")).settled()  # they are known from now on
        busy = asyncio.create_task(club.kit.database.write(lambda _: time.sleep(0.6)))
        await asyncio.sleep(0.05)
        long = "the quick brown fox jumps over the lazy dog " * 3  # what its buttons carry must be stored
        answer = await (await club.discord.slash(club.ana, club.general, "search", text=long)).settled()
        assert answer.deferred
        assert len(answer.shown) == 1
        await busy
