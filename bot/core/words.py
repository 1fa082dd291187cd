"""Every sentence a person reads: English is the key, gettext holds the other languages, Babel writes dates and sums."""

from __future__ import annotations

from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from string import Formatter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.reply import When
from bot.domain.wording import later as later  # noqa: PLC0414 - the other half of what is done with words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from bot.core.reply import Inline, Line

LANGUAGES = ("bg", "en")
SOFIA = ZoneInfo("Europe/Sofia")


def text_language(text: str) -> str:
    """The language that a question is most likely in, by its alphabet; an empty text for one without letters."""
    if any("\u0400" <= char <= "\u04ff" for char in text):
        return "bg"
    return "en" if any(char.isalpha() for char in text) else ""


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (files("bot.locale") / language / "LC_MESSAGES" / "bot.po").open("rb") as text:
        compiled = BytesIO()
        write_mo(compiled, read_po(text, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def words(language: str) -> Words:
    """The words of a language of ours; of any other, English."""
    return Words(language if language in LANGUAGES else "en")


class Words:
    """One language: `t("Hello, {name}", name=...)` translates, the methods write numbers and times its way."""

    def __init__(self, language: str) -> None:
        self.language = language
        catalogue = _catalogue(language)
        # A page of cards says the same few words again and again.
        self._said = lru_cache(4096)(catalogue.gettext)
        self._counted = lru_cache(4096)(catalogue.ngettext)

    def __call__(self, text: str, /, **names: object) -> str:
        """Translate a sentence and fill its blanks."""
        said = self._said(text) if text else ""
        return said.format(**names) if names else said

    def many(self, one: str, other: str, n: int, /, **names: object) -> str:
        """Translate a sentence that counts, `{n}` being the number."""
        return self._counted(one, other, n).format(n=self.number(n), **names)

    def line(self, text: str, /, **names: Inline) -> Line:
        """Translate a sentence whose blanks hold nodes (bold text, links, moments) rather than plain words."""
        return tuple(_pieces(self._said(text), names))

    def number(self, n: float) -> str:
        """A number with the language's separators."""
        if abs(n) < 1000 and n == int(n):  # noqa: PLR2004
            return str(int(n))
        from babel.numbers import format_decimal

        return format_decimal(n, locale=self.language)

    def money(self, euros: int) -> str:
        """Whole euros, such as €38,000,000 or 38 000 000 €."""
        return _money(euros, self.language)

    def day(self, day: date) -> str:
        """A day with its month in words: 17 February 2027, 17 февруари 2027 г."""
        return _day(day, self.language)

    def moment(self, at: datetime, zone: ZoneInfo = SOFIA) -> When:
        """A moment in a zone, with the weekday and the zone's city: Wed 17 February 2027, 18:00 (Sofia)."""
        return When(at, _moment(at, zone, self.language))

    def country(self, code: str) -> str:
        """A country's name by its ISO 3166-1 code."""
        from bot.domain.country import country_name

        return country_name(code, self.language)


def _pieces(text: str, names: dict[str, Inline]) -> Iterator[Inline]:
    for literal, name, _, _ in Formatter().parse(text):
        if literal:
            yield literal
        if name is not None:
            yield names[name]


@cache
def _pattern(language: str) -> str:
    return {"bg": "d MMMM y 'г.'", "en": "d MMMM y"}[language]


@cache
def _day(day: date, language: str) -> str:
    from babel.dates import format_date

    return format_date(day, _pattern(language), locale=language)


@cache
def _moment(at: datetime, zone: ZoneInfo, language: str) -> str:
    from babel.dates import format_date

    local = at.astimezone(zone)
    weekday = format_date(local, "EEE", locale=language)
    return f"{weekday} {_day(local.date(), language)}, {local:%H:%M} ({_city(zone, language)})"


@cache
def _city(zone: ZoneInfo, language: str) -> str:
    from babel.dates import get_timezone_location

    return get_timezone_location(zone, locale=language, return_city=True)


@cache
def _money(euros: int, language: str) -> str:
    from babel.numbers import format_currency

    return format_currency(
        euros, "EUR", "¤#,##0" if language == "en" else "#,##0 ¤", locale=language, currency_digits=False
    )
