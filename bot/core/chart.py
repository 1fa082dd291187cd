"""Charts as pictures: horizontal bars on a card of their own, so that they read on light and on dark backgrounds.

What is known only as a range is drawn solid as far as it is certain, and pale from there to the most that it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SCALE = 2  # pixels for one of the sizes below: screens are fine
WIDTH, EDGE, ROW, THICK, GAP = 640, 24, 34, 18, 12
LEAST = 3  # of a bar that is not empty
LABEL = 0.42  # of the width, for labels at most
PAPER, FRAME, INK, FAINT, GRID = "#ffffff", "#d0d7de", "#1f2328", "#59636e", "#e6eaef"
BAR, PALE, FIRST, FIRST_PALE = "#0b7285", "#a5d8dd", "#364fc7", "#bac8ff"
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts, from where to where its length may be, and the number as it is `shown`.

    What is `aside` is no part of the others, and drawn in another colour.
    """

    label: str
    low: int
    high: int
    shown: str
    aside: bool = False


def bars(title: str, about: str, rows: Sequence[Bar]) -> bytes:
    """A PNG of horizontal bars under a title and a line about them."""
    from PIL import Image, ImageDraw

    height = EDGE + 58 + ROW * len(rows) + EDGE - 6
    image = Image.new("RGBA", (WIDTH * SCALE, height * SCALE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle(
        (0, 0, WIDTH * SCALE - 1, height * SCALE - 1), 12 * SCALE, fill=PAPER, outline=FRAME, width=SCALE
    )
    inner = WIDTH - 2 * EDGE
    _text(draw, EDGE, EDGE + 8, _fitting(title, inner, 17, bold=True), 17, INK, bold=True)
    _text(draw, EDGE, EDGE + 32, _fitting(about, inner, 12), 12, FAINT)
    _rows(draw, rows, EDGE + 58)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _rows(draw: ImageDraw, rows: Sequence[Bar], top: int) -> None:
    labels = [_fitting(row.label, WIDTH * LABEL, 13) for row in rows]
    left = EDGE + max((_width(label, 13) for label in labels), default=0) + GAP
    room = WIDTH - EDGE - max((_width(row.shown, 13, bold=True) for row in rows), default=0) - GAP - left
    most = max((row.high for row in rows), default=0) or 1
    draw.line(_at(left, top - 2, left, top + ROW * len(rows) - 8), fill=GRID, width=SCALE)
    for number, (row, label) in enumerate(zip(rows, labels, strict=True)):
        middle = top + number * ROW + ROW / 2 - 4
        _text(draw, left - GAP - _width(label, 13), middle, label, 13, INK)
        certain, at_most = (max(LEAST, room * n / most) if n else 0 for n in (row.low, row.high))
        if row.low == row.high:
            end = _bar(draw, left, middle, certain, FIRST if row.aside else BAR)
        else:
            end = _bar(draw, left, middle, at_most, FIRST_PALE if row.aside else PALE)
            if row.low > 1:
                _bar(draw, left, middle, certain, FIRST if row.aside else BAR, round_end=False)
        _text(draw, end + 8, middle, row.shown, 13, INK if row.high else FAINT, bold=True)


def _bar(draw: ImageDraw, left: float, middle: float, length: float, colour: str, *, round_end: bool = True) -> float:
    """Draw a bar and return where it ends."""
    if length:
        box = _at(left + 1, middle - THICK / 2, left + 1 + length, middle + THICK / 2)
        corners = (False, round_end, round_end, False)
        draw.rounded_rectangle(box, min(4, length / 2) * SCALE, fill=colour, corners=corners)
    return left + 1 + length


def _at(*sizes: float) -> tuple[int, ...]:
    return tuple(round(size * SCALE) for size in sizes)


def _text(
    draw: ImageDraw, left: float, middle: float, text: str, size: int, colour: str, *, bold: bool = False
) -> None:
    draw.text((left * SCALE, middle * SCALE), text, font=_font(size, bold=bold), fill=colour, anchor="lm")


def _fitting(text: str, room: float, size: int, *, bold: bool = False) -> str:
    """As much of a text as there is room for."""
    if _width(text, size, bold=bold) <= room:
        return text
    while text and _width(text + ELLIPSIS, size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _width(text: str, size: int, *, bold: bool = False) -> float:
    return float(_font(size, bold=bold).getlength(text)) / SCALE


@cache
def _font(size: int, *, bold: bool = False) -> FreeTypeFont:
    # Pillow's own font has no Cyrillic letters.
    from PIL import ImageFont

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    content = files("bot.core").joinpath("fonts", name).read_bytes()
    return ImageFont.truetype(BytesIO(content), size * SCALE, layout_engine=ImageFont.Layout.BASIC)
