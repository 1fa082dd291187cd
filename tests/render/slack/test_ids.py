"""What values carry on Slack."""

from __future__ import annotations

import pytest

from bot.commands.search import Search
from bot.core.codec import Garbled, unpack
from bot.render.held import Aside, Carried, Long
from bot.render.slack import ids


@pytest.mark.parametrize(
    "text", ["x", "R&D", "<!channel>", "😀", "\u202e", "\ud800", "\x7f", 'a "b" \\', "Алцхаймер", "𑪰"]
)
def test_a_command_comes_back_as_it_went_and_nothing_in_it_can_change_on_the_way(text: str) -> None:
    packed = Search(text=text).pack()
    value, kept = ids.carry(packed, 2000)
    assert kept is None
    assert not set(value) & set("&<>😀\u202e\ud800\x7f")
    held = ids.read(value)
    assert isinstance(held, Carried)
    assert unpack(held.packed) == unpack(packed)


@pytest.mark.parametrize("longest", [150, 2000])
def test_what_is_too_long_lies_in_the_store_under_its_token(longest: int) -> None:
    room = longest - len("|1 search text=")
    value, kept = ids.carry(Search(text="x" * room).pack(), longest)
    assert (len(value), kept) == (longest, None)
    value, kept = ids.carry(Search(text="x" * (room + 1)).pack(), longest)
    assert kept
    assert ids.read(value) == Long(kept[0], "search")
    assert len(value) <= 150


def test_a_form_set_aside_is_found_by_its_token() -> None:
    assert ids.read(ids.aside("tokentoken")) == Aside("tokentoken", 0)


@pytest.mark.parametrize("value", ["", "|", "~", "=", "x", "=short.0", "~tokentokentokentoken12", "=tokentoken"])
def test_a_value_that_was_never_written_is_refused(value: str) -> None:
    with pytest.raises(Garbled):
        ids.read(value)
