"""Countries by any name that people give them, kept as their ISO 3166-1 alpha-2 code.

The names are Unicode CLDR's, in English and Bulgarian, as Babel ships them; the table below adds what people say
instead. Kosovo, which ISO does not list, is XK, as the European Commission writes it.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from rapidfuzz import fuzz, process

from bot.domain.fold import fold, loose, plain_words, words

_LANGUAGES = ("en", "bg")
# CLDR's codes for what is no country: exceptional reservations, groups and test regions.
_NO_COUNTRY = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))
# https://style-guide.europa.eu/en/content/-/isg/topic?identifier=annex-a5-list-countries
_CODES = {"EL": "GR", "UK": "GB"}

_ALSO = {
    "AE": "UAE, Emirates, ОАЕ, Емирства",
    "BA": "Bosnia, BiH, Босна, БиХ",
    "BN": "Бруней",
    "BY": "Belorussia, Byelorussia, Белорусия",
    "CD": "DR Congo, DRC, Democratic Republic of the Congo, Congo Kinshasa, Zaire, ДР Конго, "
    "Демократична република Конго",
    "CG": "Congo Brazzaville, Republic of the Congo, Република Конго",
    "CF": "ЦАР",
    "CI": "Ivory Coast, Cote d Ivoire, Бряг на слоновата кост",
    "CN": "PRC, People's Republic of China, Mainland China, КНР, Китайска народна република",
    "CV": "Cabo Verde, Зелени нос",
    "CZ": "Czech Republic, Чешка република, Чешко",
    "DE": "Deutschland, Federal Republic of Germany, ФРГ",
    "ES": "España",
    "FK": "Falklands, Malvinas",
    "FM": "Federated States of Micronesia",
    "FO": "Faroes, Faeroe Islands, Фарьори",
    "GB": "U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland, "
    "United Kingdom of Great Britain and Northern Ireland, "
    "Великобритания, Англия, Шотландия, Уелс, Северна Ирландия, Обединено кралство",
    "GR": "Hellas, Hellenic Republic, Ellada, Елада",
    "HK": "Hong Kong, Хонконг, Хонг Конг",
    "HR": "Hrvatska",
    "HU": "Magyarország",
    "IE": "Eire, Éire",
    "IR": "Islamic Republic of Iran, Persia, Персия",
    "IT": "Italia",
    "KG": "Kyrgyz Republic, Kirghizia, Киргизия",
    "KP": "DPRK, Democratic People's Republic of Korea, КНДР",
    "KR": "Republic of Korea, Korea South, Република Корея",
    "KZ": "Казахия",
    "LA": "Lao PDR",
    "MD": "Moldavia, Republic of Moldova, Молдавия, Молдавска република",
    "ME": "Crna Gora",
    "MK": "Macedonia, FYROM, FYR Macedonia, Republic of North Macedonia, N Macedonia, Македония, С Македония",
    "MM": "Burma, Бирма",
    "MO": "Macau, Macao, Макао",
    "NL": "Holland, Nederland, The Low Countries, Холандия",
    "NZ": "Aotearoa",
    "PL": "Polska",
    "PS": "Palestine, State of Palestine, Палестина",
    "RO": "Rumania, Roumania",
    "RS": "Srbija",
    "RU": "Russian Federation, Руска федерация",
    "SA": "KSA",
    "SK": "Slovak Republic, Словашка република",
    "SV": "Ел Салвадор",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland, Свазиленд",
    "TL": "East Timor, Източен Тимор",
    "TR": "Turkey, Turkiye",
    "TW": "Republic of China, Chinese Taipei",
    "TZ": "United Republic of Tanzania",
    "UM": "US Outlying Islands",
    "US": "USA, U.S., U.S.A., America, United States of America, The States, САЩ, Америка, Съединени американски щати, "
    "Съединените щати, Съединените американски щати, Щатите",
    "VA": "Holy See, Vatican, Светия престол",
    "VC": "St Vincent and the Grenadines, Saint Vincent and the Grenadines, St Vincent & the Grenadines",
    "VI": "US Virgin Islands",
    "VN": "Viet Nam",
    "XK": "Kosova",
    "ZA": "RSA, ЮАР, Южноафриканска република",
}
# What names more than one country is never guessed, only offered.
_SEVERAL = {
    **dict.fromkeys(("Congo", "Конго"), ("CD", "CG")),
    **dict.fromkeys(("Korea", "Корея"), ("KR", "KP")),
    **dict.fromkeys(("Virgin Islands", "Вирджински острови"), ("VG", "VI")),
    **dict.fromkeys(("Guiana", "Гвиана"), ("GF", "GY")),
}
_BEFORE = frozenset(words("in from the within at of inside в във от из"))
_STYLES = ("republic of ", "kingdom of ", "state of ", "republika ", "kralstvo ")  # folded
_LONGEST = 100  # characters that are looked at
_NEAR = 80  # of 100: one wrong letter in a short name, two in a long one
_OFFERED = 3


@lru_cache(4096)
def find_country(text: str) -> str | None:
    """The code of the one country that the text names, in English or Bulgarian or as a code, else None.

    A preposition before it does not matter ("in Romania", "от Румъния"). What names several countries (Congo) is None.
    """
    found = plain_words(text[:_LONGEST])
    while len(found) > 1 and fold(found[0]) in _BEFORE:
        found = found[1:]
    if len(found) == 1 and found[0].isascii() and (code := _code(found[0].upper())):
        return code
    key = fold(" ".join(found))
    return _named(key) or next((_named(key.removeprefix(style)) for style in _STYLES if key.startswith(style)), None)


def near_country(text: str) -> tuple[str, ...]:
    """The codes of the countries that the text may mean, nearest first: they share that name or are spelt alike."""
    text = text[:_LONGEST]
    if several := _several().get(fold(text)):
        return several
    near = process.extract(loose(text), list(_coarse()), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
    best = {_coarse()[key]: score for key, score, _ in reversed(near)}
    return tuple(sorted(best, key=lambda code: (-best[code], code))[:_OFFERED])


def country_name(code: str, lang: str) -> str:
    """The country's name in a language (bg, en-GB; English where there is none). An unknown code stays as it is."""
    return _territories(lang).get(code, code)


@cache
def countries(lang: str) -> tuple[tuple[str, str], ...]:
    """Every country as (code, name), by name."""
    names = _territories(lang)
    return tuple(sorted(((code, names[code]) for code in _known()), key=lambda item: (_by_name(item[1]), item[0])))


def _by_name(name: str) -> str:
    """What names are sorted by: without case, an accent counting only between names that are else the same."""
    return normalize("NFKD", name).casefold()


@cache
def _territories(lang: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(lang, sep="-" if "-" in lang else "_").territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale.parse("en").territories)


@cache
def _known() -> frozenset[str]:
    return frozenset(c for c in _territories("en") if len(c) == 2 and c.isalpha()) - _NO_COUNTRY  # noqa: PLR2004


def _code(text: str) -> str | None:
    """The alpha-2 code that is meant by a code of two or three letters."""
    if text in _CODES or text in _known():
        return _CODES.get(text, text)
    if len(text) == 3 and text.isalpha():  # noqa: PLR2004
        meant = get_global("territory_aliases").get(text, ())
        return meant[0] if len(meant) == 1 and meant[0] in _known() else None
    return None


def _named(key: str) -> str | None:
    return None if key in _several() else _names().get(key) or _coarse().get(loose(key))


@cache
def _several() -> dict[str, tuple[str, ...]]:
    return {fold(name): codes for name, codes in _SEVERAL.items()}


@cache
def _names() -> dict[str, str]:
    """Folded name to code."""
    names = {fold(name): code for code in _known() for name in _spellings(code)}
    return {name: code for name, code in names.items() if name and name not in _several()}


@cache
def _coarse() -> dict[str, str]:
    """Loose name to code, without those that two countries share."""
    meant: dict[str, set[str]] = {}
    for name, code in _names().items():
        meant.setdefault(loose(name), set()).add(code)
    return {name: min(codes) for name, codes in meant.items() if len(codes) == 1}


def _spellings(code: str) -> Iterator[str]:
    for lang in _LANGUAGES:
        name = _territories(lang)[code]
        yield from (name, name.replace("&", "and"), name.replace("St. ", "Saint "), name.replace("-", ""))
        yield name.replace("St. ", "Saint ").replace("&", "and")
        yield name.partition("(")[0]
        yield name.removeprefix("остров ").removeprefix("острови ")
    yield from _ALSO.get(code, "").split(", ")
