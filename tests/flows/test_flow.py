"""A flow derives where somebody stands from their answers alone."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.flows.flow import Ask, Flow, Told
from bot.flows.onboarding import ONBOARDING


def grown(told: Told) -> bool:
    return told.get("age") == "grown"


FLOW = Flow("pets", asks=(Ask("name"), Ask("age"), Ask("chip", when=grown), Ask("colour")))


def names(told: Told) -> list[str]:
    return [ask.name for ask in FLOW.of(told)]


def test_the_first_question_without_an_answer_is_open() -> None:
    assert FLOW.open({}) == Ask("name")
    assert FLOW.open({"name": "Rex", "colour": "red"}) == Ask("age")


def test_a_skipped_question_is_not_open() -> None:
    assert FLOW.open({"name": None}) == Ask("age")


def test_nothing_is_open_when_all_is_said() -> None:
    assert FLOW.open({"name": "Rex", "age": "young", "colour": None}) is None


def test_a_question_is_asked_of_those_whom_it_concerns() -> None:
    assert names({"age": "young"}) == ["name", "age", "colour"]
    assert names({"age": "grown"}) == ["name", "age", "chip", "colour"]


def test_a_question_that_an_earlier_answer_brings_up_is_open_after_the_last() -> None:
    said = {"name": "Rex", "age": "grown", "colour": "red"}
    assert FLOW.open(said) == Ask("chip", when=grown)


def test_what_comes_before_a_question_leaves_out_what_does_not_concern_one() -> None:
    assert FLOW.before("name", {}) is None
    assert FLOW.before("colour", {"age": "young"}) == Ask("age")
    assert FLOW.before("colour", {"age": "grown"}) == Ask("chip", when=grown)
    assert FLOW.before("unheard-of", {}) is None


def test_a_question_is_counted_among_those_that_concern_one() -> None:
    assert FLOW.place("colour", {"age": "young"}) == (3, 3)
    assert FLOW.place("colour", {"age": "grown"}) == (4, 4)
    assert FLOW.place("unheard-of", {}) == (0, 3)


def test_a_question_added_meanwhile_is_simply_asked() -> None:
    said = {"name": "Rex", "age": "young", "colour": "red"}
    longer = Flow("pets", asks=(FLOW.asks[0], Ask("food"), *FLOW.asks[1:]))
    assert longer.open(said) == Ask("food")


SOME = st.dictionaries(st.sampled_from([ask.name for ask in ONBOARDING.asks]), st.none() | st.sampled_from(["x", "no"]))


@given(SOME)
def test_answering_what_is_open_ends_whatever_was_said_before(told: dict[str, Any]) -> None:
    for _ in ONBOARDING.asks:
        ask = ONBOARDING.open(told)
        if ask is None:
            break
        assert ask.name not in told
        told[ask.name] = None
    assert ONBOARDING.open(told) is None


@given(SOME)
def test_going_back_ends_at_the_first_question(told: dict[str, Any]) -> None:
    ask, seen = ONBOARDING.of(told)[-1], set()
    while earlier := ONBOARDING.before(ask.name, told):
        assert earlier.name not in seen
        seen.add(earlier.name)
        ask = earlier
    assert ask == ONBOARDING.of(told)[0]
