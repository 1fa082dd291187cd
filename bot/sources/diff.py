"""What taking facts in would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.sources.fields import Body, flat
from bot.sources.problem import Problems
from bot.sources.references import Key, check
from bot.sources.table import Row, Table, twice


@dataclass(frozen=True, slots=True)
class Change:
    """One fact before and after; None where there is none."""

    kind: str
    id: str
    before: Mapping[str, object] | None
    after: Body | None

    def fields(self) -> Iterator[tuple[str, str, str]]:
        """The fields that differ: name, text before, text after; empty where the field is not there."""
        before, after = flat(self.before or {}), flat(self.after or {})
        for name in dict.fromkeys((*before, *after)):
            if before.get(name) != after.get(name):
                yield name, before.get(name, ""), after.get(name, "")


@dataclass(frozen=True, slots=True)
class Changes:
    """What is added, changed and removed, in the order of the files; `same` counts what stays as it is."""

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    same: int = 0

    def all(self) -> tuple[Change, ...]:
        """Every change."""
        return (*self.added, *self.changed, *self.removed)


def diff(current: Mapping[Key, Mapping[str, object]], tables: Iterable[Table], *, replace: bool = False) -> Changes:
    """What the tables change in the current bodies.

    Nothing is removed unless `replace` says that the tables are the whole of the kinds they have. Raises Problems for
    an id that two tables have, and for facts that name one that would not be there.
    """
    tables = tuple(tables)
    rows = [row for table in tables for row in table.rows]
    incoming = {row.key for row in rows}
    whole = {str(kind) for table in tables for kind in table.kinds} if replace else set()
    gone = {key: body for key, body in current.items() if key[0] in whole and key not in incoming}
    if problems := (twice(rows) or check(rows, current, gone)):
        raise Problems(problems)
    known = [(row, current.get(row.key)) for row in rows]
    changed = tuple(_change(row, body) for row, body in known if body is not None and body != row.body)
    added = tuple(_change(row, None) for row, body in known if body is None)
    removed = tuple(Change(kind, id, body, None) for (kind, id), body in gone.items())
    return Changes(added, changed, removed, len(rows) - len(added) - len(changed))


def describe(changes: Changes) -> Iterator[str]:
    """A line for each fact that is added (+), for each field that changes (~) and for each fact that is removed (-)."""
    for change in changes.added:
        yield f"+ {change.kind} {change.id}: {_name(change.after)}"
    for change in changes.changed:
        for name, before, after in change.fields():
            yield f"~ {change.kind} {change.id}: {name}: {before or '(nothing)'} -> {after or '(nothing)'}"
    for change in changes.removed:
        yield f"- {change.kind} {change.id}: {_name(change.before)}"


def _change(row: Row, before: Mapping[str, object] | None) -> Change:
    return Change(str(row.kind), row.id, before, row.body)


def _name(body: Mapping[str, object] | None) -> object:
    body = body or {}
    return body.get("name") or body.get("title") or body.get("en", "")
