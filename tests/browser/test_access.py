"""Everybody can use the page: by keyboard, by screen reader, small, large, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.conftest import AXE

if TYPE_CHECKING:
    from tests.browser.conftest import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser lives in one event loop

# A text area that offers completions is a combobox while it does so; ARIA in HTML has no word for that yet.
OFFERING = "aria-allowed-role"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
async def test_axe_finds_nothing_wrong_and_nothing_scrolls_sideways(visit: Visitors, width: int, dark: bool) -> None:
    visitor = await visit(width=width, height=740, dark=dark)
    page = visitor.page
    assert await visitor.axe() == []
    await visitor.say("/calls")
    await visitor.say("/nonsense")
    assert await visitor.axe() == []
    assert await visitor.wider() <= 0
    await page.locator("#line").press_sequentially("/pa")
    await page.get_by_role("option").first.wait_for()
    assert await visitor.axe(OFFERING) == []
    await page.locator("#line").press("Escape")
    await page.locator("#line").fill("")
    await visitor.say("/partners country=Atlantis")
    assert await visitor.axe() == []
    await page.keyboard.press("Escape")
    if width == 360:
        await page.get_by_role("button", name="Channels and settings").click()
        await page.locator("#closer").wait_for()
    assert await visitor.axe() == []
    await page.locator("#clock").click()
    assert await visitor.axe() == []
    assert await visitor.wider() <= 0


async def test_text_at_twice_its_size_still_fits(visit: Visitors) -> None:
    visitor = await visit(width=1280)
    await visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
    await visitor.say("/calls")
    assert await visitor.wider() <= 0
    await expect(visitor.page.locator("#send")).to_be_in_viewport()


async def test_everything_is_done_by_keyboard_alone(visit: Visitors) -> None:
    page = (await visit()).page
    keys = page.keyboard
    await keys.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await keys.press("Enter")
    await expect(page.locator("#line")).to_be_focused()
    await keys.type("/partners")
    await expect(page.get_by_role("option").first).to_be_visible()
    await expect(page.locator("#line")).to_have_attribute("aria-expanded", "true")
    await keys.type(" country=rom")
    await expect(page.get_by_role("option")).to_have_text(["Romania"])
    active = await page.locator("#line").get_attribute("aria-activedescendant")
    await expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    await keys.press("Tab")
    await expect(page.locator("#line")).to_have_value("/partners country=Romania ")
    await keys.press("Escape")
    await keys.press("Enter")
    answer = page.locator(".message.bot")
    await expect(answer.locator(".card h3")).to_contain_text(["ROHEALTH"])
    await keys.press("ArrowUp")
    await expect(page.locator("#line")).to_have_value("/partners country=Romania")
    details = answer.get_by_role("button", name="Details")
    for _ in range(12):
        await keys.press("Shift+Tab")
        if await details.evaluate("it => it === document.activeElement"):
            break
    await expect(details).to_be_focused()
    await keys.press("Enter")
    await expect(answer).to_have_count(2)


async def test_enter_sends_what_is_typed_out_though_suggestions_are_open(visit: Visitors) -> None:
    page = (await visit()).page
    await page.locator("#line").focus()
    await page.keyboard.type("/partners country=Romania")
    await page.get_by_role("option", name="Romania").wait_for()
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.bot .card h3")).to_contain_text(["ROHEALTH"])


async def test_enter_picks_nothing_from_suggestions_for_an_older_text(visit: Visitors) -> None:
    page = (await visit()).page
    await page.locator("#line").focus()
    await page.keyboard.type("/partners country=Romani")
    await expect(page.locator("[role=option][aria-selected=true]")).to_have_text("Romania")
    await page.locator("#line").evaluate(
        """box => {
            box.value += "a";
            box.setSelectionRange(box.value.length, box.value.length);
            box.dispatchEvent(new InputEvent("input"));
            box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", cancelable: true }));
        }"""
    )
    await expect(page.locator(".message.bot .card h3")).to_contain_text(["ROHEALTH"])


async def test_shift_and_enter_begin_a_line(visit: Visitors) -> None:
    page = (await visit()).page
    await page.locator("#line").focus()
    await page.keyboard.type("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await expect(page.locator("#line")).to_have_value("one\ntwo")
    await expect(page.locator(".message")).to_have_count(0)


async def test_the_focus_comes_back_when_a_form_is_closed(visit: Visitors) -> None:
    visitor = await visit()
    await visitor.say("/partner")
    await visitor.page.get_by_role("dialog").wait_for()
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.page.locator("#line")).to_be_focused()


async def test_history_is_not_read_aloud_but_what_comes_is(visit: Visitors) -> None:
    visitor = await visit()
    await visitor.say("/partners country=Romania")
    log = visitor.page.get_by_role("log")
    await expect(log.locator(".message")).to_have_count(2)
    await visitor.page.reload()
    await expect(visitor.page.locator("#past .message")).to_have_count(2)
    await expect(log.locator(".message")).to_have_count(0)


async def test_the_drawer_opens_and_closes_by_keyboard(visit: Visitors) -> None:
    page = (await visit(width=360, height=740)).page
    opener = page.get_by_role("button", name="Channels and settings")
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#closer")).to_be_focused()
    await expect(opener).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    await expect(page.locator("#side")).to_be_hidden()


async def test_the_small_pages_are_as_open_and_their_button_works(visit: Visitors) -> None:
    visitor = await visit()
    page = await visitor.page.context.new_page()
    origin = visitor.page.url
    for path in ("invite/nothing", "nowhere"):
        await page.goto(f"{origin}{path}")
        await page.evaluate(AXE)
        assert (await page.evaluate("axe.run()"))["violations"] == []
    await page.goto(f"{origin}invite/nothing")
    await page.get_by_role("button", name="Accept the invitation").click()
    await expect(page.get_by_role("heading")).to_have_text("This link does not work")
    await page.get_by_role("link", name="To the chat").click()
    await expect(page.locator("#welcome h2")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
async def test_targets_are_large_enough(visit: Visitors, width: int) -> None:
    visitor = await visit(width=width)
    await visitor.say("/calls")
    small = await visitor.page.evaluate(
        """[...document.querySelectorAll("button, input, select, textarea")]
          .filter((it) => it.checkVisibility())
          .map((it) => [it.id || it.textContent, it.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([name]) => name)"""
    )
    assert small == []
