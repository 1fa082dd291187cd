"""The first visit as somebody meets it: a greeting, a way to begin, and questions beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser lives in one event loop


async def test_start_leads_to_the_first_question(visit: Visitors) -> None:
    page = (await visit()).page
    await expect(page.locator("#welcome h2")).to_have_text("Welcome to the club!")
    await expect(page.locator(".examples button")).to_have_count(5)
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(page.locator(".message.bot")).to_contain_text("1 of ")
    await expect(page.locator("#welcome")).to_be_hidden()
