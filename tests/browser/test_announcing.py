"""An organiser and a member let the demo's clock run: what they asked for arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.browser.conftest import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")

OPEN_DAY = (
    '/announce title="Отворени врати" text="Заповядайте в лабораториите ни." title_other="Open day"'
    ' text_other="Come and see our laboratories." where=#general when="every monday 9:00"'
)


async def forward(page: Page, by: str) -> None:
    await page.locator("#clock").click()
    await page.get_by_role("button", name=by).click()
    await page.keyboard.press("Escape")


async def test_an_announcement_for_every_monday_is_seen_beforehand_and_arrives_each_week(visit: Visitors) -> None:
    visitor = await visit()
    page = visitor.page
    await page.get_by_role("button", name="Organiser", exact=True).click()
    await expect(page.locator("#nav").get_by_role("button", name="organisers")).to_have_count(1)
    await visitor.say(OPEN_DAY)
    answer = page.locator(".message.bot").last
    for platform in ("the web chat", "Discord", "Slack"):
        await expect(answer.get_by_role("region", name=platform).first).to_contain_text("Отворени врати")
    await expect(answer).to_contain_text("Mon 23 November 2026, 09:00 (Sofia)")
    assert await visitor.axe() == []
    await answer.get_by_role("button", name="Schedule it").click()
    await expect(page.locator(".message.bot").last).to_contain_text("Scheduled")
    await page.locator("#nav").get_by_role("button", name="general").click()
    posts = page.locator(".message.bot").filter(has_text="Отворени врати")
    await expect(posts).to_have_count(0)
    await forward(page, "+1 day")
    await expect(posts).to_have_count(1)
    await forward(page, "+1 week")
    await expect(posts).to_have_count(2)


async def test_a_member_s_reminder_arrives_as_a_direct_message(visit: Visitors) -> None:
    visitor = await visit()
    page = visitor.page
    await page.get_by_role("button", name="Member", exact=True).click()
    await expect(page.get_by_role("button", name="Member", exact=True)).to_have_attribute("aria-pressed", "true")
    await visitor.say('/remind what="Send the abstract" when="tomorrow at 10:00"')
    await expect(page.locator(".message.bot").last).to_contain_text("I'll remind you on")
    await forward(page, "+1 day")
    await forward(page, "+1 day")
    reminder = page.locator(".message.bot").filter(has_text="Reminder: Send the abstract")
    await expect(reminder).to_have_count(1)
    await reminder.get_by_role("button", name="Done").click()
    await expect(page.locator(".message.bot").last).to_contain_text("Well done")
