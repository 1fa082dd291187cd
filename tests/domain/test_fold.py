import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fold import fold, loose, words

TEXTS = st.text() | st.text("авекмнорстухcbKРИБYya-Иияßıİğ'’ й ѝ46")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Жеравна", "zheravna"),
        ("Щъркел", "shtarkel"),
        ("Шофьор", "shofyor"),
        ("Юлия", "yulia"),
        ("Яйце", "yaytse"),
        ("Чая", "chaya"),
        ("Дигитализация", "digitalizatsia"),
        ("София", "sofia"),
        ("България", "bulgaria"),
        ("български", "balgarski"),
        ("ѝ", "i"),
    ],
)
def test_bulgarian_becomes_latin_as_the_law_says(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize("text", ["КРИБ", "krib", "Kriб", "KРИБ", "кriб", " „КРИБ“ ", "К\u0301РИБ"])
def test_one_name_in_either_alphabet_or_both_has_one_key(text: str) -> None:
    assert fold(text) == "krib"


@pytest.mark.parametrize("text", ["CEBR", "СЕBR", "CЕBR", "сеbr"])
def test_a_look_alike_in_a_mixed_word_is_latin(text: str) -> None:
    assert fold(text) == "cebr"


def test_a_latin_look_alike_in_a_cyrillic_word_is_cyrillic() -> None:
    assert fold("Cофия") == "sofia"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Boğaziçi Üniversitesi", "bogazici universitesi"),
        ("Iğdır İZMİR", "igdir izmir"),
        ("Straße, Łódź, Ærø", "strasse lodz aero"),
        ("São Tomé", "sao tome"),
    ],
)
def test_accents_are_taken_off(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("DIH.Net", "dih net"),
        ("EDIH – Zagore", "edih zagore"),
        ("МУ-София", "mu sofia"),
        ("Parkinson’s", "parkinsons"),
        ("HORIZON-HLTH-2027-01-CARE-02", "horizon hlth 2027 01 care 02"),
        ("a\u00adb", "ab"),
        ("🧬", ""),
        ("", ""),
    ],
)
def test_punctuation_parts_words_and_apostrophes_join_them(text: str, key: str) -> None:
    assert fold(text) == key


def test_words_are_the_folded_words_in_order() -> None:
    assert words("Рак & AI") == ("rak", "ai")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("digitalizaciq", "дигитализация"),
        ("sofiq", "София"),
        ("partnyori", "партньори"),
        ("partniori", "партньори"),
        ("mo6tnost", "мощност"),
        ("4ovek", "човек"),
        ("6umen", "Шумен"),
        ("pyt", "път"),
        ("sofiiski universitet", "Софийски университет"),
        ("bulgarski", "български"),
        ("Bylgariq", "България"),
        ("juri", "жури"),
        ("wraca", "Враца"),
        ("farma", "pharma"),
        ("rezultati ot proekta", "резултати от проекта"),
    ],
)
def test_what_people_type_without_a_cyrillic_keyboard_is_loosely_the_same(typed: str, meant: str) -> None:
    assert loose(typed) == loose(meant)


@pytest.mark.parametrize("text", ["2024 46", "64", "covid19", "h2020"])
def test_numbers_stay_numbers(text: str) -> None:
    assert loose(text) == text


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)
    assert fold(text.lower()) == fold(text)


@given(TEXTS)
def test_any_text_has_both_keys_made_of_letters_and_digits(text: str) -> None:
    assert all(word.isalnum() for word in (*words(text), *loose(text).split()))
