"""A word that names a kind of record narrows the search to it."""

import pytest

from bot.search.narrowing import narrowed


@pytest.mark.parametrize(
    ("text", "kinds", "rest"),
    [
        ("partners in Romania", ("partner",), "in Romania"),
        ("партньори в Румъния", ("partner",), "в Румъния"),
        ("events about cancer", ("event", "series"), "about cancer"),
        ("покани за рак", ("call",), "за рак"),
        ("проектите ни", ("project",), "ни"),
        ("VELES", (), "VELES"),
        ("", (), ""),
    ],
)
def test_the_kind_that_is_named_is_the_one_that_is_searched(text: str, kinds: tuple[str, ...], rest: str) -> None:
    assert narrowed(text) == (kinds, rest)
