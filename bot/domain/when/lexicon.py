"""From text to tokens: every word of every language in one dictionary, longest phrase first."""

import re
import unicodedata
from collections.abc import Iterator

from bot.domain.fold import loose
from bot.domain.when.bulgarian import BULGARIAN
from bot.domain.when.english import ENGLISH
from bot.domain.when.shapes import Token

LANGUAGES = {"en": ENGLISH, "bg": BULGARIAN}
LONGEST_TEXT = 120
YEARS = range(1900, 2200)

_FORMS: dict[str, tuple[Token, ...]] = {}
_REACH: dict[str, int] = {}  # first word -> how many words its longest form has
_TYPED_LATIN: dict[str, str] = {}  # "sledvashtiq" -> "следващия"


def _learn() -> None:
    for language in LANGUAGES.values():
        for form, tokens in language.forms():
            if _FORMS.setdefault(form, tokens) != tokens:
                raise ValueError(f"“{form}” has two meanings")
            words = form.split(" ")
            _REACH[words[0]] = max(len(words), _REACH.get(words[0], 0))
    unclear = set()
    for word in {word for form in _FORMS for word in form.split(" ") if not word.isascii()}:
        known = _TYPED_LATIN.setdefault(loose(word), word)
        if _FORMS.get(known) != _FORMS.get(word):
            unclear.add(loose(word))
    for key in unclear:
        del _TYPED_LATIN[key]


_learn()

# Invisible characters go; every quote mark goes; dashes are one dash; brackets only set words apart.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys('\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"“”„‟«»', None),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛`ʼ", "'"),
        **dict.fromkeys("()[],;", " , "),
        "@": " at ",
    }
)
_SUFFIXES = "|".join(sorted(f"{ENGLISH.suffixes}|{BULGARIAN.suffixes}".split("|"), key=len, reverse=True))
_ATOM = re.compile(
    rf"""
    (?P<iso>[0-9]{{4}}-[0-9][0-9](?:-[0-9][0-9](?:[t ][0-9][0-9]:[0-9][0-9](?::00)?)?)?(?![0-9:-]))
    | (?P<date>[0-9]{{1,2}}([./-])[0-9]{{1,2}}\3[0-9]{{4}}(?![0-9])
              | [0-9]{{4}}([./])[0-9]{{1,2}}\4[0-9]{{1,2}}(?![0-9./]))
    | (?P<monthyear>[0-9]{{1,2}}[./][0-9]{{4}}(?![0-9]))
    | (?P<clock>[0-9]{{1,2}}:[0-9][0-9](?![0-9:]))
    | (?P<dotted>[0-9]{{1,2}}\.[0-9]{{1,2}}(?!\.?[0-9])(?:\.(?=\s))?)
    | (?P<slashed>[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9/.]))
    | (?P<ordinal>[0-9]{{1,2}}(?:\s?-\s?)?(?:{_SUFFIXES})(?!\w))
    | (?P<number>[0-9]{{1,6}}(?![0-9:/]|\.[0-9])(?:\.(?=\s*-))?)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*\.?)
    | (?P<dash>-)
    | (?P<comma>[,'])
    | (?P<space>\s+)
    | (?P<alien>.)
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d+", re.ASCII)


def tokens(text: str) -> list[Token]:
    """The tokens of a text. Raises ValueError at the first thing that is no word of time."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(text[:LONGEST_TEXT])
    plain = unicodedata.normalize("NFC", text.casefold()).translate(_PLAIN).strip(" .!?…,'\t\r\n\u00a0")
    return _settled(list(_joined(list(_atoms(plain)))))


def kinds_within(text: str) -> list[str]:
    """What the known words of a text are, for saying what was probably meant."""
    words = re.findall(r"[^\W\d_]+", text[:LONGEST_TEXT].casefold())
    return [token.kind for word in words for token in _FORMS.get(word, ())]


def _atoms(plain: str) -> Iterator[Token]:
    for found in _ATOM.finditer(plain):
        kind, text = found.lastgroup or "", found.group()
        match kind:
            case "space" | "comma":
                continue
            case "word":
                yield Token("word", text.rstrip("."))
            case "dash":
                yield Token("dash")
            case "alien":
                raise ValueError(text)
            case _:
                yield from _figures(kind, text)


def _figures(kind: str, text: str) -> Iterator[Token]:
    """Tokens for what is written in figures; day before month."""
    figures = [int(digits) for digits in _DIGITS.findall(text)]
    match kind, figures:
        case "number", [n] if n in YEARS:
            yield Token("year", n)
        case "number" | "ordinal", [n]:
            yield Token(kind, n)
        case "clock", [hour, minute]:
            yield _clock(hour, minute)
        case "dotted", [left, right] if text.rstrip(".")[-3] == ".":  # 18.30 is a time, 15.12 a day: neighbours tell
            yield Token("dotted", (left, right))
        case (("dotted" | "slashed"), [day, month]):
            yield from (Token("number", day), Token("month", month))
        case "monthyear", [month, year]:
            yield from (Token("month", month), Token("year", year))
        case "iso", [year, month]:
            yield from (Token("month", month), Token("year", year))
        case (("iso" | "date"), [first, month, last, *clock]):
            day, year = (last, first) if first in YEARS else (first, last)
            yield from (Token("number", day), Token("month", month), Token("year", year))
            if clock:
                yield _clock(clock[0], clock[1])
        case _:
            raise ValueError(text)


def _clock(hour: int, minute: int) -> Token:
    if minute not in range(60) or 60 * hour + minute > 24 * 60:
        raise ValueError(f"{hour}:{minute}")
    return Token("clock", 60 * hour + minute)


def _joined(atoms: list[Token]) -> Iterator[Token]:
    """Words become what they mean, the longest form first."""
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        word = "-" if atom.kind == "dash" else str(atom.value)
        if atom.kind == "word" and word not in _REACH:
            word = _TYPED_LATIN.get(loose(word), word)
        if atom.kind not in {"word", "number"} or word not in _REACH:
            if atom.kind == "word":
                raise ValueError(word)
            yield atom
            at += 1
            continue
        for length in range(min(_REACH[word], len(atoms) - at), 0, -1):
            rest = [_spelled(following) for following in atoms[at + 1 : at + length]]
            meaning = _FORMS.get(" ".join([word, *rest]))
            if meaning is not None:
                yield from meaning
                at += length
                break
        else:
            if atom.kind == "word":
                raise ValueError(word)
            yield atom
            at += 1


def _spelled(atom: Token) -> str:
    if atom.kind == "dash":
        return "-"
    word = str(atom.value)
    return word if word in _REACH or word in _INSIDE else _TYPED_LATIN.get(loose(word), word)


_INSIDE = frozenset(word for form in _FORMS for word in form.split(" "))


def _settled(row: list[Token]) -> list[Token]:
    """Neighbours decide what is a time and what a day; "2027 г." is "2027"."""
    settled: list[Token] = []
    for at, token in enumerate(row):
        before = settled[-1].kind if settled else ""
        after = row[at + 1].kind if at + 1 < len(row) else ""
        if token.kind == "dotted":
            left, right = token.value
            if after == "mark":
                settled.append(_clock(left, right))
            elif before == "at":
                # "в 10.12" may be a day or a time; "в 18.30" can only be a time.
                if right in range(1, 13):
                    raise ValueError(token.value)
                settled.append(_clock(left, right))
            else:
                settled += (Token("number", left), Token("month", right))
        elif before == "year" and token in _YEAR_WORDS:
            continue
        else:
            settled.append(token)
    return settled


_YEAR_WORDS = frozenset({Token("unit", "year"), Token("yearmark", "year")})
