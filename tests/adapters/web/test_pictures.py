"""Pictures over real sockets: in from a form, out to whoever was shown them, gone with the post."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from bot.adapters.web.places import EVENTS, GENERAL
from bot.core.pictures import LARGEST
from bot.core.reply import Image, Preview, Reply
from bot.core.roles import Role
from bot.core.words import words
from tests.adapters.web.rig import COMMANDS, served
from tests.browser.stage import ALT, PICTURE, Attach, Look

if TYPE_CHECKING:
    from tests.adapters.web.rig import Browser, Json, Rig

EN = words("en")
NAME = sha256(PICTURE.content).hexdigest()


class Guarded(Attach, name="guarded", needs=Role.ORGANISER):
    """For organisers."""


@pytest.fixture
async def club() -> AsyncIterator[Rig]:
    async with served(demo=False, commands=(Attach, Look, *COMMANDS)) as rig:
        yield rig


@pytest.fixture
async def demo() -> AsyncIterator[Rig]:
    async with served(commands=(Attach, Look, *COMMANDS)) as rig:
        yield rig


async def give(
    browser: Browser, content: bytes | AsyncIterator[bytes], name: str = "varna.png", **more: str
) -> tuple[int, Json]:
    body = BytesIO(content) if isinstance(content, bytes) else content
    url, headers = f"{browser.url}pictures", {"Origin": browser.origin}
    async with browser.http.post(url, params={"name": name, **more}, data=body, headers=headers) as answer:
        return answer.status, await answer.json()


async def speaks(browser: Browser, language: str) -> None:
    """Sit down and choose a language."""
    window = await browser.open()
    id = await window.send("language", language=language)
    await window.hear("done", id=id)


async def look(browser: Browser, name: str, **headers: str) -> tuple[int, bytes, str]:
    async with browser.http.get(f"{browser.url}pictures/{name}", headers=headers) as answer:
        return answer.status, await answer.read(), answer.headers.get("Content-Type", "")


async def test_a_picture_given_to_a_form_is_shown_in_the_answer(club: Rig) -> None:
    browser = club.browser()
    window = await browser.open()
    status, given = await give(browser, PICTURE.content)
    assert status == 200
    assert await look(browser, given["id"]) == (200, PICTURE.content, "image/png")
    texts = {"title": "Dawn", "picture": given["id"]}
    id = await window.send("fill", place="dm", command="attach", texts=texts)
    answer = await window.answer(id)
    assert answer["reply"]["images"] == [{"picture": NAME, "alt": "What was attached"}]
    assert await look(browser, NAME) == (200, PICTURE.content, "image/png")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
async def test_another_sites_page_can_not_give_a_picture(club: Rig, origin: str) -> None:
    browser = club.browser()
    await browser.open()
    headers = {"Origin": origin} if origin else {}
    async with browser.http.post(f"{club.url}pictures", data=PICTURE.content, headers=headers) as answer:
        assert answer.status == 403


async def test_nobody_without_a_cookie_gives_or_sees_a_picture(club: Rig) -> None:
    await club.web.post(GENERAL, Reply(images=(PICTURE,)), "1", EN)
    stranger, known = club.browser(), club.browser()
    await known.open()
    async with stranger.http.post(f"{club.url}pictures", data=b"x", headers={"Origin": stranger.origin}) as answer:
        assert answer.status == 401
    _, given = await give(known, PICTURE.content)
    for name in (NAME, given["id"]):
        assert (await look(stranger, name))[0] == 404
        assert (await look(known, name))[0] == 200


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"GIF", b"RIFF\x00\x00\x00\x00WAVE", b"x" * LARGEST]
)
async def test_what_is_no_picture_is_refused_in_words(club: Rig, content: bytes) -> None:
    browser = club.browser()
    await speaks(browser, "en")
    status, said = await give(browser, content, "a.svg")
    assert status == 422
    assert said == {"error": "“a.svg” is no picture that I know. PNG, JPEG, GIF and WebP will do."}


async def test_a_picture_that_is_too_large_is_refused_however_it_is_sent(club: Rig) -> None:
    browser = club.browser()
    await speaks(browser, "en")
    start = PICTURE.content[:8]
    assert (await give(browser, start + bytes(LARGEST - 8)))[0] == 200

    async def endless() -> AsyncIterator[bytes]:
        yield start
        for _ in range(200):
            yield bytes(65_536)

    for content in (start + bytes(LARGEST - 7), endless()):
        status, said = await give(browser, content)
        assert status == 422
        assert "larger than 5 MB" in said["error"]


async def test_nobody_gives_a_picture_who_may_run_no_command_that_takes_one() -> None:
    async with served(commands=(Guarded, *COMMANDS)) as rig:
        browser = rig.browser()
        for role, status in (("guest", 422), ("member", 422), ("organiser", 200)):
            await browser.open(role)
            assert (await give(browser, PICTURE.content, **{"as": role}))[0] == status


async def test_a_flood_of_pictures_is_slowed_down_in_the_senders_language(club: Rig) -> None:
    browser = club.browser()
    for language in ("en", "bg"):
        await speaks(browser, language)
        told = [(await give(browser, b"x"))[1]["error"] for _ in range(31)]
        assert words(language)("That was a lot at once. Please try again in {n} s.", n=20) in told[-1]


async def test_in_the_demo_a_picture_is_kept_for_whoever_one_is(demo: Rig) -> None:
    browser = demo.browser()
    organiser = await browser.open("organiser")
    _, given = await give(browser, PICTURE.content, **{"as": "organiser"})
    kept = await demo.kit.database.read(lambda tx: tx.pictures.get(given["id"]))
    assert kept is not None
    assert (kept.person_id, kept.name, kept.content) == (organiser.you["me"], "varna.png", PICTURE.content)


async def test_an_answers_picture_is_fetched_by_its_name_and_asked_for_once(demo: Rig) -> None:
    browser = demo.browser()
    window = await browser.open("guest")
    answer = await window.say("/look")
    assert answer["reply"]["images"] == [{"picture": NAME, "alt": ALT}]
    assert len(json.dumps(answer)) < 1000
    assert (await look(browser, NAME))[0] == 200
    assert await look(browser, NAME, **{"If-None-Match": f'"{NAME}"'}) == (304, b"", "")
    assert (await look(browser, "0" * 64))[0] == 404
    assert (await look(browser, "nothing"))[0] == 404


async def test_a_picture_is_gone_with_the_last_post_that_shows_it(demo: Rig) -> None:
    browser = demo.browser()
    await browser.open("guest")
    one = await demo.web.post(GENERAL, Reply(images=(PICTURE,)), "1", EN)
    other = await demo.web.post(EVENTS, Reply(images=(PICTURE, PICTURE)), "2", EN)
    await demo.web.delete(GENERAL, one)
    assert (await look(browser, NAME))[0] == 200
    await demo.web.edit(EVENTS, other, Reply(("no picture",)), EN)
    assert (await look(browser, NAME))[0] == 404
    await demo.web.edit(EVENTS, other, Reply(images=(PICTURE,)), EN)
    assert (await look(browser, NAME))[0] == 200


async def test_a_previews_picture_can_be_fetched_too(demo: Rig) -> None:
    browser = demo.browser()
    await browser.open("guest")
    post = Reply(("x",), images=(PICTURE,))
    shown = tuple(Preview(platform, platform, "en", post) for platform in ("discord", "slack", "web"))
    await demo.web.post(GENERAL, Reply(previews=shown), "1", EN)
    assert await look(browser, NAME) == (200, PICTURE.content, "image/png")


async def test_what_browsers_might_run_is_not_served_as_a_picture(demo: Rig) -> None:
    browser = demo.browser()
    await browser.open("guest")
    strange = Image("x.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x")
    await demo.web.post(GENERAL, Reply(images=(strange,)), "1", EN)
    assert (await look(browser, sha256(strange.content).hexdigest()))[0] == 404
