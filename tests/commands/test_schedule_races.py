"""Whatever is delivered twice happens once; of those who press at the same moment, one has it and the other is told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.core.roles import Role
from bot.domain.schedule import State
from tests.commands.office import MONDAY, WEEKLY, Office, opened_office
from tests.kit import button, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.schedule import Schedule

WRITES = [
    "schedule-pause",
    "schedule-take",
    "schedule-edit title_en=Another text_en=text",
    'schedule-settings where=web:funding when="2026-12-01T10:00 Europe/Sofia"',
    "schedule-move to=2026-11-24T08:00:00+00:00 wall=2026-11-23T10:00",
    "schedule-skip wall=2026-11-23T10:00",
    "schedule-now",
]
ASKED = ["schedule-cancel", "post-retract"]
CHANGES = [line for line in WRITES if line != "schedule-now"]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


async def changes(office: Office, made: Schedule) -> int:
    return len(await office.kit.database.read(lambda tx: tx.schedules.changes(made.id)))


@pytest.mark.parametrize("line", WRITES)
async def test_a_press_delivered_twice_is_one(office: Office, line: str) -> None:
    made = await office.order(rule=WEEKLY)
    packed = f"1 {line} schedule={made.id} version={made.version}"
    first = await office.boris.press(packed, once="the-same")
    after = await office.now(made)
    again = await office.boris.press(packed, once="the-same")
    assert said(again) == said(first)
    assert await office.now(made) == after
    assert await changes(office, made) == (line in CHANGES)
    assert len(await office.boris.audit()) == 1


@pytest.mark.parametrize("line", ASKED)
async def test_a_confirmation_delivered_twice_is_one(office: Office, line: str) -> None:
    made = await office.order(rule=WEEKLY)
    await office.until(MONDAY)
    asked = await office.boris.press(f"1 {line} schedule={made.id} version={made.version}")
    first = await office.boris.press(asked.buttons[0], once="the-same")
    await office.scheduler.settle()
    again = await office.boris.press(asked.buttons[0], once="the-same")
    assert said(again) == said(first)
    assert len(await office.boris.audit()) == 1


@pytest.mark.parametrize("line", CHANGES)
async def test_of_two_organisers_who_press_at_once_one_is_told_what_the_other_did(office: Office, line: str) -> None:
    made = await office.order(rule=WEEKLY)
    packed = f"1 {line} schedule={made.id} version={made.version}"
    await office.kit.person(Role.ORGANISER, "en", "vesela")
    replies = await asyncio.gather(
        office.boris.press(packed), office.kit.press(packed, Role.ORGANISER, "en", called="vesela")
    )
    told = sorted(said(reply).startswith("Somebody changed this schedule") for reply in replies)
    assert told == [False, True]
    assert await changes(office, made) == 1


async def test_of_two_undos_at_once_one_comes_too_late(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    undo = button(await office.olga.press(f"1 schedule-pause schedule={made.id} version=1"), "Undo")
    replies = await asyncio.gather(office.olga.press(undo), office.boris.press(undo))
    assert sorted("Undone" in said(reply) for reply in replies) == [False, True]
    assert (await office.now(made)).state is State.ACTIVE
