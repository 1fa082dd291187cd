"""Who has coffee with whom."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pairing import Pair, paired

NAMES = "abcdefgh"
PAIRS = st.sampled_from([frozenset(pair) for pair in combinations(NAMES, 2)])
PEOPLE = st.lists(st.sampled_from(NAMES), unique=True)
FORBIDDEN = st.sets(PAIRS)
MET = st.dictionaries(PAIRS, st.sampled_from(("2026-09", "2026-10", "2026-11")))


def most(people: list[str], allowed: frozenset[Pair]) -> int:
    """How many pairs there can be, by trying them all."""

    @cache
    def rest(left: frozenset[str]) -> int:
        if not left:
            return 0
        one = min(left)
        others = [other for other in left if frozenset((one, other)) in allowed and other != one]
        return max([rest(left - {one}), *(1 + rest(left - {one, other}) for other in others)])

    return rest(frozenset(people))


def allowed(people: list[str], forbidden: set[Pair]) -> frozenset[Pair]:
    return frozenset(frozenset(pair) for pair in combinations(people, 2)) - forbidden


@given(PEOPLE, FORBIDDEN, MET)
def test_everybody_is_in_one_group_or_alone(people: list[str], forbidden: set[Pair], met: dict[Pair, str]) -> None:
    made = paired(people, forbidden, met)
    assert sorted([*(one for group in made.groups for one in group), *made.alone]) == sorted(people)
    assert {len(group) for group in made.groups} <= {2, 3}


@given(PEOPLE, FORBIDDEN, MET)
def test_nobody_meets_whom_they_must_not(people: list[str], forbidden: set[Pair], met: dict[Pair, str]) -> None:
    made = paired(people, forbidden, met)
    assert not [pair for group in made.groups for pair in combinations(group, 2) if frozenset(pair) in forbidden]


@given(PEOPLE, FORBIDDEN, MET)
def test_there_are_as_many_groups_as_there_can_be(
    people: list[str], forbidden: set[Pair], met: dict[Pair, str]
) -> None:
    assert len(paired(people, forbidden, met).groups) == most(people, allowed(people, forbidden))


@given(PEOPLE, FORBIDDEN, MET)
def test_two_meet_again_only_where_fewer_would_meet_otherwise(
    people: list[str], forbidden: set[Pair], met: dict[Pair, str]
) -> None:
    fresh = allowed(people, forbidden | set(met))
    if most(people, fresh) == most(people, allowed(people, forbidden)):
        made = paired(people, forbidden, met)
        twos = [group for group in made.groups if len(group) == 2]
        assert not [pair for pair in twos if frozenset(pair) in met]


@given(PEOPLE, FORBIDDEN, MET, st.sets(st.sampled_from(NAMES), max_size=1))
def test_who_comes_first_is_alone_only_where_nobody_may_meet_them(
    people: list[str], forbidden: set[Pair], met: dict[Pair, str], first: set[str]
) -> None:
    made = paired(people, forbidden, met, first)
    for one in first & set(people):
        may = any(one in pair for pair in allowed(people, forbidden))
        assert (one in made.alone) is not may
    assert len(made.groups) == most(people, allowed(people, forbidden))


@given(PEOPLE, FORBIDDEN, MET)
def test_the_same_people_are_paired_alike(people: list[str], forbidden: set[Pair], met: dict[Pair, str]) -> None:
    assert paired(people, forbidden, met) == paired(people, forbidden, dict(reversed(met.items())))


def test_three_are_a_group_of_three() -> None:
    made = paired(["a", "b", "c"], (), {})
    assert [sorted(group) for group in made.groups] == [["a", "b", "c"]]
    assert made.alone == ()


def test_sixty_are_all_paired_without_a_repeat_for_many_months() -> None:
    people, met = [f"p{n:02}" for n in range(60)], dict[Pair, str]()
    for month in range(8):
        made = paired(people, (), met)
        assert {len(group) for group in made.groups} == {2}
        assert not [group for group in made.groups if frozenset(group) in met]
        met |= {frozenset(group): f"2026-{month:02}" for group in made.groups}
