"""From text to tokens: the words of repetition, around those of time that `bot.domain.when` knows."""

import re
import unicodedata
from collections.abc import Iterator

from bot.domain.fold import loose
from bot.domain.when import lexicon
from bot.domain.when.shapes import Token

LONGEST_TEXT = 200
_EVERY = Token("every")

# Forms are parted by `|`; a space is any white space.
_WORDS: dict[str, tuple[Token, ...]] = {
    "every|each|once a|once an|once per|всеки|всяка|всяко|всички|веднъж на|веднъж в": (_EVERY,),
    "once every|веднъж на всеки|веднъж на всяка": (_EVERY,),
    "once|веднъж": (),
    "other": (Token("alternate"),),
    "daily|ежедневно|всекидневно": (Token("often", "day"),),
    "weekly|ежеседмично|седмично": (Token("often", "week"),),
    "monthly|ежемесечно|месечно": (Token("often", "month"),),
    "yearly|annually|ежегодно|годишно": (Token("often", "year"),),
    "fortnightly|every fortnight": (_EVERY, Token("number", 2), Token("units", "week")),
    "hourly|ежечасно": (_EVERY, Token("tick", "hour")),
    "seconds|sec|secs|секунда|секунди|секундата|сек": (Token("tick", "second"),),
    "последен|последна|последно": (Token("final", -1),),
    "weekday|weekdays|work day|work days|working day|working days|workday|workdays|business day|business days|"
    "работен ден|работния ден|работният ден|работни дни|работните дни|делник|делници|делниците|делничен ден|"
    "делничния ден|делничният ден|делнични дни|делничните дни": (Token("workday"),),
    "weekends|уикендите": (_EVERY, Token("weekend")),
    "times|time|occurrences|пъти|път": (Token("times"),),
    "число|числото|числа|date": (Token("date"),),
    "starting from|starting on|starting|beginning on|beginning|as of|считано от|започвайки от|начиная от": (
        Token("from"),
    ),
    "mondays|понеделници|понеделниците": (_EVERY, Token("weekday", 0)),
    "tuesdays|вторници|вторниците": (_EVERY, Token("weekday", 1)),
    "wednesdays|среди|средите": (_EVERY, Token("weekday", 2)),
    "thursdays|четвъртъци|четвъртъците": (_EVERY, Token("weekday", 3)),
    "fridays|петъци|петъците": (_EVERY, Token("weekday", 4)),
    "saturdays|съботи|съботите": (_EVERY, Token("weekday", 5)),
    "sundays|недели|неделите": (_EVERY, Token("weekday", 6)),
}
_HOLIDAYS = (
    r"(?:except|excluding|without|skipping|skip|but not|not|no)\s+(?:(?:on|for|the)\s+)*"
    r"(?:(?:public|bank|national|official|bulgarian)\s+)*holidays?|"
    r"(?:без|освен|но не|не|с изключение на)\s+(?:(?:на|в|през|по|за)\s+)?(?:(?:официални|национални)(?:те)?\s+)*"
    r"(?:празници(?:те)?|(?:почивни|празнични)(?:те)?(?:\s+дни)?)"
)
_MEANING = {form: tokens for forms, tokens in _WORDS.items() for form in forms.split("|")}
_TYPED_LATIN = {loose(word): word for form in _MEANING if not form.isascii() for word in form.split(" ")}
_ENGLISH = frozenset(word for form in _MEANING if form.isascii() for word in form.split(" "))
_LATIN_WORD = re.compile(r"(?<![^\W_])[a-z46]+(?![^\W_])")
_KNOWN = re.compile(
    r"(?<![^\W_])(?:(?P<holidays>{})|(?P<word>{}))(?![^\W_])".format(
        _HOLIDAYS,
        "|".join(re.escape(form) for form in sorted(_MEANING, key=len, reverse=True)),
    )
)


def tokens(text: str) -> list[Token]:
    """The tokens of a text. Raises ValueError at the first thing that is neither of time nor of repetition."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(text[:LONGEST_TEXT])
    plain = " ".join(unicodedata.normalize("NFC", text.casefold()).split())
    return list(_tokens(_LATIN_WORD.sub(_in_cyrillic, plain)))


def _in_cyrillic(found: re.Match[str]) -> str:
    """“vseki” is “всеки”."""
    word = found[0]
    return word if word in _ENGLISH else _TYPED_LATIN.get(loose(word), word)


def _tokens(plain: str) -> Iterator[Token]:
    at = 0
    for found in _KNOWN.finditer(plain):
        yield from _of_time(plain[at : found.start()])
        yield from (Token("holidays"),) if found["holidays"] else _MEANING[found["word"]]
        at = found.end()
    yield from _of_time(plain[at:])


def _of_time(between: str) -> Iterator[Token]:
    for part in between.split(","):  # a list of days may be longer than any one time that is known there
        yield from lexicon.tokens(part)
