"""What two members have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.affinity import Common, Reason, affinity, best, strength
from bot.domain.interests import INTERESTS
from bot.domain.member import Aim, Profile

TEXTS = st.one_of(st.text(max_size=40), st.sampled_from(("clinical trials", "клинични изпитвания", "\u202e@everyone")))
PROFILES = st.builds(
    Profile,
    person=st.text(min_size=1, max_size=3),
    name=st.text(max_size=5),
    aim=st.sampled_from([None, *Aim]),
    city=TEXTS,
    interests=st.lists(st.sampled_from([one.id for one in INTERESTS]), max_size=4, unique=True).map(tuple),
    offers=TEXTS,
    seeks=TEXTS,
)


def test_two_who_say_nothing_have_nothing_in_common() -> None:
    assert affinity(Profile("a", "Ana"), Profile("b", "Boris")) == ()


def test_shared_fields_are_a_reason_in_my_order() -> None:
    mine = Profile("a", "Ana", interests=("digital-health", "cancer"))
    theirs = Profile("b", "Boris", interests=("cancer", "biotech", "digital-health"))
    assert affinity(mine, theirs) == (Reason(Common.FIELDS, ("digital-health", "cancer")),)


def test_what_they_offer_answers_what_i_look_for_in_another_form_of_the_words() -> None:
    mine = Profile("a", "Ana", seeks="Търся клинично изпитване")
    theirs = Profile("b", "Boris", offers="Предлагаме клинични изпитвания в Пловдив")
    assert affinity(mine, theirs) == (Reason(Common.OFFERS, ("клинични", "изпитвания")),)
    assert affinity(theirs, mine) == (Reason(Common.SEEKS, ("клинично", "изпитване")),)


def test_small_words_are_no_reason() -> None:
    mine = Profile("a", "Ana", seeks="I am looking for a partner with some experience")
    theirs = Profile("b", "Boris", offers="A partner for a project, with experience in the field of law")
    assert affinity(mine, theirs) == ()


def test_words_that_only_begin_alike_are_not_alike() -> None:
    mine = Profile("a", "Ana", seeks="international")
    assert affinity(mine, Profile("b", "Boris", offers="internet")) == ()


def test_a_founder_and_an_investor_go_together() -> None:
    reasons = affinity(Profile("a", "Ana", aim=Aim.FOUNDER), Profile("b", "Boris", aim=Aim.INVESTOR))
    assert reasons == (Reason(Common.MEETS, ("investor",)),)


def test_a_city_counts_beside_something_else_only() -> None:
    mine = Profile("a", "Ana", city="Sofia", interests=("cancer",))
    assert affinity(mine, Profile("b", "Boris", city="София")) == ()
    shared = affinity(mine, Profile("b", "Boris", city="София", interests=("cancer",)))
    assert shared[-1] == Reason(Common.CITY, ("София",))


def test_the_best_have_most_in_common_and_nobody_is_their_own_match() -> None:
    mine = Profile("a", "Ana", interests=("cancer", "ai-data"))
    others = [
        mine,
        Profile("b", "Boris", interests=("cancer",)),
        Profile("c", "Ceca", interests=("cancer", "ai-data")),
        Profile("d", "Doris"),
    ]
    assert [one.person for one, _ in best(mine, others, 5)] == ["c", "b"]


@given(PROFILES, PROFILES)
def test_what_is_in_common_is_as_much_for_both_and_ordered(one: Profile, other: Profile) -> None:
    here, there = affinity(one, other), affinity(other, one)
    assert bool(here) == bool(there)
    assert [r.about for r in here if r.about is Common.FIELDS] == [r.about for r in there if r.about is Common.FIELDS]
    weights = [r.weight for r in here if r.about is not Common.CITY]
    assert weights == sorted(weights, reverse=True)
    assert strength(here) >= len(here)
