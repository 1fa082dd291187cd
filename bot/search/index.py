"""Finding records by what they say: tantivy in memory, over terms of our own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from bot.search.memory import give_back
from bot.search.query import text_query
from bot.search.stem import indexed

_WEIGHTS = (("title", 4.0), ("keywords", 2.0), ("body", 1.0))  # titles and names, topics and places, all else
# The writer takes memory as it needs it and gives it back; enough of it keeps all in one segment, in our order.
_HEAP = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """What a record is found by. `names` weigh as the title does; `keywords` are topics, codes, places."""

    kind: str
    id: str
    title: str
    names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; a score compares only with those of the same search."""

    kind: str
    id: str
    score: float


class Index:
    """An immutable search index. Building takes seconds for 100,000 documents, so it belongs off the event loop."""

    def __init__(self, documents: Iterable[Document]) -> None:
        ordered = sorted(documents, key=lambda document: (document.id, document.kind))
        self._keys = [(document.kind, document.id) for document in ordered]
        self._sizes: dict[str, int] = {}
        for kind, _ in self._keys:
            self._sizes[kind] = self._sizes.get(kind, 0) + 1
        self._schema = _schema()
        self._searcher = _build(self._schema, ordered)

    def search(
        self, text: str, *, kinds: Collection[str] = (), limit: int = 10, need_all: bool = False, prefix: bool = False
    ) -> tuple[Hit, ...]:
        """The best matches, best first, then by id; none for a text without words.

        `need_all` leaves out what misses a word; `prefix` takes the last word for one that is still being typed.
        """
        if limit < 1 or not self._keys:
            return ()
        query = text_query(self._schema, text, _WEIGHTS, need_all=need_all, prefix=prefix)
        share = sum(self._sizes.get(kind, 0) for kind in kinds)
        # Filtering makes every match be visited: where most records fit anyway, the best ones are filtered here.
        hits = self._hits(query, kinds, limit) if not kinds or 2 * share > len(self._keys) else None
        if hits is None:
            wanted = [(Occur.Should, Query.term_query(self._schema, "kind", kind, "basic")) for kind in kinds]
            fits = Query.const_score_query(Query.boolean_query(wanted), 0.0)
            hits = self._hits(Query.boolean_query([(Occur.Must, query), (Occur.Must, fits)]), (), limit) or []
        # Sums of 32-bit floats differ in the last digit by the order of their parts.
        found = [Hit(*self._keys[number], score=float(f"{score:.5g}")) for score, number in hits]
        return tuple(sorted(found, key=lambda hit: (-hit.score, hit.id, hit.kind))[:limit])

    def _hits(self, query: Query, kinds: Collection[str], limit: int) -> list[tuple[float, int]] | None:
        """Scores and numbers of the best documents of these kinds (no kinds: of all); None when some are missing."""
        many = 2 * limit + 16
        hits = [(score, address.doc) for score, address in self._searcher.search(query, many, count=False).hits]
        if not kinds:
            return hits
        fit = [hit for hit in hits if self._keys[hit[1]][0] in kinds]
        return fit if len(fit) >= limit or len(hits) < many else None


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field, _ in _WEIGHTS:
        builder.add_text_field(field, tokenizer_name="terms", index_option="freq")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _build(schema: tantivy.Schema, ordered: list[Document]) -> tantivy.Searcher:
    index = tantivy.Index(schema)
    index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    writer = index.writer(_HEAP, 1)
    for document in ordered:
        row = tantivy.Document()
        row.add_text("kind", document.kind)
        row.add_text("title", indexed(document.title, *document.names))
        row.add_text("keywords", indexed(*document.keywords))
        row.add_text("body", indexed(document.body))
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()
    del writer
    give_back()
    index.reload()
    searcher = index.searcher()
    if searcher.num_segments > 1:
        msg = f"{len(ordered)} documents are more than one search segment holds"
        raise MemoryError(msg)
    return searcher
