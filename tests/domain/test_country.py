import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.country import countries, country_name, find_country, near_country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "RO") for text in ("Romania", "румъния", "РУМЪНИЯ", "RO", "ro", "ROU", "Rumania", "Romania!")),
        *((text, "RO") for text in ("in Romania", "from Romania", "в Румъния", "от Румъния", "в RO")),
        *((text, "FR") for text in ("във Франция", "from France")),
        *((text, "GR") for text in ("EL", "el", "GR", "Greece", "Гърция", "Гьрция")),
        *((text, "GB") for text in ("UK", "uk", "GB", "Великобритания", "Англия", "England", "Britain", "U.K.")),
        *((text, "CZ") for text in ("Czech Republic", "the Czech Republic", "Чешка република", "Чехия", "Czechia")),
        *((text, "NL") for text in ("Holland", "Холандия", "the Netherlands", "Нидерландия")),
        *((text, "US") for text in ("САЩ", "USA", "America", "Америка", "U.S.A.", "United States")),
        *((text, "TR") for text in ("Turkey", "Türkiye", "TURKIYE", "Турция", "TR")),
        *((text, "MK") for text in ("Северна Македония", "Macedonia", "Македония", "North Macedonia")),
        *((text, "BA") for text in ("Bosnia and Herzegovina", "Bosnia & Herzegovina", "Босна и Херцеговина", "Босна")),
        *((text, "CI") for text in ("Côte d’Ivoire", "Cote d'Ivoire", "Cote d Ivoire", "Ivory Coast")),
        *((text, "BG") for text in ("Bulgariq", "Bylgaria", "Република България", "Republic of Bulgaria")),
        ("Южна Корея", "KR"),
        ("Moldova", "MD"),
        ("Georgia", "GE"),
        ("Косово", "XK"),
        ("St. Lucia", "LC"),
        ("Saint Lucia", "LC"),
        ("Republic of China", "TW"),
        ("in", "IN"),
    ],
)
def test_a_country_is_found_by_what_people_call_it(text: str, code: str) -> None:
    assert find_country(text) == code


@pytest.mark.parametrize(
    "text", ["", "  ", "Congo", "Конго", "Korea", "Republic of Korea or Japan", "румънски", "EU", "ZZ", "QQQ"]
)
def test_what_names_no_country_or_several_is_not_guessed(text: str) -> None:
    assert find_country(text) is None


def test_a_code_in_cyrillic_letters_is_no_code() -> None:
    assert find_country("РО") is None


def test_a_mistyped_name_is_offered_and_not_taken() -> None:
    assert find_country("Romainya") is None
    assert near_country("Romainya") == ("RO",)


@pytest.mark.parametrize(("text", "code"), [("Slovenya", "SI"), ("Гермния", "DE"), ("Turky", "TR"), ("Grece", "GR")])
def test_the_nearest_country_comes_first(text: str, code: str) -> None:
    assert near_country(text)[0] == code


def test_a_name_that_several_share_offers_all_of_them() -> None:
    assert near_country("Congo") == ("CD", "CG")
    assert near_country("Корея") == ("KR", "KP")


@pytest.mark.parametrize("text", ["", "xyzzy", "hydrogen", "a" * 10_000])
def test_nothing_is_offered_for_what_is_no_country(text: str) -> None:
    assert near_country(text) == ()


@pytest.mark.parametrize("lang", ["bg", "en", "bg-BG", "en_GB"])
def test_every_name_and_code_that_is_shown_is_understood(lang: str) -> None:
    assert all(find_country(name) == code == find_country(code) for code, name in countries(lang))


def test_names_are_in_the_language_asked_for_and_sorted() -> None:
    assert country_name("RO", "bg") == "Румъния"
    assert country_name("RO", "en") == "Romania"
    assert countries("bg")[0] == ("AU", "Австралия")
    assert countries("en")[-1] == ("AX", "Åland Islands") or countries("en")[-1] == ("ZW", "Zimbabwe")


@pytest.mark.parametrize("lang", ["", "xx", "not a language", "a_b_c_d_e"])
def test_an_unknown_language_is_english(lang: str) -> None:
    assert country_name("RO", lang) == "Romania"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert country_name("QQ", "bg") == "QQ"


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    codes = {code for code, _ in countries("en")}
    assert find_country(text) in {None, *codes}
    assert set(near_country(text)) <= codes
