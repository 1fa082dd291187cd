"""An introduction: drafted from the answers, changed, looked at, posted only if they wish, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.context import Person
from bot.core.reply import Code, Tone
from bot.core.roles import Role
from bot.core.words import words
from bot.flows.drafting import draft
from bot.flows.introduced import Introduced
from bot.render.text import lines
from tests.commands.office import Office, opened_office
from tests.flows.newcomer import Newcomer
from tests.kit import Kit, button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


@pytest.fixture
def nina(office: Office) -> Newcomer:
    return Newcomer(office.kit, "Nina")


async def written(nina: Newcomer, text: str = "Hello, I am Nina.") -> Reply:
    form = (await nina.press(button(await nina.whole(), "Introduce yourself"))).form
    return await nina.fill(form, text=text)


def in_general(office: Office) -> list[str]:
    """What stands in #general."""
    posts = office.kit.board.posts.values()
    return ["\n".join(lines(reply, t)) for place, reply, t in posts if place.id == "general"]


async def test_the_draft_says_what_they_said_and_no_more(kit: Kit) -> None:
    nina = Newcomer(kit, "Nina")
    form = (await nina.press(button(await nina.whole(), "Introduce yourself"))).form
    assert form
    assert form.blanks[0].value == (
        "Hello! My name is Nina. I work in research. My organisation is Acme Biotech. My city is Plovdiv.\n"
        "My fields: Cancer; AI and health data\nI can offer: Microscopy\nI am looking for: Partners"
    )


async def test_the_draft_of_one_who_said_nothing_greets(kit: Kit) -> None:
    context = await kit.context()
    nobody = Person("p", Role.GUEST, "en", context.zone)

    assert draft({}, replace(context, who=nobody)) == "Hello, everybody!"


async def test_what_was_written_is_looked_at_before_anybody_else_sees_it(office: Office, nina: Newcomer) -> None:
    reply = await written(nina)
    await office.scheduler.settle()
    (preview,) = reply.previews
    assert "Hello, I am Nina." in shown(preview.reply)
    assert "#general" in said(reply)
    assert in_general(office) == []


async def test_it_is_posted_exactly_as_it_was_looked_at(office: Office, nina: Newcomer) -> None:
    reply = await written(nina)
    (preview,) = reply.previews
    done = await nina.press(button(reply, "Post it"))
    await office.scheduler.settle()
    assert done.tone is Tone.GOOD
    assert in_general(office) == ["\n".join(lines(preview.reply, words(preview.language)))]


async def test_pressed_twice_it_is_posted_once(office: Office, nina: Newcomer) -> None:
    reply = await written(nina)
    await nina.press(button(reply, "Post it"))
    await office.scheduler.settle()
    await nina.press(button(reply, "Post it"))
    await office.scheduler.settle()
    assert len(in_general(office)) == 1


async def test_taken_back_it_is_deleted_where_it_stands(office: Office, nina: Newcomer) -> None:
    done = await nina.press(button(await written(nina), "Post it"))
    await office.scheduler.settle()
    back = await nina.press(button(done, "Take it back"))
    await office.scheduler.settle()
    assert back.tone is Tone.GOOD
    assert in_general(office) == []


async def test_taken_back_before_it_was_sent_it_is_never_sent(office: Office, nina: Newcomer) -> None:
    done = await nina.press(button(await written(nina), "Post it"))
    await nina.press(button(done, "Take it back"))
    await office.scheduler.settle()
    assert in_general(office) == []


async def test_after_it_was_taken_back_it_can_be_posted_again(office: Office, nina: Newcomer) -> None:
    reply = await written(nina)
    done = await nina.press(button(reply, "Post it"))
    await office.scheduler.settle()
    await nina.press(button(done, "Take it back"))
    await office.scheduler.settle()
    await nina.press(button(reply, "Post it"))
    await office.scheduler.settle()
    assert len(in_general(office)) == 1


async def test_another_text_is_not_posted_beside_the_first(office: Office, nina: Newcomer) -> None:
    await nina.press(button(await written(nina), "Post it"))
    await office.scheduler.settle()
    form = (await nina.press("1 join-introduce")).form
    reply = await nina.fill(form, text="Another text")
    assert "Post it" not in buttons(reply)
    assert "Take it back" in buttons(reply)


async def test_with_nothing_posted_there_is_nothing_to_take_back(nina: Newcomer) -> None:
    await nina.whole()
    assert said(await nina.press("1 join-retract")) == "Nothing of it stands anywhere."


async def test_nobody_reads_another_s_introduction_by_its_command(nina: Newcomer) -> None:
    await nina.press(button(await written(nina), "Post it"))
    forged = Introduced(person=await nina.id(), n=1).pack()
    assert (await Newcomer(nina.kit, "Eve").press(forged)).tone is Tone.WARN


async def test_nothing_is_posted_that_was_not_written(nina: Newcomer) -> None:
    await nina.whole()
    reply = await nina.press("1 join-post")
    assert reply.tone is Tone.WARN
    assert "Introduce yourself" in buttons(reply)


async def test_markup_and_mentions_stay_text(office: Office, nina: Newcomer) -> None:
    hostile = "@everyone <@1> <!channel> **bold** [x](https://example.org) \u202e `code`"
    reply = await written(nina, hostile)
    await nina.press(button(reply, "Post it"))
    await office.scheduler.settle()
    ((_, post, _),) = [one for one in office.kit.board.posts.values() if one[0].id == "general"]
    assert hostile in post.text  # a str is literal: each platform's renderer escapes it


async def test_where_there_is_no_welcome_channel_it_is_kept(kit: Kit) -> None:
    nina = Newcomer(kit, "Nina")
    kit.board.names = ("events",)
    reply = await written(nina)
    assert "Post it" not in buttons(reply)
    assert (await nina.told())["introduction"] == "Hello, I am Nina."


async def test_a_text_with_nothing_to_see_is_refused(nina: Newcomer) -> None:
    reply = await written(nina, "\u200b \u202e")
    assert "introduction" not in await nina.told()
    assert reply.tone is Tone.WARN


async def test_an_introduction_that_was_written_is_not_called_a_draft(nina: Newcomer) -> None:
    assert "I drafted this" in said(await nina.press("1 join-introduce"))
    await nina.press('1 join-introduce text="Hello!"')
    again = await nina.press("1 join-introduce")
    assert "I drafted this" not in said(again)
    assert "This is your introduction" in said(again)


async def posted(office: Office, who: Newcomer, text: str) -> None:
    await who.press(button(await written(who, text), "Post it"))
    await office.scheduler.settle()
    office.kit.clock.forward(timedelta(minutes=1))


async def linked(office: Office, owner: Newcomer, other: Newcomer) -> None:
    """The other types the owner's code, and confirms it."""
    shown_once = await owner.ask("/link")
    code = next(part.text for part in shown_once.text if isinstance(part, Code))
    shows = await other.ask(f"/link {code}")
    await other.press(button(shows, "Link them"))
    await office.scheduler.settle()


@pytest.mark.parametrize("first", ["Nina", "Nan"])
async def test_of_two_who_are_linked_the_later_introduction_stays_and_is_taken_back_by_either(
    office: Office, first: str
) -> None:
    nina, nan = Newcomer(office.kit, "Nina"), Newcomer(office.kit, "Nan")
    for one in sorted((nina, nan), key=lambda one: one.called != first):
        await posted(office, one, f"I am {one.called}")
    await linked(office, nina, nan)
    (there,) = in_general(office)
    assert f"I am {first}" not in there
    assert "taken back" in said(await nan.press("1 join-retract"))
    await office.scheduler.settle()
    assert in_general(office) == []
    await nina.press("1 join-post")
    await office.scheduler.settle()
    assert len(in_general(office)) == 1


async def test_an_introduction_of_one_who_took_back_another_is_found_after_they_are_linked(office: Office) -> None:
    nina, nan = Newcomer(office.kit, "Nina"), Newcomer(office.kit, "Nan")
    await posted(office, nina, "I am Nina")
    await posted(office, nan, "I am Nan")
    await nan.press("1 join-retract")
    await office.scheduler.settle()
    await linked(office, nina, nan)
    assert len(in_general(office)) == 1
    assert "taken back" in said(await nan.press("1 join-retract"))
    await office.scheduler.settle()
    assert in_general(office) == []
