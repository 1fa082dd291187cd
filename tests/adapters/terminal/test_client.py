from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import pytest

from bot.core.core import Core


class Shown(Protocol):
    text: str


Talk = Callable[..., Awaitable[Shown]]

ENTER = "\r"
INTERRUPT = "\x03"
CLEAR = "\x15"  # Ctrl+U
PNG = b"\x89PNG\r\n\x1a\n"


async def test_a_question_is_answered_in_the_persons_language(talk: Talk) -> None:
    assert "bg: you asked какво" in (await talk("какво" + ENTER, language="bg")).text


async def test_the_operator_is_an_organiser(talk: Talk) -> None:
    assert "hello ORGANISER" in (await talk("/secret" + ENTER)).text


async def test_the_language_chosen_in_the_chat_holds_at_once(talk: Talk) -> None:
    assert "bg: you asked x" in (await talk("/language to=bg" + ENTER, "x" + ENTER)).text


async def test_without_a_language_of_their_own_the_one_chosen_earlier_stands(talk: Talk) -> None:
    await talk("/language to=bg" + ENTER)
    assert "bg: you asked x" in (await talk("x" + ENTER, language="")).text


async def test_quit_leaves(talk: Talk) -> None:
    assert "you asked" not in (await talk("/quit" + ENTER, "x" + ENTER)).text


async def test_ctrl_c_drops_the_line_and_the_chat_goes_on(talk: Talk) -> None:
    shown = (await talk("half a quest" + INTERRUPT, "whole" + ENTER)).text
    assert "you asked whole" in shown
    assert "half" not in shown


async def test_a_button_is_pressed_by_its_number(talk: Talk) -> None:
    shown = await talk("/order tea" + ENTER, "2" + ENTER)
    assert "1 sweet tea from here, page 2" in shown.text


async def test_an_option_is_picked_by_its_number(talk: Talk) -> None:
    shown = await talk("/order tea" + ENTER, "1" + ENTER)
    assert "2 sweet tea from here, page 1" in shown.text


async def test_a_number_that_is_not_there_says_which_are(talk: Talk) -> None:
    assert "There are the numbers 1 to 3." in (await talk("/order tea" + ENTER, "9" + ENTER)).text


async def test_a_number_with_nothing_to_press_is_a_question(talk: Talk) -> None:
    assert "you asked 3" in (await talk("3" + ENTER)).text


async def test_a_file_is_saved_here_once_and_never_elsewhere(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(folder)
    shown = await talk("/order tea" + ENTER, "3" + ENTER, "3" + ENTER)
    assert (folder / "order.csv").read_bytes() == b"what\n"
    assert not (tmp_path / "order.csv").exists()
    assert "nothing was saved" in shown.text


async def test_a_file_that_can_not_be_saved_says_why(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "can't be saved" in (await talk("/order tea" + ENTER, "3" + ENTER)).text


async def test_several_wrong_answers_are_explained_one_by_one(talk: Talk) -> None:
    clear = "\x15"
    shown = await talk("/order tea many=x country=Nowhereland" + ENTER, clear + "2" + ENTER, clear + "RO" + ENTER)
    assert shown.text.count("must be a whole number") == 2
    assert "2 sweet tea from RO" in shown.text


async def test_quit_typed_in_a_form_leaves_the_chat(talk: Talk) -> None:
    assert "you asked" not in (await talk("/order" + ENTER, "/quit" + ENTER, "x" + ENTER)).text


async def test_a_missing_argument_is_asked_for_field_by_field(talk: Talk) -> None:
    shown = await talk("/order" + ENTER, "tea" + ENTER, "3" + ENTER, "2" + ENTER, "Румъния" + ENTER)
    assert "3 sour tea from RO, page 1" in shown.text


async def test_an_empty_answer_keeps_the_default_and_a_needed_one_is_asked_again(talk: Talk) -> None:
    shown = await talk("/order" + ENTER, ENTER, "tea" + ENTER, ENTER, ENTER, ENTER)
    assert "This one is needed." in shown.text
    assert "1 sweet tea from here, page 1" in shown.text


async def test_a_wrong_answer_says_so_and_keeps_what_was_typed(talk: Talk) -> None:
    backspaces = "\x7f" * 3
    shown = await talk("/order tea many=abc" + ENTER, backspaces + "4" + ENTER)
    assert "must be a whole number from 1 to 9" in shown.text
    assert "4 sweet tea from here" in shown.text


async def test_a_value_that_is_not_in_the_list_is_asked_again_at_once(talk: Talk) -> None:
    shown = await talk("/order" + ENTER, "tea" + ENTER, ENTER, "salty" + ENTER, "\x15" + "SOUR" + ENTER, ENTER)
    assert "“salty” is not one of" in shown.text
    assert "1 sour tea from here" in shown.text


async def test_ctrl_c_leaves_the_form_and_nothing_is_sent(talk: Talk) -> None:
    shown = await talk("/order" + ENTER, "tea" + ENTER, INTERRUPT, "next" + ENTER)
    assert "The form is left; nothing was sent." in shown.text
    assert "sweet tea" not in shown.text
    assert "you asked next" in shown.text


async def test_a_command_typed_in_a_form_wins(talk: Talk) -> None:
    shown = await talk("/order" + ENTER, "/secret" + ENTER)
    assert "hello ORGANISER" in shown.text


async def test_the_terminals_user_is_one_person_however_often_they_come(talk: Talk, core: Core) -> None:
    await talk("x" + ENTER)
    await talk("y" + ENTER)
    assert len(await core.database.read(lambda tx: tx.people.organisers())) == 1


async def test_a_picture_is_given_by_its_path(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "varna harbour.png"
    path.write_bytes(PNG)
    for answer in (str(path), f"'{path}'"):
        shown = await talk("/attach" + ENTER, "Dawn" + ENTER, answer + ENTER)
        assert "varna harbour.png attached" in shown.text
        assert "[Picture: Dawn]" in shown.text


async def test_a_path_that_leads_to_no_picture_is_asked_for_again(talk: Talk, tmp_path: Path) -> None:
    good, text = tmp_path / "a.png", tmp_path / "a.txt"
    good.write_bytes(PNG)
    text.write_text("no picture", encoding="utf-8")
    shown = await talk(
        "/attach" + ENTER,
        "Dawn" + ENTER,
        str(tmp_path / "nowhere.png") + ENTER,
        CLEAR + str(tmp_path) + ENTER,
        CLEAR + str(text) + ENTER,
        CLEAR + str(good) + ENTER,
    )
    assert "I can't read nowhere.png: No such file or directory." in shown.text
    assert f"I can't read {tmp_path.name}: Is a directory." in shown.text
    assert "“a.txt” is no picture that I know." in shown.text
    assert "a.png attached" in shown.text


async def test_no_picture_is_an_answer_too(talk: Talk) -> None:
    assert "nothing attached" in (await talk("/attach" + ENTER, "Dawn" + ENTER, ENTER)).text


async def test_a_command_typed_for_a_picture_wins(talk: Talk) -> None:
    shown = await talk("/attach" + ENTER, "Dawn" + ENTER, "/secret" + ENTER)
    assert "hello ORGANISER" in shown.text
