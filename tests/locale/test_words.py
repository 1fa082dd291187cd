"""The Bulgarian catalogue says everything, and says it in Bulgarian."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.core.words import Words, words
from tools.sentences import recorded, written
from tools.words import english, faults, load, path_of, template, translations, updated

# Names, codes, and what people type: all that may stand in Latin letters in a Bulgarian sentence, besides acronyms.
NAMES = """
    AI Cluster Bulgaria · Act · Chips · Data · Berlin · Bitkom · bvitg · Discord · Excellence Hubs · AI Girls ·
    EBD Group (Informa) · Horizon Europe · Messe München · Sciences with the Future · Slack · Venrize · github ·
    App-Level Tokens · xapp · xoxb
"""
TYPED = """
    Ctrl Enter Shift bg en city call calls club funding general
    here off within partners record topic true false socket http https
"""
ALLOWED = frozenset(re.findall(r"\w+", NAMES + TYPED))

# Blanks; commands, of one word or two; addresses and paths; what is quoted.
ASIDE = re.compile(r"\{\w+\}|/[a-z]+(?: [a-z]+)?|\S*[./@_:-]\S*\w|„[^“]*“")
LATIN = re.compile(r"[A-Za-zÀ-ž]{2,}")
ACRONYM = re.compile(r".+[A-Z]")  # a capital past the first letter: NEIA, HaDEA


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return template()


@pytest.fixture
def bg() -> Words:
    return words("bg")


def bulgarian() -> list[tuple[str, str]]:
    """Every English sentence with its Bulgarian one, or with each of its plural forms."""
    return [(english(message), text) for message in load("bg") if message.id for text in translations(message) if text]


def latin(text: str) -> list[str]:
    """The words of a Bulgarian sentence that are neither Bulgarian nor allowed."""
    return [w for w in LATIN.findall(ASIDE.sub(" ", text)) if w not in ALLOWED and not ACRONYM.match(w)]


def test_bulgarian_misses_nothing_keeps_nothing_and_has_the_same_blanks(wanted: Catalog) -> None:
    assert faults(load("bg"), wanted) == []


def test_gathering_the_words_again_changes_nothing(wanted: Catalog) -> None:
    held = path_of("bg").read_bytes()
    assert updated(load("bg"), wanted) == held


def test_the_catalogue_is_named_and_dated_by_nobody() -> None:
    head = path_of("bg").read_text(encoding="utf-8").split("\n\n")[0]
    assert "Life Sciences Club bot" in head
    assert "nplurals=2; plural=(n != 1);" in head
    assert "Date" not in head


def test_a_new_sentence_comes_empty_and_an_old_one_goes() -> None:
    held, source = Catalog(locale="bg"), Catalog()
    held.add("old", "старо")
    held.add("kept", "запазено")
    source.add("kept")
    source.add("added")
    text = updated(held, source).decode()
    assert "старо" not in text
    assert 'msgid "kept"\nmsgstr "запазено"' in text
    assert 'msgid "added"\nmsgstr ""' in text


def test_what_is_wrong_with_a_catalogue_is_named() -> None:
    held, source = Catalog(locale="bg"), Catalog()
    source.add("empty")
    source.add("hello, {name}")
    source.add(("{n} day", "{n} days"))
    held.add("empty", "")
    held.add("hello, {name}", "здравейте, {who}")
    held.add(("{n} day", "{n} days"), ("{n} ден", ""))
    held.add("old", "старо")
    assert faults(held, source) == [
        "bg misses: empty",
        "bg has other blanks: hello, {name}",
        "bg misses: ('{n} day', '{n} days')",
        "bg keeps what nobody says: old",
    ]


def test_a_bulgarian_sentence_is_bulgarian() -> None:
    assert [(text, latin(text)) for _, text in bulgarian() if latin(text)] == []


def test_a_bulgarian_sentence_has_bulgarian_quotes() -> None:
    closed = re.compile(r"[^„“]*(„[^„“]*“[^„“]*)*")
    typed = re.compile(r'\["[^]]*"\]')  # TOML, to be typed so
    said = [typed.sub("", text) for _, text in bulgarian()]
    assert [text for text in said if set(text) & set("”«»\"'’") or not closed.fullmatch(text)] == []


def test_a_translation_ends_as_its_sentence_does() -> None:
    marks = (":", "?", "…", "!")
    assert [t for key, t in bulgarian() if any(key.endswith(mark) != t.endswith(mark) for mark in marks)] == []


def test_a_translation_has_no_blanks_to_spare() -> None:
    spare = re.compile(r"^\s|\s$| {2}| \n|\n ")
    assert [text for key, text in bulgarian() if text != key and spare.search(text)] == []


@pytest.mark.parametrize("text", ["Отворена, three days left", "Details", "Пишете на the organiser"])
def test_an_english_word_is_noticed(text: str) -> None:
    assert latin(text)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("{n} call", "{n} calls", ("1 покана", "2 покани", "5 покани", "21 покани")),
        ("{n} partner", "{n} partners", ("1 партньор", "2 партньора", "5 партньора", "21 партньора")),
        ("{n} project", "{n} projects", ("1 проект", "2 проекта", "5 проекта", "21 проекта")),
        ("{n} event", "{n} events", ("1 събитие", "2 събития", "5 събития", "21 събития")),
        ("{n} day left", "{n} days left", ("остава 1 ден", "остават 2 дни", "остават 5 дни", "остават 21 дни")),
    ],
)
def test_what_is_counted_has_the_form_of_its_number(bg: Words, one: str, other: str, said: tuple[str, ...]) -> None:
    assert tuple(bg.many(one, other, n) for n in (1, 2, 5, 21)) == said


def test_days_sums_and_countries_are_written_the_bulgarian_way(bg: Words) -> None:
    assert bg.day(date(2027, 2, 17)) == "17 февруари 2027 г."
    assert bg.money(38_000_000).replace("\N{NO-BREAK SPACE}", " ") == "38 000 000 €"
    assert bg.country("RO") == "Румъния"
    assert bg.moment(datetime(2027, 2, 17, 16, tzinfo=UTC)).shown == "ср 17 февруари 2027 г., 18:00 (София)"


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ('ctx.t("Hello")', ["Hello"]),
        ('t("Hello, {name}", name=who)', ["Hello, {name}"]),
        ('t("One" if few else "Many")', ["One", "Many"]),
        ('t("In two " "parts")', ["In two parts"]),
        ('t.line("Read {page}", page=link)', ["Read {page}"]),
        ('t.many("{n} call", "{n} calls", n)', [("{n} call", "{n} calls")]),
        ('t.many("{n} old" if old else "{n} new", "{n} olds" if old else "{n} news", n)',
         [("{n} old", "{n} olds"), ("{n} new", "{n} news")]),
        ('words("bg")("Hello")', ["Hello"]),
        ('operator()("Hello")', ["Hello"]),
        ('raise Oops("No such place.")', ["No such place."]),
        ('raise errors.Wrong("No such day.")', ["No such day."]),
        ('Problem("Too long.", path="name")', ["Too long."]),
        ('class Which(Oops):\n def __init__(self): super().__init__("Which one?")', ["Which one?"]),
        ('topic: str = arg("A word", default="")', ["A word"]),
        ('NAMES = {1: later("One")}', ["One"]),
        ('class Calls(Command, name="calls"):\n """EU calls.\n\n More.\n """', ["EU calls."]),
        ('class Helper:\n """Not read by people."""', []),
        ('class Wanted(Label):\n NOT_YET = "not-yet"', ["Not yet"]),
        ('class Own(Label):\n BG = "bg"\n def label(self): return "Български"', []),
        ("t(variable)", []),
        ('t("")', []),
        ('print("Not read by people")', []),
    ],
)  # fmt: skip
def test_a_sentence_is_found_however_it_is_written(source: str, keys: list[str]) -> None:
    assert list(written(source)) == keys


def test_what_members_read_of_the_facts_is_found(tmp_path: Path) -> None:
    file = tmp_path / "events.yaml"
    file.write_text(
        """
        events:
        - {id: a, name: A, city: Cologne, topics: [health-data], notes: Moved. Show it as unsure.}
        series:
        - {id: b, next_edition: unknown, source: {seed_line: 3}}
        """,
        encoding="utf-8",
    )
    assert list(recorded(file)) == ["Cologne", "Moved.", "health data"]
