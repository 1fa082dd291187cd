import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.index import Document, Index
from bot.search.stem import terms
from bot.search.synonyms import SYNONYMS, synonyms

DOCUMENTS = (
    Document("call", "CANCER-01", "Understanding cancers of the young", keywords=("cancer", "рак / онкология")),
    Document(
        "call", "AMR-01", "New antibacterials", keywords=("antimicrobial resistance", "антимикробна резистентност")
    ),
    Document("call", "TWIN-01", "Virtual human twins", keywords=("ai", "изкуствен интелект"), body="for cancer care"),
    Document("call", "BIO-01", "Biomanufacturing", keywords=("biotechnology", "биотехнологии")),
    Document("partner", "krib", "Confederation of Employers", names=("КРИБ",), keywords=("Bulgaria", "policy")),
    Document("partner", "edih", "EDIH Zagore", keywords=("дигитализация", "Bulgaria"), body="AND field OR word"),
    Document("partner", "ai-bg", "AI Cluster Bulgaria", names=("Клъстер „Изкуствен интелект“ България",)),
    Document("event", "esmo", "ESMO Congress", keywords=("oncology",), body="A meeting about title and body"),
)
INDEX = Index(DOCUMENTS)


def ids(text: str, index: Index = INDEX, **how: object) -> list[str]:
    return [hit.id for hit in index.search(text, **how)]  # type: ignore[arg-type]


def test_a_word_in_the_title_outweighs_a_topic_and_a_topic_the_body() -> None:
    index = Index(
        [
            Document("call", "body", "x", keywords=("y",), body="hydrogen"),
            Document("call", "topic", "x", keywords=("hydrogen",), body="y"),
            Document("call", "title", "hydrogen", keywords=("x",), body="y"),
        ]
    )
    assert ids("hydrogen", index) == ["title", "topic", "body"]


@pytest.mark.parametrize("text", ["КРИБ", "krib", "Kriб", "“КРИБ”"])
def test_a_name_is_found_in_either_alphabet(text: str) -> None:
    assert ids(text) == ["krib"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cancer", "CANCER-01"),
        ("cancers", "CANCER-01"),
        ("рак", "CANCER-01"),
        ("покани за онкологията", "CANCER-01"),
        ("антимикробни", "AMR-01"),
        ("antimicrobial", "AMR-01"),
        ("биотехнология", "BIO-01"),
        ("biotechnologies", "BIO-01"),
        ("partnyori za digitalizaciq", "edih"),
        ("ИИ", "ai-bg"),
        ("artificial intelligence", "ai-bg"),
        ("изкуствения интелект", "ai-bg"),
    ],
)
def test_other_forms_and_the_other_language_find_the_same(text: str, first: str) -> None:
    assert ids(text)[0] == first


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("therapies", "therapy"),
        ("diseases", "disease"),
        ("devices", "device"),
        ("viruses", "virus"),
        ("processes", "process"),
        ("imaging", "image"),
        ("биотехнологиите", "биотехнология"),
        ("антимикробен", "антимикробна"),
        ("поканите", "покана"),
        ("партньорите", "партньор"),
        ("събитията", "събитие"),
        ("резултати", "резултатът"),
        ("института", "институт"),
        ("болестта", "болести"),
        ("градовете", "град"),
        ("рака", "рак"),
        ("Тракийския", "Тракийски"),
        ("министерството", "министерства"),
        ("данните", "данни"),
    ],
)
def test_forms_of_one_word_are_one_term(text: str, other: str) -> None:
    assert terms(text) == terms(other)


@pytest.mark.parametrize(
    ("text", "other"),
    [("cancer", "cancel"), ("data", "date"), ("HLTH-01", "HLTH-02"), ("рак", "рок"), ("virus", "viral")],
)
def test_different_words_stay_different_terms(text: str, other: str) -> None:
    assert terms(text) != terms(other)


def test_only_the_kinds_that_are_asked_for_are_found() -> None:
    assert ids("oncology", kinds=("event",)) == ["esmo"]
    assert set(ids("oncology", kinds=("event", "call"))) == {"esmo", "CANCER-01", "TWIN-01"}
    assert ids("oncology", kinds=("programme",)) == []


def test_all_words_may_be_needed() -> None:
    assert ids("virtual cancer", need_all=True) == ["TWIN-01"]
    assert ids("virtual xyzzy", need_all=True) == []
    assert ids("клъстер за изкуствен интелект", need_all=True) == ["ai-bg"]
    assert ids("virtual xyzzy") == ["TWIN-01"]


def test_an_unfinished_last_word_finds_what_begins_so() -> None:
    assert ids("antimicr") == []
    assert ids("antimicr", prefix=True) == ["AMR-01"]
    assert ids("virtual hum", prefix=True, need_all=True) == ["TWIN-01"]


def test_words_that_say_nothing_are_passed_over_unless_there_are_no_others() -> None:
    assert ids("what about the ESMO", need_all=True) == ["esmo"]
    assert ids("a meeting about") == ["esmo"]
    assert ids("about") == ["esmo"]


@pytest.mark.parametrize(
    "text", ["krib OR esmo", "title:krib", "krib*", '"krib', "(krib", "krib AND NOT krib", "+krib ^2 ~", "kr?b krib"]
)
def test_nothing_that_people_type_is_syntax(text: str) -> None:
    assert "krib" in ids(text)


@pytest.mark.parametrize("text", ["title:", "*", "kind:call", ".*", "[a TO z]", "", " ", "🧬", "/.*/"])
def test_what_has_no_word_of_a_record_finds_nothing(text: str) -> None:
    assert not {"krib", "CANCER-01"} & set(ids(text))
    assert not {"krib", "CANCER-01"} & set(ids(text, prefix=True)) or text == "[a TO z]"


def test_equal_scores_are_ordered_by_id_also_at_the_limit() -> None:
    index = Index([Document("call", f"C-{n:03}", "hydrogen valley") for n in reversed(range(200))])
    assert ids("hydrogen", index, limit=3) == ["C-000", "C-001", "C-002"]
    assert ids("hydrogen valley", index, limit=100) == [f"C-{n:03}" for n in range(100)]


@given(st.permutations(DOCUMENTS), st.sampled_from(["cancer", "Bulgaria", "ai cancer oncology", "рак в България"]))
def test_the_order_of_the_documents_does_not_change_an_answer(documents: list[Document], text: str) -> None:
    assert Index(documents).search(text) == INDEX.search(text)


@given(st.text(), st.booleans(), st.booleans())
def test_any_text_is_answered(text: str, need_all: bool, prefix: bool) -> None:
    hits = INDEX.search(text, need_all=need_all, prefix=prefix, limit=5)
    assert len(hits) <= 5
    assert hits == INDEX.search(text, need_all=need_all, prefix=prefix, limit=5)


def test_a_very_long_text_is_answered_by_its_beginning() -> None:
    assert ids("krib " + "filler " * 100_000)[0] == "krib"
    assert ids("k" * 1_000_000) == []


def test_an_empty_index_finds_nothing() -> None:
    assert ids("cancer", Index([])) == []


def test_no_limit_means_no_hits() -> None:
    assert ids("cancer", limit=0) == []


def test_a_kind_that_most_records_are_of_is_found_whole() -> None:
    index = Index(
        [
            *(Document("partner", f"p{n:03}", "hydrogen hydrogen") for n in range(100)),
            *(Document("call", f"c{n:03}", "hydrogen and other things") for n in range(150)),
        ]
    )
    assert ids("hydrogen", index, kinds=("call",), limit=3) == ["c000", "c001", "c002"]


def test_every_phrase_of_the_synonyms_leads_to_all_others_of_its_line() -> None:
    for line in SYNONYMS:
        phrases = {tuple(terms(phrase)) for phrase in line}
        for phrase in phrases:
            assert phrases - {phrase} <= set(synonyms()[phrase])
