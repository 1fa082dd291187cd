"""The demo in a real browser, as somebody meets it who has never seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import WebSocketRoute

    from tests.browser.conftest import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser lives in one event loop


async def test_a_first_visit_shows_questions_to_begin_with(visit: Visitors) -> None:
    page = (await visit()).page
    await expect(page.locator(".examples button")).to_have_count(5)
    await page.get_by_role("button", name="Our partners in Romania").click()
    answer = page.locator(".message.bot")
    await expect(answer.locator(".card h3")).to_have_text(["ROHEALTH (opens in a new tab)"])
    await expect(answer.locator(".card .footer")).to_contain_text("Source")
    await expect(page.locator("#welcome")).to_be_hidden()
    await expect(page.locator("#line")).to_be_focused()


async def test_links_open_beside_the_chat(visit: Visitors) -> None:
    visitor = await visit()
    await visitor.say("/partners country=Romania")
    link = visitor.page.locator(".card h3 a")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_pages_take_each_others_place(visit: Visitors) -> None:
    visitor = await visit()
    await visitor.say("/events")
    page, answer = visitor.page, visitor.page.locator(".message.bot")
    first = await answer.locator(".card h3").first.text_content()
    await answer.get_by_role("button", name="More", exact=True).click()
    await expect(answer.locator(".card h3").first).not_to_have_text(first or "")
    await expect(answer).to_have_count(1)
    await expect(answer).to_be_focused()
    await answer.get_by_role("button", name="Back", exact=True).click()
    await expect(answer.locator(".card h3").first).to_have_text(first or "")
    await page.reload()
    await expect(answer).to_have_count(1)
    await expect(answer.locator(".card h3").first).to_have_text(first or "")


async def test_a_list_is_saved_as_a_file(visit: Visitors) -> None:
    visitor = await visit()
    await visitor.say("/events")
    page = visitor.page
    await page.get_by_role("button", name="As CSV").click()
    async with page.expect_download() as waiting:
        await page.get_by_role("button", name="Save").click()
    download = await waiting.value
    assert download.suggested_filename.endswith(".csv")
    assert (await download.path()).read_bytes().startswith(b"\xef\xbb\xbf")


async def test_a_missing_argument_opens_a_form(visit: Visitors) -> None:
    visitor = await visit()
    await visitor.say("/partner")
    page = visitor.page
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("combobox")
    await expect(field).to_be_focused()
    await dialog.get_by_role("button", name="Send").click()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(dialog).to_contain_text("This one is needed.")
    await field.press_sequentially("крі")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await page.get_by_role("button", name="Fill in").click()
    await expect(field).to_have_value("крі")
    await field.fill("")
    await field.press_sequentially("krib")
    await expect(dialog.get_by_role("option").first).to_be_visible()
    await field.press("ArrowDown")
    await field.press("Enter")
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_be_hidden()
    await expect(page.locator(".message.bot .card h3")).to_contain_text("Confederation of Employers")


async def test_a_wrong_value_keeps_the_form_open_and_says_why(visit: Visitors) -> None:
    visitor = await visit()
    await visitor.say("/partners country=Atlantis")
    dialog = visitor.page.get_by_role("dialog")
    await expect(dialog.locator(".summary")).to_contain_text("Atlantis")
    await expect(dialog.locator(".summary")).to_be_focused()
    await dialog.locator(".summary button").first.click()
    field = dialog.locator("[aria-invalid=true]")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("Atlantis")
    await field.fill("Romania")
    await dialog.get_by_role("button", name="Send").click()
    await expect(visitor.page.locator(".card h3")).to_contain_text(["ROHEALTH"])


async def test_the_language_is_switched_for_the_page_and_the_bot(visit: Visitors) -> None:
    visitor = await visit()
    page = visitor.page
    await page.get_by_role("button", name="Български").click()
    await expect(page.locator("html")).to_have_attribute("lang", "bg")
    await expect(page.get_by_role("button", name="Български")).to_have_attribute("aria-pressed", "true")
    await visitor.say("/partner КРИБ")
    await expect(page.locator(".message.bot")).to_have_attribute("lang", "bg")
    await expect(page.locator(".message.bot .card")).to_contain_text("България")
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_a_bulgarian_browser_is_met_in_bulgarian(visit: Visitors) -> None:
    await expect((await visit(language="bg-BG")).page.locator("html")).to_have_attribute("lang", "bg")


async def test_the_clock_moves_forward_and_answers_with_it(visit: Visitors) -> None:
    visitor = await visit()
    page = visitor.page
    before = await page.locator("#clock").text_content()
    await page.locator("#clock").click()
    await page.get_by_role("button", name="+1 week").click()
    await expect(page.locator("#clock")).not_to_have_text(before or "")
    await page.locator("#clockto").fill("2028-02-01T10:00")
    await page.get_by_role("button", name="Go there").click()
    await expect(page.locator("#clock")).to_contain_text("1 Feb, 10:00")
    await page.locator("#clockto").fill("2027-01-01T10:00")
    await page.get_by_role("button", name="Go there").click()
    await expect(page.locator("#clockwrong")).to_have_text("Pick a moment that is still to come.")
    await page.keyboard.press("Escape")
    await expect(page.locator("#clockwork")).to_be_hidden()


async def test_one_may_be_a_guest_a_member_or_an_organiser(visit: Visitors) -> None:
    page = (await visit()).page
    organisers = page.locator("#nav").get_by_role("button", name="organisers")
    await expect(organisers).to_have_count(0)
    await page.get_by_role("button", name="Organiser", exact=True).click()
    await organisers.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("#organisers")
    await page.get_by_role("button", name="Guest", exact=True).click()
    await expect(organisers).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Club bot")


async def test_two_windows_see_each_others_posts_and_markup_stays_text(visit: Visitors) -> None:
    one, two = (await visit()).page, (await visit()).page
    for page in (one, two):
        await page.locator("#nav").get_by_role("button", name="funding").click()
    said = "<b>bold</b> <img src=x onerror=alert(1)>"
    await one.locator("#line").fill(said)
    await one.locator("#line").press("Enter")
    await expect(two.locator(".message .said").last).to_have_text(said)
    await expect(two.locator(".message .said *")).to_have_count(0)


async def test_an_unread_channel_says_so(visit: Visitors) -> None:
    one, two = (await visit()).page, (await visit()).page
    await one.locator("#nav").get_by_role("button", name="events").click()
    await one.locator("#line").fill("see you there")
    await one.locator("#line").press("Enter")
    entry = two.locator("#nav").get_by_role("button", name="events")
    await expect(entry.locator(".count")).to_contain_text("1")
    await entry.click()
    await expect(two.locator(".message .said").last).to_have_text("see you there")
    await expect(entry.locator(".count")).to_have_count(0)


async def test_an_answer_in_a_channel_is_ones_own_until_it_is_shown(visit: Visitors) -> None:
    visitor, other = await visit(), (await visit()).page
    for page in (visitor.page, other):
        await page.locator("#nav").get_by_role("button", name="general").click()
    await visitor.say("/partners country=Romania")
    await expect(visitor.page.locator(".message.bot .only")).to_have_text("Only you can see this")
    await expect(other.locator(".card")).to_have_count(0)
    await visitor.page.get_by_role("button", name="Show here").click()
    await expect(other.locator(".card h3")).to_contain_text(["ROHEALTH"])


async def test_times_elsewhere_are_shown_beside_sofias(visit: Visitors) -> None:
    visitor = await visit(zone="America/New_York")
    await visitor.say("/call HORIZON-HLTH-2027-01-CARE-02")
    await expect(visitor.page.locator(".card dd time").first).to_contain_text("your time")
    assert "Sofia" in (await visitor.page.locator(".card dd time").first.text_content() or "")


async def test_a_lost_connection_comes_back_with_what_was_said_meanwhile(visit: Visitors) -> None:
    visitor = await visit()
    page = visitor.page
    routes: list[WebSocketRoute] = []

    def through(route: WebSocketRoute) -> None:
        route.connect_to_server()
        routes.append(route)

    await page.route_web_socket("**/ws", through)
    await page.reload()
    await page.locator("#welcome h2").wait_for()
    await routes[-1].close()
    await expect(page.locator("body.offline")).to_have_count(1)
    await page.locator("#line").fill("/partners country=Romania")
    await page.locator("#line").press("Escape")
    await page.locator("#line").press("Enter")
    await expect(page.locator(".message.bot .card h3")).to_contain_text(["ROHEALTH"])
    await expect(page.locator(".message.mine")).to_have_count(1)
    await expect(page.locator("body.offline")).to_have_count(0)
    assert len(routes) > 1


async def test_the_theme_is_chosen_and_stays(visit: Visitors) -> None:
    page = (await visit()).page
    theme = page.get_by_role("button", name="Theme")
    await theme.click()
    await theme.click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
