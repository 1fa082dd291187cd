"""Lines, buttons and forms become posts: once each, seen by whom they are for."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.context import Place
from bot.core.reply import Reply
from bot.core.words import words
from tests.adapters.web.rig import COUNTED, GATE, Json
from tests.kit import ORGANISERS

if TYPE_CHECKING:
    from tests.adapters.web.rig import Rig


def text(post: Json) -> str:
    return "".join(part for part in post["reply"]["text"] if isinstance(part, str))


def does(post: Json, label: str) -> str:
    return str(next(b["does"] for b in post["reply"]["buttons"] if b["label"] == label))


async def test_a_command_is_answered_where_it_was_asked(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    answer = await window.say("/greet Ana")
    assert text(answer) == "Hello Ana, glad!"
    assert [p["bot"] for p in window.posts] == [False, True]
    assert window.posts[0]["text"] == "/greet Ana"
    assert answer["place"] == "dm"
    assert answer["private"] is False


async def test_in_the_conversation_with_the_bot_everything_is_for_it(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    assert text(await window.say("who is coming?")) == "You asked: who is coming?"


async def test_a_channel_post_is_for_people_and_the_bot_says_nothing(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    post = await window.say("good morning", "general")
    await window.settle()
    assert post["bot"] is False
    assert len(window.posts) == 1


async def test_two_windows_see_each_others_posts(demo: Rig) -> None:
    one, two = await demo.browser().open("member"), await demo.browser().open("guest")
    await one.say("good morning", "general")
    seen = (await two.hear("post", text="good morning"))["post"]
    assert seen["mine"] is False
    assert seen["author"]["role"] == "member"
    assert seen["author"]["name"]


async def test_a_mention_is_answered_for_everybody(demo: Rig) -> None:
    one, two = await demo.browser().open("member"), await demo.browser().open("guest")
    await one.say("@club, what comes next?", "general")
    assert text((await two.hear("post", bot=True))["post"]) == "You asked: what comes next?"


async def test_a_private_answer_reaches_its_asker_alone(demo: Rig) -> None:
    one, two = await demo.browser().open("member"), await demo.browser().open("organiser")
    answer = await one.say("/greet Ana", "general")
    assert answer["private"] is True
    await two.say("hello", "general")
    await two.settle()
    assert [p["text"] for p in two.posts] == ["hello"]
    assert [p["text"] for p in (await two.history("general"))["posts"]][:1] == ["hello"]


async def test_a_private_answer_is_shown_to_all_by_its_button(demo: Rig) -> None:
    one, two = await demo.browser().open("member"), await demo.browser().open("guest")
    answer = await one.say("/greet Ana", "general")
    shown = await one.press(does(answer, "Show here"), "general", replaces=answer["seq"])
    seen = (await two.hear("post", bot=True))["post"]
    assert seen["seq"] == shown["seq"]
    assert seen["asked"]["line"] == "/greet name=Ana"
    assert "replaces" not in seen


async def test_a_command_that_answers_aloud_shows_its_line_to_all(demo: Rig) -> None:
    one, two = await demo.browser().open("member"), await demo.browser().open("guest")
    await one.say("/loud", "general")
    assert [p.get("text", "answer") for p in [(await two.hear("post", bot=False))["post"]]] == ["/loud"]
    assert text((await two.hear("post", bot=True))["post"]) == "Hear, hear"


async def test_the_conversation_with_the_bot_is_ones_own(demo: Rig) -> None:
    one, two = await demo.browser().open("guest"), await demo.browser().open("organiser")
    await one.say("my secret")
    assert (await two.history("dm"))["posts"] == []
    await two.settle()
    assert two.posts == []


async def test_paging_takes_the_place_of_the_page_before(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    first = await window.say("/rows")
    second = await window.press(does(first, "More"), replaces=first["seq"])
    assert text(second) == "Page 2"
    assert second["replaces"] == first["seq"]
    assert second["command"] == first["command"] == "rows"


async def test_a_file_is_said_anew(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    first = await window.say("/rows")
    file = await window.press(does(first, "As CSV"), replaces=first["seq"])
    assert "replaces" not in file
    assert file["reply"]["files"][0]["name"] == "rows.csv"


async def test_a_missing_argument_asks_with_a_form_and_its_answer_counts(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    asked = await window.say("/greet")
    assert [b["name"] for b in asked["reply"]["form"]["blanks"]] == ["name", "mood"]
    id = await window.send(
        "fill", place="dm", command="greet", texts={"name": "Ana", "mood": "sad"}, hidden={}, replaces=asked["seq"]
    )
    await window.hear("done", id=id)
    assert text(await window.answer(id)) == "Hello Ana, sad!"


async def test_a_wrong_answer_opens_the_form_again_with_what_was_typed(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    id = await window.send("fill", place="dm", command="greet", texts={"name": "Ana", "mood": "furious"})
    await window.hear("done", id=id)
    blanks = {b["name"]: b for b in (await window.answer(id))["reply"]["form"]["blanks"]}
    assert blanks["name"]["value"] == "Ana"
    assert blanks["mood"]["error"]


async def test_a_fault_is_told_kindly_and_without_its_details(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    answer = await window.say("/boom")
    assert answer["reply"]["tone"] == "bad"
    assert "secret detail" not in str(window.told)


async def test_markup_stays_text(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    evil = '<img src=x onerror="alert(1)"> <script>alert(2)</script> **not bold**'
    assert (await window.say(evil, "general"))["text"] == evil


async def test_a_line_sent_again_is_posted_once(demo: Rig) -> None:
    browser = demo.browser()
    window = await browser.open("guest")
    await window.say("hello", "general", id="the-same-id")
    await window.say("hello", "general", id="the-same-id")
    await window.settle()
    assert len(window.posts) == 1


async def test_a_connection_lost_before_the_answer_misses_and_doubles_nothing(demo: Rig) -> None:
    browser = demo.browser()
    window = await browser.open("guest")
    me = window.you["me"]
    GATE[me] = asyncio.Event()
    await window.send("say", text="/slow", place="dm", id="slow-request")
    await window.settle()
    await window.drop()
    again = await browser.open("guest", since=window.you["seen"], changes=0, me=me)
    await again.send("say", text="/slow", place="dm", id="slow-request")
    await again.settle()
    GATE[me].set()
    await again.hear("done", id="slow-request")
    await again.settle()
    await again.settle()
    assert [(p["bot"], p["id"]) for p in again.posts] == [(False, "slow-request"), (True, "slow-request")]
    assert len(COUNTED) == 1


async def test_what_was_posted_while_away_comes_once_and_in_order(demo: Rig) -> None:
    browser, other = demo.browser(), await demo.browser().open("member")
    window = await browser.open("guest")
    await other.say("one", "general")
    await window.hear("post", text="one")
    since, me = window.posts[-1]["seq"], window.you["me"]
    await window.drop()
    for said in ("two", "three", "four"):
        await other.say(said, "general")
    again = await browser.open("guest", since=since, changes=0, me=me)
    await again.hear("post", text="four")
    await other.say("five", "general")
    await again.hear("post", text="five")
    assert [p["text"] for p in again.posts] == ["two", "three", "four", "five"]
    assert again.told[0]["fresh"] is False


async def test_a_window_that_was_somebody_else_starts_afresh(demo: Rig) -> None:
    window = await demo.browser().open("guest", since=1, changes=0, me="somebody else")
    assert window.you["fresh"] is True


async def test_history_comes_in_pages(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    for number in range(55):
        await window.send("say", text=f"line {number}", place="general", id=f"history-{number:04d}")
        await window.hear("done", id=f"history-{number:04d}")
        demo.clock.forward(timedelta(seconds=5))  # nobody types faster
    latest = await window.history("general")
    assert [p["text"] for p in latest["posts"]] == [f"line {n}" for n in range(5, 55)]
    assert latest["more"] is True
    first = await window.history("general", before=latest["posts"][0]["seq"])
    assert [p["text"] for p in first["posts"]] == [f"line {n}" for n in range(5)]
    assert first["more"] is False


async def test_the_bot_posts_to_a_channel_once_for_each_key(demo: Rig) -> None:
    organiser, guest = await demo.browser().open("organiser"), await demo.browser().open("guest")
    for _ in range(2):
        await demo.web.post(ORGANISERS, Reply(("Somebody says this is wrong",)), "report/1", words("en"))
    await organiser.hear("post", place="organisers")
    await organiser.settle()
    await guest.settle()
    assert len(organiser.posts) == 1
    assert guest.posts == []


async def test_a_line_with_nothing_in_it_is_none(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    await window.send("say", place="general", text=" \n ")
    await window.hear("error")


async def test_nobody_fills_a_channel_alone(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    for number in range(25):
        await window.send("say", text=f"line {number}", place="general")
    assert "Please try again" in (await window.hear("error"))["text"]


async def test_suggestions_come_from_the_spec(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    id = await window.send("suggest", place="dm", command="greet", arg="mood", text="s")
    assert (await window.hear("suggestions", id=id))["choices"] == [{"label": "Sad", "value": "sad"}]


async def test_a_button_of_another_time_says_so(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    answer = await window.press("9 nobody wrote this")
    assert answer["reply"]["tone"] == "warn"
    unknown = await window.press("1 nothing")
    assert unknown["command"] == ""


async def test_a_question_that_no_line_can_be_is_answered_in_words(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    answer = await window.say("/greet name=Ana name=Boris")
    assert "twice" in text(answer)


async def test_when_the_database_is_gone_the_window_says_so_and_lives(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    await demo.kit.database.close()
    id = await window.send("say", text="hello", place="general")
    assert "Something broke on our side" in (await window.hear("error", id=id))["text"]
    await window.socket.send_json({"type": "ping"})
    await window.hear("pong")


async def test_who_is_no_organiser_any_more_sees_nothing_more_of_theirs(club: Rig) -> None:
    window = await club.browser().open()
    me = window.you["me"]
    await club.kit.database.write(lambda tx: tx.people.set_role(me, 2))
    club.kit.core.people.forget(me)
    await club.web.post(ORGANISERS, Reply(("first",)), "one", words("en"))
    await window.hear("post", place="organisers")
    await club.kit.database.write(lambda tx: tx.people.set_role(me, 0))
    club.kit.core.people.forget(me)
    await club.web.post(ORGANISERS, Reply(("second",)), "two", words("en"))
    await window.settle()
    assert "second" not in str(window.told)


async def test_the_bot_writes_to_somebody_alone(demo: Rig) -> None:
    one, two = await demo.browser().open("guest"), await demo.browser().open("organiser")
    await demo.web.post(Place("web", f"dm-{one.you['me']}", direct=True), Reply(("for you",)), "k", words("en"))
    assert text((await one.hear("post", place="dm"))["post"]) == "for you"
    await two.settle()
    assert two.posts == []


async def test_many_windows_all_see_every_post_once(demo: Rig) -> None:
    windows = [await demo.browser().open("guest") for _ in range(25)]
    for number, window in enumerate(windows):
        await window.send("say", text=f"from {number}", place="general", id=f"many-windows-{number:03d}")
    for window in windows:
        for number in range(25):
            await window.hear("post", id=f"many-windows-{number:03d}")
        assert len(window.posts) == 25
        assert [p["seq"] for p in window.posts] == sorted(p["seq"] for p in window.posts)


async def test_a_secret_is_shown_once_and_kept_in_no_history(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    assert text(await window.say("/secret")) == "xyzzy"
    seq = await demo.kit.database.read(lambda tx: tx.posts.latest())
    stored = await demo.kit.database.read(lambda tx: tx.posts.get(seq))
    assert stored is not None
    assert "xyzzy" not in str(stored.body)
    assert "This was shown once. It is kept nowhere." in str(stored.body)


async def test_a_flood_is_answered_once_and_what_was_said_stays(demo: Rig) -> None:
    window = await demo.browser().open()
    for _ in range(40):
        await window.say("/greet Ana")
    assert "That was a lot at once" in str((await window.say("/greet Ana"))["reply"]["text"])
    id = await window.send("say", text="/greet Boris", place="dm")
    await window.hear("done", id=id)
    await window.settle()
    assert [post.get("text") for post in window.posts][-1] == "/greet Boris"
