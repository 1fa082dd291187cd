"""The demo's members, of whom none exists."""

from __future__ import annotations

from bot.commands.membership.examples import PEOPLE, settle_in
from bot.core.roles import Role
from bot.domain.interests import interest
from tests.kit import Kit


async def test_they_are_found_and_marked_as_the_demo_s_own(kit: Kit) -> None:
    await kit.database.write(lambda tx: settle_in(tx, kit.clock.now()))
    found = await kit.ask("/find who=cancer", Role.MEMBER)
    assert [card.title for card in found.cards] == ["Мария Иванова (демо)"]
    assert all("demo" in name or "демо" in name for name in PEOPLE)


def test_their_fields_are_fields_that_there_are() -> None:
    assert all(interest(id) for _, told in PEOPLE.values() for id in told["interests"])
