"""The bot in a real server: what members and organisers see when they use it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.reply import Blank, Form, Reply
from bot.flows import EVERY
from tests.adapters.discord.rig import Club, clubhouse
from tests.servers.discord import Attachment, Callback, Channel, User
from tests.servers.discord.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def club() -> AsyncIterator[Club]:
    async with clubhouse() as club:
        yield club


async def test_a_slash_command_is_answered_to_its_asker_alone(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "partners", country="Romania")).settled()
    assert answer.ephemeral
    assert "ROHEALTH" in answer.text
    assert club.discord.messages(club.general) == []


async def test_everybody_is_answered_in_the_language_of_their_client(club: Club) -> None:
    english = await (await club.discord.slash(club.ana, club.general, "partners", country="Romania")).settled()
    bulgarian = await (await club.discord.slash(club.boris, club.general, "partners", country="Румъния")).settled()
    assert "1 partner" in english.content
    assert "1 партньор" in bulgarian.content


async def test_a_private_answer_can_be_shown_to_all(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "partners", country="Romania")).settled()
    public = await (await club.discord.press(club.ana, answer.message, "Show here")).settled()
    assert not public.ephemeral
    assert "ROHEALTH" in public.text
    assert public.message in club.discord.messages(club.general, club.boris)


async def test_a_page_is_turned_in_its_place(club: Club) -> None:
    first = await (await club.discord.slash(club.ana, club.general, "calls")).settled()
    before = first.text
    second = await (await club.discord.press(club.ana, first.message, "More")).settled()
    assert second.kind is Callback.UPDATE
    assert first.text != before
    assert len(first.shown) == 1


async def test_details_are_picked_from_a_list(club: Club) -> None:
    first = await (await club.discord.slash(club.ana, club.general, "calls")).settled()
    title = first.message.menus["Details"][0]
    details = await (await club.discord.pick(club.ana, first.message, "Details", title)).settled()
    assert details.ephemeral
    assert title in details.text


async def test_a_record_completes_in_either_alphabet(club: Club) -> None:
    for typed in ("крис", "krib"):
        choices = await club.discord.type_into(club.boris, club.general, "partner", "name", typed[:3])
        assert any(choice["value"] == "partner:krib" or "КРИБ" in choice["name"] for choice in choices), choices


async def test_a_form_opens_and_what_was_typed_arrives(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "partner", name="krib")).settled()
    form = (await (await club.discord.press(club.ana, answer.message, "Wrong? Tell us")).settled()).form
    thanks = await (await club.discord.submit(club.ana, form, text="The city has changed.")).settled()
    assert "Thank you" in thanks.content
    assert thanks.ephemeral
    told = club.discord.messages(club.organisers)
    assert len(told) == 1
    assert "The city has changed." in told[0].text


async def test_an_announcement_is_shown_with_its_picture_as_it_will_stand_before_anything_is_sent(club: Club) -> None:
    picture = Attachment("lab.png", b"\x89PNG\r\n\x1a\n", content_type="image/png")
    given = {"title": "Open day", "text": "Come!", "where": "#general", "picture": picture, "alt": "The lab"}
    answer = await (await club.discord.slash(club.olga, club.general, "announce", **given)).settled()
    preview = answer.shown[-1]
    assert "#general (Discord)" in preview.content
    assert preview.embeds[-1]["title"] == "Open day"
    assert preview.embeds[-1]["image"] == {"url": "attachment://lab.png", "description": "The lab"}
    assert [*preview.files] == ["lab.png"]
    assert all(message.ephemeral for message in answer.shown)
    assert club.discord.messages(club.general) == []


async def test_a_question_by_mention_is_answered_in_a_thread(club: Club) -> None:
    me = club.discord.me.mention
    await club.discord.say(club.ana, club.general, f"{me} partners in Romania")
    thread = await thread_of(club)
    assert "ROHEALTH" in thread.messages[-1].text


async def test_talk_that_is_not_to_the_bot_is_left_alone(club: Club) -> None:
    await club.discord.say(club.ana, club.general, "partners in Romania")
    await club.discord.slash(club.ana, club.general, "about")
    await asyncio.sleep(0.2)
    assert len(club.discord.messages(club.general, club.boris)) == 1


async def test_a_direct_message_is_a_question_or_a_command(club: Club) -> None:
    for text in ("КРИБ", "/partners country=Румъния"):
        await club.discord.dm(club.boris, text)
    await told(club, club.boris, 4)
    assert "ROHEALTH" in "".join(message.text for message in club.discord.dms(club.boris))


async def test_a_direct_message_comes_from_whom_the_server_calls_by_another_name(club: Club) -> None:
    club.discord.nickname(club.guild, club.boris, "Boris of Varna")
    await club.discord.slash(club.boris, club.general, "about")
    await club.discord.dm(club.boris, "КРИБ")
    await told(club, club.boris)
    stored = await club.kit.database.read(lambda tx: tx.people.find("discord", str(club.boris.id)))
    assert stored is not None
    assert stored.name == "Boris of Varna"


async def test_who_has_told_no_language_is_answered_in_that_of_the_question(club: Club) -> None:
    await club.discord.dm(club.ana, "partners in Romania")
    await club.discord.dm(club.boris, "партньори в Румъния")
    await told(club, club.ana)
    await told(club, club.boris)
    assert "This is what I found" in club.discord.dms(club.ana)[-1].text
    assert "Ето какво намерих" in club.discord.dms(club.boris)[-1].text


async def test_a_line_that_lacks_something_gets_a_button_that_opens_the_form(club: Club) -> None:
    await club.discord.dm(club.ana, "/wrong record=krib")
    await told(club, club.ana, 2)
    asked = club.discord.dms(club.ana)[-1]
    form = (await (await club.discord.press(club.ana, asked, "Попълни")).settled()).form
    thanks = await (await club.discord.submit(club.ana, form, text="Not there any more.")).settled()
    assert thanks.content
    assert "Not there any more." in club.discord.messages(club.organisers)[0].text


async def test_a_form_with_a_mistake_comes_back_with_what_was_typed(club: Club) -> None:
    answer = await (await club.discord.slash(club.olga, club.general, "fact add", kind="event")).settled()
    form = answer.form
    assert len(form.fields) == 5
    kept = await (await club.discord.submit(club.olga, form, name="Night of ears", when="no time at all")).settled()
    assert kept.ephemeral
    rest = (await (await club.discord.press(club.olga, kept.message, "Go on")).settled()).form
    wrong = await (await club.discord.submit(club.olga, rest)).settled()
    assert "no time at all" in wrong.content
    again = (await (await club.discord.press(club.olga, wrong.message, "Fill in")).settled()).form
    assert again.values["name"] == "Night of ears"
    assert again.values["when"] == "no time at all"
    await (await club.discord.submit(club.olga, again, when="15.12.2026 18:30")).settled()


async def test_a_form_set_aside_is_its_owners_alone(club: Club) -> None:
    answer = await (await club.discord.slash(club.olga, club.general, "fact add", kind="event")).settled()
    kept = await (await club.discord.submit(club.olga, answer.form, name="Night of ears", when="15.12.2026")).settled()
    kept.message.seen_by = None
    refused = await (await club.discord.press(club.ana, kept.message, "Go on")).settled()
    assert "somebody else's" in refused.content
    assert refused.ephemeral


async def test_a_member_may_not_run_what_is_for_organisers_by_any_road(club: Club) -> None:
    before = await club.kit.database.read(lambda tx: tx.facts.version())
    await club.discord.dm(club.ana, "/fact remove record=partner:krib")
    await told(club, club.ana, 2)
    assert "организатори" in club.discord.dms(club.ana)[-1].text
    assert await club.kit.database.read(lambda tx: tx.facts.version()) == before


async def test_who_loses_the_organisers_role_loses_its_rights_at_once(club: Club) -> None:
    reports = await (await club.discord.slash(club.olga, club.general, "reports")).settled()
    assert "organisers" not in reports.content
    keepers = next(role for role in club.guild.roles if role.name == "Keepers")
    club.discord.take_role(club.guild, club.olga, keepers)
    refused = await (await club.discord.slash(club.olga, club.general, "reports")).settled()
    assert "for organisers" in refused.content


async def test_an_interaction_that_is_told_twice_is_answered_once(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "about")).settled()
    club.discord.gateway.repeat("INTERACTION_CREATE")
    await asyncio.sleep(0.2)
    assert len(answer.shown) == 1
    assert len(club.discord.requested("callback")) == 1


async def test_a_private_answer_to_a_mention_comes_as_a_direct_message(club: Club) -> None:
    await club.discord.say(club.ana, club.general, f"{club.discord.me.mention} /wrong record=krib text=Moved")
    await told(club, club.ana, 1)
    assert "Благодаря" in club.discord.dms(club.ana)[-1].text
    thread = await thread_of(club)
    assert "лично съобщение" in thread.messages[-1].text


async def test_who_takes_no_direct_messages_is_told_what_to_do(club: Club) -> None:
    club.ana.dms_open = False
    await club.discord.say(club.ana, club.general, f"{club.discord.me.mention} /wrong record=krib text=Moved")
    thread = await thread_of(club)
    assert "лични съобщения" in thread.messages[-1].text


class Slow(Command, name="slow"):
    """Take a while."""

    private: bool = arg("Whether it is for you alone", default=True)

    async def run(self, ctx: Context) -> Reply:
        """Sleep past the moment at which it is deferred."""
        await asyncio.sleep(0.3)
        return Reply(("Done.",))


class Aloud(Slow, name="aloud", private=False):
    """Take a while for everybody."""

    fails: bool = arg("Whether it goes wrong", default=False)

    async def run(self, ctx: Context) -> Reply:
        """Sleep, then answer all or complain to one."""
        await asyncio.sleep(0.3)
        return Reply(("Done.",), private=self.fails)


class Asks(Command, name="asks"):
    """Take a while, then ask."""

    text: str = arg("What to say", default="")

    async def run(self, ctx: Context) -> Reply:
        """Sleep, then want a form filled in."""
        await asyncio.sleep(0.3)
        blank = Blank("text", "What to say", "text", required=True)
        return Reply(("Say it.",), form=Form("asks", "Asks", (blank,), "Send"))


SLOW = (*EVERY, Slow, Aloud, Asks)


@pytest.mark.parametrize(("name", "private"), [("slow", True), ("aloud", False)])
async def test_what_takes_long_is_deferred_for_the_same_readers(name: str, private: bool) -> None:
    async with clubhouse(*SLOW, patience=0.05) as club:
        answer = await (await club.discord.slash(club.ana, club.general, name)).settled()
        assert answer.deferred
        assert answer.ephemeral is private
        assert answer.content == "Done."
        assert len(answer.shown) == 1


async def test_a_deferred_answer_that_turns_out_private_is_shown_to_the_asker_alone() -> None:
    async with clubhouse(*SLOW, patience=0.05) as club:
        answer = await (await club.discord.slash(club.ana, club.general, "aloud", fails=True)).settled()
        assert answer.content == "Done."
        assert club.discord.messages(club.general, club.boris) == []


async def test_a_form_that_comes_too_late_to_open_has_a_button() -> None:
    async with clubhouse(*SLOW, patience=0.05) as club:
        answer = await (await club.discord.slash(club.ana, club.general, "asks")).settled()
        assert answer.deferred
        opened = await (await club.discord.press(club.ana, answer.message, "Fill in")).settled()
        assert [*opened.form.fields] == ["text"]


async def test_a_callback_whose_connection_breaks_arrives_all_the_same(club: Club) -> None:
    for after in (False, True):
        club.discord.drop("callback", after=after)
        answer = await (await club.discord.slash(club.ana, club.general, "about")).settled()
        assert len(answer.shown) == 1


async def test_a_button_whose_text_is_no_longer_kept_names_the_command_to_type(club: Club) -> None:
    answer = await (await club.discord.slash(club.ana, club.general, "search", text="x" * 120)).settled()
    public = await (await club.discord.press(club.ana, answer.message, "Show here")).settled()
    assert public.shown
    club.kit.clock.forward(timedelta(days=31))
    gone = await (await club.discord.press(club.ana, answer.message, "Show here")).settled()
    assert "/search" in gone.content
    assert gone.ephemeral


async def told(club: Club, user: User, number: int = 2) -> None:
    """Wait until a conversation has so many messages."""
    await until(lambda: len(club.discord.dms(user)) >= number, 5, lambda: f"only {club.discord.dms(user)}")


async def thread_of(club: Club) -> Channel:
    """The thread that was opened, once something stands in it."""
    await until(lambda: any(thread.messages for thread in club.guild.threads), 5, lambda: "no thread was written in")
    return next(iter(club.guild.threads))
