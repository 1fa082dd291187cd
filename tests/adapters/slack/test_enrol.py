"""Channels that go with fields of interest, on a local Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.context import Account
from bot.core.messenger import NotAllowed, PlaceGone, TryLater, Undelivered

if TYPE_CHECKING:
    from tests.adapters.slack.house import House


async def test_somebody_is_brought_into_a_public_channel_which_the_bot_joins_for_that(house: House) -> None:
    boris = house.slack.user("Boris")
    cancer = house.slack.channel("cancer", house.ana, bot=False)
    for _ in range(2):
        await house.post.enrol(Account("slack", boris.id), cancer.id)
    assert boris in cancer.members
    assert house.slack.me in cancer.members


async def test_a_private_channel_that_the_bot_is_not_in_says_what_to_do(house: House) -> None:
    boris = house.slack.user("Boris")
    board = house.slack.channel("board", house.ana, private=True, bot=False)
    with pytest.raises((NotAllowed, PlaceGone)):
        await house.post.enrol(Account("slack", boris.id), board.id)
    assert boris not in board.members


async def test_who_may_be_in_one_channel_only_is_left_there(house: House) -> None:
    guest = house.slack.user("Guest", ultra_restricted=True)
    cancer = house.slack.channel("cancer", house.ana)
    with pytest.raises(Undelivered) as refused:
        await house.post.enrol(Account("slack", guest.id), cancer.id)
    assert not isinstance(refused.value, NotAllowed | PlaceGone | TryLater)


async def test_nobody_is_put_out_of_a_channel(house: House) -> None:
    await house.post.withdraw(Account("slack", house.ana.id), house.general.id)
    assert house.ana in house.general.members
