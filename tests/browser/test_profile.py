"""Somebody looks at their profile in a browser, changes it, agrees to something, and mutes the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.browser.conftest import Visitor, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")


def last(page: Page) -> Locator:
    return page.locator(".message.bot").last


async def press(page: Page, label: str) -> Locator:
    """Press a button of the last message; returns what follows it."""
    await last(page).locator("button").filter(has_text=label).first.click()
    return last(page)


async def change(page: Page, label: str) -> None:
    """Pick an answer from the profile's list."""
    choice = last(page).locator(".choice").filter(has_text="Change an answer")
    await choice.get_by_role("combobox").select_option(label=label)
    await choice.get_by_role("button").click()


async def fill(page: Page, text: str) -> None:
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("combobox").or_(dialog.get_by_role("textbox")).first
    await field.fill(text)
    await field.press("Tab")  # away from suggestions
    await dialog.get_by_role("button", name="Save", exact=True).click()
    await expect(dialog).to_be_hidden()


async def opened(visitor: Visitor) -> Page:
    await visitor.say("/profile")
    await expect(last(visitor.page)).to_contain_text("This is what I know of you")
    return visitor.page


async def test_a_profile_can_be_read_by_everybody(visit: Visitors) -> None:
    visitor = await visit()
    await opened(visitor)
    assert await visitor.axe() == []


async def test_answers_are_changed_in_forms_and_undone(visit: Visitors) -> None:
    page = await opened(await visit())
    await change(page, "City")
    await fill(page, "<b>Plovdiv</b> @everyone")
    await expect(last(page)).to_contain_text("Kept. City: <b>Plovdiv</b> @everyone")
    await press(page, "Undo")
    await expect(last(page)).to_contain_text("City: nothing said")


async def test_an_organisation_is_suggested_from_the_directory(visit: Visitors) -> None:
    page = await opened(await visit())
    await change(page, "Organisation")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("combobox").fill("europab")
    await dialog.get_by_role("option").first.click()
    await dialog.get_by_role("button", name="Save", exact=True).click()
    await expect(last(page)).to_contain_text("stands in our directory of organisations")


async def test_a_language_that_is_changed_changes_the_page(visit: Visitors) -> None:
    page = await opened(await visit())
    await change(page, "Language")
    await press(page, "Български")
    await expect(page.get_by_role("button", name="Български", exact=True).first).to_have_attribute(
        "aria-pressed", "true"
    )
    await expect(last(page)).to_have_attribute("lang", "bg")


async def test_agreeing_and_muting_are_one_press_and_so_is_the_way_back(visit: Visitors) -> None:
    visitor = await visit()
    page = await opened(visitor)
    await press(page, "Agree to be found")
    await expect(last(page)).to_contain_text("You agreed to version 1 on")
    await press(page, "Undo")
    await expect(last(page)).to_contain_text("From this moment nobody finds you")
    page = await opened(visitor)
    await press(page, "Mute everything")
    await expect(last(page)).to_contain_text("I am silent now.")
    await press(page, "Undo")
    await expect(last(page)).to_contain_text("I write to you by myself again.")
