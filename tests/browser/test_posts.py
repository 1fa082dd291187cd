"""What people see of posts: pictures, previews, edits; and how a form takes a picture and places."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.adapters.web.places import FUNDING, GENERAL
from bot.core.messenger import Ping
from bot.core.reply import Reply
from bot.core.words import words
from tests.browser.stage import ALT, HOSTILE, PICTURE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Locator, Page, Route

    from tests.adapters.web.rig import Rig
    from tests.browser.conftest import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser lives in one event loop

EN = words("en")

# Draws a message where the conversation stands.
DRAW = """async ({message, language}) => {
    const { slack } = await import("/static/js/preview-slack.js");
    const look = document.createElement("div");
    look.className = "look slack";
    look.append(slack(message, language));
    document.getElementById("log").append(look);
}"""
NAME = sha256(PICTURE.content).hexdigest()
SLACK = {
    "text": "not shown",
    "blocks": [
        {"type": "header", "text": {"type": "plain_text", "text": "A headline"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*&amp; bold* <https://example.org/?a=1&amp;b=2|the portal> <!here>"},
            "fields": [{"type": "plain_text", "text": "<b>never markup</b>"}, {"type": "mrkdwn", "text": "`code`"}],
        },
        {"type": "divider"},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": number}]}
                        for number in ("one", "two")
                    ],
                },
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "date", "timestamp": 1796022000, "format": "{date_long} {ago}", "fallback": "then"},
                        {"type": "emoji", "name": "tada", "unicode": "1f389"},
                    ],
                },
            ],
        },
        {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A harbour", "title": {"text": "A chart"}},
        {"type": "image", "slack_file": {"id": "F2"}, "alt_text": "A bridge"},
        {"type": "context", "elements": [{"type": "plain_text", "text": "small print"}]},
        {"type": "new block of tomorrow"},
    ],
    "files": [{"name": "varna.png", "about": "A harbour", "picture": NAME}, {"name": "minutes.pdf"}],
}


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
        await visitor.page.wait_for_function("document.querySelector('.picture').naturalWidth === 640")
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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
async def test_previews_are_read_by_everybody(watch: Visitors, width: int, dark: bool) -> None:
    visitor = await watch(width=width, height=900, dark=dark)
    await visitor.say("/show long=yes")
    await visitor.page.wait_for_function("[...document.querySelectorAll('.preview img')].every(i => i.naturalWidth)")
    assert await visitor.axe() == []
    assert await visitor.wider() <= 0


async def test_each_preview_is_a_region_that_names_its_platform_and_place(watch: Visitors) -> None:
    visitor = await watch(width=1440)
    await visitor.say("/show")
    page = visitor.page
    names = ["As Discord shows it #funding (Discord)", "As Slack shows it #funding (Slack)"]
    for name in [*names, "As the web chat shows it #events (Web)"]:
        region = page.get_by_role("region", name=name)
        await expect(region).to_be_visible()
        await region.focus()
        await expect(region).to_be_focused()
        assert await region.get_by_role("button").count() == 0
        assert await region.locator("button, input, select").count() == 0
    await expect(page.locator(".discord .embed .title")).to_contain_text("Cancer Mission: open calls")
    await expect(page.locator(".slack .what a").first).to_contain_text("Register here")
    await expect(page.locator(".look.own .card h3")).to_contain_text("Cancer Mission: open calls")


async def test_previews_stand_side_by_side_where_there_is_room(watch: Visitors) -> None:
    for width, beside in ((1440, True), (390, False)):
        visitor = await watch(width=width)
        await visitor.say("/show")
        one = await visitor.page.locator(".preview").nth(0).bounding_box()
        other = await visitor.page.locator(".preview").nth(1).bounding_box()
        assert one is not None
        assert other is not None
        assert (abs(one["y"] - other["y"]) < 1) is beside
        assert (other["x"] > one["x"] + one["width"]) is beside


async def test_what_people_typed_looks_in_a_preview_as_they_typed_it(watch: Visitors) -> None:
    visitor = await watch(width=1440)
    await visitor.say("/show")
    page = visitor.page
    for look in (".discord .what > .text", ".discord .field .text", ".slack .what", ".look.own .said", ".look.own dd"):
        shown = " ".join(await page.locator(look).all_text_contents())
        assert HOSTILE in shown, look
    assert await page.locator(".preview img[src=x], .preview [onerror]").count() == 0
    assert await page.locator(".preview .mention").count() == 0
    assert await page.locator('.preview a[href*="evil"]').count() == 0


async def test_a_preview_shows_bold_links_and_moments(watch: Visitors) -> None:
    visitor = await watch(width=1440)
    await visitor.say("/show")
    page = visitor.page
    for look in (".discord", ".slack"):
        await expect(page.locator(f"{look} .what b", has_text="Varna").first).to_be_visible()
        link = page.locator(f"{look} .what a", has_text="Register here")
        await expect(link).to_have_attribute("href", "https://example.org/register")
    await expect(page.locator(".discord .text .stamp").first).to_have_text("30 November 2026 09:00")
    await expect(page.locator(".slack .text time").first).to_contain_text("30 ноември 2026")
    bar = await page.locator(".discord .embed").evaluate("e => getComputedStyle(e).borderLeftColor")
    assert bar == "rgb(46, 139, 87)"


async def test_previews_of_discord_and_the_web_chat_show_the_picture(watch: Visitors) -> None:
    visitor = await watch(width=1440)
    await visitor.say("/show")
    for look in (".discord .embed", ".look.own"):
        await expect(visitor.page.locator(look).get_by_role("img", name=ALT)).to_have_count(1)


async def test_every_block_that_slack_knows_is_drawn(watch: Visitors) -> None:
    visitor = await watch()
    page = visitor.page
    await visitor.say("/look")  # so that the picture is there to be fetched
    await page.evaluate(DRAW, {"message": SLACK, "language": "en"})
    look = page.locator(".look.slack")
    for text in ("A headline", "& bold", "one", "quoted", "small print", "A chart", "minutes.pdf"):
        await expect(look.get_by_text(text, exact=True).first).to_be_visible()
    await expect(look.locator("b", has_text="& bold")).to_be_visible()
    await expect(look.locator("ol li")).to_have_text(["one", "two"])
    await expect(look.locator("a", has_text="the portal")).to_have_attribute("href", "https://example.org/?a=1&b=2")
    await expect(look.locator(".mention")).to_have_text(["@here"])
    await expect(look.get_by_role("img", name="A harbour")).to_have_count(1)
    await expect(look.locator(".unpictured")).to_have_text("[Picture: A bridge]")
    await expect(look).to_contain_text("<b>never markup</b>")
    await expect(look.locator("time").first).to_contain_text("30 November 2026")
    assert await visitor.axe() == []


async def test_what_a_platform_will_do_is_told_beside_its_preview(watch: Visitors) -> None:
    visitor = await watch(width=1440)
    await visitor.say("/show long=yes")
    notes = visitor.page.get_by_role("region", name="As Discord shows it").get_by_role("list", name="What to know")
    await expect(notes.get_by_role("listitem").first).to_have_text("Discord shows this as 3 messages.")
    await expect(visitor.page.locator(".discord .message-there")).to_have_count(3)


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
    await page.wait_for_function("document.querySelector('.thumb img').naturalWidth === 640")
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
    ids = await stage.web.post(FUNDING, Reply(("Gone",)), "gone", EN)
    await stage.web.delete(FUNDING, ids)
    await page.evaluate("address => { location.hash = address; }", f"#funding/{ids[0]}")
    await expect(page.locator("#bar")).to_have_text("That message is not here any more.")
