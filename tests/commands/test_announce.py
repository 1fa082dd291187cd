from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.places import Habits
from bot.core.roles import Role
from bot.domain.schedule import State
from bot.scheduler.service import Scheduler
from tests.kit import button, opened, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from tests.kit import Kit

WEEKLY = '/announce title="Open day" text="Come and see." where=#general when="every monday 9:00"'
BILINGUAL = '/announce title="Open day" title_other="Отворени врати"'


@pytest.fixture
async def kit() -> AsyncIterator[Kit]:
    async with opened() as kit:
        yield kit


async def ask(kit: Kit, line: str) -> Reply:
    return await kit.ask(line, Role.ORGANISER, called="olga")


async def press(kit: Kit, reply: Reply, label: str) -> Reply:
    return await kit.press(button(reply, label), Role.ORGANISER, called="olga")


async def test_it_shows_how_it_will_look_before_anything_is_scheduled(kit: Kit) -> None:
    reply = await ask(kit, WEEKLY)
    preview = reply.previews[0]
    assert (preview.platform, preview.language, preview.reply.cards[0].title) == ("web", "bg", "Open day")
    assert await kit.database.read(lambda tx: tx.schedules.listed([State.ACTIVE])) == []
    assert "Mon 23 November 2026, 09:00 (Sofia)" in shown(reply)


async def test_a_missing_translation_is_told(kit: Kit) -> None:
    reply = await ask(kit, WEEKLY)
    assert "There is no Bulgarian text" in shown(reply)


async def test_it_arrives_when_its_author_has_said_yes(kit: Kit) -> None:
    preview = await ask(kit, WEEKLY)
    done = await press(kit, preview, "Schedule it")
    assert "Scheduled" in said(done)
    scheduler = Scheduler(kit.core)
    await scheduler.settle()
    kit.clock.forward(timedelta(days=1))
    await scheduler.settle()
    assert [reply.cards[0].title for _, reply, _ in kit.board.posts.values()] == ["Open day"]


async def test_without_a_time_it_goes_out_at_once(kit: Kit) -> None:
    preview = await ask(kit, '/announce title="Open day" where=#general')
    await press(kit, preview, "Post it now")
    await Scheduler(kit.core).settle()
    assert len(kit.board.posts) == 1


async def test_it_calls_people_only_after_a_second_question(kit: Kit) -> None:
    preview = await ask(kit, '/announce title="Fire" where=#general ping=everyone')
    asked = await press(kit, preview, "Post it now")
    assert "Do you mean it?" in said(asked)
    assert kit.board.posts == {}
    await press(kit, asked, "Yes, call them")
    await Scheduler(kit.core).settle()
    assert [ping.whom for ping in kit.board.pings.values()] == ["everyone"]


async def test_a_test_reaches_its_author_alone(kit: Kit) -> None:
    preview = await ask(kit, WEEKLY)
    await press(kit, preview, "Send a test to me")
    await Scheduler(kit.core).settle()
    assert [place.id for place, _, _ in kit.board.posts.values()] == ["dm-olga"]


async def test_a_test_comes_in_the_languages_in_which_it_will_stand_somewhere(kit: Kit) -> None:
    kit.core.places.habits["web:funding"] = Habits("en")  # type: ignore[index]
    preview = await ask(kit, f"{BILINGUAL} where=#general")
    await press(kit, preview, "Send a test to me")
    await Scheduler(kit.core).settle()
    assert [shown(reply).strip() for _, reply, _ in kit.board.posts.values()] == ["Отворени врати"]
    kit.board.posts.clear()
    preview = await ask(kit, f'{BILINGUAL} where="#general, #funding"')
    await press(kit, preview, "Send a test to me")
    await Scheduler(kit.core).settle()
    assert [shown(reply).strip() for _, reply, _ in kit.board.posts.values()] == ["Отворени врати", "Open day"]


async def test_blanks_that_nobody_filled_are_told_before_it_goes_out(kit: Kit) -> None:
    preview = await ask(kit, '/announce title="{what} on Monday" text="With {speaker}" where=#general')
    assert "The blanks {what}, {speaker} will stand there as they are" in shown(preview)
    assert "The blanks" not in shown(await ask(kit, WEEKLY))


async def test_a_place_that_nobody_knows_is_asked_for_again_and_nothing_typed_is_lost(kit: Kit) -> None:
    reply = await ask(kit, '/announce title="Open day" where=#nowhere')
    assert reply.form
    values = {blank.name: (blank.value, blank.error) for blank in reply.form.blanks}
    assert values["title"] == ("Open day", "")
    assert "I know no place “#nowhere”" in values["where"][1]


async def test_a_picture_needs_words_for_those_who_don_t_see_it(kit: Kit) -> None:
    _, who = await kit.person(Role.ORGANISER, called="olga")
    id = await kit.core.pictures.keep(who.id, "lab.png", b"\x89PNG\r\n\x1a\n")
    reply = await ask(kit, f'/announce title="Open day" where=#general picture={id}')
    assert reply.form
    assert any("what the picture shows" in blank.error for blank in reply.form.blanks)
    reply = await kit.fill(reply.form, Role.ORGANISER, called="olga", alt="Our laboratory")
    assert reply.previews[0].reply.images[0].alt == "Our laboratory"


async def test_a_change_shows_what_stands_in_it_and_keeps_the_same_draft(kit: Kit) -> None:
    preview = await ask(kit, WEEKLY)
    form = (await press(kit, preview, "Change")).form
    changed = await kit.fill(form, Role.ORGANISER, called="olga", title="Open days")
    assert changed.previews[0].reply.cards[0].title == "Open days"
    drafts = await kit.database.read(lambda tx: tx.schedules.listed([State.DRAFT]))
    assert len(drafts) == 1


async def test_a_template_asks_for_its_blanks_and_fills_them(kit: Kit) -> None:
    preview = await ask(kit, '/announce title="Talk by {speaker}" text="On {day}." where=#general')
    form = (await press(kit, preview, "Keep as a template")).form
    await kit.fill(form, Role.ORGANISER, called="olga", name="talk")
    listed = await ask(kit, "/templates")
    form = (await press(kit, listed, "Use it")).form
    lacking = await kit.fill(form, Role.ORGANISER, called="olga", where="#general", blanks="speaker = Ana")
    assert "Still to be filled in: day" in said(lacking)
    whole = await kit.fill(lacking.form, Role.ORGANISER, called="olga", blanks="speaker = Ana {day}\nday = 5 May")
    card = whole.previews[0].reply.cards[0]
    assert (card.title, card.body) == ("Talk by Ana {day}", (("On 5 May.",),))


async def test_another_organiser_s_draft_is_nobody_else_s(kit: Kit) -> None:
    preview = await ask(kit, WEEKLY)
    other = await kit.press(button(preview, "Schedule it"), Role.ORGANISER, called="boris")
    assert "not there any more" in said(other)


async def test_asked_twice_it_is_one_draft(kit: Kit) -> None:
    for _ in range(2):
        await kit.ask(WEEKLY, Role.ORGANISER, called="olga", id="same")
    assert len(await kit.database.read(lambda tx: tx.schedules.listed([State.DRAFT]))) == 1


async def test_a_command_s_answer_can_be_scheduled(kit: Kit) -> None:
    preview = await ask(kit, '/schedule command="calls within=90" when="every monday 9:00" where=#funding')
    assert preview.previews[0].reply.cards
    await press(kit, preview, "Schedule it")
    (made,) = await kit.database.read(lambda tx: tx.schedules.listed([State.ACTIVE]))
    assert (made.command, made.title) == ("1 calls within=90", "/calls within=90") or made.title == "calls within=90"


@pytest.mark.parametrize("command", ["language bg", "schedules", "post content=1", "fact edit КРИБ", "schedule"])
async def test_what_writes_or_is_one_s_own_can_t_be_scheduled(kit: Kit, command: str) -> None:
    reply = await ask(kit, f"/schedule command='{command}' when='every monday 9:00' where=#funding")
    assert not reply.previews
    assert await kit.database.read(lambda tx: tx.schedules.listed(list(State))) == []
