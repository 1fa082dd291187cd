"""Finding members by what they told: words in any alphabet and inflection, by field of their profile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from bot.core.kinds.organisation import partner_of
from bot.core.membership import aim_label
from bot.core.words import LANGUAGES, later, words
from bot.domain.affinity import affinity, strength
from bot.domain.fold import fold
from bot.domain.interests import interest
from bot.search.stem import asked, terms
from bot.search.synonyms import synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.context import Context
    from bot.domain.affinity import Reason
    from bot.domain.member import Aim, Profile

PLACES = {  # where a word is found, and how much it counts there
    "name": (later("name"), 6),
    "interests": (later("fields"), 5),
    "offers": (later("what they offer"), 4),
    "seeks": (later("what they look for"), 3),
    "organisation": (later("organisation"), 3),
    "city": (later("city"), 2),
    "aim": (later("what brings them here"), 2),
}
_BEGUN = 3  # letters from which the beginning of a word finds it
_PHRASE = 3  # words of the longest phrase that means the same as another


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody looks for; empty is anybody."""

    who: str = ""
    organisation: str = ""
    city: str = ""
    offers: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A member who fits, where the words stand, and what they have in common with whoever looks."""

    profile: Profile
    places: tuple[str, ...]
    reasons: tuple[Reason, ...]


def matches(mine: Profile, others: Iterable[Profile], wanted: Wanted, ctx: Context) -> list[Match]:
    """Those who fit, best first."""
    question = _Question.of(wanted, ctx)
    found = []
    for one in others:
        places = question.places(one)
        if places is not None:
            found.append(Match(one, places, affinity(mine, one)))
    return sorted(found, key=lambda match: (-_weight(match), fold(match.profile.name), match.profile.person))


def _weight(match: Match) -> int:
    return 10 * sum(PLACES[place][1] for place in match.places) + strength(match.reasons)


@dataclass(frozen=True, slots=True)
class _Need:
    """Some words of a question, each as the terms that answer it, and the phrases that mean the same."""

    words: tuple[tuple[str, ...], ...]
    others: frozenset[tuple[str, ...]]

    def found(self, known: dict[str, frozenset[str]]) -> set[str]:
        """Where it stands: all words, in whatever places, or another phrase as a whole; empty where it does not."""
        hits = [{name for name, said in known.items() if _has(said, word)} for word in self.words]
        literal = set().union(*hits) if all(hits) else set()
        return literal | {name for name, said in known.items() if any(said.issuperset(one) for one in self.others)}


def _needs(text: str) -> list[_Need]:
    words, needs = asked(text), list[_Need]()
    while words:
        size = next((n for n in range(min(_PHRASE, len(words)), 1, -1) if _meant(words[:n])), 1)
        needs.append(_Need(tuple(words[:size]), frozenset(_meant(words[:size]))))
        words = words[size:]
    return needs


def _meant(words: Sequence[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The phrases that mean the same as these words, as the search of records knows them."""
    return {other for phrase in product(*words) for other in synonyms().get(phrase, ())}


@dataclass(frozen=True, slots=True)
class _Question:
    """What is wanted, read once: in any place, and in certain ones; `partner` is the organisation of the directory."""

    who: list[_Need]
    filters: dict[str, list[_Need]]
    partner: str
    empty: bool  # words that say nothing fit nobody

    @classmethod
    def of(cls, wanted: Wanted, ctx: Context) -> _Question:
        texts = {"organisation": wanted.organisation, "city": wanted.city, "offers": wanted.offers}
        filters = {name: _needs(text) for name, text in texts.items() if text}
        who = _needs(wanted.who)
        partner = partner_of(wanted.organisation, ctx.library) if wanted.organisation else ""
        return cls(who, filters, partner, not all(filters.values()) or bool(wanted.who and not who))

    def places(self, one: Profile) -> tuple[str, ...] | None:
        """Where what is wanted stands; None where something of it stands nowhere."""
        if self.empty:
            return None
        if not self.who and not self.filters:
            return ()
        known, here = _texts(one), set[str]()
        for name, needs in self.filters.items():
            if name == "organisation" and self.partner and self.partner == one.partner:
                continue
            if not all(need.found({name: known[name]}) for need in needs):
                return None
        for need in self.who:
            if not (hits := need.found(known)):
                return None
            here |= hits
        return tuple(name for name in PLACES if name in here)


def _texts(one: Profile) -> dict[str, frozenset[str]]:
    return {
        "name": frozenset(terms(one.name)),
        "interests": frozenset[str]().union(*map(_field, one.interests)),
        "offers": frozenset(terms(one.offers)),
        "seeks": frozenset(terms(one.seeks)),
        "organisation": frozenset(terms(one.organisation)),
        "city": frozenset(terms(one.city)),
        "aim": _aim(one.aim) if one.aim else frozenset(),
    }


@cache
def _field(id: str) -> frozenset[str]:
    """The terms of a field in both languages, with those of its topics."""
    field = interest(id)
    texts = (field.en, field.bg, *field.topics) if field else ()
    return frozenset(term for text in texts for term in terms(text))


@cache
def _aim(aim: Aim) -> frozenset[str]:
    """The terms of what brings somebody here, in both languages."""
    return frozenset(term for language in LANGUAGES for term in terms(aim_label(aim, words(language))))


def _has(said: frozenset[str], word: tuple[str, ...]) -> bool:
    if not said.isdisjoint(word):
        return True
    begun = tuple(term for term in word if len(term) >= _BEGUN)
    return bool(begun) and any(term.startswith(begun) for term in said)
