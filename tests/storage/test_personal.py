"""Whatever names a person is declared, so that it can be told, given out and erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import LargeBinary, Text

from bot.storage.personal import HOLDINGS, NOBODY, PLAIN, By, Fate, traces
from bot.storage.schema import metadata, person
from bot.storage.types import JsonText

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

DECLARED = {trace.name for trace in traces()}
GOING = {trace.column.table.name for trace in traces() if trace.fate is Fate.ROW and trace.by is By.PERSON}
TABLES = list(metadata.tables.values())


def name(column: Column[object]) -> str:
    return f"{column.table.name}.{column.name}"


def names_somebody(column: Column[object]) -> bool:
    return column is person.c.id or any(key.column is person.c.id for key in column.foreign_keys)


def can_name(column: Column[object]) -> bool:
    """Whether a column holds texts or bytes, in which anything may stand."""
    return isinstance(column.type, Text | JsonText | LargeBinary)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_that_names_a_person_is_declared(table: Table) -> None:
    undeclared = [name(c) for c in table.columns if names_somebody(c) and name(c) not in DECLARED]
    assert not undeclared, f"say in bot/storage/personal.py what becomes of {undeclared}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_text_that_stays_when_somebody_goes_is_declared_or_known_to_name_nobody(table: Table) -> None:
    if table.name in NOBODY or table.name in GOING:
        return
    plain = PLAIN.get(table.name, "").split()
    open_ = [name(c) for c in table.columns if can_name(c) and name(c) not in DECLARED and c.name not in plain]
    assert not open_, f"say in bot/storage/personal.py whether {open_} may name somebody"


def test_what_is_said_to_name_nobody_is_there_and_does_not() -> None:
    for table, columns in PLAIN.items():
        for column in columns.split():
            assert not names_somebody(metadata.tables[table].c[column])
    assert metadata.tables.keys() >= NOBODY.keys()
    assert not [name(c) for table in NOBODY for c in metadata.tables[table].columns if names_somebody(c)]


def test_nothing_is_declared_twice() -> None:
    assert len(DECLARED) == len(list(traces()))
    assert len({holding.id for holding in HOLDINGS}) == len(HOLDINGS)
