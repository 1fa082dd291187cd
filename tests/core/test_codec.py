"""Packed text is exact for any value, and never trusted."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.codec import LONGEST, Garbled, Parcel, pack, unpack

names = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
commands = st.from_regex(r"[a-z][a-z0-9-]{0,8}( [a-z][a-z0-9-]{0,8})?", fullmatch=True)
parcels = st.builds(Parcel, commands, st.dictionaries(names, st.text(max_size=60), max_size=5), st.booleans())


@given(parcels)
def test_whatever_is_packed_unpacks_to_the_same(parcel: Parcel) -> None:
    assert unpack(pack(parcel)) == parcel


@pytest.mark.parametrize(
    "text",
    [
        "",
        "рак на гърдата",
        'a "quoted" = value',
        "line\nbreak",
        "back\\slash",
        "'",
        "=",
        "\u2028",
        "page=2",
        "1 calls x=1",
    ],
)
def test_awkward_values_survive(text: str) -> None:
    assert unpack(pack(Parcel("calls", {"topic": text}))).texts == {"topic": text}


def test_plain_values_read_as_they_are_spoken() -> None:
    assert pack(Parcel("calls", {"topic": "hydrogen", "page": "2"})) == "1 calls topic=hydrogen page=2"


def test_a_two_word_name_is_joined_by_a_dot() -> None:
    assert pack(Parcel("fact edit", {"record": "partner:krib"}, public=True)) == "1! fact.edit record=partner:krib"


@given(st.text(max_size=80))
def test_any_other_text_is_refused_and_nothing_worse(text: str) -> None:
    with contextlib.suppress(Garbled):
        assert pack(unpack(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "calls",
        "2 calls",
        "1 Calls",
        "1 calls topic",
        "1 calls topic=a topic=b",
        "1 calls  topic=a",
        '1 calls topic="a',
        '1 calls topic="\\q"',
        "1 a.b.c",
        "1 calls topic=" + "a" * LONGEST,
    ],
)
def test_text_that_was_never_packed_is_garbled(text: str) -> None:
    with pytest.raises(Garbled):
        unpack(text)
