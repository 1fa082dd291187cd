import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.names import Named, Names

RECORDS = (
    Named(
        "partner",
        "krib",
        "Confederation of Employers and Industrialists in Bulgaria",
        ("KRIB", "КРИБ", "Конфедерация на работодателите и индустриалците в България"),
    ),
    Named("partner", "mu-sofia", "Medical University of Sofia", ("МУ София", "Медицински университет – София")),
    Named("partner", "mu-plovdiv", "Medical University of Plovdiv", ("МУ Пловдив", "Медицински университет – Пловдив")),
    Named("partner", "sofia-university", "Sofia University", ("СУ", "Софийски университет „Св. Климент Охридски“")),
    Named("partner", "technical-university", "Technical University", ("ТУ", "Технически университет")),
    Named("partner", "rohealth", "RoHeath", ("ROHEALTH", "Health and Bioeconomy Cluster")),
    Named("partner", "gate", "GATE", ("GATE Institute", "Институт GATE", "ГЕЙТ")),
    Named("partner", "bogazici", "Bogazici University", ("Boğaziçi University", "Boğaziçi Üniversitesi")),
    Named("partner", "bas", "BAS", ("Българска академия на науките", "Bulgarian Academy of Sciences")),
    Named("partner", "moe", "Ministry of Economic", ("Министерство на икономиката", "Ministry of Economy")),
    Named("partner", "mig", "Ministry of Innovation and Growth", ("Министерство на иновациите и растежа",)),
    Named("partner", "dna-bg", "Digital National Alliance"),
    Named("partner", "sofia-tech-park", "Sofia Tech Park", ("София Тех Парк",)),
    Named("partner", "cebr", "CEBR", ("Council of European BioRegions",)),
    Named("call", "HORIZON-HLTH-2027-01-CARE-02", "Personalised approaches to reduce risks", ()),
    Named("call", "HORIZON-HLTH-2027-01-IND-01", "Scaling up a sofia platform", ()),
)
NAMES = Names(RECORDS)


def ids(found: tuple[Named, ...]) -> list[str]:
    return [record.id for record in found]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, "krib") for text in ("КРИБ", "krib", "Kriб", "КРИП", "krb", "Confederation of Emploiers")),
        *((text, "mu-sofia") for text in ("Medical University Sofia", "МУ-София", "медицинския университет софия")),
        *((text, "mu-plovdiv") for text in ("МУ Пловдив", "mu plovdiv", "Medical Univ Plovdiv")),
        *((text, "sofia-university") for text in ("Софийски университет", "sofiiski universitet", "Sofia Univercity")),
        *((text, "rohealth") for text in ("Rohealth", "RoHeath", "ro health", "rohelth")),
        *((text, "gate") for text in ("gate instutute", "Gate", "институт гейт", "ГЕЙТ")),
        *((text, "bogazici") for text in ("Bogazici", "Боазичи", "bogazichi", "Boğaziçi")),
        *((text, "bas") for text in ("BAN", "БАН", "BAS", "Bulgarian Academy of Science")),
        *(
            (text, "moe")
            for text in ("ministry of economy", "министерство на икономиката", "ministerstvo na ikonomikata")
        ),
        *((text, "dna-bg") for text in ("DNA", "ДНА")),
        *((text, "sofia-tech-park") for text in ("sofiatechpark", "Sofia Tech")),
        *((text, "cebr") for text in ("КЕБР", "СЕBR", "bioregions")),
        ("HLTH-2027-01-CARE-02", "HORIZON-HLTH-2027-01-CARE-02"),
    ],
)
def test_the_record_that_is_meant_comes_first(text: str, meant: str) -> None:
    assert ids(NAMES.near(text))[0] == meant
    assert ids(NAMES.suggest(text))[0] == meant


@pytest.mark.parametrize(
    "text", ["xyzzy", "", "  ", "of", "🧬", "hydrogen", "xyz university", "a" * 5000, "partners in Romania"]
)
def test_nothing_is_near_to_what_is_no_name(text: str) -> None:
    assert NAMES.near(text) == ()


@pytest.mark.parametrize("text", ["krib", "КРИБ", "Kriб", "конфедерация на работодателите и индустриалците в българия"])
def test_an_exact_name_in_either_alphabet_finds_its_record(text: str) -> None:
    assert ids(NAMES.exact(text)) == ["krib"]


def test_an_exact_id_finds_its_record() -> None:
    assert ids(NAMES.exact("horizon-hlth-2027-01-care-02")) == ["HORIZON-HLTH-2027-01-CARE-02"]


@pytest.mark.parametrize("text", ["kri", "", "Medical University", "xyzzy"])
def test_part_of_a_name_is_not_exact(text: str) -> None:
    assert NAMES.exact(text) == ()


def test_a_name_that_two_records_share_finds_both_by_label() -> None:
    names = Names([Named("partner", "b", "Beta", ("TU",)), Named("partner", "a", "Alpha", ("ТУ",))])
    assert ids(names.exact("tu")) == ["a", "b"]


def test_only_the_kind_that_is_asked_for_is_found() -> None:
    assert ids(NAMES.near("sofia", "call")) == ["HORIZON-HLTH-2027-01-IND-01"]
    assert ids(NAMES.suggest("sofia", "call")) == ["HORIZON-HLTH-2027-01-IND-01"]
    assert NAMES.exact("krib", "call") == ()
    assert NAMES.near("krib", "event") == ()


def test_names_that_begin_so_are_suggested_before_those_that_have_such_a_word() -> None:
    assert ids(NAMES.suggest("sof", "partner")) == ["sofia-tech-park", "sofia-university", "mu-sofia"]


def test_names_that_contain_the_text_are_suggested_last() -> None:
    assert ids(NAMES.suggest("niver", "partner")) == [
        "bogazici",
        "mu-plovdiv",
        "mu-sofia",
        "sofia-university",
        "technical-university",
    ]


def test_words_may_be_typed_with_the_last_one_unfinished() -> None:
    assert ids(NAMES.suggest("university of plo", "partner"))[0] == "mu-plovdiv"
    assert ids(NAMES.suggest("medical plo", "partner"))[0] == "mu-plovdiv"


def test_nothing_typed_suggests_the_first_by_label() -> None:
    assert ids(NAMES.suggest("", "partner", 3)) == ["bas", "bogazici", "cebr"]
    assert len(NAMES.suggest("")) == len(RECORDS)


def test_no_more_than_the_limit_is_given() -> None:
    assert len(NAMES.suggest("s", limit=2)) == 2
    assert len(NAMES.near("university", limit=2)) == 2


@given(st.permutations(RECORDS), st.sampled_from(["university", "sofia", "s", "", "ministry", "instutute"]))
def test_the_order_of_the_records_does_not_change_an_answer(records: list[Named], text: str) -> None:
    names = Names(records)
    assert names.near(text) == NAMES.near(text)
    assert names.suggest(text) == NAMES.suggest(text)


@given(st.text())
def test_any_text_is_answered_within_the_limits(text: str) -> None:
    assert len(NAMES.near(text)) <= 5
    assert len(NAMES.suggest(text)) <= 25
    assert NAMES.suggest(text) == NAMES.suggest(text)


@given(st.sampled_from(RECORDS), st.integers(0, 30))
def test_every_beginning_of_a_label_suggests_its_record(record: Named, length: int) -> None:
    assert record in NAMES.suggest(record.label[:length])


def test_an_empty_directory_finds_nothing() -> None:
    names = Names(())
    assert names.exact("krib") == names.near("krib") == names.suggest("") == ()


def test_a_large_directory_finds_identifiers_words_and_exact_names() -> None:
    names = Names([*RECORDS, *(Named("call", f"CALL-{n:05}", f"Cancer word{n}") for n in range(6000))])
    assert ids(names.exact("call-04321")) == ["CALL-04321"]
    assert ids(names.suggest("call 0432", "call", 2)) == ["CALL-04320", "CALL-04321"]
    assert ids(names.suggest("cancer word4321", "call"))[0] == "CALL-04321"
    assert ids(names.near("word4321 cancer", "call"))[0] == "CALL-04321"
    assert ids(names.near("cancer", "call", 1)) == ids(names.near("cancer", "call", 1))
    assert len(names.near("cancer", "call", 3)) == 3
    assert ids(names.suggest("ord4321", "call")) == ["CALL-04321"]
    assert ids(names.near("gate instutute")) == ["gate"]
