"""A socket: hostile messages, limits, and what the demo alone allows."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import WSMsgType
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.web import messages, window
from bot.adapters.web.messages import Refused, read
from bot.adapters.web.places import places
from bot.core.context import Person
from bot.core.roles import Role
from tests.kit import SOFIA

if TYPE_CHECKING:
    from bot.storage.store import Tx
    from tests.adapters.web.rig import Json, Rig

HOSTILE = [
    "",
    "nonsense",
    "[]",
    "null",
    "1",
    "{}",
    '{"type": 1}',
    '{"type": "unknown"}',
    '{"type": "say"}',
    '{"type": "say", "id": "short", "place": "dm", "text": "x"}',
    '{"type": "say", "id": "long-enough", "place": "../dm", "text": "x"}',
    '{"type": "say", "id": "long-enough", "place": "dm", "text": ["x"]}',
    '{"type": "say", "id": "long-enough", "place": "dm", "text": "\\ud800"}',
    '{"type": "press", "id": "long-enough", "place": "dm", "does": {}}',
    '{"type": "press", "id": "long-enough", "place": "dm", "does": "x", "replaces": -1}',
    '{"type": "press", "id": "long-enough", "place": "dm", "does": "x", "replaces": true}',
    '{"type": "fill", "id": "long-enough", "place": "dm", "command": "greet", "texts": [1]}',
    '{"type": "fill", "id": "long-enough", "place": "dm", "command": "greet", "texts": {"name": 1}}',
    '{"type": "history", "id": "long-enough", "place": "dm", "before": 1e400}',
    '{"type": "history", "id": "long-enough", "place": "dm", "before": 99999999999999999999}',
    '{"type": "clock", "id": "long-enough", "to": "2026-13-45"}',
    '{"type": "clock", "id": "long-enough", "to": "2027-01-01T10:00"}',
    '{"type": "say", "id": "long-enough", "place": "dm", "text": "  \\n"}',
    "[" * 30_000,
]


@pytest.mark.parametrize("frame", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_message_that_the_page_never_sends_is_refused_in_words(demo: Rig, frame: str) -> None:
    page = await demo.browser().open("guest")
    await page.socket.send_str(frame)
    error = await page.hear("error")
    assert error["text"] == "I don't understand that message."
    await page.say("and the window goes on", "general")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda deeper: st.lists(deeper, max_size=4) | st.dictionaries(st.text(max_size=10), deeper, max_size=4),
        max_leaves=12,
    ),
    st.sampled_from(sorted(messages.READERS)),
    st.dictionaries(
        st.sampled_from(["id", "place", "text", "does", "replaces", "texts", "hidden", "before", "to", "seconds"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70) | st.lists(st.text()),
    ),
)
def test_reading_a_message_gives_one_or_refuses(anything: object, kind: str, parts: dict[str, object]) -> None:
    for text in (json.dumps(anything), json.dumps({"type": kind, **parts})):
        try:
            read(text)
        except Refused:
            continue


async def test_bytes_are_no_message(demo: Rig) -> None:
    page = await demo.browser().open("guest")
    await page.socket.send_bytes(b"\x00\xff")
    await page.hear("error")


async def test_an_oversized_message_closes_the_socket(demo: Rig) -> None:
    page = await demo.browser().open("guest")
    await page.socket.send_str("x" * 70_000)
    frame = await page.socket.receive(10)
    assert frame.type is WSMsgType.CLOSE
    assert frame.data == 1009


async def test_nothing_is_heeded_before_hello(demo: Rig) -> None:
    browser = demo.browser()
    await (await browser.open("guest")).close()
    socket = await browser.connect()
    await socket.send_json({"type": "say", "id": "long-enough", "place": "general", "text": "x"})
    assert (await socket.receive_json())["type"] == "error"
    assert await demo.kit.database.read(lambda tx: tx.posts.latest()) == 0


async def test_hello_is_said_once(demo: Rig) -> None:
    page = await demo.browser().open("guest")
    await page.socket.send_json({"type": "hello", "persona": "organiser"})
    await page.hear("error")
    assert page.you["role"] == "guest"


@pytest.mark.parametrize("place", ["organisers", "dm-somebody", "nowhere"])
async def test_a_guest_reaches_no_place_that_is_not_theirs_by_any_message(demo: Rig, place: str) -> None:
    organiser, guest = await demo.browser().open("organiser"), await demo.browser().open("guest")
    await organiser.say("between us", "organisers")
    wishes: dict[str, Json] = {
        "say": {"text": "let me in"},
        "press": {"does": "1 rows"},
        "fill": {"command": "rows", "texts": {}},
        "history": {},
        "suggest": {"command": "greet", "arg": "mood", "text": ""},
    }
    for type_, parts in wishes.items():
        id = await guest.send(type_, place=place, **parts)
        assert (await guest.hear("error", id=id))["text"] == "That place is not open to you."
    await guest.settle()
    assert "between us" not in str(guest.told)


async def test_a_flood_is_slowed_down(demo: Rig) -> None:
    page = await demo.browser().open("guest")
    for _ in range(140):
        await page.socket.send_json({"type": "ping"})
    error = await page.hear("error")
    assert "Please try again" in error["text"]


async def test_a_reader_that_reads_nothing_is_dropped(demo: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "SLOW", 0.2)
    deaf = await demo.browser().open("guest")
    transport = deaf.socket._response.connection.transport  # type: ignore[union-attr]
    transport.pause_reading()  # type: ignore[union-attr]
    body, now = {"text": "x" * 16_000, "author": {}, "lang": "en"}, demo.clock.now()

    def flood(tx: Tx) -> None:
        for _ in range(1000):
            tx.posts.add("general", "somebody", body, now)

    await demo.kit.database.write(flood)
    demo.web._hub.wake()
    async with asyncio.timeout(60):
        while len(demo.web._hub):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)
    transport.resume_reading()  # type: ignore[union-attr]


async def test_a_reader_that_is_slow_holds_nobody_up(demo: Rig) -> None:
    deaf, other = await demo.browser().open("guest"), await demo.browser().open("member")
    transport = deaf.socket._response.connection.transport  # type: ignore[union-attr]
    transport.pause_reading()  # type: ignore[union-attr]
    long = "x" * 8000
    for number in range(15):
        await other.send("say", text=f"{number} {long}", place="general", id=f"flood-{number:06d}")
        await other.hear("done", id=f"flood-{number:06d}")
    await other.settle()
    assert len(other.posts) == 15
    transport.resume_reading()  # type: ignore[union-attr]


async def test_the_clock_arrives_although_whoever_moved_it_left_on_the_way(demo: Rig) -> None:
    one, two = await demo.browser().open("member"), await demo.browser().open("guest")
    until, begun, left = demo.clock.now() + timedelta(days=1), asyncio.Event(), asyncio.Event()

    async def on_the_way(_: timedelta) -> None:
        begun.set()
        await left.wait()

    demo.clock.traveller = on_the_way
    await one.send("clock", seconds=86_400)
    await begun.wait()
    await one.close()
    left.set()
    await two.hear("clock")
    assert demo.clock.now() == until


async def test_the_clock_moves_for_everybody_in_the_demo(demo: Rig) -> None:
    one, two = await demo.browser().open("guest"), await demo.browser().open("guest")
    before = demo.clock.now()
    await one.send("clock", seconds=86_400)
    await two.hear("clock")
    assert demo.clock.now() == before + timedelta(days=1)
    later = demo.clock.now() + timedelta(days=30)
    await one.send("clock", to=later.isoformat())
    await one.hear("clock", now=later.isoformat(timespec="milliseconds"))
    assert demo.clock.now() == later


async def test_the_clock_never_runs_backwards(demo: Rig) -> None:
    page = await demo.browser().open("guest")
    before = demo.clock.now()
    id = await page.send("clock", to=(before - timedelta(days=1)).isoformat())
    assert "forward" in (await page.hear("error", id=id))["text"]
    assert demo.clock.now() == before


async def test_outside_the_demo_nobody_moves_the_clock_or_picks_a_role(club: Rig) -> None:
    page = await club.browser().open("organiser")
    assert page.you["role"] == "guest"
    assert page.you["demo"] is False
    before = club.clock.now()
    id = await page.send("clock", seconds=3600)
    await page.hear("error", id=id)
    assert club.clock.now() == before


async def test_one_browser_is_three_people_in_the_demo(demo: Rig) -> None:
    browser = demo.browser()
    people = [await browser.open(role) for role in ("guest", "member", "organiser")]
    assert [p.you["role"] for p in people] == ["guest", "member", "organiser"]
    assert len({p.you["me"] for p in people}) == 3


async def test_the_language_switch_runs_the_command_and_posts_nothing(club: Rig) -> None:
    page = await club.browser().open(language="en")
    id = await page.send("language", language="bg")
    await page.hear("you", language="bg")
    assert (await page.hear("done", id=id))["text"]
    await page.settle()
    assert page.posts == []


async def test_a_command_that_changes_the_language_changes_the_page(demo: Rig) -> None:
    page = await demo.browser().open("guest")
    await page.say("/language bg")
    await page.hear("you", language="bg")


async def test_a_browser_is_spoken_to_in_its_language(demo: Rig) -> None:
    assert (await demo.browser().open("guest", language="bg")).you["language"] == "bg"
    assert (await demo.browser().open("guest", language="xx")).you["language"] == "bg"  # the club's


async def test_requests_side_by_side_are_all_answered(demo: Rig) -> None:
    page = await demo.browser().open("guest")
    ids = [await page.send("say", text="/greet Ana", place="dm", id=f"at-once-{n:04d}") for n in range(30)]
    await asyncio.gather(*[page.hear("done", id=id) for id in ids[:1]])
    for id in ids[1:]:
        await page.hear("done", id=id)


def test_organisers_alone_have_their_channel() -> None:
    for role in Role:
        found = {place.id for place in places(Person("p", role, "en", SOFIA))}
        assert ("organisers" in found) is (role is Role.ORGANISER)
