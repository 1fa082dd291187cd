"""Somebody joins in a Bulgarian browser: every question, going back, stopping, the result, the introduction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.core.words import words

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.browser.conftest import Visitor, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")

T = words("bg")
AI = "Изкуствен интелект и здравни данни"
HOSTILE = "Правя анализ на данни. <b>@everyone</b>"


class Joining:
    """The conversation with the bot, the last message of which is answered."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page

    @property
    def last(self) -> Locator:
        return self.page.locator(".message.bot").last

    async def be_a_member(self) -> None:
        """Take the part of a member of the demo."""
        member = self.page.get_by_role("button", name=T("Member"), exact=True)
        await member.click()
        await expect(member).to_have_attribute("aria-pressed", "true")

    async def asks(self, n: int, question: str, total: int = 10) -> None:
        await expect(self.last).to_contain_text(T("{n} of {total}. {question}", n=n, total=total, question=T(question)))

    async def press(self, label: str) -> None:
        """Press a button of the last message, and wait for what follows it."""
        messages = self.page.locator(".message.bot")
        count = await messages.count()
        await self.last.get_by_role("button", name=T(label), exact=True).click()
        await messages.nth(count).wait_for()

    async def pick(self, label: str, option: str) -> None:
        """Pick one of a list of the last message."""
        messages = self.page.locator(".message.bot")
        count, choice = await messages.count(), self.last.locator(".choice").filter(has_text=T(label))
        await choice.get_by_role("button", name=option, exact=True).click()
        await messages.nth(count).wait_for()

    async def choose(self, label: str, option: str, chosen: str) -> None:
        """Pick one of a list that stays in its place, and see what is chosen by then."""
        choice = self.last.locator(".choice").filter(has_text=T(label))
        pressed = choice.get_by_role("button", name=option, exact=True)
        if not await pressed.count():  # a long list is folded
            await choice.get_by_role("combobox").select_option(label=option)
            pressed = choice.get_by_role("button")
        await pressed.click()
        await expect(self.last).to_contain_text(T("Chosen: {fields}", fields=chosen))

    async def write(self, text: str, opened_by: str = "Write an answer", sent_by: str = "Go on") -> None:
        """Fill in the form that a button of the last message opens."""
        await self.last.get_by_role("button", name=T(opened_by), exact=True).click()
        dialog = self.page.get_by_role("dialog")
        field = dialog.get_by_role("combobox").or_(dialog.get_by_role("textbox")).first
        await field.fill(text)
        await field.press("Tab")  # away from suggestions
        await dialog.get_by_role("button", name=T(sent_by), exact=True).click()
        await expect(dialog).to_be_hidden()


async def test_the_whole_way_in_is_walked_in_bulgarian(visit: Visitors) -> None:
    visitor = await visit(language="bg-BG")
    way = Joining(visitor)
    await way.be_a_member()
    await visitor.say("/join")
    await way.asks(1, "What brings you here?")
    await expect(way.last).to_contain_text("Български")
    await expect(way.last).to_have_attribute("lang", "bg")
    assert await visitor.axe() == []
    await way.pick("Choose an answer", T("Founder of a start-up"))

    await way.asks(2, "Which organisation are you with?")
    await way.write("Лаборатория „Незнайна“")
    await way.asks(3, "Which city are you in?")
    await visitor.say("Пловдив")  # a line in the conversation is the answer
    await way.asks(4, "Which fields interest you?")
    await way.press("Back")
    await expect(way.last).to_contain_text(T("So far: {answer}", answer="Пловдив"))
    await way.press("Keep it so")

    await way.choose("Add a field", "1. Онкология", "Онкология")
    await way.choose("Add a field", f"11. {AI}", f"Онкология; {AI}")
    await way.choose("Remove a field", "1. Онкология", AI)
    assert await visitor.axe() == []
    await way.press("Done")
    await way.asks(5, "What can you offer to others?")
    await way.write("Анализ на данни.\nИ съвет. <b>@everyone</b>")
    await way.asks(6, "What are you looking for?")
    await way.press("Skip")

    await way.press("Stop")
    await expect(way.last).to_contain_text("/join")
    await way.press("Go on")
    await way.asks(7, "How often shall I send you what is new: calls, events and partners?")
    await way.press("Every Monday")
    await way.asks(8, "Shall I remind you of the event and of the deadline that I suggest to you at the end?", total=11)
    await way.press("Yes")
    for n, question in ((9, "May other members find you in the directory?"), (11, "May I send you the digest?")):
        if n == 11:
            await way.press("No")  # to introductions
        await way.asks(n, question, total=11)
        await way.press("Yes, I agree")

    await expect(way.last).to_contain_text(T("That is all. Thank you, and welcome to the club!"))
    await expect(way.last).to_contain_text(T("Because you chose: {fields}.", fields=AI))
    await expect(way.last.locator(".card")).not_to_have_count(0)
    assert await visitor.axe() == []


async def test_an_introduction_is_looked_at_posted_and_taken_back(visit: Visitors) -> None:
    visitor = await visit(language="bg-BG")
    page, way = visitor.page, Joining(visitor)
    await way.be_a_member()
    await visitor.say("/join")
    await way.pick("Choose an answer", T("Investor"))
    for _ in range(9):
        await way.press("Skip")
    await way.last.get_by_role("button", name=T("Introduce yourself"), exact=True).click()
    dialog = page.get_by_role("dialog")
    draft = dialog.get_by_role("textbox")
    await expect(draft).to_have_value(re.compile(re.escape(T("I invest."))))
    await draft.fill(HOSTILE)
    await dialog.get_by_role("button", name=T("Look at it"), exact=True).click()
    await expect(way.last.locator(".preview")).to_contain_text(HOSTILE)
    assert await visitor.axe() == []
    await way.press("Post it")
    posts = page.locator(".message.bot").filter(has_text=HOSTILE)
    await page.locator("#nav").get_by_role("button", name="general").click()
    await expect(posts).to_have_count(1)
    await page.locator("#nav button").first.click()
    await way.press("Take it back")
    await page.locator("#nav").get_by_role("button", name="general").click()
    await expect(posts).to_have_count(0)
