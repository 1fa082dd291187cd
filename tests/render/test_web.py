"""A reply as JSON for the page: every node, nothing dropped, no address that runs something."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

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
    Link,
    Option,
    Preview,
    Reply,
    Select,
    Tone,
    Weight,
    When,
)
from bot.core.words import words
from bot.render import web

AT = datetime(2026, 11, 22, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Does:
    name: str = "calls"

    def pack(self, *, public: bool = False) -> str:
        return f"1{'!' if public else ''} {self.name}"

    def line(self) -> str:
        return f"/{self.name}"


def test_each_inline_node_has_its_own_shape() -> None:
    line = ("plain", Bold("b"), Code("c"), Link("l", "https://example.org"), When(AT, "Sun 22 November"))
    assert web.line(line) == [
        "plain",
        {"bold": "b"},
        {"code": "c"},
        {"link": "l", "url": "https://example.org"},
        {"when": "2026-11-22T07:00:00+00:00", "shown": "Sun 22 November"},
    ]


def test_an_address_that_is_not_of_the_web_stays_text() -> None:
    assert web.line((Link("press me", "javascript:alert(1)"),)) == ["press me (javascript:alert(1))"]
    card = web.reply(Reply(cards=(Card("t", url="data:text/html,x"),)))["cards"]
    assert card == [{"title": "t", "body": [["data:text/html,x"]]}]


def test_an_address_within_the_page_leads_there() -> None:
    assert web.line((Link("Open it", "/#funding/12"),)) == [{"link": "Open it", "url": "/#funding/12"}]


def test_an_empty_reply_says_only_its_tone() -> None:
    assert web.reply(Reply()) == {"tone": "plain"}


def test_everything_of_a_reply_is_there() -> None:
    button = Button("Go", Does(), Weight.MAIN, public=True)
    card = Card(
        "Title",
        url="https://example.org",
        badge=Badge("Open", Tone.GOOD),
        body=(("Body",),),
        fields=(Field("Where", ("Sofia",)),),
        footer=("Source",),
        buttons=(button,),
        record=("call", "X"),
    )
    form = Form("tell", "Tell us", (Blank("text", "What", "long text", required=True),), "Send", (("fact", "X"),))
    drawn = web.reply(
        Reply(
            ("Said",),
            cards=(card,),
            selects=(Select("Which", (Option("One", Does("one"), "the first"),)),),
            buttons=(button,),
            form=form,
            files=(File("a.csv", "text/csv", b"a,b", "2 columns"),),
            tone=Tone.WARN,
        )
    )
    go = {"label": "Go", "does": "1! calls", "line": "/calls", "weight": "main"}
    assert drawn == {
        "text": ["Said"],
        "tone": "warn",
        "cards": [
            {
                "title": "Title",
                "url": "https://example.org",
                "badge": {"text": "Open", "tone": "good"},
                "body": [["Body"]],
                "fields": [{"label": "Where", "value": ["Sofia"]}],
                "footer": ["Source"],
                "buttons": [go],
                "record": ["call", "X"],
            }
        ],
        "selects": [{"label": "Which", "options": [{"label": "One", "does": "1 one", "about": "the first"}]}],
        "buttons": [go],
        "form": {
            "command": "tell",
            "title": "Tell us",
            "blanks": [{"name": "text", "label": "What", "kind": "long text", "required": True}],
            "submit": "Send",
            "hidden": {"fact": "X"},
        },
        "files": [{"name": "a.csv", "type": "text/csv", "size": 3, "about": "2 columns", "content": "YSxi"}],
    }


def test_choices_of_a_form_keep_their_labels_and_values() -> None:
    blank = Blank("mood", "How", "choice", value="glad", error="No.", choices=(("Glad", "glad"),), suggests=True)
    drawn = web.reply(Reply(form=Form("greet", "Greet", (blank,), "Send")))["form"]
    assert isinstance(drawn, dict)
    assert drawn["blanks"] == [
        {
            "name": "mood",
            "label": "How",
            "kind": "choice",
            "value": "glad",
            "error": "No.",
            "choices": [{"label": "Glad", "value": "glad"}],
            "suggests": True,
        }
    ]


@given(st.text(), st.binary(max_size=200))
def test_any_text_and_any_bytes_survive(text: str, content: bytes) -> None:
    drawn = web.reply(Reply((text, Bold(text)), cards=(Card(text),), files=(File("f", "text/plain", content),)))
    again = json.loads(json.dumps(drawn))
    assert again["text"] == [text, {"bold": text}]
    assert again["cards"][0].get("title", "") == text
    assert b64decode(again["files"][0]["content"]) == content


PICTURE = Image("a.png", "image/png", b"\x89PNG" + bytes(100_000), "A harbour")


def test_a_picture_is_named_and_not_carried() -> None:
    reply = Reply(("Look",), images=(PICTURE, PICTURE))
    (shown,) = web.pictures(reply)
    assert (shown.media_type, shown.content) == ("image/png", PICTURE.content)
    drawn = web.reply(reply)
    assert drawn["images"] == [{"picture": shown.digest, "alt": "A harbour"}] * 2
    assert len(json.dumps(drawn)) < 1000


def test_the_pictures_of_previews_are_known_too() -> None:
    post = Reply(images=(PICTURE,))
    shown = web.pictures(Reply(previews=tuple(Preview("x", name, "en", post) for name in ("discord", "slack", "web"))))
    assert [one.content for one in shown] == [PICTURE.content]


def test_a_preview_of_the_web_chat_is_the_answer_itself_in_the_words_of_its_place() -> None:
    post = Reply(("Hello",), images=(PICTURE,))
    drawn = web.reply(Reply(previews=(Preview("#general", "web", "bg", post),)))["previews"]
    assert drawn == [{"title": "#general", "platform": "web", "language": "bg", "reply": web.reply(post, words("bg"))}]
