"""The first visit to the web chat is greeted, a later one is not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.adapters.web.visitors import VISIT

if TYPE_CHECKING:
    from tests.adapters.web.rig import Rig

LONG = VISIT + timedelta(seconds=1)


async def test_the_first_visit_is_greeted_also_when_the_page_is_loaded_again(demo: Rig) -> None:
    browser = demo.browser()
    for _ in range(2):
        page = await browser.open("guest")
        assert page.you["newcomer"]
        await page.close()


async def test_who_comes_back_is_not_greeted_again(demo: Rig) -> None:
    browser = demo.browser()
    await (await browser.open("guest")).close()
    demo.kit.clock.forward(LONG)
    page = await browser.open("guest")
    assert not page.you["newcomer"]


async def test_everybody_has_a_first_visit_of_their_own(demo: Rig) -> None:
    await demo.browser().open("guest")
    demo.kit.clock.forward(LONG)
    page = await demo.browser().open("guest")
    assert page.you["newcomer"]


async def test_who_has_begun_to_join_needs_no_greeting(demo: Rig) -> None:
    browser = demo.browser()
    page = await browser.open("guest")
    person, now = page.you["me"], demo.kit.clock.now()
    await demo.kit.database.write(lambda tx: tx.members.begin(person, "web:somebody", now))
    page = await browser.open("guest")
    assert not page.you["newcomer"]
