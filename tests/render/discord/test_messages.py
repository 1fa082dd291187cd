"""A Reply on Discord: what stands where, what becomes of what is long, what a button carries."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.commands.calls import Calls
from bot.commands.search import Search
from bot.core.codec import Garbled
from bot.core.reply import (
    Badge,
    Bold,
    Button,
    Card,
    Code,
    Field,
    File,
    Link,
    Option,
    Reply,
    Select,
    Tone,
    Weight,
    When,
)
from bot.core.words import words
from bot.render.discord import ids
from bot.render.discord.embeds import size
from bot.render.discord.message import Message, marked, messages
from bot.render.held import Aside, Carried, Long, Opens
from tests.kit import opened
from tests.render.discord.markdown import read

EN, BG = words("en"), words("bg")
MARK = "abcdefghij"


def only(reply: Reply, opens: Opens | None = None) -> dict[str, Any]:
    (message,) = messages(reply, EN, opens=opens)
    return message.body


def controls(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaf for row in body.get("components", ()) for leaf in row["components"]]


def test_text_and_its_nodes_are_markup_and_what_people_typed_is_not() -> None:
    reply = Reply(("*Ana* asks: ", Bold("now?"), " ", Code("/calls"), " ", Link("the page", "https://a.example/x")))
    content = only(reply)["content"]
    assert content == "\\*Ana\\* asks: **now?** `/calls` [the page](<https://a.example/x>)"


def test_every_reader_sees_a_moment_in_their_own_time_and_how_far_it_is() -> None:
    at = datetime(2027, 2, 17, 16, tzinfo=UTC)
    assert only(Reply((When(at, "18:00"),)))["content"] == f"<t:{int(at.timestamp())}:f> (<t:{int(at.timestamp())}:R>)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "https://a b.example", "https://", "x"])
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    body = only(Reply((Link("label", url),), cards=(Card("T", url=url),)))
    shown, alive = read(body["content"])
    assert shown == f"label ({url})"
    assert alive == []
    assert "url" not in body["embeds"][0]
    assert read(body["embeds"][0]["description"])[0] == url


def test_a_link_ends_where_it_should_whatever_its_address_holds() -> None:
    content = only(Reply((Link("x", "https://a.example/a)b>c d"),)))["content"]
    assert content == "[x](<https://a.example/a%29b%3Ec%20d>)"


def test_a_card_is_an_embed_with_its_state_first_and_its_source_last() -> None:
    card = Card(
        "Care",
        url="https://a.example/1",
        badge=Badge("Open", Tone.GOOD),
        body=(("About it.",),),
        fields=(Field("Budget", ("€3",)),),
        footer=("Source: us",),
    )
    (embed,) = only(Reply(cards=(card,)))["embeds"]
    assert embed["title"] == "Care"
    assert embed["url"] == "https://a.example/1"
    assert embed["description"] == "**Open**\nAbout it."
    assert embed["fields"] == [{"name": "Budget", "value": "€3", "inline": True}]
    assert embed["footer"] == {"text": "Source: us"}


def test_a_source_with_a_link_stands_where_a_link_is_shown() -> None:
    (embed,) = only(Reply(cards=(Card("T", footer=("Source: ", Link("page", "https://a.example/"))),)))["embeds"]
    assert "footer" not in embed
    assert embed["fields"] == [{"name": "\u200b", "value": "-# Source: [page](<https://a.example/>)", "inline": False}]


def test_a_long_label_goes_on_in_its_fact() -> None:
    label = "word " * 80
    (embed,) = only(Reply(cards=(Card("T", fields=(Field(label, ("value",)),)),)))["embeds"]
    (field,) = embed["fields"]
    assert len(field["name"]) <= 256
    said = field["name"].rstrip("…") + " " + field["value"].lstrip("…")
    assert said.split() == [*label.split(), "value"]


def test_short_facts_stand_beside_each_other_and_long_ones_below() -> None:
    def beside(*values: str) -> list[bool]:
        (embed,) = only(Reply(cards=(Card("T", fields=tuple(Field("F", (value,)) for value in values)),)))["embeds"]
        return [field["inline"] for field in embed["fields"]]

    assert beside("a", "b", "c " * 30) == [True, True, False]
    assert (
        beside("A sentence of nearly forty characters.", "A sentence, a bit shorter.", "One more of the kind.")
        == [True] * 3
    )
    assert beside("A sentence of nearly forty characters.", "Another one with even more in it, so long.") == [False] * 2


def test_one_card_keeps_its_buttons() -> None:
    card = Card("T", buttons=(Button("Details", Search(text="a")), Button("Remove", Search(text="b"), Weight.DANGER)))
    reply = Reply(cards=(card,), buttons=(Button("More", Calls(page=2), Weight.MAIN),))
    shown = [(leaf["label"], leaf["style"]) for leaf in controls(only(reply))]
    assert shown == [("Details", 2), ("Remove", 4), ("More", 1)]


def test_buttons_of_several_cards_become_one_list_for_each_label() -> None:
    cards = tuple(Card(name, badge=Badge("Open"), buttons=(Button("Details", Search(text=name)),)) for name in "ab")
    (leaf,) = controls(only(Reply(cards=cards)))
    assert leaf["placeholder"] == "Details"
    assert [(o["label"], o["description"]) for o in leaf["options"]] == [("a", "Open"), ("b", "Open")]
    assert ids.read(leaf["options"][1]["value"]) == Carried("1 search text=b")


def test_a_button_that_only_one_of_several_cards_has_says_which_card() -> None:
    buttons = (Button("Details", Search(text="x")),)
    cards = (Card("a", buttons=buttons), Card("b", buttons=(*buttons, Button("Undo", Calls(), Weight.DANGER))))
    listed, undo = controls(only(Reply(cards=cards)))
    assert listed["placeholder"] == "Details"
    assert (undo["label"], undo["style"]) == ("Undo: b", 4)


def test_an_answer_for_everybody_stays_one_in_a_list() -> None:
    cards = tuple(Card(name, buttons=(Button("Show", Search(text=name), public=True),)) for name in "ab")
    (leaf,) = controls(only(Reply(cards=cards)))
    assert ids.read(leaf["options"][0]["value"]) == Carried("1! search text=a")


def test_the_rest_of_a_long_option_stands_below_it() -> None:
    name = "word " * 30
    (leaf,) = controls(only(Reply(selects=(Select("Which?", (Option(name, Calls()),)),))))
    (option,) = leaf["options"]
    assert (option["label"].rstrip("…") + option["description"].lstrip("…")).split() == name.split()


def test_a_list_of_more_than_25_is_several() -> None:
    select = Select("Which?", tuple(Option(str(n), Search(text=str(n))) for n in range(30)))
    assert [len(leaf["options"]) for leaf in controls(only(Reply(selects=(select,))))] == [25, 5]


def test_more_buttons_than_a_message_takes_go_on_in_another() -> None:
    made = messages(Reply(("x",), buttons=tuple(Button(str(n), Calls(page=n)) for n in range(1, 31))), EN)
    assert [len(controls(message.body)) for message in made] == [25, 5]


def test_a_long_command_lies_in_the_store_and_the_same_always_under_the_same_token() -> None:
    reply = Reply(("x",), buttons=(Button("Again", Search(text="x" * 200)),))
    (message,) = messages(reply, EN)
    ((token, packed),) = message.kept
    (leaf,) = controls(message.body)
    assert ids.read(leaf["custom_id"]) == Long(token, "search")
    assert packed == Search(text="x" * 200).pack()
    assert messages(reply, EN)[0].kept == message.kept


def test_a_form_set_aside_is_opened_by_a_button_of_its_own() -> None:
    (leaf,) = controls(only(Reply(("x",)), opens=Opens("Fill in", "tokentoken", 2)))
    assert ids.read(leaf["custom_id"]) == Aside("tokentoken", 2)


@pytest.mark.parametrize(
    "text", ["", "x", "1", "0|", "|1 calls", "0~short calls", "0=x.1", "0=tokentoken.x", "\u00b2|x"]
)
def test_an_id_that_was_never_written_is_refused(text: str) -> None:
    with pytest.raises(Garbled):
        ids.read(text)


def test_long_text_goes_on_in_further_messages_and_loses_no_word() -> None:
    text = "\n".join(f"line {n} of *many*" for n in range(400))
    made = messages(Reply((text,)), EN)
    assert len(made) > 1
    assert all(len(message.body["content"]) <= 2000 for message in made)
    assert "\n".join(read(message.body["content"])[0] for message in made) == text


def test_text_that_is_cut_does_not_begin_a_list_by_that() -> None:
    made = messages(Reply(("word - " * 900,)), EN)
    assert all(read(message.body["content"])[1] == [] for message in made)


def test_one_word_longer_than_a_message_is_cut_and_whole() -> None:
    made = messages(Reply(("*" * 5000,)), EN)
    assert "".join(read(message.body["content"])[0] for message in made) == "*" * 5000


def test_a_long_card_goes_on_in_further_embeds() -> None:
    card = Card("T" * 400, body=(("word " * 2000,),), fields=tuple(Field(f"F{n}", ("v " * 600,)) for n in range(30)))
    made = messages(Reply(cards=(card,)), EN)
    embeds = [embed for message in made for embed in message.body["embeds"]]
    said = " ".join(embed.get("description", "") for embed in embeds)
    assert said.count("word") == 2000
    assert sum(field["value"].count("v") for embed in embeds for field in embed.get("fields", ())) == 30 * 600
    assert (embeds[0]["title"] + said).count("T") == 400


def test_a_file_goes_along_with_what_it_is_about() -> None:
    (message,) = messages(Reply(files=(File("../partners list.csv", "text/csv", b"a", "All partners"),)), EN)
    assert message.body["attachments"] == [{"id": 0, "filename": "partners_list.csv", "description": "All partners"}]
    assert [file.content for file in message.files] == [b"a"]


def test_a_file_that_discord_does_not_take_is_told() -> None:
    for t, said in ((EN, "too large for Discord"), (BG, "твърде голям")):
        (message,) = messages(Reply(files=(File("a.csv", "text/csv", b"x" * (10 * 1024 * 1024 + 1)),)), t)
        assert message.files == ()
        assert said in message.body["content"]


def test_files_are_sent_in_as_many_messages_as_their_bytes_need() -> None:
    files = tuple(File(f"{n}.csv", "text/csv", b"x" * (9 << 20)) for n in range(5))
    assert [len(message.files) for message in messages(Reply(files=files), EN)] == [2, 2, 1]


@pytest.mark.parametrize(
    ("name", "safe"),
    [("SPOILER_a.csv", "a.csv"), ("../../etc/passwd", "etc_passwd"), ("..", "file"), ("списък 1.csv", "списък_1.csv")],
)
def test_no_name_hides_a_file_or_leads_out_of_a_folder(name: str, safe: str) -> None:
    (message,) = messages(Reply(files=(File(name, "text/csv", b"a"),)), EN)
    assert message.body["attachments"] == [{"id": 0, "filename": safe}]
    assert message.files[0].name == safe


def test_what_a_file_is_about_is_said_in_full() -> None:
    (message,) = messages(Reply(files=(File("a.csv", "text/csv", b"a", "word " * 300),)), EN)
    assert message.body["content"].split() == ["word"] * 300


def test_nothing_said_is_still_a_message() -> None:
    assert only(Reply())["content"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(("Only text",)),
        Reply(("Text",), cards=(Card("T"),)),
        Reply(cards=(Card("T", footer=("Source",)),)),
        Reply(("x",), buttons=(Button("More", Search(text="x" * 200)),)),
        Reply(("x " * 3000,)),
        Reply(cards=tuple(Card(n, buttons=(Button("Details", Search(text=n)),)) for n in "ab")),
        Reply(files=(File("a.csv", "text/csv", b"a"),)),
    ],
)
def test_every_message_of_a_post_carries_the_deliverys_mark(reply: Reply) -> None:
    for message in messages(reply, EN, mark=MARK):
        assert marked(message.body, MARK)
        assert not marked(message.body, "zzzzzzzzzz")
    for message in messages(reply, EN):
        assert not marked(message.body, MARK)


def test_the_mark_stands_in_the_first_control_alone_and_the_command_stays_exact() -> None:
    packed = Search(text="x" * 80).pack()  # it only fits without the mark
    reply = Reply(("x",), buttons=(Button("A", Search(text="x" * 80)), Button("B", Calls())))
    (plain,), (post,) = messages(reply, EN), messages(reply, EN, mark=MARK)
    first, second = controls(post.body)
    assert ids.read(controls(plain.body)[0]["custom_id"]) == Carried(packed)
    ((token, kept),) = post.kept
    assert ids.read(first["custom_id"]) == Long(token, "search")
    assert kept == packed
    assert first["custom_id"].startswith(f"0*{MARK}~")
    assert second["custom_id"] == "1|1 calls"


def test_a_post_that_opens_a_form_is_marked_too() -> None:
    (message,) = messages(Reply(("x",)), EN, mark=MARK, opens=Opens("Fill in", "tokentoken", 0))
    assert marked(message.body, MARK)
    assert ids.read(controls(message.body)[0]["custom_id"]) == Aside("tokentoken", 0)


def test_a_full_footer_has_room_for_the_mark() -> None:
    for message in messages(Reply(cards=(Card("T", footer=("f" * 2048,)),)), EN, mark=MARK):
        assert all(len(embed["footer"]["text"]) <= 2048 for embed in message.body["embeds"] if "footer" in embed)
        assert marked(message.body, MARK)


def test_no_message_pings_anybody() -> None:
    for message in messages(Reply(("@everyone " * 500,)), EN):
        assert message.body["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_real_answers_fit_one_message_each(lang: str) -> None:
    async with opened() as kit:
        for line in ("/calls", "/partners country=Romania", "/call HORIZON-HLTH-2027-01-CARE-02", "/events", "/help"):
            made: tuple[Message, ...] = messages(await kit.ask(line, lang=lang), words(lang))
            assert len(made) == 1, line


@pytest.mark.parametrize("last", range(980, 1024))
def test_a_mark_never_makes_a_message_of_full_cards_too_long(last: int) -> None:
    full = Card("", body=(("x" * 3969,),), fields=tuple(Field("F", ("y" * n,)) for n in (1022, last)))
    for cards in ((full,), (Card("", body=(("x" * 2968,),)), Card("", body=(("y" * (last + 2000),),)))):
        for message in messages(Reply(cards=cards), EN, mark=MARK):
            assert sum(map(size, message.body["embeds"])) <= 6000
            assert marked(message.body, MARK)


def test_a_list_longer_than_discord_shows_is_several_that_say_from_where_to_where() -> None:
    options = tuple(Option(f"Call {n}", Calls(page=n)) for n in range(30))
    first, second = controls(only(Reply(selects=(Select("Choose", options),))))
    assert first["placeholder"] == "Choose: Call 0 – Call 24"
    assert second["placeholder"] == "Choose: Call 25 – Call 29"
