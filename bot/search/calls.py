"""EU calls by words and time: which are open, close within a span, or open soon, soonest first.

A call goes through phases (forthcoming, open until one cut-off, open until the next, closed). Each phase is one
document with the seconds it lasts. The documents lie in parts, in reading order, which is one of time: a question
about any moment is a bounded look-up in the parts whose times fit, however many calls there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TypeAlias

import tantivy

from bot.domain.call import Call, Status
from bot.domain.fold import fold
from bot.search.index import Document
from bot.search.memory import give_back
from bot.search.query import text_query
from bot.search.stem import indexed

ORDER = (Status.OPEN, Status.FORTHCOMING, Status.INVITED, Status.UNKNOWN, Status.CLOSED)
EARLIEST, LATEST = 0, 2**62
HEAP = 1_000_000_000  # bytes, taken as needed and given back after
PART = 4096  # phases: looking into a part costs about what visiting as many documents does


@dataclass(frozen=True, slots=True)
class Found:
    """One page of calls and how many there are in all."""

    calls: tuple[Call, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Phase:
    """What a call is from one second (inclusive) to another (exclusive)."""

    call: Call
    status: Status
    start: int
    end: int
    due: int

    @property
    def place(self) -> tuple[int, int]:
        """Where it comes in reading order: open by deadline, forthcoming by opening, closed by the latest first."""
        opens = _seconds(self.call.opens) if self.call.opens else 0
        time = {Status.OPEN: self.due, Status.FORTHCOMING: opens}.get(self.status, -self.start)
        return ORDER.index(self.status), time


Row: TypeAlias = tuple[Phase, str]  # with what it is found by


class CallIndex:
    """All calls, built once and only read."""

    def __init__(self, calls: Iterable[tuple[Call, Document]]) -> None:
        """Index calls with what they are found by."""
        calls = tuple(calls)
        self.total = len(calls)
        self.programmes = sorted({name for call, _ in calls for name in (call.programme, call.part) if name})
        said = ((call, _said(document)) for call, document in calls)
        rows = _ordered((phase, text) for call, text in said for phase in _phases(call))
        self._schema = _schema()
        self._asked = lru_cache(512)(partial(text_query, self._schema))  # people turn pages and ask for the same topics
        self._parts = [_Part(self._schema, rows[at : at + PART]) for at in range(0, len(rows), PART)]
        give_back()

    def programmes_like(self, text: str) -> tuple[str, ...]:
        """The funding programmes, and parts of them, whose names hold these words."""
        wanted = fold(text)
        return tuple(name for name in self.programmes if wanted in fold(name))

    def find(
        self,
        now: datetime,
        *,
        words: str = "",
        status: Status | None = Status.OPEN,
        until: datetime | None = None,
        programmes: Sequence[str] = (),
        first: int = 0,
        most: int = 5,
    ) -> Found:
        """One page of calls in reading order, `most` of them from number `first` (0 is the first) on.

        `until` bounds the deadline that counts at `now`, `words` must all be in the call, `programmes` are names of
        funding programmes or parts, one of which it must belong to; status None is any.
        """
        at, last = _seconds(now), _seconds(until) if until else LATEST
        must = [self._between("start", EARLIEST, at), self._between("end", at + 1, LATEST)]
        if words:
            must.append(self._asked(words))
        if status:
            must.append(self._label(f"status:{status}"))
        if programmes:
            named = [(tantivy.Occur.Should, self._label(f"programme:{name}")) for name in programmes]
            must.append(tantivy.Query.boolean_query(named))
        if until:
            must.append(self._between("due", at, last))
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, q) for q in must])
        found: list[Call] = []
        total = 0
        for part in self._parts:
            if part.fits(at, last, status):
                calls, count = part.search(query, max(first - total, 0), most - len(found))
                found += calls
                total += count
        return Found(tuple(found), total)

    def _between(self, field: str, low: int, high: int) -> tantivy.Query:
        return tantivy.Query.range_query(self._schema, field, tantivy.FieldType.Integer, low, high)

    def _label(self, label: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "label", label, "basic")


class _Part:
    """Phases that follow one another, searched together. What never fits one of them need not be looked for here."""

    def __init__(self, schema: tantivy.Schema, rows: Sequence[Row]) -> None:
        self._phases = [phase for phase, _ in rows]
        self._searcher = _build(schema, rows)
        self._statuses = {phase.status for phase in self._phases}
        self._start = min(phase.start for phase in self._phases)
        self._end = max(phase.end for phase in self._phases)
        self._due = min(phase.due for phase in self._phases)

    def fits(self, at: int, until: int, status: Status | None) -> bool:
        """Whether a call of this status at that second, due until the other one, may be among these."""
        in_time = self._start <= at < self._end and self._due <= until
        return in_time and (status is None or status in self._statuses)

    def search(self, query: tantivy.Query, first: int, most: int) -> tuple[list[Call], int]:
        """At most so many of those that fit, and how many do."""
        found = self._searcher.search(
            query, limit=max(most, 1), offset=first, count=True, order_by_field="rank", order=tantivy.Order.Asc
        )
        return [self._phases[rank].call for rank, _ in found.hits[:most]], _count(found)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("label", tokenizer_name="raw", index_option="basic")
    for name in ("start", "end", "due"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_integer_field("rank", fast=True)
    return builder.build()


def _build(schema: tantivy.Schema, rows: Sequence[Row]) -> tantivy.Searcher:
    index = tantivy.Index(schema)
    index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    writer = index.writer(HEAP, 1)
    for rank, (phase, text) in enumerate(rows):
        document = tantivy.Document(text=text, start=phase.start, end=phase.end, due=phase.due, rank=rank)
        for label in (f"status:{phase.status}", f"programme:{phase.call.programme}", f"programme:{phase.call.part}"):
            document.add_text("label", label)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index.searcher()


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """Phases in reading order, those of one place by identifier. One long sort would hold up the event loop."""
    places: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        places.setdefault(row[0].place, []).append(row)
    return [row for _, some in sorted(places.items()) for row in sorted(some, key=lambda row: row[0].call.identifier)]


def _said(document: Document) -> str:
    return indexed(document.title, *document.names, *document.keywords, document.body)


def _phases(call: Call) -> Sequence[Phase]:
    """The call's phases, asked of its own rules at each moment from which something is different."""
    turns = sorted({turn for turn in (call.opens, *(d.at for d in call.deadlines)) if turn is not None})
    moments = [datetime(1970, 1, 1, tzinfo=UTC), *turns]
    ends = [*(_seconds(turn) for turn in turns), LATEST]
    phases = []
    for moment, end in zip(moments, ends, strict=True):
        due = call.next_deadline(moment)
        phases.append(Phase(call, call.status(moment), _seconds(moment), end, _seconds(due.at) if due else LATEST))
    return phases


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _count(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined] # the library's stub forgets it
