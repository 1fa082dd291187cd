"""A message or a view as a person reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.slack.ids import Json

_LINK = re.compile(r"<(https?://|mailto:|tel:)([^|>]*)(?:\|([^>]*))?>")
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_PING = re.compile(r"<(@[UW][A-Z0-9]+|!(?:channel|here|everyone|subteam\^[A-Z0-9]+))(?:\|[^>]*)?>")


class Readable:
    """What blocks say, whatever they are made of."""

    content: str
    blocks: list[Json]

    @property
    def leaves(self) -> list[tuple[str, Json]]:
        """What can be used, with the block_id of where it stands, from top to bottom."""
        return [(block.get("block_id", ""), leaf) for block in self.blocks for leaf in _elements(block)]

    @property
    def buttons(self) -> list[str]:
        """What the buttons say."""
        return [leaf["text"]["text"] for _, leaf in self.leaves if leaf["type"] == "button"]

    @property
    def links(self) -> dict[str, str]:
        """Where link buttons lead, by what they say."""
        return {leaf["text"]["text"]: leaf["url"] for _, leaf in self.leaves if leaf.get("url")}

    @property
    def menus(self) -> dict[str, list[str]]:
        """What menus offer, by their placeholder; menus of three dots have none."""
        menus = [leaf for _, leaf in self.leaves if "select" in leaf["type"] or leaf["type"] == "overflow"]
        return {_said(menu.get("placeholder")): [_said(each["text"]) for each in offered(menu)] for menu in menus}

    @property
    def text(self) -> str:
        """All that a person reads, a line for each part; the top-level text only when there are no blocks."""
        if not self.blocks:
            return plain(self.content)
        return "\n".join(part for block in self.blocks for part in _lines(block) if part)

    @property
    def pings(self) -> list[str]:
        """Whom it notifies by name, such as @U012AB3CD or !channel."""
        found = [_PING.findall(text) for text in [self.content, *(_marked(self.blocks))]]
        return [name for names in found for name in names] + list(_rich_pings(self.blocks))


def offered(menu: Json) -> list[Json]:
    """The options of a menu, those of groups too."""
    grouped = [option for group in menu.get("option_groups") or () for option in group["options"]]
    return list(menu.get("options") or ()) + grouped


def plain(marked: str) -> str:
    """What mrkdwn shows: labels of links, fallbacks of dates, no entities; stars and lines stay."""
    shown = _DATE.sub(r"\1", marked)
    shown = _LINK.sub(lambda match: match[3] or match[1] + match[2], shown)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _said(text: Json | None) -> str:
    if not text:
        return ""
    return plain(text["text"]) if text.get("type") == "mrkdwn" else str(text["text"])


def _elements(block: Json) -> Iterator[Json]:
    if block["type"] == "actions":
        yield from block["elements"]
    elif block["type"] == "input":
        yield block["element"]
    elif "accessory" in block and block["accessory"]["type"] != "image":
        yield block["accessory"]


def _lines(block: Json) -> Iterator[str]:
    match block["type"]:
        case "section":
            yield _said(block.get("text"))
            yield from (_said(each) for each in block.get("fields") or ())
        case "header":
            yield _said(block["text"])
        case "context":
            yield " ".join(each.get("alt_text") or _said(each) for each in block["elements"])
        case "image":
            yield _said(block.get("title"))
            yield block["alt_text"]
        case "input":
            yield _said(block["label"])
            yield _said(block.get("hint"))
        case "rich_text":
            yield from (rich(each) for each in block["elements"])
        case "markdown":
            yield block["text"]
    accessory = block.get("accessory")
    if accessory and accessory["type"] == "image":
        yield accessory["alt_text"]
    for leaf in _elements(block):
        yield _said(leaf.get("text") or leaf.get("placeholder"))
        yield from (_said(option["text"]) for option in offered(leaf))


def rich(element: Json) -> str:
    """What a part of a rich_text block says."""
    match element["type"]:
        case "rich_text_list":
            return "\n".join(f"• {rich(each)}" for each in element["elements"])
        case "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
            return "".join(rich(each) for each in element["elements"])
        case "text":
            return str(element["text"])
        case "link":
            return str(element.get("text") or element["url"])
        case "emoji":
            return f":{element['name']}:"
        case "user":
            return f"<@{element['user_id']}>"
        case "channel":
            return f"<#{element['channel_id']}>"
        case "date":
            return str(element.get("fallback") or element["timestamp"])
    return ""


def _marked(value: object) -> Iterator[str]:
    """Every mrkdwn text in blocks."""
    if isinstance(value, list):
        for each in value:
            yield from _marked(each)
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn" and isinstance(value.get("text"), str):
            yield value["text"]
        for each in value.values():
            yield from _marked(each)


def _rich_pings(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _rich_pings(each)
    elif isinstance(value, dict):
        match value.get("type"):
            case "user" if "user_id" in value:
                yield f"@{value['user_id']}"
            case "usergroup":
                yield f"!subteam^{value.get('usergroup_id')}"
            case "broadcast":
                yield f"!{value.get('range')}"
        for each in value.values():
            yield from _rich_pings(each)
