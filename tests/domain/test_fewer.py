"""Counts in which no group of fewer than five stands out, also not as a difference of two others."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fewer import FEW, Shown, banded, falling, part, rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Counts = tuple[int, ...]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), ()),
        ((0, 0), ("0", "0")),
        ((4, 1, 0), ("<5", "<5", "0")),
        ((20, 20, 18, 17, 15), ("20", "20", "16–19", "16–19", "15")),
        ((30, 20, 3, 0), ("30", "20", "<5", "0")),
        ((5, 4), ("5", "<5")),
        ((6, 5), ("6", "<6")),
        ((6, 1), ("6", "<6")),
        ((7, 6, 2), ("7", "5–6", "<5")),
        ((8, 3), ("8", "<5")),
    ],
)
def test_a_number_is_told_if_it_is_far_enough_from_the_one_before(counts: Counts, expected: tuple[str, ...]) -> None:
    assert tuple(map(str, falling(counts))) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5–9"), (9, "5–9"), (10, "10–14"), (137, "135–139")]
)
def test_a_count_by_itself_is_told_in_steps_of_five(count: int, expected: str) -> None:
    assert str(banded(count)) == expected


def test_a_part_of_a_total_is_never_told_to_be_more() -> None:
    assert str(part(Shown(12, 12), 11)) == "10–12"
    assert str(part(Shown(7, 10), 10)) == "5–10"


def test_the_others_of_a_total_are_told_by_what_was_told() -> None:
    assert str(rest(Shown(20, 20), Shown(1, 4))) == "16–19"
    assert str(rest(Shown(20, 20), Shown(0, 0))) == "20"
    assert str(rest(Shown(7, 7), Shown(7, 7))) == "0"
    assert str(rest(Shown(7, 7), Shown(5, 7))) == "<5"


def test_no_few_can_be_worked_out_from_anything_that_is_told() -> None:
    assert not [*_leaks(_funnels(13))]


def _funnels(most: int) -> Iterator[Counts]:
    """Three steps and those who skipped the second and the third, in every way that there is."""
    for first in range(most):
        for second in range(first + 1):
            for third in range(second + 1):
                for skipped in range(second + 1):
                    yield from ((first, second, third, skipped, also) for also in range(third + 1))


def _leaks(funnels: Iterable[Counts]) -> Iterator[tuple[tuple[str, ...], int]]:
    """What is told, where all funnels of which it is told have the same few in one group."""
    alike: dict[tuple[str, ...], list[Counts]] = defaultdict(list)
    for one in funnels:
        first, second, third, skipped, also = one
        told = falling(one[:3])
        parts = (part(told[1], skipped), part(told[2], also))
        secret = (*one, second - skipped, third - also, first - second, second - third, first - third)
        alike[tuple(map(str, (*told, *parts)))].append(secret)
    for told_so, secrets in alike.items():
        for group in zip(*secrets, strict=True):
            if len(set(group)) == 1 and 0 < group[0] < FEW:
                yield told_so, group[0]


@given(st.lists(st.integers(0, 200), max_size=14))
def test_what_is_told_is_true(counts: list[int]) -> None:
    counts = sorted(counts, reverse=True)
    told = falling(counts)
    assert all(one.low <= count <= one.high for one, count in zip(told, counts, strict=True))
    assert all(one.low <= count <= one.high for one, count in zip(map(banded, counts), counts, strict=True))
    for total, (whole, some) in zip(told, pairwise(counts), strict=False):
        shown = part(total, some)
        assert shown.low <= some <= shown.high
        others = rest(total, shown)
        assert others.low <= whole - some <= others.high
