"""Long lists a page at a time, and whole as CSV that a spreadsheet opens and does not run."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.paging import PAGE, shown, table, there
from bot.core.words import words

EN = words("en")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_table_has_a_header_its_rows_and_the_mark_of_utf_8() -> None:
    file = table("t.csv", ("id", "name"), [("a", "Ана"), ("b", None)], "A table")
    assert file.content[:3] == b"\xef\xbb\xbf"
    assert read(file.content) == [["id", "name"], ["a", "Ана"], ["b", ""]]
    assert (file.name, file.media_type, file.about) == ("t.csv", "text/csv", "A table")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\n=1", " =1", "＝1"]
)
def test_no_cell_is_run_by_a_spreadsheet(cell: str) -> None:
    ((written,),) = read(table("t.csv", (), [(cell,)], "").content)[1:]
    assert written == f"'{cell}"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=4))
def test_whatever_a_cell_holds_it_is_read_back(rows: list[list[str]]) -> None:
    back = read(table("t.csv", ("a", "b"), rows, "").content)[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@given(st.integers(1, 10_000), st.integers(0, 500))
def test_the_page_shown_is_always_one_that_is_there(page: int, total: int) -> None:
    first = (there(page, total) - 1) * PAGE
    assert 0 <= first < max(total, 1)


@pytest.mark.parametrize(
    ("page", "total", "said"),
    [(1, 5, ""), (1, 6, "1 to 5 of 6"), (2, 6, "6 to 6 of 6"), (3, 51, "11 to 15 of 51")],
)
def test_a_part_of_a_list_says_which(page: int, total: int, said: str) -> None:
    assert shown(page, total, EN) == said
