"""Finding one record by its name, however it is spelt: exactly, nearly, or while the name is still being typed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice
from math import log

from rapidfuzz import fuzz, process

from bot.domain.fold import fold, loose, plain_words, words

_LONGEST = 200  # characters of a question that count
_WORDS = 8
_SMALL = 5000  # names or words up to which each is compared; of more, only those that begin like the text
_CANDIDATES = 1000  # names looked at for one common word
_ALIKE = 20  # words that may be meant by one
_BY_INITIALS = 0.95
_LIKE = 74  # of 100, from which two words are alike: one wrong letter of four
_LIKE_WHOLE = 85  # of 100, from which two whole names are
_LETTER_LEFT_OUT = 85  # of 100: three letters of four, in their order
_NEAR = 0.72  # of 1, from which a record is near
_ACRONYM = 3  # letters at least
_JOINING = frozenset(words("and of for in the to на в във за и по от с при"))


@dataclass(frozen=True, slots=True)
class Named:
    """A record and every spelling that it answers to."""

    kind: str
    id: str
    label: str
    names: tuple[str, ...] = ()


class Names:
    """An immutable directory of names."""

    def __init__(self, records: Iterable[Named]) -> None:
        kinds: dict[str, list[Named]] = {}
        for record in records:
            kinds.setdefault(record.kind, []).append(record)
        self._shelves = {kind: _Shelf(kinds[kind]) for kind in sorted(kinds)}

    def exact(self, text: str, kind: str = "") -> tuple[Named, ...]:
        """The records whose id or one of whose names is this text, whatever the case, alphabet and punctuation."""
        key = fold(text[:_LONGEST])
        return _sorted((0.0, record) for shelf in self._of(kind) for record in shelf.exact(key))

    def near(self, text: str, kind: str = "", limit: int = 5) -> tuple[Named, ...]:
        """The records whose names are like the text, best first: typos, acronyms, some of the words; () if none is."""
        text = text[:_LONGEST]
        return _sorted(chain.from_iterable(shelf.near(text) for shelf in self._of(kind)))[:limit]

    def suggest(self, text: str, kind: str = "", limit: int = 25) -> tuple[Named, ...]:
        """The records of a name still being typed: that begin so, then that have the word, contain it, are near it."""
        key = fold(text[:_LONGEST])
        if not key:
            return _sorted((0.0, record) for shelf in self._of(kind) for record in shelf.records[:limit])[:limit]
        found: dict[Named, None] = {}
        for way in (_Shelf.beginning, _Shelf.with_words, _Shelf.containing):
            if len(found) < limit:
                tier = ((0.0, record) for shelf in self._of(kind) for record in way(shelf, key, limit + len(found)))
                found.update(dict.fromkeys(_sorted(tier)))
        if len(found) < limit:
            found.update(dict.fromkeys(self.near(text, kind, limit)))
        return tuple(found)[:limit]

    def _of(self, kind: str) -> Iterable["_Shelf"]:
        return self._shelves.values() if not kind else filter(None, (self._shelves.get(kind),))


class _Shelf:
    """The names of one kind of record. A name is known by its number in the order of folded names."""

    def __init__(self, records: list[Named]) -> None:
        self.records = sorted(records, key=_order)
        self._owners: dict[str, list[Named]] = {}
        for record in self.records:
            for key in dict.fromkeys(map(fold, (record.id, record.label, *record.names))):
                if key:
                    self._owners.setdefault(key, []).append(record)
        self._keys = sorted(self._owners)
        self._text = "\n".join(["", *self._keys, ""])
        self._small = len(self._keys) <= _SMALL
        self._sizes: list[int] = []  # words of each name
        self._having: dict[str, list[int]] = {}  # names by loose word, ascending
        self._solid: dict[str, list[int]] = {}  # names by loose spelling without spaces, if they are few
        self._answers = [self._owners[key] for key in self._keys]  # the records of each name
        for number, key in enumerate(self._keys):
            parts = loose(key).split()
            if self._small:
                self._solid.setdefault("".join(parts), []).append(number)
            self._enter(number, parts)
        if self._small:  # people mix words of several names: "институт гейт" of "Институт GATE" and "ГЕЙТ"
            for record in self.records:
                self._enter(len(self._answers), loose(" ".join((record.label, *record.names))).split())
                self._answers.append([record])
        self._vocabulary = sorted(self._having)
        self._initials = _initials(self.records) if self._small else {}

    def _enter(self, number: int, parts: list[str]) -> None:
        telling = [part for part in parts if part not in _JOINING] or parts
        self._sizes.append(len(telling))
        for part in dict.fromkeys(telling):
            self._having.setdefault(part, []).append(number)

    def exact(self, key: str) -> list[Named]:
        """Those that have exactly this folded name."""
        return self._owners.get(key, [])

    def beginning(self, key: str, limit: int) -> Iterator[Named]:
        """Those with a name that begins so."""
        return self._of(islice(_from(self._keys, key), limit))

    def with_words(self, key: str, limit: int) -> Iterator[Named]:
        """Those with a name that has these words, the last of which is still being typed."""
        *whole, last = loose(key).split()
        whole = [word for word in whole if word not in _JOINING]
        ends = chain.from_iterable(self._having[word] for word in _from(self._vocabulary, last))
        if not whole:
            first = chain.from_iterable(self._having[word][:limit] for word in _from(self._vocabulary, last))
            return chain.from_iterable(self._answers[number] for number in nsmallest(limit, first))
        lists = sorted((self._having.get(word, []) for word in whole), key=len)
        found = set(islice(ends, _CANDIDATES)) if len(lists[0]) > _CANDIDATES else set(ends)
        fit = (n for n in islice(lists[0], _CANDIDATES) if n in found and all(_has(other, n) for other in lists[1:]))
        return chain.from_iterable(self._answers[number] for number in islice(fit, limit))

    def containing(self, key: str, limit: int) -> Iterator[Named]:
        """Those with a name in which these letters stand somewhere."""
        at = self._text.find(key) if len(key) >= _ACRONYM else -1
        keys: list[str] = []
        while at >= 0 and len(keys) < limit:
            end = self._text.index("\n", at)
            keys.append(self._text[self._text.rindex("\n", 0, at) + 1 : end])
            at = self._text.find(key, end)
        return self._of(keys)

    def near(self, text: str) -> Iterator[tuple[float, Named]]:
        """Those that are like the text, with their likeness as a negative number from -1 to -0.72."""
        key = loose(text)
        scores: dict[int, float] = {}
        for score, number in chain(self._alike(key.replace(" ", "")), self._sharing(key)):
            scores[number] = max(scores.get(number, 0.0), score)
        for number, score in scores.items():
            if score >= _NEAR:
                yield from ((-round(score, 4), record) for record in self._answers[number])
        yield from ((-_BY_INITIALS, record) for record in self._initials.get(fold(text), ()))

    def _alike(self, solid: str) -> Iterator[tuple[float, int]]:
        """Whole names that are alike, wherever their spaces stand."""
        yield from ((1.0, number) for number in self._solid.get(solid, ()))
        if len(solid) == _ACRONYM and self._small:  # three letters of an acronym of four: krb, KRIB
            for name, numbers in self._solid.items():
                if len(name) == _ACRONYM + 1 and fuzz.ratio(solid, name) >= _LETTER_LEFT_OUT:
                    yield from ((_NEAR, number) for number in numbers)
        if len(solid) > _ACRONYM:
            names = list(self._solid)
            for name, score, _ in process.extract(
                solid, names, scorer=fuzz.ratio, score_cutoff=_LIKE_WHOLE, limit=None
            ):
                if len(name) > _ACRONYM:
                    yield from ((score / 100, number) for number in self._solid[name])

    def _sharing(self, key: str) -> Iterator[tuple[float, int]]:
        """Names that have the words of the text, rare words counting for more than those that many names have."""
        asked = [word for word in key.split() if word not in _JOINING and len(word) > 1][:_WORDS]
        likes = [self._like(word) for word in asked]
        # A word that no name has counts as much as the rarest.
        weights = [self._weight(max((len(self._having[other]) for other in like), default=1)) for like in likes]
        sums: dict[int, float] = {}
        for weight, like in sorted(zip(weights, likes, strict=True), key=lambda pair: -pair[0]):
            best: dict[int, float] = {}
            for other, likeness in like.items():
                having = self._having[other]
                if sums and len(having) > _CANDIDATES:
                    having = [number for number in sums if _has(having, number)]
                for number in having[:_CANDIDATES]:
                    best[number] = max(best.get(number, 0.0), likeness)
            for number, likeness in best.items():
                sums[number] = sums.get(number, 0.0) + weight * likeness
        for number, score in sums.items():
            # Of two that have all the words, the one with fewer others is meant.
            yield 0.94 * score / sum(weights) + 0.05 * min(1.0, len(asked) / self._sizes[number]), number

    def _like(self, word: str) -> dict[str, float]:
        """The words of names that may be meant by a word, with their likeness of 0 to 1."""
        found = {word: 1.0} if word in self._having else {}
        if len(word) <= _ACRONYM:
            return found
        for other in islice(_from(self._vocabulary, word), _ALIKE):
            found.setdefault(other, 0.9)
        if len(self._vocabulary) <= _SMALL:
            alike = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_ALIKE)
            for other, score, _ in alike:
                if len(other) > _ACRONYM:
                    found.setdefault(other, score / 100)
        return found

    def _weight(self, count: int) -> float:
        return 1 + log((1 + len(self._keys)) / count)

    def _of(self, keys: Iterable[str]) -> Iterator[Named]:
        return chain.from_iterable(self._owners[key] for key in keys)


def _initials(records: list[Named]) -> dict[str, list[Named]]:
    """The records by the folded first letters of a name's words, with and without the small ones."""
    found: dict[str, list[Named]] = {}
    for record in records:
        acronyms: dict[str, None] = {}
        for name in (record.label, *record.names):
            parts = plain_words(name)
            for those in (parts, [part for part in parts if fold(part) not in _JOINING]):
                if len(those) >= _ACRONYM:
                    acronyms[fold("".join(part[0] for part in those))] = None
        for acronym in acronyms:
            found.setdefault(acronym, []).append(record)
    return found


def _from(ordered: list[str], beginning: str) -> Iterator[str]:
    """The texts of a sorted list that begin so."""
    for at in range(bisect_left(ordered, beginning), len(ordered)):
        if not ordered[at].startswith(beginning):
            return
        yield ordered[at]


def _has(ascending: list[int], number: int) -> bool:
    at = bisect_left(ascending, number)
    return at < len(ascending) and ascending[at] == number


def _order(record: Named) -> tuple[str, str, str]:
    return record.label.casefold(), record.id, record.kind


def _sorted(found: Iterable[tuple[float, Named]]) -> tuple[Named, ...]:
    ranked = sorted(set(found), key=lambda item: (item[0], _order(item[1])))
    return tuple(dict.fromkeys(record for _, record in ranked))
