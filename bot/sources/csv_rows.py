"""Rows of a CSV file, whose columns are the fields of the YAML shapes.

The file's name says the kind (partners.csv, partners-2027.csv), or a column `record` does, row by row. A field inside
another is a column with a dot (relation.type), an entry of a list one with its number (deadlines.0.date); a list of
texts may stand in one cell, separated by semicolons. An empty cell is a field that is left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from io import StringIO

from bot.domain.record import Kind
from bot.sources.fields import Body, grown, is_list, plant
from bot.sources.problem import Problem, Problems, wrong
from bot.sources.raw import TABLES, Raw
from bot.sources.scalars import one_of

KIND = "record"  # not "kind": that is what a partner is
MOST_COLUMNS = 500
_DELIMITERS = (",", ";", "\t")
_kind = one_of(Kind)


def csv_rows(text: str, name: str) -> tuple[frozenset[Kind], list[Raw]]:
    """The kinds that the file has, and its rows. Raises Problems."""
    lines = _lines(text)
    head_line, head = next(lines, (1, []))
    head = [column.strip() for column in head]
    while head and not head[-1]:
        head.pop()
    if len(head) > MOST_COLUMNS:
        names = {"n": len(head), "most": MOST_COLUMNS}
        raise wrong(Problem("Too many columns: {n}. At most {most} fit.", names, line=head_line))
    kind = TABLES.get(re.split(r"[^a-z]", name.lower(), maxsplit=1)[0])
    if kind is None and KIND not in head:
        raise wrong(
            Problem(
                "Which records are these? Name the file after them, such as partners.csv, or add a column record.",
                line=head_line,
            )
        )
    found = [*_twice(head, head_line)]
    if kind is not None:
        found += _not_fields(kind, [column for column in head if column != KIND], head_line)
    if found:
        raise Problems(found)
    rows: list[Raw] = []
    for line, cells in lines:
        if not any(cells):
            continue
        try:
            rows.append(_row(kind, head, cells, line))
        except Problems as problems:
            found += [Problem(p.says, p.names, p.path, line=line) for p in problems.problems]
    if found:
        raise Problems(found)
    kinds = {row.kind for row in rows}
    return frozenset(kinds if kind is None else kinds | {kind}), rows


def _row(kind: Kind | None, head: list[str], cells: list[str], line: int) -> Raw:
    if len(cells) > len(head) and any(cells[len(head) :]):
        raise wrong(Problem("More cells than columns: {n} of {most}.", {"n": len(cells), "most": len(head)}))
    filled = {column: cell.strip() for column, cell in zip(head, cells, strict=False) if cell and not cell.isspace()}
    if KIND in filled:
        kind = _kind(filled.pop(KIND))
    if kind is None:
        raise wrong(Problem("This field is needed and missing.", path=KIND))
    tree: Body = {}
    wholes: set[str] = set()
    for column, cell in filled.items():
        steps, several = _plan(kind, column)
        wholes.update(".".join(steps[:n]) for n in range(1, len(steps)))
        plant(tree, steps, cell, several=several)
    if both := wholes & set(filled):
        raise Problems(Problem("Filled in twice: here and in columns of its own.", path=path) for path in sorted(both))
    return Raw(kind, grown(tree), line)


@cache
def _plan(kind: Kind, column: str) -> tuple[tuple[str, ...], bool]:
    return tuple(column.split(".")), is_list(kind, column)


def _not_fields(kind: Kind, head: list[str], line: int) -> Iterator[Problem]:
    for column in head:
        try:
            is_list(kind, column)
        except Problems as problems:
            yield from (Problem(p.says, p.names, p.path, line=line) for p in problems.problems)


def _twice(head: list[str], line: int) -> Iterator[Problem]:
    for number, column in enumerate(head):
        if not column:
            yield Problem("Column {n} has no name.", {"n": number + 1}, line=line)
        elif column in head[:number]:
            yield Problem("Two columns have this name.", path=column, line=line)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin in."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise wrong(Problem("Not CSV: {reason}.", {"reason": str(error)}, line=line)) from None


def _delimiter(text: str) -> str:
    """What separates the cells of the first line: names of columns hold none of them."""
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)
