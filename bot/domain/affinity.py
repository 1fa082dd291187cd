"""What two members have in common, and who has most in common with somebody.

Fields are compared by their ids, texts word by word in any alphabet: two words are alike when they begin alike for most
of their length, so "изпитване" is "изпитвания" and "trial" is "trials".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.fold import fold, loose_word, plain_words, words
from bot.domain.member import Aim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.member import Profile

_WHOLE = 4  # letters up to which words must be the same
_ALIKE = 0.7  # of the longer word that both begin with
_WORDS = 60  # of a text that count
_TOLD = 4  # words that are told as a reason
_EMPTY = frozenset(
    words(
        "a an and are as at be by can could do for from good have help i in into is it like me my need new of offer on"
        " one or our search seek some someone somebody that the their them to us want we who will with work would you"
        " your looking people partner partners project projects experience"
        " а аз без в във един една едно за и из или имам искам какво като към мен ми може мога на над най не нещо ни"
        " нов нова ново нови някой от по под помощ при работа с са се си сме със съм също там това търся търсим това"
        " хора че ще опит партньор партньори проект проекти предлагам предлагаме"
    )
)
_MEET = frozenset(
    (
        frozenset((Aim.FOUNDER, Aim.INVESTOR)),
        frozenset((Aim.COMPANY, Aim.INVESTOR)),
        frozenset((Aim.RESEARCHER, Aim.COMPANY)),
        frozenset((Aim.STUDENT, Aim.RESEARCHER)),
        frozenset((Aim.STUDENT, Aim.COMPANY)),
    )
)


class Common(StrEnum):
    """What a reason is about, as the first of two sees the second; the strongest first."""

    OFFERS = "offers"  # they offer what I look for
    SEEKS = "seeks"  # they look for what I offer
    FIELDS = "fields"  # fields of both, by their ids
    MEETS = "meets"  # what brings them here goes with what brings me here
    CITY = "city"  # told only beside something else: half the club lives in one city


@dataclass(frozen=True, slots=True)
class Reason:
    """Something in common, with what it is: ids of fields, words of theirs, their aim, or their city."""

    about: Common
    what: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much it counts among reasons."""
        match self.about:
            case Common.OFFERS:
                return 3 + len(self.what)
            case Common.SEEKS:
                return 2 + len(self.what)
            case Common.FIELDS:
                return 2 * len(self.what)
            case Common.MEETS:
                return 2
            case Common.CITY:
                return 1


def affinity(mine: Profile, theirs: Profile) -> tuple[Reason, ...]:
    """What somebody has in common with another, as they see it, the strongest first; empty where it is nothing."""
    fields = tuple(one for one in mine.interests if one in theirs.interests)
    found = [
        Reason(Common.OFFERS, _shared(theirs.offers, mine.seeks)),
        Reason(Common.SEEKS, _shared(theirs.seeks, mine.offers)),
        Reason(Common.FIELDS, fields),
    ]
    if mine.aim and theirs.aim and frozenset((mine.aim, theirs.aim)) in _MEET:
        found.append(Reason(Common.MEETS, (theirs.aim.value,)))
    found = sorted((one for one in found if one.what), key=lambda one: -one.weight)
    if found and fold(mine.city) and fold(mine.city) == fold(theirs.city):
        found.append(Reason(Common.CITY, (theirs.city,)))
    return tuple(found)


def strength(reasons: Iterable[Reason]) -> int:
    """How much all of it is."""
    return sum(one.weight for one in reasons)


def best(mine: Profile, others: Iterable[Profile], limit: int) -> list[tuple[Profile, tuple[Reason, ...]]]:
    """Those of the others who have something in common with somebody, most first, each with the reasons."""
    found = [(one, affinity(mine, one)) for one in others if one.person != mine.person]
    ranked = sorted(
        ((one, reasons) for one, reasons in found if reasons),
        key=lambda pair: (-strength(pair[1]), fold(pair[0].name), pair[0].person),
    )
    return ranked[:limit]


def _shared(theirs: str, mine: str) -> tuple[str, ...]:
    """The telling words of their text that stand in mine too, in their order and spelling."""
    if not theirs or not mine:
        return ()
    wanted: dict[str, set[str]] = {}  # by how they begin
    for _, key in _telling(mine):
        wanted.setdefault(key[:_WHOLE], set()).add(key)
    here = dict.fromkeys(
        word for word, key in _telling(theirs) if any(_alike(key, other) for other in wanted.get(key[:_WHOLE], ()))
    )
    return tuple(here)[:_TOLD]


def _telling(text: str) -> list[tuple[str, str]]:
    """The words of a text that say something, each with its key."""
    return [(word, key) for word in plain_words(text)[:_WORDS] if (key := _key(word))]


@lru_cache(16_384)
def _key(word: str) -> str:
    """Under which a word compares; empty for one that says nothing."""
    folded = fold(word)
    return "" if len(word) == 1 or folded in _EMPTY else loose_word(folded)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    longer = max(len(one), len(other))
    if min(len(one), len(other)) < _WHOLE:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= _WHOLE and same >= _ALIKE * longer
