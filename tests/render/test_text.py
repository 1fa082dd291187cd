import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.codec import Parcel, pack
from bot.core.reply import (
    Badge,
    Blank,
    Bold,
    Button,
    Card,
    Code,
    Field,
    File,
    Form,
    Image,
    Inline,
    Link,
    Option,
    Preview,
    Reply,
    Select,
    When,
)
from bot.core.words import words
from bot.render import data
from bot.render.text import choices, clean, clean_lines, lines

EN = words("en")


@dataclass(frozen=True)
class Does:
    """An action that says what it is told to."""

    text: str = "/calls"
    packed: str = "1 calls"

    def pack(self, *, public: bool = False) -> str:
        return self.packed if not public else f"!{self.packed}"

    def line(self) -> str:
        return self.text


hostile = st.text(st.characters() | st.sampled_from("\x1b\x07\x08\x9b\x00\r\n\t\u202e\u2066\u2028\ud800"), max_size=30)
actions = st.builds(Does, hostile, hostile)
inlines: st.SearchStrategy[Inline] = st.one_of(
    hostile,
    st.builds(Bold, hostile),
    st.builds(Code, hostile),
    st.builds(Link, hostile, hostile),
    st.builds(When, st.just(datetime(2026, 11, 22, tzinfo=UTC)), hostile),
)
texts = st.lists(inlines, max_size=3).map(tuple)
buttons = st.lists(st.builds(Button, hostile, actions), max_size=2).map(tuple)
cards = st.builds(
    Card,
    hostile,
    url=hostile,
    badge=st.none() | st.builds(Badge, hostile),
    body=st.lists(texts, max_size=2).map(tuple),
    fields=st.lists(st.builds(Field, hostile, texts), max_size=2).map(tuple),
    footer=texts,
    buttons=buttons,
)
options = st.lists(st.builds(Option, hostile, actions, hostile), max_size=2).map(tuple)
blanks = st.builds(
    Blank,
    hostile,
    hostile,
    hostile,
    required=st.booleans(),
    value=hostile,
    error=hostile,
    choices=st.lists(st.tuples(hostile, hostile), max_size=2).map(tuple),
)
replies = st.builds(
    Reply,
    text=texts,
    cards=st.lists(cards, max_size=2).map(tuple),
    selects=st.lists(st.builds(Select, hostile, options), max_size=2).map(tuple),
    buttons=buttons,
    form=st.none() | st.builds(Form, hostile, hostile, st.lists(blanks, max_size=2).map(tuple), hostile),
    files=st.lists(st.builds(File, hostile, hostile, st.binary(max_size=3), hostile), max_size=2).map(tuple),
)


@given(replies, st.booleans())
def test_nothing_that_a_terminal_obeys_is_left(reply: Reply, numbered: bool) -> None:
    for line in lines(reply, EN, numbered=numbered):
        assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line)
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
        line.encode()


@given(replies)
def test_every_choice_has_its_number_in_order(reply: Reply) -> None:
    shown = "\n".join(lines(reply, EN, numbered=True))
    at = -1
    for number, _ in enumerate(choices(reply), start=1):
        at = shown.index(f"[{number}]", at + 1)


@given(st.text(st.characters(categories=("L", "N", "P", "S")) | st.just(" ")))
def test_ordinary_text_of_any_alphabet_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_emoji_made_of_several_keep_together() -> None:
    assert clean("👩\u200d🔬") == "👩\u200d🔬"


def test_an_escape_sequence_becomes_harmless_text() -> None:
    assert clean("\x1b[2Jgone") == "\ufffd[2Jgone"


def test_lines_of_a_text_stay_lines() -> None:
    assert clean_lines("one\r\ntwo\nthree") == ["one", "two", "three"]


def test_a_card_shows_its_facts_and_where_they_come_from() -> None:
    card = Card(
        "КРИБ",
        "https://krib.bg",
        Badge("association"),
        body=(("Employers of ", Bold("Bulgaria")),),
        fields=(Field("City", ("Sofia",)), Field("Mail", (Code("office@krib.bg"),))),
        footer=("Checked: ", Link("krib.bg", "https://krib.bg/about")),
    )
    assert lines(Reply(("One found.",), (card,)), EN) == [
        "One found.",
        "",
        "КРИБ  [association]",
        "  Employers of Bulgaria",
        "  City: Sofia",
        "  Mail: `office@krib.bg`",
        "  https://krib.bg",
        "  Checked: krib.bg (https://krib.bg/about)",
    ]


def test_an_address_that_a_fact_links_to_is_not_shown_again() -> None:
    card = Card("КРИБ", "https://krib.bg", fields=(Field("Site", (Link("krib.bg", "https://krib.bg"),)),))
    assert lines(Reply((), (card,)), EN) == ["", "КРИБ", "  Site: krib.bg (https://krib.bg)"]


def test_a_link_that_is_its_own_label_is_shown_once() -> None:
    assert lines(Reply((Link("https://a.bg", "https://a.bg"),)), EN) == ["https://a.bg"]


def test_unnumbered_a_button_shows_the_line_to_type() -> None:
    does = Does("/calls topic=health", pack(Parcel("calls", {"topic": "health"})))
    assert lines(Reply(("x",), buttons=(Button("Look further", does),)), EN)[-1] == "Look further: /calls topic=health"


@pytest.mark.parametrize(
    "button",
    [
        Button("More", Does("/calls", pack(Parcel("calls", {"page": "2"})))),
        Button("Show here", Does(), public=True),
        Button("Yes", Does("", "1 confirmed token=x")),
        Button("Broken", Does("/calls", "nothing that was ever packed")),
    ],
)
def test_unnumbered_a_button_that_typing_can_not_press_is_left_out(button: Button) -> None:
    assert lines(Reply(("x",), buttons=(button,)), EN) == ["x"]


def test_unnumbered_what_is_not_worth_typing_is_left_out() -> None:
    button = Button("Calls", Does("/calls", pack(Parcel("calls"))))
    assert lines(Reply(("x",), buttons=(button,)), EN, worth=lambda _: False) == ["x"]


def test_unnumbered_a_file_of_text_is_shown_whole() -> None:
    content = "\ufeffid,name\r\n1,\x1b[31mКРИБ\r\n".encode()
    files = (File("list.csv", "text/csv", content, "All of it"), File("a.png", "image/png", b"\x89"))
    assert lines(Reply(("x",), files=files), EN) == [
        *("x", "", "list.csv", "All of it", "id,name", "1,\ufffd[31mКРИБ", "", "a.png")
    ]


def test_an_unnumbered_form_says_what_is_asked() -> None:
    form = Form(
        "partners",
        "The directory",
        (
            Blank("country", "A country", "country", error="No such country."),
            Blank("kind", "Which kind", "choice", required=True, choices=(("Company", "company"),)),
        ),
        "Send",
    )
    assert lines(Reply(("What is wrong.",), form=form), EN)[2:] == [
        "  country (optional): A country",
        "    No such country.",
        "  kind (needed): Which kind",
        "    company",
    ]


def test_the_records_of_an_answer_are_the_ids_of_its_cards_in_order() -> None:
    reply = Reply(cards=(Card("b", record=("partner", "b")), Card("no record"), Card("a", record=("call", "a"))) * 2)
    assert data.records(reply) == ["b", "a"]


def test_an_answer_as_data_says_its_language() -> None:
    said = data.answer(7, "Здравей", Reply(), words("bg"))
    assert said == {"id": 7, "text": "Здравей", "lang": "bg", "records": []}


IMAGE = Image("x.png", "image/png", b"\x89PNG", "A\x1b[31m harbour\nat dawn")


@pytest.mark.parametrize("numbered", [True, False])
def test_a_picture_is_told_in_words(numbered: bool) -> None:
    assert lines(Reply(("Look",), images=(IMAGE,)), EN, numbered=numbered) == [
        "Look",
        "[Picture: A\ufffd[31m harbour at dawn]",
    ]
    assert lines(Reply(images=(IMAGE,)), words("bg")) != []


@pytest.mark.parametrize("numbered", [True, False])
def test_a_preview_stands_under_its_title_and_nothing_in_it_can_be_picked(numbered: bool) -> None:
    post = Reply(
        ("Come!",),
        cards=(Card("Meeting", fields=(Field("Where", ("Varna",)),), buttons=(Button("Details", Does()),)),),
        buttons=(Button("All", Does("/all", "1 all")),),
    )
    reply = Reply(("So:",), previews=(Preview("#funding (Slack)\x1b", "slack", "en", post),))
    assert choices(reply) == ()
    assert lines(reply, EN, numbered=numbered) == [
        "So:",
        "",
        "#funding (Slack)\ufffd",
        "  Come!",
        "",
        "  Meeting",
        "    Where: Varna",
        "    [Details]",
        "",
        "  [All]",
    ]


def test_a_preview_is_in_the_words_of_its_place() -> None:
    reply = Reply(previews=(Preview("#funding", "web", "en", Reply(("x",), images=(IMAGE,))),))
    assert "  [Picture: A\ufffd[31m harbour at dawn]" in lines(reply, words("bg"))
