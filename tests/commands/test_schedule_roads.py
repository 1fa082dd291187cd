"""No road leads guests and members to what organisers scheduled, nor organisers to what is a member's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.codec import Parcel, pack, unpack
from bot.core.request import Filled
from bot.core.roles import Role
from bot.domain.schedule import Sort, State
from bot.flows import EVERY
from tests.commands.office import MONDAY, WEEKLY, Office, opened_office
from tests.contracts.test_packed import KEPT
from tests.kit import every_button, packed, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.schedule import Schedule

ORGANISERS = [
    command.spec.name
    for command in EVERY
    if command.spec.name.startswith(("schedule", "post-", "deliver", "draft")) and command.spec.needs is Role.ORGANISER
]
LINES = [line for line in KEPT if unpack(line).command in ORGANISERS]
OTHERS = [
    "1 schedule-undo change=1",
    "1 delivery-again delivery=1",
    "1 delivery-arrived delivery=1",
    "1 post content=1",
]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with opened_office() as office:
        yield office


def of(line: str, made: Schedule) -> str:
    """A packed line about this schedule."""
    parcel = unpack(line)
    ours = {"schedule": made.id, "number": made.id, "draft": made.id, "version": made.version}
    texts = {name: str(ours.get(name, text)) for name, text in parcel.texts.items()}
    return pack(Parcel(parcel.command, texts))


def test_every_command_about_schedules_is_tried() -> None:
    assert len(ORGANISERS) >= 20
    assert {unpack(line).command for line in LINES} == set(ORGANISERS)


@pytest.mark.parametrize("line", [*LINES, *OTHERS])
@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
@pytest.mark.parametrize("state", [State.ACTIVE, State.WAITING, State.DRAFT])
async def test_guests_and_members_reach_nothing_by_any_button_or_form(
    office: Office, line: str, role: Role, state: State
) -> None:
    made = await office.order(rule=WEEKLY, state=state, title="A secret")
    who = office.gosho if role is Role.GUEST else office.mila
    asked = of(line, made)
    parcel = unpack(asked)
    replies = [
        await who.press(asked),
        await office.kit.say(Filled(parcel.command, dict(parcel.texts)), role, called=who.called),
    ]
    for reply in replies:
        assert "A secret" not in shown(reply)
        assert "We meet today" not in shown(reply)
        assert reply.form is None
    assert await office.now(made) == made
    await office.scheduler.settle()
    assert office.posts() == []


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("sort", [Sort.REMINDER, Sort.DIGEST])
async def test_a_member_s_own_is_neither_seen_nor_changed_by_an_organiser(
    office: Office, line: str, sort: Sort
) -> None:
    made = await office.order(
        rule=WEEKLY,
        sort=sort,
        owner=await office.id_of("mila"),
        via="web:mila",
        places=("web:@mila",),
        title="Take the pills",
    )
    reply = await office.olga.press(of(line, made))
    assert "Take the pills" not in shown(reply)
    assert await office.now(made) == made


@pytest.mark.parametrize("line", ["1 delivery-again delivery=1", "1 delivery-arrived delivery=1"])
async def test_nor_is_what_was_sent_of_it(office: Office, line: str) -> None:
    await office.order(sort=Sort.REMINDER, owner=await office.id_of("mila"), via="web:mila", places=("web:@mila",))
    await office.until(MONDAY)
    assert "not yours to send" in said(await office.olga.press(line))


@pytest.mark.parametrize("line", LINES)
async def test_another_organiser_s_draft_is_neither_seen_nor_changed(office: Office, line: str) -> None:
    made = await office.order(rule=WEEKLY, state=State.DRAFT, title="A secret")
    reply = await office.boris.press(of(line, made))
    assert "A secret" not in shown(reply)
    assert await office.now(made) == made


async def test_who_is_no_organiser_any_more_finds_the_old_buttons_closed(office: Office) -> None:
    made = await office.order(rule=WEEKLY)
    pressed = [packed(one) for one in every_button(await office.opened(made))]
    office.olga.role = Role.MEMBER
    for one in pressed:
        reply = await office.olga.press(one)
        assert "for organisers" in said(reply), one
    assert await office.now(made) == made
