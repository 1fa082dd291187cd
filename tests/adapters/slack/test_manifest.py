"""The manifest keeps to what Slack takes, holds every command, and what arrives becomes the line that was meant."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.slack.access import EVENTS, SCOPES
from bot.adapters.slack.manifest import KEPT, MOST, PATH, PREFIX, SHORTCUTS, Mode, command_of, manifest
from bot.adapters.slack.noted import Noted, lines, plain
from bot.commands import QUESTION
from bot.core import line
from bot.core.book import Book
from bot.core.command import Command
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.core.spec import Spec
from bot.core.words import Words, words
from bot.flows import EVERY
from tests.kit import Kit

BOOK = Book(EVERY, QUESTION)
URL = "https://club.example"
TOPS = tuple(dict.fromkeys(spec.name.split()[0] for spec in BOOK.specs if not spec.hidden))
MODES = pytest.mark.parametrize("mode", Mode)
URLS = pytest.mark.parametrize("url", ["", URL])
NAMES = st.sampled_from([spec.name for spec in BOOK.specs if not spec.hidden])

# https://github.com/slackapi/manifest-schema, app manifest v1: the fewest and the most characters
TEXTS = {
    ("display_information", "name"): (1, 35),
    ("display_information", "description"): (1, 140),
    ("features", "bot_user", "display_name"): (1, 80),
}
COMMAND = {"command": (2, 32), "description": (1, 2000), "usage_hint": (1, 1000), "url": (1, 3000)}
SHORTCUT = {"name": (1, 24), "callback_id": (1, 255), "description": (1, 150)}


def printed(mode: Mode = Mode.ONE, url: str = "", t: Words = words("en"), name: str = "Club") -> dict[str, Any]:  # noqa: B008
    """The manifest as Slack reads it."""
    made: dict[str, Any] = yaml.safe_load("\n".join(lines(manifest(name, BOOK.specs, mode, url), t)))
    return made


def slashes(mode: Mode, specs: tuple[Spec, ...] = BOOK.specs) -> list[dict[str, str]]:
    made: list[dict[str, str]] = plain(manifest("Club", specs, mode))["features"]["slash_commands"]
    return made


@MODES
@URLS
@pytest.mark.parametrize("lang", ["en", "bg"])
def test_what_is_printed_is_what_was_made(mode: Mode, url: str, lang: str) -> None:
    assert printed(mode, url, words(lang)) == plain(manifest("Club", BOOK.specs, mode, url))


@MODES
@URLS
def test_every_text_fits(mode: Mode, url: str) -> None:
    made = printed(mode, url)
    for (*path, last), (least, most) in TEXTS.items():
        at: Any = made
        for step in path:
            at = at[step]
        assert least <= len(at[last]) <= most
    for kind, limits in (("slash_commands", COMMAND), ("shortcuts", SHORTCUT)):
        for one in made["features"][kind]:
            assert all(limits[key][0] <= len(text) <= limits[key][1] for key, text in one.items() if key in limits)
    assert all(re.fullmatch(r"/[a-z0-9_-]{1,31}", one["command"]) for one in made["features"]["slash_commands"])


def test_a_long_name_of_the_club_is_cut_to_what_fits() -> None:
    made = printed(name="К" * 100)
    assert made["display_information"]["name"] == "К" * 35
    assert made["features"]["bot_user"]["display_name"] == "К" * 80


@MODES
def test_one_slash_command_is_always_there_and_none_twice(mode: Mode) -> None:
    found = [one["command"] for one in slashes(mode)]
    assert "/club" in found
    assert len(found) == len(set(found)) <= MOST
    assert not {name.removeprefix("/") for name in found} & KEPT


def test_with_one_there_is_no_other() -> None:
    assert [one["command"] for one in slashes(Mode.ONE)] == ["/club"]


def test_with_each_every_command_has_its_own() -> None:
    lead_to = {command_of(one["command"], "").split()[0] for one in slashes(Mode.EACH)}
    assert lead_to == {f"/{top}" for top in TOPS}


@pytest.mark.parametrize("name", ["call", "help", "invite", "search"])
def test_what_slack_keeps_for_itself_gets_a_prefix(name: str) -> None:
    found = [one["command"] for one in slashes(Mode.EACH)]
    assert f"/club-{name}" in found
    assert f"/{name}" not in found


@pytest.mark.parametrize(
    "name", ["remind", "status", "me", "invite", "help", "search", "away", "who", "topic", "join", "leave", "mute",
             "msg", "dm", "open", "remove", "rename", "shrug", "apps", "feed", "call"]
)  # fmt: skip
def test_names_of_slacks_own_are_known(name: str) -> None:
    assert name in KEPT


def test_two_words_become_one_command_that_offers_the_second() -> None:
    (fact,) = [one for one in slashes(Mode.EACH) if one["command"] == "/fact"]
    assert fact["usage_hint"] == "edit | add | history | undo | remove"
    assert "edit, add" in fact["description"]


def test_descriptions_and_hints_come_from_the_commands() -> None:
    by_name = {one["command"]: one for one in slashes(Mode.EACH)}
    assert by_name["/calls"]["description"] == BOOK.by_name["calls"].help
    assert by_name["/calls"]["usage_hint"] == "[topic] [within] [programme] [status]"
    assert by_name["/club-call"]["usage_hint"] == "<identifier>"
    assert "usage_hint" not in by_name["/about"]


def test_no_more_than_slack_takes() -> None:
    many = tuple(Spec(f"name{n}", "Help.", Role.GUEST, ()) for n in range(60))
    found = [one["command"] for one in slashes(Mode.EACH, many)]
    assert len(found) == MOST
    assert found[0] == "/club"
    assert found[-1] == "/name48"


def test_what_is_hidden_stays_so() -> None:
    assert [one["command"] for one in slashes(Mode.EACH, (Spec("x", "Help.", Role.GUEST, (), hidden=True),))] == [
        "/club"
    ]


def test_by_socket_there_is_no_address_at_all() -> None:
    made = printed(Mode.EACH)
    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(made)


@MODES
def test_over_http_every_request_comes_to_the_one_address(mode: Mode) -> None:
    made = printed(mode, URL)
    settings, address = made["settings"], f"{URL}{PATH}"
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == address
    assert settings["interactivity"]["request_url"] == address
    assert settings["interactivity"]["message_menu_options_url"] == address  # lists completed while typing
    assert {one["url"] for one in made["features"]["slash_commands"]} == {address}


@URLS
def test_people_may_write_to_the_bot_and_see_their_page(url: str) -> None:
    assert printed(url=url)["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_it_asks_for_what_it_needs_and_says_why() -> None:
    made = manifest("Club", BOOK.specs)
    shown = "\n".join(lines(made, words("en")))
    assert plain(made)["oauth_config"]["scopes"] == {"bot": [*SCOPES]}
    assert plain(made)["settings"]["event_subscriptions"]["bot_events"] == [*EVENTS]
    for name, why in (*SCOPES.items(), *EVENTS.items()):
        assert f'- "{name}"  # {why}\n' in shown


# https://docs.slack.dev/reference/events: what an event that we hear asks for
NEEDED = {
    "app_mention": {"app_mentions:read"},
    "message.im": {"im:history"},
    "app_home_opened": set[str](),
    "team_join": {"users:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "channel_created": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_archive": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "user_change": {"users:read"},
}


def test_every_event_has_its_scopes() -> None:
    assert {*EVENTS} == {*NEEDED}
    assert set().union(*NEEDED.values()) <= {*SCOPES}


@pytest.mark.parametrize("callback", SHORTCUTS)
async def test_a_shortcut_is_a_command_that_answers_or_asks(kit: Kit, callback: str) -> None:
    reply = await kit.press(f"1 {callback}")
    assert isinstance(reply, Reply)
    assert reply.form or reply.cards


@pytest.mark.parametrize(
    ("slash", "text", "line"),
    [
        ("/club", "", "/help"),
        ("/club", "  ", "/help"),
        ("/club", "calls cancer", "/calls cancer"),
        ("/club", "/calls cancer", "/calls cancer"),
        ("/club", "Calls cancer", "/Calls cancer"),
        ("/club", "fact edit krib", "/fact edit krib"),
        ("/club", "fact", "/fact"),
        ("/club", "who works on AI?", "who works on AI?"),
        ("/club", "кои са партньорите ни", "кои са партньорите ни"),
        ("/club", "calls: what is open?", "calls: what is open?"),
        ("/CLUB", "help", "/help"),
        ("/calls", "cancer within=60", "/calls cancer within=60"),
        ("/fact", "edit krib", "/fact edit krib"),
        ("/fact", "", "/fact"),
        ("/club-invite", "role=member", "/invite role=member"),
        ("/club-call", "HORIZON-X", "/call HORIZON-X"),
        ("/club-help", "", "/help"),
    ],
)
def test_what_arrives_becomes_the_line_that_was_meant(slash: str, text: str, line: str) -> None:
    assert command_of(slash, text) == line


def slash_of(name: str) -> str:
    top = name.split(maxsplit=1)[0]
    return f"/{PREFIX}{top}" if top in KEPT else f"/{top}"


@given(NAMES, st.text(max_size=40).map(str.strip))
@example("partner", "„Парк София“")
@example("calls", 'topic="рак на гърдата" within:60')
def test_under_club_and_by_itself_a_command_is_the_same_line(name: str, rest: str) -> None:
    under = command_of("/club", f"{name} {rest}")
    alone = command_of(slash_of(name), " ".join((*name.split()[1:], rest)))
    assert under == alone == f"/{name} {rest}".strip()


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.spec.name)
def test_every_example_is_read_as_its_command(command: type[Command]) -> None:
    for typed in command.spec.examples:
        read = line.read(command_of("/club", typed), BOOK.by_name)
        assert isinstance(read, line.Typed)
        assert read.spec is command.spec


@given(st.text(max_size=60))
def test_a_text_that_names_no_command_is_left_as_it_is(text: str) -> None:
    text = text.strip()
    first = text.split(maxsplit=1)[0].casefold() if text else ""
    if first and first not in {name.split()[0] for name in BOOK.by_name}:
        assert command_of("/club", text) == text


def test_no_command_begins_as_a_prefixed_one_would() -> None:
    assert not [top for top in TOPS if top.startswith(PREFIX) or top == "club"]


LEAF = st.text(max_size=20) | st.booleans()
LEAVES = LEAF | st.builds(Noted, LEAF, st.text("abc #:'\"[]{}", max_size=10))
KEYS = st.text("abcdefgh_", min_size=1, max_size=6).filter(lambda key: key not in ("y", "n"))


def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    mappings = st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    return mappings | st.lists(LEAVES, min_size=1, max_size=3) | st.lists(mappings, min_size=1, max_size=3)


@given(st.dictionaries(KEYS, st.recursive(LEAVES, grown, max_leaves=8), min_size=1, max_size=4))
def test_any_data_with_comments_is_read_back_without_them(data: dict[str, Any]) -> None:
    assert yaml.safe_load("\n".join(lines(data, words("en")))) == plain(data)
