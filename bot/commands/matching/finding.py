"""Finding members by what they told: words in any alphabet and inflection, by field of their profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.kinds.organisation import partner_of
from bot.core.membership import aim_label
from bot.core.words import LANGUAGES, later, words
from bot.domain.affinity import affinity, strength
from bot.domain.fold import fold
from bot.domain.interests import interest
from bot.search.stem import asked, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.context import Context
    from bot.domain.affinity import Reason
    from bot.domain.member import Profile

PLACES = {  # where a word is found, and how much it counts there
    "name": (later("name"), 6),
    "interests": (later("fields"), 5),
    "offers": (later("what they offer"), 4),
    "seeks": (later("what they look for"), 3),
    "organisation": (later("organisation"), 3),
    "city": (later("city"), 2),
    "aim": (later("what brings them here"), 2),
}
_BEGUN = 4  # letters from which the beginning of a word finds it


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
    partner = partner_of(wanted.organisation, ctx.library) if wanted.organisation else ""
    found = []
    for one in others:
        places = _places(one, wanted, partner)
        if places is not None:
            found.append(Match(one, places, affinity(mine, one)))
    return sorted(found, key=lambda match: (-_weight(match), fold(match.profile.name), match.profile.person))


def _weight(match: Match) -> int:
    return 10 * sum(PLACES[place][1] for place in match.places) + strength(match.reasons)


def _places(one: Profile, wanted: Wanted, partner: str) -> tuple[str, ...] | None:
    """Where what is wanted stands; None where something of it stands nowhere."""
    known = _texts(one)
    here = {}
    for name, text in (("organisation", wanted.organisation), ("city", wanted.city), ("offers", wanted.offers)):
        if not text or (name == "organisation" and partner and partner == one.partner):
            continue
        if not all(_has(known[name], word) for word in asked(text)):
            return None
    for word in asked(wanted.who):
        hits = [name for name, said in known.items() if _has(said, word)]
        if not hits:
            return None
        here |= dict.fromkeys(hits)
    if wanted.who and not here:  # nothing in it was a word
        return None
    return tuple(name for name in PLACES if name in here)


def _texts(one: Profile) -> dict[str, frozenset[str]]:
    fields = [field for id in one.interests if (field := interest(id))]
    aim = [aim_label(one.aim, words(language)) for language in LANGUAGES] if one.aim else []
    said = {
        "name": [one.name],
        "interests": [text for field in fields for text in (field.en, field.bg, *field.topics)],
        "offers": [one.offers],
        "seeks": [one.seeks],
        "organisation": [one.organisation],
        "city": [one.city],
        "aim": aim,
    }
    return {name: frozenset(term for text in texts for term in terms(text)) for name, texts in said.items()}


def _has(said: frozenset[str], word: tuple[str, ...]) -> bool:
    if not said.isdisjoint(word):
        return True
    begun = tuple(term for term in word if len(term) >= _BEGUN)
    return bool(begun) and any(term.startswith(begun) for term in said)
