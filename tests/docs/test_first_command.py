"""The tutorial's code runs, and the tutorial shows the code that runs."""

import re
from pathlib import Path

from docs.first_command import Cities
from tests.kit import opened, said

DOCS = Path(__file__).parent.parent.parent / "docs"


async def test_it_lists_the_cities_of_our_partners() -> None:
    async with opened(Cities) as kit:
        reply = await kit.ask("/cities least=3")
    assert said(reply) == "Our partners are in these cities:"
    assert [button.label for button in reply.buttons] == ["Sofia: 10", "Stara Zagora: 3", "Plovdiv: 3"]


async def test_a_wrong_value_opens_the_form_that_says_so() -> None:
    async with opened(Cities) as kit:
        reply = await kit.ask("/cities least=many")
    assert reply.form is not None
    assert "whole number" in said(reply)


def test_every_piece_that_the_tutorial_shows_stands_in_the_file() -> None:
    code = (DOCS / "first_command.py").read_text(encoding="utf-8")
    text = (DOCS / "first-command.md").read_text(encoding="utf-8")
    pieces = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    shown = [piece for piece in pieces if "async def test_" not in piece]
    assert shown
    for piece in shown:
        for line in piece.rstrip().splitlines():
            assert line.strip() in code


def test_every_file_that_the_tutorial_names_is_there() -> None:
    text = (DOCS / "first-command.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:bot|tests|docs)/[\w/.]+)`", text):
        assert (DOCS.parent / name).exists(), name
