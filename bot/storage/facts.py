"""Facts and their append-only history."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from bot.storage.errors import StaleFact
from bot.storage.schema import fact, fact_change
from bot.storage.values import FactChange, StoredChange, StoredFact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

AT_ONCE = 500  # ids in one question: below every database's limit of parameters

_FACT = (fact.c.kind, fact.c.id, fact.c.body, fact.c.position, fact.c.version)
_CHANGE = tuple(fact_change.c)
_THIS = (fact.c.kind == bindparam("at_kind"), fact.c.id == bindparam("at_id"))

_VERSION = select(func.max(fact_change.c.seq))
_GET = select(*_FACT).where(fact.c.kind == bindparam("kind"), fact.c.id == bindparam("id"))


class Facts:
    """The library's records, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def version(self) -> int:
        """The stored version of the library: the seq of the last change, 0 when there was none."""
        return self._connection.scalar(_VERSION) or 0

    def all(self, *kinds: str) -> list[StoredFact]:
        """Every fact, or those of some kinds, by kind, in the order of its file."""
        every = select(*_FACT).order_by(fact.c.kind, fact.c.position, fact.c.id)
        rows = self._connection.execute(every.where(fact.c.kind.in_(kinds)) if kinds else every)
        return [StoredFact(*row) for row in rows]

    def get(self, kind: str, id: str) -> StoredFact | None:
        """One fact, None when there is none."""
        row = self._connection.execute(_GET, {"kind": kind, "id": id}).first()
        return None if row is None else StoredFact(*row)

    def counts(self) -> dict[str, int]:
        """How many facts there are of each kind."""
        rows = self._connection.execute(select(fact.c.kind, func.count()).group_by(fact.c.kind).order_by(fact.c.kind))
        return {kind: number for kind, number in rows}  # noqa: C416 - dict() of rows does not type-check

    def apply(
        self,
        changes: Sequence[FactChange],
        *,
        by: str | None,
        how: str,
        at: datetime,
        undoes: int | None = None,
    ) -> int:
        """Make all the changes or none, write them into the history and return the seq of the last.

        `undoes` marks an earlier change as undone by this one. Raises StaleFact when a fact is not what its change
        says it was, or when the change to undo has been undone already; ValueError for two changes of one fact.
        """
        found = self._stored(changes)
        for change in changes:
            current = found.get((change.kind, change.id))
            if (None if current is None else current.body) != change.before:
                raise StaleFact(change.kind, change.id, current)
        if not changes:
            return self.version()
        last = self._store(changes, self._record(changes, by, how, at), found, at)
        if undoes is not None:
            self._undone(undoes, last)
        return last

    def change(self, seq: int) -> StoredChange | None:
        """One line of the history."""
        row = self._connection.execute(select(*_CHANGE).where(fact_change.c.seq == seq)).first()
        return None if row is None else StoredChange(*row)

    def history(self, kind: str, id: str, limit: int) -> list[StoredChange]:
        """What happened to one fact, newest first."""
        mine = select(*_CHANGE).where(fact_change.c.kind == kind, fact_change.c.id == id)
        rows = self._connection.execute(mine.order_by(fact_change.c.seq.desc()).limit(limit))
        return [StoredChange(*row) for row in rows]

    def since(self, seq: int, limit: int) -> list[StoredChange]:
        """What happened after a seq, oldest first."""
        later = select(*_CHANGE).where(fact_change.c.seq > seq).order_by(fact_change.c.seq).limit(limit)
        return [StoredChange(*row) for row in self._connection.execute(later)]

    def news(self, since: int, until: int, offset: int, limit: int) -> tuple[list[tuple[int, int]], int]:
        """The facts that are not as they were, the latest first: seq of the first and last change of each.

        Changes in (since, until] count; what was changed and changed back is no news. `offset` and `limit` say which
        facts are given, their whole number comes along.
        """
        first, last = fact_change.alias("first"), fact_change.alias("last")
        spans = (
            select(func.min(fact_change.c.seq).label("first"), func.max(fact_change.c.seq).label("last"))
            .where(fact_change.c.seq > since, fact_change.c.seq <= until)
            .group_by(fact_change.c.kind, fact_change.c.id)
            .subquery("spans")
        )
        ends = (
            select(first.c.seq.label("first"), last.c.seq.label("last"))
            .join_from(spans, first, first.c.seq == spans.c.first)
            .join(last, last.c.seq == spans.c.last)
            .where(first.c.before.is_distinct_from(last.c.after))
        )
        number: int = self._connection.scalar(select(func.count()).select_from(ends.subquery("ends"))) or 0
        rows = self._connection.execute(ends.order_by(last.c.seq.desc()).offset(offset).limit(limit))
        return [(row.first, row.last) for row in rows], number

    def added(self, kinds: Collection[str], since: datetime) -> list[tuple[str, str]]:
        """Kind and id of the facts that there are and that were not recorded at a moment, the latest first.

        What the library began with is not among them.
        """
        began = select(func.min(fact_change.c.at)).scalar_subquery()
        spans = (
            select(func.min(fact_change.c.seq).label("seq"))
            .where(fact_change.c.at > since, fact_change.c.at > began, fact_change.c.kind.in_(list(kinds)))
            .group_by(fact_change.c.kind, fact_change.c.id)
            .subquery("spans")
        )
        there = and_(fact.c.kind == fact_change.c.kind, fact.c.id == fact_change.c.id)
        found = (
            select(fact.c.kind, fact.c.id)
            .join_from(spans, fact_change, fact_change.c.seq == spans.c.seq)
            .join(fact, there)
            .where(fact_change.c.before.is_(None))
            .order_by(fact_change.c.seq.desc())
        )
        return [(kind, id) for kind, id in self._connection.execute(found)]

    def _stored(self, changes: Iterable[FactChange]) -> dict[tuple[str, str], StoredFact]:
        ids: defaultdict[str, list[str]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for change in changes:
            key = (change.kind, change.id)
            if key in seen:
                message = f"two changes of one fact: {change.kind} {change.id}"
                raise ValueError(message)
            seen.add(key)
            ids[change.kind].append(change.id)
        found = {}
        for kind, wanted in ids.items():
            for start in range(0, len(wanted), AT_ONCE):
                some = wanted[start : start + AT_ONCE]
                these = select(*_FACT).where(fact.c.kind == kind, fact.c.id.in_(some)).with_for_update()
                for row in self._connection.execute(these):
                    found[row.kind, row.id] = StoredFact(*row)
        return found

    def _record(self, changes: Sequence[FactChange], by: str | None, how: str, at: datetime) -> list[int]:
        first = self._connection.scalar(
            insert(fact_change).returning(fact_change.c.seq), _line(changes[0], by, how, at)
        )
        if len(changes) == 1:
            return [first]
        rest = [_line(change, by, how, at) for change in changes[1:]]
        in_order = insert(fact_change).returning(fact_change.c.seq, sort_by_parameter_order=True)
        return [first, *self._connection.scalars(in_order, rest)]

    def _store(
        self,
        changes: Sequence[FactChange],
        seqs: Sequence[int],
        found: dict[tuple[str, str], StoredFact],
        at: datetime,
    ) -> int:
        added, changed, removed = [], [], []
        ends: dict[str, int] = {}
        for change, seq in zip(changes, seqs, strict=True):
            current = found.get((change.kind, change.id))
            this = {"at_kind": change.kind, "at_id": change.id}
            values = {"body": change.after, "version": seq, "changed_at": at}
            if change.after is None:
                if current is not None:
                    removed.append(this)
            elif current is not None:
                position = current.position if change.position is None else change.position
                changed.append({**this, **values, "position": position})
            else:
                if change.kind not in ends:
                    ends[change.kind] = self._end(change.kind)
                position = ends[change.kind] + 1 if change.position is None else change.position
                ends[change.kind] = max(position, ends[change.kind])
                added.append({"kind": change.kind, "id": change.id, **values, "position": position})
        if added:
            self._connection.execute(insert(fact), added)
        if changed:
            new: dict[str, Any] = {name: bindparam(name) for name in ("body", "position", "version", "changed_at")}
            self._connection.execute(update(fact).where(*_THIS).values(new), changed)
        if removed:
            self._connection.execute(delete(fact).where(*_THIS), removed)
        return seqs[-1]

    def _end(self, kind: str) -> int:
        return self._connection.scalar(select(func.max(fact.c.position)).where(fact.c.kind == kind)) or 0

    def _undone(self, seq: int, by: int) -> None:
        mark = update(fact_change).where(fact_change.c.seq == seq, fact_change.c.undone_by.is_(None))
        if self._connection.execute(mark.values(undone_by=by)).rowcount != 1:
            undone = self.change(seq)
            kind, id = ("", "") if undone is None else (undone.kind, undone.id)
            raise StaleFact(kind, id, self.get(kind, id))


def _line(change: FactChange, by: str | None, how: str, at: datetime) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "at": at,
        "by": by,
        "how": how,
        "before": change.before,
        "after": change.after,
    }
