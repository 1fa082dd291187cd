"""Charts as pictures, looked at by their pixels."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.core import chart
from bot.core.chart import BAR, PALE, PAPER, SCALE, WIDTH, Bar, bars

if TYPE_CHECKING:
    from collections.abc import Sequence

BULGARIAN = "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ„“–…<≤№"


def drawn(rows: Sequence[Bar], title: str = "A", about: str = "B") -> Image.Image:
    return Image.open(BytesIO(bars(title, about, rows))).convert("RGBA")


def share(image: Image.Image, colour: str) -> int:
    """How many pixels have exactly this colour."""
    wanted = (*bytes.fromhex(colour[1:]), 255)
    return sum(n for n, found in image.getcolors(1 << 24) or () if found == wanted)


def test_a_chart_is_a_png_on_paper_of_its_own_with_round_corners() -> None:
    png = bars("A", "B", [Bar("Join", 7, 7, "7")])
    assert png.startswith(b"\x89PNG")
    image = drawn([Bar("Join", 7, 7, "7")])
    assert image.width == WIDTH * SCALE
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)
    assert image.getpixel((image.width // 2, 12)) == (*bytes.fromhex(PAPER[1:]), 255)


def test_a_bar_of_twice_as_many_is_twice_as_long() -> None:
    both = [Bar("A", 20, 20, "20"), Bar("B", 10, 10, "10")]
    whole, half = share(drawn(both[:1]), BAR), share(drawn(both), BAR)
    assert half == pytest.approx(whole * 1.5, rel=0.02)


def test_a_range_is_solid_as_far_as_it_is_certain() -> None:
    image = drawn([Bar("A", 16, 20, "16–20")])
    assert share(image, PALE) == pytest.approx(share(image, BAR) / 4, rel=0.1)


def test_the_few_have_one_pale_bar_whether_they_are_one_or_four() -> None:
    image = drawn([Bar("A", 1, 4, "<5")])
    assert share(image, BAR) == 0
    assert share(image, PALE) > 0


def test_nobody_has_no_bar() -> None:
    image = drawn([Bar("A", 0, 0, "0")])
    assert share(image, BAR) == share(image, PALE) == 0


@pytest.mark.parametrize("bold", [False, True])
def test_the_fonts_have_every_bulgarian_letter(bold: bool) -> None:
    font = chart._font(20, bold=bold)
    missing = bytes(font.getmask("\U0010ffff"))
    assert [char for char in BULGARIAN if bytes(font.getmask(char)) == missing] == []


@settings(max_examples=20)
@given(
    st.text(max_size=300),
    st.lists(st.builds(Bar, st.text(max_size=300), *[st.integers(0, 10**6)] * 2, st.just("1")), max_size=4),
)
def test_whatever_it_says_it_stays_on_the_paper(text: str, rows: list[Bar]) -> None:
    rows = [Bar(row.label, min(row.low, row.high), max(row.low, row.high), row.shown) for row in rows]
    image = drawn(rows, text, text)
    paper = (*bytes.fromhex(PAPER[1:]), 255)
    column = [image.getpixel((image.width - 8, y)) for y in range(40, image.height - 40)]
    assert set(column) == {paper}
