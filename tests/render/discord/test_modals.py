"""A form as Discord's modals: five questions each, what was typed in them, what was wrong with it."""

from __future__ import annotations

from typing import Any

from bot.core.reply import Blank, Form
from bot.render.discord import ids
from bot.render.discord.modals import modal, own_id, parts
from bot.render.held import Carried
from tests.render.discord.markdown import read


def form(*blanks: Blank, hidden: tuple[tuple[str, str], ...] = (), title: str = "Tell us") -> Form:
    return Form("wrong", title, blanks, "Send", hidden)


def labels(made: dict[str, Any]) -> list[dict[str, Any]]:
    return list(made["components"])


def test_a_short_form_says_all_in_its_own_id() -> None:
    custom_id = own_id(form(Blank("text", "Text", "text"), hidden=(("record", "partner:krib"),)))
    assert custom_id
    assert ids.read(custom_id) == Carried("1 wrong record=partner:krib")


def test_a_form_with_much_to_carry_or_many_questions_must_be_set_aside() -> None:
    assert own_id(form(Blank("text", "Text", "text"), hidden=(("record", "x" * 100),))) is None
    assert own_id(form(*(Blank(f"b{n}", "B", "text") for n in range(6)))) is None


def test_many_questions_take_several_modals() -> None:
    long = form(*(Blank(f"b{n}", f"B{n}", "text") for n in range(8)))
    assert parts(long) == 2
    assert [c["label"] for c in labels(modal(long, "x", 1))] == ["B5", "B6", "B7"]


def test_what_was_typed_stands_there_again_and_what_was_wrong_is_said() -> None:
    ((label),) = labels(
        modal(form(Blank("when", "When", "moment", required=True, value="maybe", error="Say a day")), "x")
    )
    assert label["description"] == "Say a day"
    assert label["component"]["value"] == "maybe"
    assert label["component"]["required"] is True


def test_a_long_text_has_room() -> None:
    (label,) = labels(modal(form(Blank("text", "Text", "long text")), "x"))
    assert label["component"]["style"] == 2


def test_a_closed_list_is_picked_from_and_may_be_left_open() -> None:
    choices = (("Yes", "yes"), ("No", "no"))
    (label,) = labels(modal(form(Blank("sure", "Sure?", "yes/no", value="no", choices=choices)), "x"))
    picked = label["component"]
    assert picked["type"] == 3
    assert picked["min_values"] == 0
    assert [(o["label"], o.get("default", False)) for o in picked["options"]] == [("Yes", False), ("No", True)]


def test_a_long_question_stands_below_its_beginning_in_full() -> None:
    question = "The time zone of the hours, if it is not Brussels for a call or else yours"
    (label,) = labels(modal(form(Blank("zone", question, "text")), "x"))
    assert label["label"].endswith("…")
    assert label["description"] == question


def test_a_title_that_is_too_long_gives_way_to_the_commands_name() -> None:
    assert modal(form(Blank("a", "A", "text"), title="x" * 46), "x")["title"] == "/wrong"


LONG = "What was wrong here takes a good many words to tell, many more than Discord has room for below a question."


def test_a_long_error_stands_above_its_question_in_full() -> None:
    told, label = labels(modal(form(Blank("a", "A", "text", value="x", error=LONG)), "x"))
    assert read(told["content"]) == (LONG, [])
    assert "description" not in label


def test_a_long_error_of_a_full_form_is_told_as_far_as_there_is_room() -> None:
    blanks = (Blank("a", "A", "text", error=LONG), *(Blank(f"b{n}", "B", "text") for n in range(4)))
    made = labels(modal(form(*blanks), "x"))
    assert len(made) == 5
    assert LONG.startswith(made[0]["description"].rstrip("…"))


def test_an_error_leaves_room_for_a_long_question() -> None:
    question = "The time zone of the hours, Brussels if left open"
    (label,) = labels(modal(form(Blank("zone", question, "text", error="There is no such zone.")), "x"))
    assert label["description"] == f"There is no such zone. · {question}"


def test_a_text_too_long_for_a_modal_is_shown_and_stays_as_it_is() -> None:
    long = form(Blank("text", "Text", "long text", value="word " * 900), Blank("b", "B", "text"))
    assert own_id(long) is None
    shown, label = labels(modal(long, "x"))
    assert shown["content"].startswith("**Text**\nword word")
    assert label["component"]["custom_id"] == "b"


def test_a_text_that_is_too_long_and_wrong_is_asked_for_again() -> None:
    (label,) = labels(modal(form(Blank("text", "Text", "long text", value="x" * 5000, error="Too long")), "x"))
    assert label["description"] == "Too long"
    assert "value" not in label["component"]


def test_lines_and_marks_of_direction_of_what_was_typed_stay() -> None:
    (label,) = labels(modal(form(Blank("a", "A", "text", value="a\r\nb\t\u200f\ud800")), "x"))
    assert label["component"]["value"] == "a\nb\t\u200f\ufffd"
    assert label["component"]["style"] == 2


def test_a_choice_that_discord_would_change_is_typed() -> None:
    (label,) = labels(modal(form(Blank("a", "A", "text", choices=(("X", " x"),))), "x"))
    assert label["component"]["type"] == 4


def test_a_picture_is_uploaded() -> None:
    (label,) = labels(modal(form(Blank("picture", "Picture", "picture", required=True)), "x"))
    assert label["component"] == {
        "type": 19,
        "custom_id": "picture",
        "required": True,
        "min_values": 1,
        "max_values": 1,
    }
    (label,) = labels(modal(form(Blank("picture", "Picture", "picture")), "x"))
    assert label["component"]["min_values"] == 0
    assert not label["component"]["required"]


def test_a_picture_that_is_kept_is_said_to_be_and_its_form_is_set_aside() -> None:
    kept = form(Blank("picture", "Picture", "picture", required=True, value="id"))
    assert own_id(kept) is None
    (label,) = labels(modal(kept, "x", kept="It is kept"))
    assert label["description"] == "It is kept"
    assert not label["component"]["required"]
    (label,) = labels(modal(form(Blank("picture", "Picture", "picture", error="Too large")), "x", kept="It is kept"))
    assert label["description"] == "Too large"
