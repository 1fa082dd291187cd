"""Posts as Discord, Slack and the web chat will show them, drawn in a real browser from what is really sent."""

from __future__ import annotations

from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.core.reply import Bold, Code, Link
from bot.render.discord.inline import markup
from bot.render.text import clean_lines
from tests.browser.stage import ALT, HOSTILE, PICTURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.reply import Inline
    from tests.browser.conftest import Visitors

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the browser lives in one event loop

# Draws a message where the conversation stands.
DRAW = """async ({message, language}) => {
    const { slack } = await import("/static/js/preview-slack.js");
    const look = document.createElement("div");
    look.className = "look slack";
    look.append(slack(message, language));
    document.getElementById("log").append(look);
}"""
# The text that markup shows, without what only screen readers are told of links, and the elements in it.
UNDO = """async (all) => {
    const { marked } = await import("/static/js/preview-discord-text.js");
    return all.map((markup) => {
        const box = document.createElement("p");
        box.append(...marked(markup, "en"));
        for (const one of box.querySelectorAll(".unseen")) one.remove();
        return [box.textContent, [...box.querySelectorAll("*")].map((one) => one.localName)];
    });
}"""
ODD = ("**", "__", "``", "~~", "||", "-# ", "# ", "> ", "@everyone", "<@1>", "<#1>", "](", "\\\\", "<:a:1>", ":tada:")
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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360])
async def test_previews_are_read_by_everybody(watch: Visitors, width: int, dark: bool) -> None:
    visitor = await watch(width=width, height=900, dark=dark)
    await visitor.say("/show long=yes")
    for image in await visitor.page.locator(".preview img").all():
        await expect(image).not_to_have_js_property("naturalWidth", 0)
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


def texts() -> list[str]:
    """Texts of people's that look like markup, the same ones every time."""
    parts = [
        *"\\*_`~|<>[]()@#:-+.&! \n\n",
        *ODD,
        "ab",
        "я",
        "1. ",
        "https://a.example",
        "discord.gg/x",
        "<t:1:R>",
        "👍",
    ]
    dice = Random(5)
    return ["".join(dice.choices(parts, k=dice.randint(1, 14))) for _ in range(600)]


async def test_discords_markup_is_undone_to_the_very_text(watch: Visitors) -> None:
    page = (await watch()).page
    kinds: list[tuple[str, Callable[[str], Inline], str]] = [
        ("text", str, ""),
        ("bold", Bold, "b"),
        ("code", Code, "code"),
        ("link", lambda text: Link(text, "https://example.org/x"), "a"),
    ]
    for name, node, tag in kinds:
        asked = [text for text in texts() if name == "text" or is_one_line(text)]
        drawn = await page.evaluate(UNDO, [markup((node(text),)) for text in asked])
        meant = ["\n".join(clean_lines(text)) for text in asked]
        assert [plain(shown) for shown, _ in drawn] == [plain(text) for text in meant], name
        assert {one for _, tags in drawn for one in tags} <= {tag, "svg", "use", "span"} - {""}, name
        if name in {"text", "code"}:
            assert {one for _, tags in drawn for one in tags} <= {tag} - {""}


def is_one_line(text: str) -> bool:
    """Whether a text can stand in a node, and is neither empty nor shown as something else."""
    return text.strip() == text and "\n" not in text and bool(text) and "://" not in text and not set(text) & set("[]")


def plain(text: str) -> str:
    return text.replace("\u2060", "").strip()


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
