"""Digests on their way: what is true on the day, in each place's language, and nothing where nothing is new."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.places import Habits
from bot.domain.delivery import Stage
from bot.domain.schedule import Schedule, State
from bot.storage.values import FactChange
from tests.commands.office import Office, opened_office
from tests.kit import button, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


TO_GENERAL = '/schedule command="{command}" when="every monday 9:00" where=#general{more}'
SILENT = "digest topic=zeppelins"


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


def monday(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour)  # noqa: DTZ001 - a wall time


async def ordered(office: Office, command: str, more: str = "") -> Schedule:
    preview = await office.olga.ask(TO_GENERAL.format(command=command, more=more))
    await office.olga.press(button(preview, "Schedule it"))
    who = await office.id_of("olga")
    found = await office.kit.database.read(lambda tx: tx.schedules.listed((State.ACTIVE,), owner=who))
    return found[0]


async def test_with_nothing_new_nothing_is_posted_and_the_receipt_says_so(office: Office) -> None:
    made = await ordered(office, SILENT)
    await office.until(monday(23))
    assert office.posts() == []
    assert (await office.rows(made))[-1].stage is Stage.IDLE


async def test_where_it_was_chosen_a_line_is_posted_instead(office: Office) -> None:
    await ordered(office, SILENT, " empty=yes")
    await office.until(monday(23))
    assert len(office.posts()) == 1


async def test_it_tells_what_is_true_on_the_day(office: Office) -> None:
    await ordered(office, SILENT)
    await office.until(monday(23))
    body = {"id": "zeppelins", "name": "Zeppelins", "relation": {"type": "partner"}, "source": "the club"}

    def write(tx: Any) -> None:  # noqa: ANN401 - a transaction
        tx.facts.apply([FactChange("partner", "zeppelins", None, body)], by=None, how="t", at=office.kit.clock.now())

    await office.kit.database.write(write)
    await office.kit.core.shelf.refresh()
    await office.until(monday(30))
    (post,) = [reply for where, reply, _ in office.kit.board.posts.values() if where.id == "general"]
    assert "Zeppelins" in shown(post, "bg")


async def test_each_place_reads_it_in_its_own_language(office: Office) -> None:
    office.kit.core.places.habits["web:events"] = Habits(language="en")  # type: ignore[index]
    preview = await office.olga.ask('/schedule command="digest" when="every monday 9:00" where="#general, #events"')
    await office.olga.press(button(preview, "Schedule it"))
    await office.until(monday(23))
    posts = {where.id: (reply, t.language) for where, reply, t in office.kit.board.posts.values()}
    assert posts["events"][1] == "en"
    assert posts["general"][1] == "bg"
    assert "24 November 2026" in shown(posts["events"][0])
    assert "24 ноември 2026 г." in shown(posts["general"][0], "bg")


async def test_a_member_gets_their_own_by_direct_message(office: Office) -> None:
    await office.mila.press(button(await office.mila.ask("/digest"), "Every Monday to me"))
    await office.until(monday(23))
    (message,) = [reply for where, reply, _ in office.kit.board.posts.values() if where.id == "dm-mila"]
    assert said(message) == "What is new, and what comes in the next 7 days:"
    mine = await office.mila.press(button(message, "My reminders"))
    assert [card.title for card in mine.cards] == ["Digest"]
