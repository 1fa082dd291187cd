"""What is posted already is changed and retracted along with its schedule, by the courier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.messenger import PostGone, TryLater
from bot.domain.delivery import Stage, Task
from bot.domain.schedule import Schedule
from bot.scheduler.service import Scheduler
from tests.commands.office import DAY, MINUTE, MONDAY, WEEKLY, Office, opened_office
from tests.kit import Board, button, every_button, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime

    from bot.core.context import Place
    from bot.core.reply import Reply
    from bot.core.words import Words

BOTH = ("web:general", "web:funding")


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def reworded(office: Office, made: Schedule, **texts: str) -> Reply:
    form = (await office.olga.press(button(await office.opened(made), "Change the text"))).form
    return await office.olga.fill(form, **(texts or {"title_bg": "Добро утро"}))


async def retracted(office: Office, made: Schedule) -> Reply:
    asked = await office.olga.press(button(await office.opened(made), "Retract what was posted"))
    return await office.olga.press(asked.buttons[0])


async def test_an_edit_asks_whether_to_change_what_stands_and_does_so_everywhere(office: Office) -> None:
    made = await office.order(places=BOTH)
    await office.until(MONDAY)
    done = await reworded(office, made)
    assert "It stands in 2 places already, as it was" in said(done)
    await office.scheduler.settle()
    assert office.posts() == ["Здравейте"], "nothing is changed before somebody says so"
    await office.olga.press(button(done, "Change what is posted too"))
    await office.scheduler.settle()
    assert (office.posts("general"), office.posts("funding")) == (["Добро утро"], ["Добро утро"])


async def test_what_has_not_been_posted_yet_asks_nothing(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    done = await reworded(office, made)
    assert "Change what is posted too" not in [one.label for one in every_button(done)]


async def test_of_a_series_the_last_one_is_changed_and_the_older_ones_stay(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await office.until(MONDAY)
    await office.until(MONDAY + 7 * DAY)
    done = await reworded(office, made)
    await office.olga.press(button(done, "Change what is posted too"))
    await office.scheduler.settle()
    assert office.posts() == ["Здравейте", "Добро утро"]


async def test_an_edit_undone_can_be_undone_in_the_posts_too(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    done = await reworded(office, made)
    await office.olga.press(button(done, "Change what is posted too"))
    await office.scheduler.settle()
    undone = await office.olga.press(button(done, "Undo"))
    await office.olga.press(button(undone, "Change what is posted too"))
    await office.scheduler.settle()
    assert office.posts() == ["Здравейте"]


async def test_a_crash_between_the_order_and_the_edit_loses_nothing(office: Office) -> None:
    made = await office.order(places=BOTH)
    await office.until(MONDAY)
    done = await reworded(office, made)
    await office.olga.press(button(done, "Change what is posted too"))
    await Scheduler(office.kit.core).settle()
    assert (office.posts("general"), office.posts("funding")) == (["Добро утро"], ["Добро утро"])


async def test_an_edit_pressed_twice_is_one_edit(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    change = button(await reworded(office, made), "Change what is posted too")
    first = await office.olga.press(change, once="the-same")
    await office.scheduler.settle()
    again = await office.olga.press(change, once="the-same")
    await office.scheduler.settle()
    assert said(first) == said(again)
    assert len(office.kit.board.edits) == 1


async def test_retracting_asks_first_and_deletes_everywhere(office: Office) -> None:
    made = await office.order(places=BOTH)
    await office.until(MONDAY)
    asked = await office.olga.press(button(await office.opened(made), "Retract what was posted"))
    assert "This deletes “Hello” from #general (Web), #funding (Web)" in said(asked)
    await office.scheduler.settle()
    assert office.posts() == ["Здравейте"]
    await office.olga.press(asked.buttons[0])
    await office.scheduler.settle()
    assert (office.posts("general"), office.posts("funding")) == ([], [])
    assert [row.stage for row in await office.rows(made)] == [Stage.RETRACTED] * 2


async def test_what_was_retracted_is_told_in_the_receipts_and_not_offered_again(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    await retracted(office, made)
    await office.scheduler.settle()
    assert "Retracted" in shown(await office.olga.ask("/deliveries"))
    assert "Retract what was posted" not in [one.label for one in every_button(await office.opened(made))]
    again = await office.olga.press(f"1 post-retract schedule={made.id}")
    assert "Nothing of it stands anywhere any more" in said(again)


async def test_a_confirmation_deletes_what_it_named_and_nothing_that_came_later(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    await office.until(MONDAY)
    asked = await office.olga.press(button(await office.opened(made), "Retract what was posted"))
    office.kit.clock.forward(timedelta(minutes=5))
    await office.boris.press(button(await office.opened(made, office.boris), "Send now"))
    await office.scheduler.settle()
    await office.olga.press(asked.buttons[0])
    await office.scheduler.settle()
    assert [row.key[:4] for row in await office.rows(made) if row.stage is Stage.SENT] == ["now:"]


async def test_a_retraction_of_what_is_about_to_be_edited_wins(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    done = await reworded(office, made)
    await office.olga.press(button(done, "Change what is posted too"))
    await retracted(office, made)
    await office.scheduler.settle()
    assert office.posts() == []


@dataclass
class Reluctant(Board):
    """A board that fails to change what stands there, once for each of its reasons."""

    reasons: list[Exception] = field(default_factory=list)

    async def edit(
        self, place: Place, message_ids: Sequence[str], reply: Reply, t: Words, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        self._balk()
        return await super().edit(place, message_ids, reply, t, since=since)

    async def delete(self, place: Place, message_ids: Sequence[str], *, since: datetime | None = None) -> None:
        self._balk()
        await super().delete(place, message_ids, since=since)

    def _balk(self) -> None:
        if self.reasons:
            raise self.reasons.pop()


def reluctant(office: Office, *reasons: Exception) -> None:
    """Put a reluctant board in the place of the other, with what it says."""
    board = Reluctant(posts=office.kit.board.posts, reasons=list(reasons))
    office.kit.board = board
    office.kit.core.messengers[:] = [board]


async def test_a_platform_that_is_away_is_asked_again_until_it_is_deleted(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    reluctant(office, TryLater(MINUTE), TryLater(MINUTE))
    await retracted(office, made)
    for minutes in (5, 10):
        await office.until(MONDAY + minutes * MINUTE)
    assert office.posts() == []


async def test_a_post_that_somebody_deleted_meanwhile_can_t_be_edited_and_says_so(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    reluctant(office, PostGone("#general"))
    done = await reworded(office, made)
    await office.olga.press(button(done, "Change what is posted too"))
    await office.scheduler.settle()
    (row,) = await office.rows(made)
    assert (row.task, row.stage) == (Task.EDIT, Stage.DEAD)
    assert "The message has been deleted from #general." in shown(await office.olga.ask("/deliveries show=failed"))


async def test_each_change_that_does_not_come_off_is_told(office: Office) -> None:
    made = await office.order()
    await office.until(MONDAY)
    for n, reasons in enumerate(([PostGone("#general")], [], [PostGone("#general")])):
        await office.until(MONDAY + n * MINUTE)
        reluctant(office, *reasons)
        done = await reworded(office, made, title_bg=f"Добро утро {n}")
        await office.olga.press(button(done, "Change what is posted too"))
        await office.scheduler.settle()
    told = [reply for place, reply, _ in office.kit.board.posts.values() if place.direct]
    assert len(told) == 2
