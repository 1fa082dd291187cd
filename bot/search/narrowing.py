"""Which kinds of record a plain search means: “partners in Romania” is about partners."""

from __future__ import annotations

from functools import cache

from bot.domain.record import Kind
from bot.search.stem import asked, terms

_WORDS = {
    "partner partners партньор партньори организация": (Kind.PARTNER,),
    "event events conference събитие събития конференция": (Kind.EVENT, Kind.SERIES),
    "call calls покана покани": (Kind.CALL,),
    "project projects проект проекти": (Kind.PROJECT,),
    "programme programmes направление направления": (Kind.PROGRAMME,),
}


def narrowed(text: str) -> tuple[tuple[str, ...], str]:
    """The kinds that a word of the text names (none: all of them), and the text without that word."""
    words = text.split()
    for number, word in enumerate(words):
        meant = {kind for options in asked(word) for term in options for kind in _kinds().get(term, ())}
        if meant:
            return tuple(sorted(meant)), " ".join((*words[:number], *words[number + 1 :]))
    return (), text


@cache
def _kinds() -> dict[str, tuple[Kind, ...]]:
    return {term: kinds for line, kinds in _WORDS.items() for term in terms(line)}
