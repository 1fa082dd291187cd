"""What Slack takes and what it refuses, and why."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.slack import Message, Slack, View
from tests.servers.slack.bare import button, field, form, marked, option, plain, row
from tests.servers.slack.checks.answers import check_suggestions
from tests.servers.slack.checks.messages import check, check_metadata
from tests.servers.slack.checks.views import check_view
from tests.servers.slack.refusals import Refused
from tests.servers.slack.web import drafts
from tests.servers.slack.world import Channel

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": marked(text), **more}


def rich(*elements: Json, kind: str = "rich_text_section", **more: object) -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements), **more}]}


def menu(kind: str = "static_select", **more: object) -> Json:
    return {"type": kind, "action_id": "m", **more}


BIG = {"type": "actions", "elements": [button(str(n)) for n in range(26)]}
BAD_BLOCKS: list[tuple[Json, str]] = [
    (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (section(""), "must be more than 0 characters"),
    ({"type": "section"}, "missing required field: text or fields"),
    ({"type": "section", "fields": [plain("x")] * 11}, "no more than 10 items allowed"),
    ({"type": "section", "fields": [plain("x" * 2001)]}, "must be less than 2001 characters"),
    (section("x", color="red"), "invalid additional property: color"),
    (section("x", accessory=field("n")["element"]), "unsupported type: plain_text_input"),
    (section("x", block_id="b" * 256), "must be less than 256 characters"),
    ({"type": "header", "text": marked("x")}, "must be a valid enum value"),
    ({"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters"),
    ({"type": "image", "alt_text": "x"}, "either `image_url` or `slack_file`"),
    (
        {"type": "image", "alt_text": "x", "slack_file": {"id": "F1", "url": "https://a.example"}},
        "either `id` or `url`",
    ),
    ({"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}}, "invalid slack file"),
    ({"type": "image", "image_url": "x.png", "alt_text": "x"}, "must be a valid url"),
    ({"type": "image", "image_url": "https://x.bg/x.png"}, "missing required field: alt_text"),
    ({"type": "context", "elements": [plain("x")] * 11}, "no more than 10 items"),
    ({"type": "context", "elements": []}, "at least 1 item"),
    (BIG, "no more than 25 items"),
    (row(button("x"), button("x")), "`action_id` x already exists"),
    (row(button("x" * 76)), "must be less than 76 characters"),
    (row(button("x", value="v" * 2001)), "must be less than 2001 characters"),
    (row(button("x", value="")), "must be more than 0 characters [json-pointer:/blocks/0/elements/0/value]"),
    (row(button("x", url="club.bg")), "must be a valid url"),
    (row(button("x", style="default")), "must be a valid enum value"),
    (row(button("x", confirm={"title": plain("x")})), "missing required field: deny"),
    (row(menu(options=[option("x")] * 101)), "no more than 100 items"),
    (row(menu(options=[])), "at least 1 item"),
    (row(menu(options=[{"text": plain("x"), "value": "v" * 151}])), "must be less than 151 characters"),
    (row(menu(options=[{"text": marked("x"), "value": "v"}])), "must be a valid enum value"),
    (row(menu(options=[option("x")], initial_option=option("y"))), "must be among the options"),
    (row(menu(options=[option("x")], placeholder=plain("x" * 151))), "must be less than 151 characters"),
    (row(menu()), "either `options` or `option_groups`"),
    (row(menu("overflow", options=[option("x")] * 6)), "no more than 5 items"),
    (row(menu("radio_buttons", options=[option("x")] * 11)), "no more than 10 items"),
    (row({"type": "plain_text_input"}), "unsupported type: plain_text_input"),
    ({"type": "table"}, "unsupported type: table"),
    (rich({"type": "text", "text": ""}), "must be more than 0 characters"),
    (rich({"type": "text", "text": "x", "style": {"big": True}}), "invalid additional property: big"),
    (rich({"type": "link", "url": "x"}), "must be a valid url"),
    (rich({"type": "text", "text": "x"}, kind="rich_text_list", style="bullet"), "unsupported type: text"),
    (rich(rich()["elements"][0], kind="rich_text_list"), "must be a valid enum value"),
    (rich({"type": "date", "timestamp": "now", "format": "{date}"}), "must be an integer"),
    (rich({"type": "emoji", "name": "x"}, kind="rich_text_preformatted"), "unsupported type: emoji"),
    (field("n", {"max_length": 3001}), "must be between 1 and 3000"),
    (field("n", {"min_length": 5, "max_length": 2}), "must be at most max_length"),
]


@pytest.mark.parametrize(("block", "says"), BAD_BLOCKS)
def test_a_block_that_slack_does_not_take_is_refused_with_the_reason(block: Json, says: str) -> None:
    with pytest.raises(Refused, match="invalid_blocks") as caught:
        check({"text": "x", "blocks": [block]})
    messages = caught.value.body["response_metadata"]["messages"]
    assert any(says in message and message.startswith("[ERROR] ") for message in messages), messages


GOOD = [
    section("x" * 3000, accessory=button("Go", style="primary")),
    {"type": "header", "text": {**plain("x"), "emoji": True}},
    {"type": "divider"},
    {"type": "context", "elements": [marked("<!date^1^{date}|then>"), plain("x")]},
    row(menu(options=[option("x")], initial_option=option("x")), menu("users_select", action_id="u")),
    row(menu("overflow", options=[{**option("x"), "url": "https://x.bg"}])),
    rich(
        {"type": "text", "text": "x", "style": {"bold": True}}, {"type": "link", "url": "mailto:a@b.bg", "text": "us"}
    ),
    rich({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"}),
    rich(rich({"type": "user", "user_id": "U1"})["elements"][0], kind="rich_text_list", style="bullet", indent=1),
    field("n", {"type": "checkboxes", "options": [{"text": marked("*x*"), "value": "x"}]}, hint=plain("h")),
]


def test_what_slack_takes_is_taken() -> None:
    check({"text": "x", "blocks": GOOD})


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "no_text"),
        ({"text": "  "}, "no_text"),
        ({"blocks": []}, "no_text"),
        ({"text": "x", "blocks": {}}, "invalid_blocks_format"),
        ({"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("x", block_id="b")] * 2}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("x" * 2700)] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"markdown_text": "y" * 12_001}, "msg_too_long"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "metadata": "k"}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "post"}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "p", "event_payload": {"k": None}}}, "invalid_metadata_schema"),
        ({"text": "x", "metadata": {"event_type": "p", "event_payload": {"k": "x" * 9000}}}, "metadata_too_large"),
    ],
)
def test_a_message_that_slack_does_not_take_is_refused(body: Json, error: str) -> None:
    with pytest.raises(Refused, match=error):
        check(body)


def test_the_size_of_all_blocks_does_not_matter_by_a_response_url() -> None:
    check({"text": "x", "blocks": [section("x" * 2700)] * 5}, by_url=True)


def test_an_update_may_take_metadata_away_and_has_a_shorter_text() -> None:
    check({"metadata": {}}, again=True)
    with pytest.raises(Refused, match="msg_too_long"):
        check({"text": "x" * 4001}, again=True)


def files(**more: object) -> Json:
    element = {"type": "file_input", "action_id": "a", **more}
    return {"type": "input", "block_id": "f", "label": plain("A picture"), "element": element}


HOME = {"type": "home", "blocks": [section("x")]}
BAD_VIEWS: list[tuple[Json, str, str]] = [
    (form(), "modal", "at least 1 item"),
    (form(*[section("x")] * 101), "modal", "no more than 100 items"),
    (form(section("x"), title=plain("x" * 25)), "modal", "must be less than 25 characters [json-pointer:/view/title"),
    (form(field("n"), submit=None), "modal", "missing required field: submit"),
    (form(section("x"), private_metadata="x" * 3001), "modal", "must be less than 3001 characters"),
    (form(section("x"), callback_id="x" * 256), "modal", "must be less than 256 characters"),
    (form(section("x"), colour="x"), "modal", "invalid additional property: colour"),
    (form(field("n"), field("n")), "modal", "`block_id` n already exists"),
    (form(field("a", {"focus_on_load": True}), field("b", {"focus_on_load": True})), "modal", "only one element"),
    (form({"type": "markdown", "text": "x"}), "modal", "unsupported type: markdown"),
    (form(files(max_files=11)), "modal", "must be between 1 and 10"),
    (form(files(filetypes=[])), "modal", "must have at least 1 item"),
    (form(files(filetypes=[".png"])), "modal", "must be a file extension"),
    (form(files(initial_value="x")), "modal", "invalid additional property: initial_value"),
    ({**HOME, "title": plain("x")}, "home", "invalid additional property: title"),
    (HOME, "modal", "must be modal"),
]


@pytest.mark.parametrize(("view", "kind", "says"), BAD_VIEWS)
def test_a_view_that_slack_does_not_take_is_refused_with_the_reason(view: Json, kind: str, says: str) -> None:
    with pytest.raises(Refused, match="invalid_arguments") as caught:
        check_view(view, kind)
    messages = caught.value.body["response_metadata"]["messages"]
    assert any(says in message for message in messages), messages


def test_views_that_slack_takes() -> None:
    check_view(HOME, "home")
    check_view(form(field("n"), *GOOD[:-1]), "modal")
    check_view(form(files(filetypes=["png", "webp"], max_files=1)), "modal")
    with pytest.raises(Refused, match="view_too_large"):
        check_view(form(*[section("x" * 2900)] * 100), "modal")


def test_suggestions_are_a_hundred_at_most() -> None:
    check_suggestions({"options": []}, "external_select")
    check_suggestions({"option_groups": [{"label": plain("x"), "options": [option("y")]}]}, "external_select")
    for response in ({}, {"options": [option("x")] * 101}, {"options": [{"text": "x", "value": "x"}]}):
        with pytest.raises(Refused, match="invalid_response_options"):
            check_suggestions(response, "external_select")


def test_what_is_read_is_what_a_person_sees_and_pings_are_found() -> None:
    slack = Slack()
    text = "<https://x.bg|Site> <!date^1^{date}|then> &lt;!channel&gt; <!here> <@U012>"
    blocks = [section(text), rich({"type": "broadcast", "range": "channel"}, {"type": "text", "text": "<!here>"})]
    message = Message(Channel("c"), slack.me)
    drafts.fill(message, {"text": "x", "blocks": blocks})
    assert message.text == "Site then <!channel> <!here> <@U012>\n<!here>"
    assert message.pings == ["!here", "@U012", "!channel"]


KEYS = (
    *("type", "text", "blocks", "elements", "fields", "accessory", "label", "element", "options", "value", "url"),
    *("block_id", "action_id", "placeholder", "initial_option", "initial_options", "option_groups", "style", "confirm"),
    *("alt_text", "image_url", "hint", "metadata", "event_type", "event_payload", "title", "submit", "attachments"),
)
KINDS = (
    *("section", "actions", "input", "rich_text", "context", "image", "header", "button", "static_select", "overflow"),
    *("plain_text", "mrkdwn", "rich_text_section", "rich_text_list", "text", "link", "date", "checkboxes", "modal"),
)
LEAF = st.one_of(st.none(), st.booleans(), st.integers(0, 30), st.text(max_size=5), st.sampled_from(["x" * 80, *KINDS]))
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
        | st.builds(
            lambda rest, kind: {**rest, "type": kind},
            st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
            st.sampled_from(KINDS),
        )
    ),
    max_leaves=10,
)
BODY = st.dictionaries(st.sampled_from(KEYS), JSON | st.lists(JSON, max_size=3), max_size=6)


@given(BODY)
def test_a_message_is_taken_or_refused(body: Json) -> None:
    slack = Slack()
    with suppress(Refused):
        message = drafts.write(slack, Channel("c"), body)
        assert isinstance(message.text, str)
        assert isinstance(message.menus, dict)
        assert isinstance(message.pings, list)


@given(BODY, st.sampled_from(["modal", "home"]))
def test_a_view_is_taken_or_refused(body: Json, kind: str) -> None:
    with suppress(Refused):
        check_view(body, kind)
        view = View(Slack().me, body)
        assert isinstance(view.text, str)
        assert isinstance(view.state(), dict)


@given(JSON)
def test_metadata_and_suggestions_are_taken_or_refused(value: object) -> None:
    with suppress(Refused):
        check_metadata(value)
    if isinstance(value, dict):
        with suppress(Refused):
            check_suggestions(value, "external_select")
