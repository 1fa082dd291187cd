"""What the rest of the bot posts to the web chat, changes there and takes back, as the windows see it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters.web.places import EVENTS, FUNDING, GENERAL, ORGANISERS
from bot.adapters.web.visitors import hashed, visitor
from bot.core.context import Account, Place
from bot.core.messenger import DirectClosed, Messenger, Ping, PlaceGone, PostGone
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.core.words import words

if TYPE_CHECKING:
    from tests.adapters.web.rig import Browser, Json, Rig, Window

EN = words("en")


def text(post: Json) -> str:
    return "".join(part if isinstance(part, str) else str(next(iter(part.values()))) for part in post["reply"]["text"])


def said(window: Window) -> list[str]:
    return [text(post) for post in window.posts]


def test_the_web_chat_is_a_messenger(demo: Rig) -> None:
    messenger: Messenger = demo.web
    assert messenger.platform == "web"
    assert messenger.organisers == ORGANISERS


def test_its_channels_are_places_and_conversations_are_not(demo: Rig) -> None:
    assert [(place.id, place.name) for place in demo.web.places()] == [
        ("general", "general"),
        ("events", "events"),
        ("funding", "funding"),
        ("organisers", "organisers"),
    ]


async def test_the_same_key_is_the_same_post(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    first = await demo.web.post(GENERAL, Reply(("once",)), "delivery:1", EN, traced=True)
    again = await demo.web.post(GENERAL, Reply(("once",)), "delivery:1", EN, traced=True, since=demo.clock.now())
    other = await demo.web.post(GENERAL, Reply(("twice",)), "delivery:2", EN, traced=True)
    assert first == again != other
    await window.settle()
    assert said(window) == ["once", "twice"]


async def test_a_key_posted_at_the_same_moment_many_times_is_one_post(demo: Rig) -> None:
    ids = await asyncio.gather(*[demo.web.post(EVENTS, Reply(("x",)), "delivery:7", EN) for _ in range(20)])
    assert len(set(ids)) == 1


async def test_a_place_that_does_not_exist_is_gone(demo: Rig) -> None:
    for place in (Place("web", "nowhere"), Place("web", "dm-nobody", direct=True), Place("web", "dm")):
        with pytest.raises(PlaceGone):
            await demo.web.post(place, Reply(("x",)), "delivery:1", EN)
        assert await demo.web.arrived(place, Reply(("x",)), "delivery:1", EN, since=demo.clock.now()) is None


async def test_whether_a_post_arrived_is_told_by_its_key_however_late(demo: Rig) -> None:
    since, reply = demo.clock.now(), Reply(("there",))
    assert await demo.web.arrived(FUNDING, reply, "delivery:1", EN, since=since) is None
    ids = await demo.web.post(FUNDING, reply, "delivery:1", EN, traced=True)
    demo.clock.forward(timedelta(days=400))
    assert await demo.web.arrived(FUNDING, reply, "delivery:1", EN, since=since) == ids
    await demo.web.delete(FUNDING, ids)
    assert await demo.web.arrived(FUNDING, reply, "delivery:1", EN, since=since) == ids


async def test_somebody_is_reached_by_their_account(club: Rig) -> None:
    browser = club.browser()
    window, other = await browser.open(), await club.browser().open()
    person = window.you["me"]
    (cookie,) = browser.http.cookie_jar
    place = await club.web.direct(visitor(hashed(cookie.value)).account)
    assert place == Place("web", f"dm-{person}", direct=True)
    await club.web.post(place, Reply(("for you",)), "delivery:1", EN)
    assert text((await window.hear("post", place="dm"))["post"]) == "for you"
    await other.settle()
    assert other.posts == []
    assert club.web.link(place, "5") == "/#dm/5"


async def test_an_account_that_nobody_has_takes_no_messages(club: Rig) -> None:
    with pytest.raises(DirectClosed):
        await club.web.direct(Account("web", "nobody"))


async def test_a_place_without_its_direct_mark_still_has_one_reader(demo: Rig) -> None:
    one, two = await demo.browser().open("guest"), await demo.browser().open("organiser")
    await demo.web.post(Place("web", f"dm-{one.you['me']}"), Reply(("for you",)), "delivery:1", EN)
    assert text((await one.hear("post", place="dm"))["post"]) == "for you"
    await two.settle()
    assert two.posts == []


async def test_the_web_chat_raises_nobody(demo: Rig) -> None:
    assert await demo.web.role(Account("web", "anybody")) is Role.GUEST


def test_a_link_leads_into_the_page(demo: Rig) -> None:
    assert demo.web.link(FUNDING, "123") == "/#funding/123"


async def test_open_windows_see_an_edit_at_once(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    ids = await demo.web.post(GENERAL, Reply(("frist",)), "delivery:1", EN)
    assert (await window.hear("post", bot=True))["post"]["edited"] is False
    assert await demo.web.edit(GENERAL, ids, Reply(("first",)), EN) == ids
    changed = (await window.hear("change", seq=int(ids[0])))["post"]
    assert (text(changed), changed["edited"], changed["place"]) == ("first", True, "general")
    posts = (await window.history("general"))["posts"]
    assert [(text(post), post["edited"]) for post in posts] == [("first", True)]


async def test_an_edit_that_changes_nothing_is_told_to_nobody(demo: Rig) -> None:
    ids = await demo.web.post(GENERAL, Reply(("same",)), "delivery:1", EN, ping=Ping.HERE)
    assert await demo.web.edit(GENERAL, ids, Reply(("same",)), EN) == ids
    window = await demo.browser().open("guest")
    assert (await window.history("general"))["posts"][0]["edited"] is False


async def test_a_deleted_post_is_gone_everywhere(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    ids = await demo.web.post(GENERAL, Reply(("a secret",)), "delivery:1", EN)
    await window.hear("post", bot=True)
    await demo.web.delete(GENERAL, ids)
    gone = (await window.hear("change", seq=int(ids[0])))["post"]
    assert gone == {"seq": int(ids[0]), "place": "general", "gone": True, "turn": 1}
    assert (await window.history("general"))["posts"] == []
    assert (await (await demo.browser().open("guest")).history("general"))["posts"] == []
    await demo.web.delete(GENERAL, ids)  # what is gone already is no matter
    with pytest.raises(PostGone):
        await demo.web.edit(GENERAL, ids, Reply(("again",)), EN)
    assert await demo.web.post(GENERAL, Reply(("a secret",)), "delivery:1", EN) == ids
    assert (await window.history("general"))["posts"] == []


async def test_a_post_is_changed_in_its_own_place_only(demo: Rig) -> None:
    ids = await demo.web.post(GENERAL, Reply(("here",)), "delivery:1", EN)
    with pytest.raises(PostGone):
        await demo.web.edit(EVENTS, ids, Reply(("there",)), EN)
    await demo.web.delete(EVENTS, ids)
    window = await demo.browser().open("guest")
    assert [text(post) for post in (await window.history("general"))["posts"]] == ["here"]


async def test_a_window_that_was_away_sees_what_became_of_its_posts(demo: Rig) -> None:
    browser = demo.browser()
    window = await browser.open("guest")
    kept, edited, deleted = [
        await demo.web.post(GENERAL, Reply((name,)), name, EN) for name in ("kept", "edited", "deleted")
    ]
    await window.hear("post", seq=int(deleted[0]))
    since = int(deleted[0])
    await window.drop()
    await demo.web.edit(GENERAL, edited, Reply(("edited once",)), EN)
    await demo.web.edit(GENERAL, edited, Reply(("edited twice",)), EN)
    await demo.web.delete(GENERAL, deleted)
    late = await demo.web.post(GENERAL, Reply(("late",)), "late", EN)
    gone = await demo.web.post(GENERAL, Reply(("never seen",)), "gone", EN)
    await demo.web.delete(GENERAL, gone)

    again = await browser.open("guest", since=since, changes=0, me=window.you["me"])
    assert again.you["fresh"] is False
    await again.settle()
    assert [post["seq"] for post in again.posts] == [int(late[0])]
    changes = {m["post"]["seq"]: m["post"] for m in again.told if m["type"] == "change"}
    assert set(changes) == {int(edited[0]), int(deleted[0]), int(gone[0])}
    assert text(changes[int(edited[0])]) == "edited twice"
    assert changes[int(deleted[0])]["gone"]
    assert int(kept[0]) not in changes


async def test_a_window_that_knows_nothing_of_changes_starts_afresh(demo: Rig) -> None:
    browser = demo.browser()
    window = await browser.open("guest")
    for parts in ({"since": 0}, {"since": 0, "changes": 9}):
        assert (await browser.open("guest", me=window.you["me"], **parts)).you["fresh"] is True  # type: ignore[arg-type]


async def test_nobody_is_told_of_changes_where_they_may_not_read(demo: Rig) -> None:
    guest, organiser = await demo.browser().open("guest"), await demo.browser().open("organiser")
    ids = await demo.web.post(ORGANISERS, Reply(("among us",)), "delivery:1", EN)
    await demo.web.edit(ORGANISERS, ids, Reply(("between us",)), EN)
    await organiser.hear("change", seq=int(ids[0]))
    await guest.settle()
    assert [m for m in guest.told if m["type"] == "change"] == []


@pytest.mark.parametrize(("ping", "shown"), [(Ping.NONE, None), (Ping.HERE, "here"), (Ping.EVERYONE, "everyone")])
async def test_whom_a_post_calls_stands_in_it_even_when_it_is_edited(demo: Rig, ping: Ping, shown: str | None) -> None:
    window = await demo.browser().open("guest")
    ids = await demo.web.post(GENERAL, Reply(("look",)), "delivery:1", EN, ping=ping)
    assert (await window.hear("post", bot=True))["post"].get("ping") == shown
    await demo.web.edit(GENERAL, ids, Reply(("look here",)), EN)
    assert (await window.hear("change", seq=int(ids[0])))["post"].get("ping") == shown


class Page:
    """What a page makes of what it is told (static/js/state.js), through lost connections."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.posts: dict[int, tuple[int, str]] = {}
        self.seen: dict[str, Any] = {}
        self.window: Window | None = None
        self.read = 0

    async def open(self) -> None:
        self.window, self.read = await self.browser.open("guest", **self.seen), 0
        if self.window.you["fresh"]:
            self.posts = {}
            self.seen = {"since": self.window.you["seen"], "changes": self.window.you["changes"]}
            self.seen["me"] = self.window.you["me"]
            for post in (await self.window.history("general"))["posts"]:
                self.posts[post["seq"]] = (post["turn"], text(post))

    def take(self) -> None:
        assert self.window
        for message in self.window.told[self.read :]:
            post = message.get("post", {})
            if message["type"] == "post" and "reply" in post:
                self.posts.setdefault(post["seq"], (post["turn"], text(post)))
            if message["type"] == "post":
                self.seen["since"] = max(self.seen["since"], post["seq"])
            elif message["type"] == "change":
                self.seen["changes"] = max(self.seen["changes"], post["turn"])
                if post.get("gone"):
                    self.posts.pop(post["seq"], None)
                elif post["seq"] in self.posts:
                    self.posts[post["seq"]] = (post["turn"], text(post))
        self.read = len(self.window.told)

    async def drop(self) -> None:
        """Lose the connection, perhaps with something still on the way."""
        assert self.window
        self.take()
        await self.window.drop()
        self.window = None


@pytest.mark.parametrize("seed", range(8))
async def test_however_often_a_window_is_closed_it_shows_in_the_end_what_is_there(demo: Rig, seed: int) -> None:
    dice = Random(seed)
    page = Page(demo.browser())
    await page.open()
    made: list[tuple[str, ...]] = []
    for number in range(60):
        match dice.choice(("post", "post", "edit", "edit", "delete", "drop", "open", "look")):
            case "edit" if made:
                with suppress(PostGone):
                    await demo.web.edit(GENERAL, dice.choice(made), Reply((f"edit {number}",)), EN)
            case "delete" if made:
                await demo.web.delete(GENERAL, dice.choice(made))
            case "drop" if page.window:
                await page.drop()
            case "open" if not page.window:
                await page.open()
            case "look" if page.window:
                await page.window.settle()
                page.take()
            case _:
                made.append(await demo.web.post(GENERAL, Reply((f"post {number}",)), f"key {number}", EN))
    if not page.window:
        await page.open()
    assert page.window
    await page.window.settle()
    page.take()
    there = (await (await demo.browser().open("guest")).history("general"))["posts"]
    assert page.posts == {post["seq"]: (post["turn"], text(post)) for post in there if "reply" in post}
