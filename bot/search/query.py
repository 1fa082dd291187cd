"""Questions as tantivy queries, built term by term: nothing that people type is ever syntax."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import tantivy
from tantivy import Occur, Query

from bot.search.stem import asked, terms
from bot.search.synonyms import synonyms

Fields = Sequence[tuple[str, float]]

_SYNONYM = 0.7  # of the weight of the word itself
_PREFIX = 0.5
_WORDS = 32
_CHARACTERS = 2000
_PHRASE = 4  # terms of the longest synonym
# What says nothing about the subject, as terms of both languages.
_STOP = frozenset(
    chain.from_iterable(
        terms(line)
        for line in (
            "a an and are at about any can do does for from have how i in is it me my of on or our the there to us",
            "we what when where which who with you your show find list tell",
            "а без в ви във где до за и из или има как какво каква какви кой коя кое кои кога към ли между на най не",
            "ни но от по под при с са се си следва със там това ти че ще съм покажи намери дай",
        )
    )
)


def text_query(
    schema: tantivy.Schema,
    text: str,
    fields: Fields = (("text", 1.0),),
    *,
    need_all: bool = True,
    prefix: bool = False,
) -> Query:
    """What finds a text in fields that hold `terms` with frequencies, each with its weight; nothing for no words.

    `need_all` leaves out what misses a word; `prefix` takes the last word for one that is still being typed.
    """
    asking = _Asking(schema, fields)
    found = asked(text[:_CHARACTERS])[:_WORDS]
    last = found[-1] if prefix and found else None
    telling = [word for word in found if word[0] not in _STOP or word is last] or found
    parts: list[tuple[Occur, Query]] = []
    at = 0
    while at < len(telling):
        size, others = _phrase(telling, at)
        own = [asking.word(word) for word in telling[at : at + size]]
        clauses = own[0] if size == 1 else [(Occur.Should, _every(own))] if need_all else list(chain.from_iterable(own))
        clauses += [(Occur.Should, asking.phrase(phrase)) for phrase in others]
        if last is not None and telling[at + size - 1] is last:
            clauses += [(Occur.Should, asking.beginning(term)) for term in last]
        parts += [(Occur.Must, Query.boolean_query(clauses))] if need_all else clauses
        at += size
    return Query.boolean_query(parts) if parts else Query.empty_query()


@dataclass(frozen=True, slots=True)
class _Asking:
    schema: tantivy.Schema
    fields: Fields

    def word(self, word: tuple[str, ...], share: float = 1.0) -> list[tuple[Occur, Query]]:
        return [
            (Occur.Should, Query.boost_query(Query.term_query(self.schema, field, term, "freq"), weight * share))
            for term in word
            for field, weight in self.fields
        ]

    def phrase(self, phrase: tuple[str, ...]) -> Query:
        return _every([self.word((term,), _SYNONYM) for term in phrase])

    def beginning(self, term: str) -> Query:
        pattern = re.escape(term) + ".*"
        found = [(Query.regex_query(self.schema, field, pattern), weight) for field, weight in self.fields]
        return Query.disjunction_max_query([Query.boost_query(query, weight * _PREFIX) for query, weight in found])


def _every(words: list[list[tuple[Occur, Query]]]) -> Query:
    queries = [Query.boolean_query(word) for word in words]
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _phrase(found: list[tuple[str, ...]], at: int) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """How many words from here make a known phrase (one, if none does), and the phrases that may stand for it."""
    for size in range(min(_PHRASE, len(found) - at), 0, -1):
        for term in found[at] if size == 1 else found[at][:1]:
            phrase = (term, *(word[0] for word in found[at + 1 : at + size]))
            if phrase in synonyms():
                return size, synonyms()[phrase]
    return 1, ()
