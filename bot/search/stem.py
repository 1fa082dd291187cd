"""Terms: what a text is indexed and asked by, so that "cancers" is cancer and "биотехнологиите" is "биотехнология".

Endings are taken off by a few rules, not by a dictionary: from a Cyrillic word by the Bulgarian ones, from a Latin word
by the English ones. A Latin word in a question may be Bulgarian too ("digitalizaciq"), so it is asked for both ways.
"""

import re
from functools import lru_cache

from bot.domain.fold import fold, loose_word, plain_words

_LONGEST = 64  # letters of a word that count
_VOWELS = "aeiouyq"  # q is how я is typed without a Cyrillic keyboard
_SHORTEST = 3
_ARTICLE = re.compile(r"(?<=\w{4})(?:[aeio]t|t(?<=tt))$|(?<=\w{3})[eo]v$")  # покан-ат(а), болест-т(а), град-ов(е)
_SIBILANT = ("ses", "xes", "zes", "ches", "shes")


def terms(text: str) -> list[str]:
    """The terms under which a text is found, in order."""
    return [term for word in plain_words(text) for term in _term(word[:_LONGEST])]


def indexed(*texts: str) -> str:
    """The terms of some texts with spaces between: what a field with a whitespace tokenizer is given."""
    return " ".join(filter(None, map(_indexed, texts)))


def asked(text: str) -> list[tuple[str, ...]]:
    """For each word of a question the terms that would answer it, the likeliest first."""
    return [_wanted(word[:_LONGEST]) for word in plain_words(text)]


@lru_cache(2048)  # topics, places and programmes are the same in many records
def _indexed(text: str) -> str:
    return " ".join(terms(text))


@lru_cache(16384)
def _term(word: str) -> tuple[str, ...]:
    if word.isascii():
        return (loose_word(_english(word)),)
    return tuple(loose_word(_bulgarian(part)) for part in fold(word).split())


@lru_cache(16384)
def _wanted(word: str) -> tuple[str, ...]:
    if word.isascii() and word.isalpha() and len(word) > _SHORTEST + 1:
        return tuple(dict.fromkeys((loose_word(_english(word)), loose_word(_bulgarian(word)))))
    return _term(word)


def _english(word: str) -> str:
    """A word without the plural, -ing and a mute e."""
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(_SIBILANT):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ing") and len(word) > _SHORTEST + 3:
        word = word[:-3]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def _bulgarian(word: str) -> str:
    """A transliterated word without article, number and gender."""
    if not word.isalpha():
        return word
    shorter = word
    while shorter:
        word = shorter
        shorter = word.rstrip(_VOWELS) if len(word) > _SHORTEST else word
        if len(shorter) < _SHORTEST:
            shorter = word[:_SHORTEST]
        shorter = _ARTICLE.sub("", shorter)
        if shorter == word:
            break
    # антимикроб-ен and антимикроб-на
    return word[:-2] + "n" if word.endswith("en") and len(word) > _SHORTEST + 2 else word
