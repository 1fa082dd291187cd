"""Blocks: https://docs.slack.dev/reference/block-kit/blocks"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack.checks.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, check_element
from tests.servers.slack.checks.objects import check_text
from tests.servers.slack.checks.rich import check_rich

if TYPE_CHECKING:
    from tests.servers.slack.checks.problems import Path, Problems
    from tests.servers.slack.ids import Json

MARKDOWN = 12_000  # characters of all markdown blocks
BLOCKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # what a block needs, and what else it may hold
    "section": ((), ("text", "fields", "accessory", "expand")),
    "divider": ((), ()),
    "header": (("text",), ()),
    "image": (("alt_text",), ("image_url", "slack_file", "title")),
    "context": (("elements",), ()),
    "actions": (("elements",), ()),
    "input": (("label", "element"), ("hint", "optional", "dispatch_action")),
    "rich_text": (("elements",), ()),
    "markdown": (("text",), ()),
}
PICTURES = ("image/png", "image/jpeg", "image/gif")  # that blocks show
ONLY_IN_MESSAGES = ("markdown",)


def check_blocks(problems: Problems, at: Path, value: Any, most: int, least: int, *, view: bool) -> None:  # noqa: ANN401
    """Find what is wrong with the blocks of a message or of a view."""
    for n, each in enumerate(problems.items(at, value, most, least)):
        kind = each.get("type") if isinstance(each, dict) else None
        if not isinstance(kind, str) or kind not in BLOCKS or (view and kind in ONLY_IN_MESSAGES):
            problems.add((*at, n, "type"), f"unsupported type: {kind}")
            continue
        needed, more = BLOCKS[kind]
        block = problems.object((*at, n), each, ("type", "block_id", *needed, *more), needed)
        if block is None:
            continue
        if block.get("block_id") is not None:
            problems.block_id((*at, n), block["block_id"])
        if all(block.get(name) is not None for name in needed):
            _block(problems, (*at, n), block, kind)


def _block(problems: Problems, at: Path, block: Json, kind: str) -> None:
    match kind:
        case "section":
            _section(problems, at, block)
        case "header":
            check_text(problems, (*at, "text"), block["text"], 150, plain=True)
        case "image":
            _image(problems, at, block)
        case "context":
            _context(problems, (*at, "elements"), block["elements"])
        case "actions":
            _actions(problems, (*at, "elements"), block["elements"])
        case "input":
            _input(problems, at, block)
        case "rich_text":
            check_rich(problems, (*at, "elements"), block["elements"])
        case "markdown" if problems.text((*at, "text"), block["text"], MARKDOWN):
            problems.weigh(block["text"])


def _section(problems: Problems, at: Path, block: Json) -> None:
    if block.get("text") is None and block.get("fields") is None:
        problems.add(at, "missing required field: text or fields")
    if block.get("text") is not None:
        check_text(problems, (*at, "text"), block["text"], 3000)
    if block.get("fields") is not None:
        for n, each in enumerate(problems.items((*at, "fields"), block["fields"], 10)):
            check_text(problems, (*at, "fields", n), each, 2000)
    if "expand" in block:
        problems.flag((*at, "expand"), block["expand"])
    accessory = block.get("accessory")
    if isinstance(accessory, dict) and accessory.get("type") == "image":
        _picture(problems, (*at, "accessory"), accessory)
    elif accessory is not None:
        check_element(problems, (*at, "accessory"), accessory, IN_SECTION, set())


def _picture(problems: Problems, at: Path, value: Json) -> None:
    """An image that stands beside a text or in a context."""
    problems.object(at, value, ("type", "image_url", "slack_file", "alt_text"), ("alt_text",))
    _image(problems, at, value)


def _image(problems: Problems, at: Path, value: Json) -> None:
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        problems.add(at, "must have either `image_url` or `slack_file`")
    if value.get("image_url") is not None:
        problems.address((*at, "image_url"), value["image_url"])
    if value.get("slack_file") is not None:
        _file(problems, (*at, "slack_file"), value["slack_file"])
    if value.get("alt_text") is not None and problems.text((*at, "alt_text"), value["alt_text"], 2000):
        problems.weigh(value["alt_text"])
    if value.get("title") is not None:
        check_text(problems, (*at, "title"), value["title"], 2000, plain=True)


def _file(problems: Problems, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
    """https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object"""
    if problems.object(at, value, ("id", "url")) is None:
        return
    if (value.get("id") is None) == (value.get("url") is None):
        problems.add(at, "must have either `id` or `url`")
        return
    file = problems.files.get(str(value.get("id")))
    if file is None or not file.complete or file.reads or file.kind not in PICTURES:
        problems.add(at, "invalid slack file")
    if file:
        file.reads = max(0, file.reads - 1)


def _context(problems: Problems, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
    for n, each in enumerate(problems.items(at, value, 10)):
        if isinstance(each, dict) and each.get("type") == "image":
            _picture(problems, (*at, n), each)
        else:
            check_text(problems, (*at, n), each, 3000)


def _actions(problems: Problems, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
    used: set[str] = set()
    for n, each in enumerate(problems.items(at, value, 25)):
        check_element(problems, (*at, n), each, IN_ACTIONS, used)


def _input(problems: Problems, at: Path, block: Json) -> None:
    check_text(problems, (*at, "label"), block["label"], 2000, plain=True)
    check_element(problems, (*at, "element"), block["element"], IN_INPUT, set())
    if block.get("hint") is not None:
        check_text(problems, (*at, "hint"), block["hint"], 2000, plain=True)
    for name in ("optional", "dispatch_action"):
        if name in block:
            problems.flag((*at, name), block[name])
