"""The keys under which texts compare: whatever the case, the alphabet, the accents and the punctuation.

`fold("КРИБ")` is "krib", as is that of "Kriб", which mixes the alphabets; `fold("Boğaz-içi")` is "bogaz ici".
`loose("digitalizaciq")` is `loose("дигитализация")`: what people type without a Cyrillic keyboard.
"""

import re
import unicodedata
from functools import lru_cache


def _table(pairs: str) -> dict[str, str]:
    return {pair[0]: pair[2:] for pair in pairs.split()}


# The streamlined system of the Bulgarian Transliteration Act, articles 3 to 6: https://lex.bg/en/laws/ldoc/2135623667
_BULGARIAN = _table(
    "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sht ъ:a "
    "ь:y ю:yu я:ya"
)
_NEIGHBOURS = _table(
    "ё:e э:e є:e ы:i і:i ї:i ў:u ґ:g ѓ:g ќ:k ј:j љ:lj њ:nj џ:dzh ђ:dj ћ:c ѕ:dz ѣ:e ѫ:a"  # of other Cyrillic alphabets
)
_TO_LATIN = str.maketrans(_BULGARIAN | _NEIGHBOURS)

# Letters that look the same as capitals or as small letters: Cyrillic on the left, Latin on the right.
_ALIKE = dict(zip("авекмнорстухіјѕ", "abekmhopctyxijs", strict=True))
_CYRILLIC_ALIKE, _LATIN_ALIKE = frozenset(_ALIKE), frozenset(_ALIKE.values())
_SEEN_AS_LATIN = str.maketrans(_ALIKE)
_SEEN_AS_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _ALIKE.items()})
_CYRILLIC = frozenset(_BULGARIAN | _NEIGHBOURS)

# Latin letters that carry their accent inside, which no decomposition takes off; apostrophes join.
_LETTERS = {
    **_table("ø:o ł:l đ:d ð:d þ:th ħ:h ŧ:t ı:i æ:ae œ:oe ß:ss ŋ:n ĸ:k й:й ѝ:и"),
    **dict.fromkeys("'’‘ʼʹ`", ""),
}
_REMEMBERED = 16_384  # characters and words kept; texts may hold any


class _Plain(dict[int, str]):
    """What a character is without accents: itself, other letters, nothing, or a space for what is no letter."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        parts = unicodedata.normalize("NFKD", char).casefold()
        if char in _LETTERS:
            plain = _LETTERS[char]
        elif parts != char:
            plain = parts.translate(self)
        else:
            group = unicodedata.category(char)
            plain = char if group[0] in "LN" else "" if group[0] == "M" or group == "Cf" else " "
        if len(self) < _REMEMBERED:
            self[code] = plain
        return plain


_PLAIN = _Plain()


def fold(text: str) -> str:
    """The key of a text: small Latin letters and digits, words parted by one space. Folding twice changes nothing."""
    return " ".join(words(text))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple([word if word.isascii() else _latin(word) for word in plain_words(text)])


def plain_words(text: str) -> list[str]:
    """The words in small letters without accents, each still in its own alphabet."""
    if text.isascii():
        return text.lower().translate(_PLAIN).split()
    return unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN).split()


@lru_cache(_REMEMBERED)
def _latin(word: str) -> str:
    letters = frozenset(word)
    cyrillic = letters & _CYRILLIC
    latin = frozenset(c for c in letters if c.isascii() and c.isalpha())
    if cyrillic and latin:
        # "СЕBR" is CEBR with two Cyrillic letters, "KРИБ" is КРИБ with a Latin K; "Kriб" is neither: read as it sounds.
        if cyrillic <= _CYRILLIC_ALIKE:
            return word.translate(_SEEN_AS_LATIN)
        if latin <= _LATIN_ALIKE:
            word = word.translate(_SEEN_AS_CYRILLIC)
    if word == "българия":  # the Act's own exception
        return "bulgaria"
    if word.endswith("ия"):
        word = word[:-2] + "иа"
    return word.translate(_TO_LATIN)


_DIGIT_LETTERS = re.compile(r"(?<=[a-z])[46](?!\d)|(?<![a-z\d])[46](?=[a-z])")
_MIDDLE_Y = re.compile(r"(?<=[bcdfghjklmnprstvz])y(?=[bcdfghjklmnprstvz])")
_DOUBLED = re.compile(r"([a-z])\1+")


def loose(text: str) -> str:
    """A second, coarser key, equal for most of the ways in which people spell one word in Latin letters.

    Both sides of a comparison must be made by it. It joins 6 and sh, 4 and ch, q and ya, w and v, j and zh, x and ks,
    ts and c, y and ъ or й, ph and f, and doubled letters; it is for likeness, never for identity.
    """
    return " ".join([loose_word(word) for word in words(text)])


@lru_cache(_REMEMBERED)
def loose_word(word: str) -> str:
    """The coarser key of one folded word."""
    if not any("a" <= c <= "z" for c in word):
        return word
    if "4" in word or "6" in word:
        word = _DIGIT_LETTERS.sub(lambda digit: "ch" if digit[0] == "4" else "sh", word)
    word = word.replace("bulg", "balg").replace("qu", "kv").replace("q", "ia").replace("w", "v").replace("x", "ks")
    word = word.replace("ph", "f").replace("tz", "c").replace("ts", "c").replace("zh", "j")
    return _DOUBLED.sub(r"\1", _MIDDLE_Y.sub("a", word).replace("y", "i"))
