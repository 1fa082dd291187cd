"""The addresses: what they answer, to whom, and under which headers."""

from __future__ import annotations

import asyncio
import re
import socket
from contextlib import suppress
from datetime import timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from aiohttp import WSServerHandshakeError

from bot.adapters.web.client import WebChat
from bot.adapters.web.headers import policy
from bot.adapters.web.site import is_loopback
from bot.core.errors import Oops
from bot.core.invites import invite, new_secret
from bot.core.roles import Role
from tests.adapters.web.rig import COMMANDS, Echo
from tests.kit import opened

if TYPE_CHECKING:
    from tests.adapters.web.rig import Rig

FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc|\son\w+=\""
)
STATIC = files("bot.adapters.web") / "static"


async def test_every_page_comes_with_a_strict_policy(demo: Rig) -> None:
    host = demo.url.removeprefix("http://").rstrip("/")
    async with demo.browser().http.get(demo.url) as page:
        assert page.status == 200
        assert page.headers["Content-Security-Policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
            f"connect-src 'self' ws://{host}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_host_that_is_none_stays_out_of_the_policy() -> None:
    assert "evil" not in policy("evil; script-src *", secure=False)


def test_behind_https_the_socket_is_secure() -> None:
    assert "connect-src 'self' wss://club.example;" in policy("club.example", secure=True)


async def test_errors_carry_the_same_headers(demo: Rig) -> None:
    async with demo.browser().http.get(f"{demo.url}ws") as refused:
        assert refused.status == 403
        assert refused.headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_files_are_asked_for_again_and_not_sent_twice(demo: Rig) -> None:
    http = demo.browser().http
    async with http.get(f"{demo.url}static/js/main.js") as first:
        assert first.status == 200
        assert first.content_type == "text/javascript"
        assert first.headers["Cache-Control"] == "no-cache"
        tag = first.headers["ETag"]
    async with http.get(f"{demo.url}static/js/main.js", headers={"If-None-Match": tag}) as second:
        assert second.status == 304


@pytest.mark.parametrize(
    "path", ["nowhere", "static/../client.py", "static/nothing.js", "static/", "static/..%2fclient.py", "%00"]
)
async def test_what_is_not_there_says_so_kindly(demo: Rig, path: str) -> None:
    async with demo.browser().http.get(f"{demo.url}{path}", headers={"Accept-Language": "en"}) as page:
        assert page.status == 404
        assert "Nothing here" in await page.text()


async def test_health_is_the_databases(demo: Rig) -> None:
    http = demo.browser().http
    async with http.get(f"{demo.url}healthz") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")
    await demo.kit.database.close()
    async with http.get(f"{demo.url}healthz") as answer:
        assert answer.status == 503


async def test_the_page_itself_gives_no_cookie(demo: Rig) -> None:
    """A strict cookie does not come along when one follows a link, and must not be replaced then."""
    async with demo.browser().http.get(demo.url) as page:
        assert not page.cookies


async def test_the_cookie_is_kept_from_scripts_and_other_sites(club: Rig) -> None:
    browser = club.browser()
    async with browser.http.post(f"{club.url}session", headers={"Origin": browser.origin}) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    async with browser.http.post(f"{club.url}session", headers={"Origin": browser.origin}) as again:
        assert "Set-Cookie" not in again.headers


async def test_behind_https_the_cookie_is_secure(club: Rig) -> None:
    browser = club.browser()
    headers = {"Origin": browser.origin, "X-Forwarded-Proto": "https"}
    async with browser.http.post(f"{club.url}session", headers=headers) as answer:
        assert "Secure" in answer.headers["Set-Cookie"]


async def test_a_made_up_cookie_opens_nothing(club: Rig) -> None:
    browser = club.browser()
    browser.http.cookie_jar.update_cookies({"club": "made-up"})
    with pytest.raises(WSServerHandshakeError, match="401"):
        await browser.connect()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:1"])
async def test_another_sites_page_opens_no_socket_and_gets_no_cookie(demo: Rig, origin: str) -> None:
    browser = demo.browser()
    await (await browser.open("guest")).close()
    with pytest.raises(WSServerHandshakeError, match="403"):
        await browser.http.ws_connect(f"{demo.url}ws", headers={"Origin": origin})
    async with browser.http.post(f"{demo.url}session", headers={"Origin": origin}) as answer:
        assert answer.status == 403


async def test_the_demo_answers_under_this_machines_own_names_only(demo: Rig) -> None:
    async with demo.browser().http.get(demo.url, headers={"Host": "rebound.example"}) as answer:
        assert answer.status == 403


async def test_the_demo_refuses_to_listen_to_the_world() -> None:
    async with opened(*COMMANDS, facts=False, question=Echo) as kit:
        web = WebChat(kit.core, ("0.0.0.0", 0), demo=True)
        with pytest.raises(Oops, match="on this machine only"):
            await web.run(lambda _: pytest.fail("it listens"))


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("[::1]", True), ("0.0.0.0", False), ("club", False)],
)
def test_loopback_is_known(host: str, own: bool) -> None:
    assert is_loopback(host) is own


async def test_a_taken_port_moves_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with opened(*COMMANDS, facts=False, question=Echo) as kit:
            web = WebChat(kit.core, ("127.0.0.1", port), demo=True)
            url: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            task = asyncio.create_task(web.run(url.set_result))
            moved = int((await asyncio.wait_for(url, 10)).rstrip("/").rpartition(":")[2])
            assert port < moved < port + 20
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def test_an_address_that_is_not_ours_is_said_in_words() -> None:
    async with opened(*COMMANDS, facts=False, question=Echo) as kit:
        web = WebChat(kit.core, ("192.0.2.1", 8080))
        with pytest.raises(Oops, match="can't listen"):
            await web.run(lambda _: pytest.fail("it listens"))


async def test_stopping_closes_every_window_politely(demo: Rig) -> None:
    window = await demo.browser().open("guest")
    await demo.stop()
    assert (await window.socket.receive(10)).data == 1001


async def invited(rig: Rig, role: Role = Role.ORGANISER) -> str:
    secret = new_secret()
    now = rig.clock.now()
    await rig.kit.database.write(lambda tx: invite(tx, secret, role, None, now))
    return f"{rig.url}invite/{secret}"


async def test_an_invitation_is_used_by_its_button_and_once(club: Rig) -> None:
    link, browser = await invited(club), club.browser()
    headers = {"Origin": browser.origin, "Accept-Language": "en"}
    for _ in range(2):  # looking does not use it up: programs that preview links look
        async with browser.http.get(link, headers=headers) as page:
            assert page.status == 200
            assert "Accept the invitation" in await page.text()
            assert "form-action 'self'" in page.headers["Content-Security-Policy"]
            assert page.headers["Referrer-Policy"] == "same-origin"
    async with browser.http.post(link, headers=headers) as page:
        assert page.status == 200
        assert "Welcome" in await page.text()
    window = await browser.open()
    assert window.you["role"] == "organiser"
    assert "organisers" in window.you["places"]
    other = club.browser()
    async with other.http.post(link, headers=headers) as page:
        assert page.status == 410
        assert "does not work" in await page.text()
    assert (await other.open()).you["role"] == "guest"


async def test_an_open_window_learns_of_its_new_role(club: Rig) -> None:
    browser = club.browser()
    window = await browser.open()
    assert window.you["role"] == "guest"
    async with browser.http.post(await invited(club, Role.MEMBER), headers={"Origin": browser.origin}) as page:
        assert page.status == 200
    await window.hear("you", role="member")


@pytest.mark.parametrize("secret", ["nothing", "%2e%2e", "a" * 3000])
async def test_a_wrong_invitation_says_so(club: Rig, secret: str) -> None:
    browser = club.browser()
    async with browser.http.post(f"{club.url}invite/{secret}", headers={"Origin": browser.origin}) as page:
        assert page.status in {404, 410}


async def test_an_invitation_that_is_too_old_says_so(club: Rig) -> None:
    link, browser = await invited(club), club.browser()
    club.clock.forward(timedelta(days=30))
    async with browser.http.post(link, headers={"Origin": browser.origin}) as page:
        assert page.status == 410


async def test_another_sites_form_accepts_no_invitation(club: Rig) -> None:
    async with club.browser().http.post(await invited(club), headers={"Origin": "https://evil.example"}) as page:
        assert page.status == 403


async def test_cookies_are_not_given_out_without_end(club: Rig) -> None:
    statuses = []
    for _ in range(62):
        browser = club.browser()
        async with browser.http.post(f"{club.url}session", headers={"Origin": browser.origin}) as answer:
            statuses.append(answer.status)
    assert statuses[:60] == [204] * 60
    assert statuses[-1] == 429


def sources() -> list[tuple[str, str]]:
    js = [(f.name, f.read_text(encoding="utf-8")) for f in (STATIC / "js").iterdir()]
    css = [(f.name, f.read_text(encoding="utf-8")) for f in (STATIC / "css").iterdir()]
    return [*js, *css, ("index.html", (STATIC / "index.html").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("name", "text"), sources(), ids=[name for name, _ in sources()])
def test_no_file_of_the_page_makes_markup_of_text_or_asks_another_host(name: str, text: str) -> None:
    assert not FORBIDDEN.search(text), name
    assert not [u for u in re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text) if "www.w3.org" not in u]
    assert 'style="' not in text


def test_the_page_asks_only_for_phrases_that_there_are() -> None:
    from bot.adapters.web.phrases import PHRASES

    asked = {key for _, text in sources() for key in re.findall(r"(?<![\w.])t\(\"(\w+)\"", text)}
    asked |= {key for _, text in sources() for key in re.findall(r"data-(?:word|label)=\"(\w+)\"", text)}
    assert asked <= PHRASES.keys()
    computed = {k for k in PHRASES if k.startswith(("about_", "theme_", "example_", "ask_", "empty_"))}
    computed |= {"guest", "member", "organiser", "required", "optional"}
    assert PHRASES.keys() - asked - computed == set()
