"""Forms as modals on Slack."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.reply import Blank, Form
from bot.core.words import Words, words
from bot.render.slack.modals import answers, modal, must_be_kept

EN, BG = words("en"), words("bg")
LONG = "x" * 3001


def drawn(*blanks: Blank, title: str = "Tell us", submit: str = "Send", t: Words = EN) -> dict[str, Any]:
    return modal(Form("wrong", title, blanks, submit), t, "way")


def element(blank: Blank) -> dict[str, Any]:
    (block,) = drawn(blank)["blocks"]
    made: dict[str, Any] = block["element"]
    return made


def test_a_title_that_is_too_long_gives_way_to_the_command() -> None:
    assert drawn(title="Tell us")["title"]["text"] == "Tell us"
    assert drawn(title="Tell us what is wrong with a record")["title"]["text"] == "/wrong"


def test_a_label_that_is_too_long_for_the_button_gives_way_to_a_short_one() -> None:
    view = drawn(submit="Изпрати сигнала до организаторите", t=BG)
    assert (view["submit"]["text"], view["close"]["text"]) == ("Изпрати", "Отказ")


def test_a_long_text_has_many_lines() -> None:
    assert element(Blank("text", "What?", "long text"))["multiline"]
    assert element(Blank("text", "What?", "text", value="one\ntwo"))["multiline"]
    assert not element(Blank("text", "What?", "text", value="one"))["multiline"]


@pytest.mark.parametrize(
    ("kind", "suggests", "shows"),
    [
        ("record", True, "external_select"),
        ("country", True, "external_select"),
        ("time range", True, "plain_text_input"),
        ("record", False, "plain_text_input"),
    ],
)
def test_only_where_suggestions_are_all_there_is_one_picks_from_them(kind: str, suggests: bool, shows: str) -> None:
    assert element(Blank("x", "Which?", kind, suggests=suggests))["type"] == shows


def test_what_stands_there_is_picked_already() -> None:
    found = element(Blank("x", "Which?", "record", value="partner:krib", suggests=True))
    assert found["initial_option"]["value"] == "partner:krib"
    assert found["min_query_length"] == 1
    listed = element(Blank("x", "Which?", "choice", value="b", choices=(("A", "a"), ("B", "b"))))
    assert listed["initial_option"] == listed["options"][1]


@pytest.mark.parametrize("values", [("a", "a"), ("x" * 151, "b"), (" a", "b"), ("", "b"), tuple(map(str, range(101)))])
def test_choices_that_a_list_cannot_carry_exactly_are_typed(values: tuple[str, ...]) -> None:
    blank = Blank("x", "Which?", "choice", choices=tuple(("A choice", value) for value in values))
    assert element(blank)["type"] == "plain_text_input"


def test_what_has_no_room_stays_and_is_seen() -> None:
    blank = Blank("about", "About", "long text", value=LONG)
    (block,) = drawn(blank)["blocks"]
    assert block["type"] == "section"
    assert block["text"]["text"].startswith("About\nxxx")
    assert must_be_kept(Form("fact edit", "", (blank,), ""))
    assert not must_be_kept(Form("fact edit", "", (Blank("about", "About", "long text", value="x"),), ""))


def test_what_was_wrong_and_has_no_room_is_asked_again_and_one_is_told() -> None:
    (block,) = drawn(Blank("about", "About", "long text", value=LONG, error="At most 2000 characters."))["blocks"]
    assert "initial_value" not in block["element"]
    assert block["hint"]["text"].startswith("At most 2000 characters. What you wrote is too long")


def test_signs_that_no_request_can_hold_are_taken_out() -> None:
    assert element(Blank("x", "X", "text", value="a\x00b\ud800c"))["initial_value"] == "a\ufffdb\ufffdc"


def test_a_form_without_questions_says_what_it_is_for() -> None:
    view = drawn(title="Remove it for good, and nobody can bring it back?")
    assert view["blocks"][0]["text"]["text"] == "Remove it for good, and nobody can bring it back?"


def test_what_is_not_ours_in_a_submission_is_left_out() -> None:
    values = {"a": {"answer": {"type": "plain_text_input", "value": "x"}}, "b": {"other": {"value": "y"}}}
    assert answers({"state": {"values": values}}) == {"a": "x"}
