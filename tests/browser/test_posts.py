"""What people see of posts: pictures, edits, links; and how a form takes a picture and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.adapters.web.places import EVENTS, FUNDING, GENERAL
from bot.core.messenger import Ping
from bot.core.reply import Reply
from bot.core.words import words
from tests.browser.stage import ALT, PICTURE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Locator, Page, Route

    from tests.adapters.web.rig import Rig
    from tests.browser.conftest import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser lives in one event loop

EN = words("en")


def said(page: Page, text: str) -> Locator:
    return page.locator(".message").filter(has_text=text)


async def go(page: Page, place: str) -> None:
    await page.locator(f'#nav [data-place="{place}"]').click()


async def test_a_picture_is_shown_with_its_words_and_never_wider_than_the_page(watch: Visitors) -> None:
    for width in (1280, 360):
        visitor = await watch(width=width)
        await visitor.say("/look")
        image = visitor.page.get_by_role("img", name=ALT)
        await expect(image).to_be_visible()
        await expect(visitor.page.locator(".picture")).to_have_js_property("naturalWidth", 640)
        box = await image.bounding_box()
        assert box is not None
        assert 0 < box["width"] <= min(width, 560)
        assert 0 < box["height"] <= 400
        assert await visitor.wider() <= 0
        assert await visitor.axe() == []
        await expect(visitor.page.locator("#below")).to_be_hidden()


async def test_a_picture_that_can_not_be_loaded_is_told_in_words(watch: Visitors) -> None:
    visitor = await watch()

    async def nowhere(route: Route) -> None:
        await route.fulfill(status=200, content_type="image/png", body=b"not a picture")

    await visitor.page.route("**/pictures/*", nowhere)
    await visitor.say("/look")
    await expect(visitor.page.locator(".unpictured")).to_have_text(f"[Picture: {ALT}]")
    assert await visitor.axe() == []


async def test_a_picture_is_picked_seen_sent_and_shown(watch: Visitors, tmp_path: Path) -> None:
    path = tmp_path / "varna.png"
    path.write_bytes(PICTURE.content)
    visitor = await watch()
    await visitor.say("/attach")
    page, dialog = visitor.page, visitor.page.get_by_role("dialog")
    await dialog.get_by_label("The title").fill("Dawn")
    picker = dialog.get_by_label("A picture")
    assert await picker.get_attribute("accept") == "image/png,image/jpeg,image/gif,image/webp"
    await picker.set_input_files(path)
    await expect(dialog.locator(".thumb")).to_have_text("Attached: varna.png")
    await expect(page.locator(".thumb img")).to_have_js_property("naturalWidth", 640)
    assert await visitor.axe() == []
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("img", name="What was attached")).to_be_visible()


async def test_a_picture_can_be_taken_back_and_is_still_there_when_the_form_is_opened_again(
    watch: Visitors, tmp_path: Path
) -> None:
    path = tmp_path / "varna.png"
    path.write_bytes(PICTURE.content)
    visitor = await watch()
    await visitor.say("/attach")
    page, dialog = visitor.page, visitor.page.get_by_role("dialog")
    await dialog.get_by_label("A picture").set_input_files(path)
    await expect(dialog.locator(".thumb img")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Fill in").click()
    await expect(dialog.locator(".thumb")).to_have_text("Attached: varna.png")
    await dialog.get_by_role("button", name="Remove the picture").click()
    await expect(dialog.locator(".thumb img")).to_have_count(0)
    await dialog.get_by_label("The title").fill("Nothing")
    await dialog.get_by_role("button", name="Send").click()
    await expect(page.locator(".message.bot .said").last).to_contain_text("Nothing:")
    await expect(page.locator(".picture")).to_have_count(0)


async def test_what_is_no_picture_or_too_large_is_said_at_the_question(watch: Visitors, tmp_path: Path) -> None:
    text, large = tmp_path / "a.png", tmp_path / "b.png"
    text.write_bytes(b"no picture at all")
    large.write_bytes(PICTURE.content[:8] + bytes(5 * 1024 * 1024))
    visitor = await watch()
    await visitor.say("/attach")
    dialog = visitor.page.get_by_role("dialog")
    picker = dialog.get_by_label("A picture")
    for path, wrong in ((text, "is no picture that I know"), (large, "is larger than 5 MB")):
        await picker.set_input_files(path)
        await expect(dialog.locator(".blank:has(input[type=file]) .wrong")).to_contain_text(wrong)
        await expect(picker).to_have_attribute("aria-invalid", "true")
        await expect(dialog.locator(".thumb img")).to_have_count(0)
    visitor.complaints.clear()  # the browser itself writes down that the server refused


async def test_places_are_suggested_for_the_last_of_several_names(watch: Visitors) -> None:
    visitor = await watch()
    await visitor.say("/attach")
    page, dialog = visitor.page, visitor.page.get_by_role("dialog")
    where = dialog.get_by_label("Where to post it")
    await where.press_sequentially("fund")
    await expect(dialog.get_by_role("option")).to_have_text(["#funding (Web)"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(where).to_have_value("web:funding")
    await where.press_sequentially(", ev")
    await expect(dialog.get_by_role("option")).to_have_text(["#events (Web)"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(where).to_have_value("web:funding, web:events")
    await dialog.get_by_label("The title").fill("Both")
    await dialog.get_by_role("button", name="Send").click()
    await expect(page.locator(".message.bot .said").last).to_have_text("Both: web:funding, web:events")


async def test_an_edited_post_changes_where_it_stands(watch: Visitors, stage: Rig) -> None:
    page = (await watch()).page
    await go(page, "general")
    ids = await stage.web.post(GENERAL, Reply(("The meeting is on Mnoday",)), "edit", EN, ping=Ping.EVERYONE)
    await expect(said(page, "on Mnoday")).to_contain_text("@everyone")
    await expect(said(page, "on Mnoday")).not_to_contain_text("edited")
    await stage.web.edit(GENERAL, ids, Reply(("The meeting is on Monday",)), EN)
    await expect(said(page, "on Monday").locator(".edited")).to_have_text("edited")
    await expect(said(page, "on Mnoday")).to_have_count(0)
    await expect(said(page, "on Monday")).to_contain_text("@everyone")
    await page.reload()
    await expect(said(page, "on Monday").locator(".edited")).to_have_text("edited")


async def test_a_deleted_post_goes_from_every_page(watch: Visitors, stage: Rig) -> None:
    here, elsewhere = (await watch()).page, (await watch()).page
    await go(here, "general")
    ids = await stage.web.post(GENERAL, Reply(("Never mind this",)), "delete", EN)
    await expect(said(here, "Never mind this")).to_be_visible()
    await go(elsewhere, "general")
    await expect(said(elsewhere, "Never mind this")).to_be_visible()
    await go(elsewhere, "events")
    await stage.web.delete(GENERAL, ids)
    await expect(said(here, "Never mind this")).to_have_count(0)
    await go(elsewhere, "general")
    await expect(said(elsewhere, "Never mind this")).to_have_count(0)


async def test_a_day_on_which_nothing_is_left_goes_too(watch: Visitors, stage: Rig) -> None:
    page = (await watch()).page
    await go(page, "events")
    one = await stage.web.post(EVENTS, Reply(("One",)), "day-1", EN)
    other = await stage.web.post(EVENTS, Reply(("Other",)), "day-2", EN)
    await expect(page.locator(".day")).to_have_count(1)
    await stage.web.delete(EVENTS, one)
    await expect(said(page, "One")).to_have_count(0)
    await expect(page.locator(".day")).to_have_count(1)
    await stage.web.delete(EVENTS, other)
    await expect(page.locator(".day")).to_have_count(0)
    await expect(page.locator("#welcome")).to_be_visible()


async def test_a_day_goes_with_its_last_post_also_when_that_came_after_the_history(watch: Visitors, stage: Rig) -> None:
    page = (await watch()).page
    one = await stage.web.post(EVENTS, Reply(("Read as history",)), "day-3", EN)
    await go(page, "events")
    await expect(page.locator("#past .message")).to_have_count(1)
    other = await stage.web.post(EVENTS, Reply(("Heard now",)), "day-4", EN)
    await expect(page.locator("#log .message")).to_have_count(1)
    await stage.web.delete(EVENTS, one)
    await expect(page.locator(".message")).to_have_count(1)
    await stage.web.delete(EVENTS, other)
    await expect(page.locator(".day")).to_have_count(0)
    await expect(page.locator("#welcome")).to_be_visible()


async def test_who_reads_older_posts_is_not_moved_by_a_change(watch: Visitors, stage: Rig) -> None:
    page = (await watch()).page
    await go(page, "general")
    all = [await stage.web.post(GENERAL, Reply((f"Line {number}",)), f"line-{number}", EN) for number in range(40)]
    middle = page.locator(".message").filter(has=page.get_by_text("Line 10", exact=True))
    await middle.scroll_into_view_if_needed()
    before = await middle.bounding_box()
    await stage.web.delete(GENERAL, all[39])
    await stage.web.edit(GENERAL, all[30], Reply(("Line 30\nwith\nmore",)), EN)
    await expect(said(page, "Line 39")).to_have_count(0)
    await expect(said(page, "Line 30").locator(".edited")).to_have_count(1)
    assert await middle.bounding_box() == before


async def test_a_page_that_was_cut_off_catches_up_with_changes(watch: Visitors, stage: Rig) -> None:
    visitor = await watch()
    page = visitor.page
    await go(page, "funding")
    first = await stage.web.post(FUNDING, Reply(("Old words",)), "cut-1", EN)
    second = await stage.web.post(FUNDING, Reply(("Gone words",)), "cut-2", EN)
    await expect(said(page, "Gone words")).to_be_visible()
    await page.context.set_offline(True)
    for window in tuple(stage.web._house.hub._windows):
        window.close()  # type: ignore[attr-defined]
    await expect(page.locator("#bar")).to_contain_text("The connection is lost")
    await stage.web.edit(FUNDING, first, Reply(("New words",)), EN)
    await stage.web.delete(FUNDING, second)
    await stage.web.post(FUNDING, Reply(("Late words",)), "cut-3", EN)
    await page.context.set_offline(False)
    await expect(said(page, "Late words")).to_be_visible()
    await expect(said(page, "New words")).to_be_visible()
    await expect(said(page, "Old words")).to_have_count(0)
    await expect(said(page, "Gone words")).to_have_count(0)
    visitor.complaints.clear()  # the browser itself writes down that it was offline


async def test_a_link_leads_to_a_post_however_old(watch: Visitors, stage: Rig) -> None:
    page = (await watch()).page
    ids = await stage.web.post(FUNDING, Reply(("The first of many",)), "many", EN)
    for number in range(120):
        await stage.web.post(FUNDING, Reply((f"Number {number}",)), f"many-{number}", EN)
    address = stage.web.link(FUNDING, ids[0])
    await page.goto(f"{stage.url.rstrip('/')}{address}")
    first = said(page, "The first of many")
    await expect(first).to_be_focused()
    await expect(first).to_be_in_viewport()
    await expect(page.locator("#place")).to_have_text("#funding")
    await go(page, "general")
    await page.evaluate("address => { location.hash = address; }", address.removeprefix("/"))
    await expect(first).to_be_focused()


async def test_a_link_to_a_post_that_was_deleted_says_so(watch: Visitors, stage: Rig) -> None:
    page = (await watch()).page
    await go(page, "funding")
    ids = await stage.web.post(FUNDING, Reply(("Here for a moment",)), "gone", EN)
    await expect(said(page, "Here for a moment")).to_be_visible()
    await stage.web.delete(FUNDING, ids)
    await expect(said(page, "Here for a moment")).to_have_count(0)  # the page has been told
    await go(page, "general")
    await page.evaluate("address => { location.hash = address; }", f"#funding/{ids[0]}")
    await expect(page.locator("#bar")).to_have_text("That message is not here any more.")
