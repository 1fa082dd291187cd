"""Typed lines are read kindly; what is not a command is a question."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import kinds, line
from bot.core.errors import Oops
from bot.core.roles import Role
from bot.core.spec import Param, Spec


def param(name: str) -> Param:
    return Param(name, kinds.Text(), "", required=False, default="")


CALLS = Spec("calls", "Calls.", Role.GUEST, (param("topic"), param("within"), param("programme")))
EDIT = Spec("fact edit", "Edit.", Role.GUEST, (param("record"), param("value")))
ABOUT = Spec("about", "About.", Role.GUEST, ())
SPECS = {s.name: s for s in (CALLS, EDIT, ABOUT)}


def texts(text: str) -> dict[str, str]:
    typed = line.read(text, SPECS)
    assert isinstance(typed, line.Typed)
    return dict(typed.texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/calls", {}),
        ("  /calls  ", {}),
        ("/Calls cancer", {"topic": "cancer"}),
        ("/calls cancer within=60", {"topic": "cancer", "within": "60"}),
        ("/calls within=60 cancer", {"topic": "cancer", "within": "60"}),
        ("/calls within:60 rare cancer", {"topic": "rare cancer", "within": "60"}),
        ('/calls topic="rare cancer" within=60', {"topic": "rare cancer", "within": "60"}),
        ("/calls topic=„рак на гърдата“", {"topic": "рак на гърдата"}),
        ("/calls topic=“rare cancer”", {"topic": "rare cancer"}),
        ("/calls topic=«rare cancer»", {"topic": "rare cancer"}),
        ("/calls Alzheimer's disease", {"topic": "Alzheimer's disease"}),
        ('/calls "rare cancer"', {"topic": "rare cancer"}),
        ('/calls say "cheese" now', {"topic": 'say "cheese" now'}),
        ("/calls topic=a cancer", {"topic": "a", "within": "cancer"}),
        ("/calls https://example.org", {"topic": "https://example.org"}),
        ("/calls WITHIN=60", {"within": "60"}),
        ("calls within=60", {"within": "60"}),
        ("calls", {}),
        ("/fact edit krib value=x", {"record": "krib", "value": "x"}),
    ],
)
def test_a_line_is_read_as_it_was_meant(text: str, expected: dict[str, str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize("text", ["who are our partners?", "calls about cancer", "", "покани за рак", "about us"])
def test_anything_else_is_a_question(text: str) -> None:
    assert line.read(text, SPECS) is None


@pytest.mark.parametrize(("text", "name"), [("/partnrs Romania", "partnrs"), ("/", ""), ("/партньори", "партньори")])
def test_a_slash_before_an_unknown_name_is_no_question(text: str, name: str) -> None:
    assert line.read(text, SPECS) == line.Unknown(name)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/calls topik=cancer", "takes no"),
        ("/calls topic=a topic=b", "given twice"),
        ("/about me", "know what to do with"),
        ("/about x=y", "takes no arguments"),
    ],
)
def test_what_does_not_fit_is_told(text: str, says: str) -> None:
    with pytest.raises(Oops, match=says):
        line.read(text, SPECS)


@given(st.dictionaries(st.sampled_from([p.name for p in CALLS.params]), st.text(max_size=50)))
def test_a_line_that_is_written_reads_back(said: dict[str, str]) -> None:
    assert texts(line.write("calls", said)) == said


def test_a_line_longer_than_any_form_is_refused_before_it_is_read() -> None:
    with pytest.raises(Oops, match="characters long"):
        line.read("/calls " + "„a " * 100_000, SPECS)


@pytest.mark.parametrize("piece", ["„a ", "“a ", "«a ", '"a ', 'a="', "a=„", '"\\', "\\", "a=", "=", "'"])
def test_a_line_of_the_greatest_length_takes_steps_in_proportion(piece: str) -> None:
    text = ("/calls " + piece * line.LONGEST)[: line.LONGEST]
    with suppress(Oops):
        assert line.read(text, SPECS)


@given(st.text(max_size=100))
def test_no_line_breaks_the_reader(text: str) -> None:
    for slashed in (text, f"/calls {text}"):
        with suppress(Oops):
            line.read(slashed, SPECS)
