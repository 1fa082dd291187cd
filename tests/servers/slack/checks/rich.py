"""rich_text blocks: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.servers.slack.checks.problems import Path, Problems

PARTS: dict[str, tuple[str, ...]] = {
    "rich_text_section": (),
    "rich_text_list": ("style", "indent", "offset", "border"),
    "rich_text_preformatted": ("border", "language"),
    "rich_text_quote": ("border",),
}
INLINE: dict[str, tuple[str, ...]] = {  # what an element may hold besides its style; the first ones are needed
    "text": ("text",),
    "link": ("url", "text", "unsafe"),
    "emoji": ("name", "unicode", "skin_tone"),
    "user": ("user_id",),
    "usergroup": ("usergroup_id",),
    "channel": ("channel_id",),
    "broadcast": ("range",),
    "date": ("timestamp", "format", "url", "fallback", "timezone"),
    "color": ("value",),
}
NEEDED = {"date": ("timestamp", "format")}
STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")


def check_rich(problems: Problems, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
    """Find what is wrong with the parts of a rich_text block."""
    for n, each in enumerate(problems.items(at, value, 1000, 0)):
        _part(problems, (*at, n), each, tuple(PARTS))


def _part(problems: Problems, at: Path, value: Any, allowed: tuple[str, ...]) -> None:  # noqa: ANN401 - any JSON
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in allowed:
        problems.add((*at, "type"), f"unsupported type: {kind}")
        return
    part = problems.object(at, value, ("type", "elements", *PARTS[kind]), ("elements",))
    if part is None or part.get("elements") is None:
        return
    if kind == "rich_text_list":
        problems.one_of((*at, "style"), part.get("style"), ("bullet", "ordered"))
        if "indent" in part:
            problems.whole((*at, "indent"), part["indent"], 0, 8)
        if "offset" in part:
            problems.whole((*at, "offset"), part["offset"], 0, 1_000_000)
    if "border" in part:
        problems.whole((*at, "border"), part["border"], 0, 1)
    inline = ("text", "link") if kind == "rich_text_preformatted" else tuple(INLINE)
    for n, each in enumerate(problems.items((*at, "elements"), part["elements"], 1000, 0)):
        if kind == "rich_text_list":
            _part(problems, (*at, "elements", n), each, ("rich_text_section",))
        else:
            _inline(problems, (*at, "elements", n), each, inline)


def _inline(problems: Problems, at: Path, value: Any, allowed: tuple[str, ...]) -> None:  # noqa: ANN401 - any JSON
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in allowed:
        problems.add((*at, "type"), f"unsupported type: {kind}")
        return
    element = problems.object(at, value, ("type", "style", *INLINE[kind]), NEEDED.get(kind, INLINE[kind][:1]))
    if element is None:
        return
    for name in ("text", "name", "user_id", "usergroup_id", "channel_id", "format", "fallback", "value"):
        if element.get(name) is not None and problems.text((*at, name), element[name], 40_000):
            problems.weigh(element[name])
    if element.get("url") is not None:
        problems.address((*at, "url"), element["url"])
    if element.get("timestamp") is not None:
        problems.whole((*at, "timestamp"), element["timestamp"], 0, 9_999_999_999)
    if kind == "broadcast":
        problems.one_of((*at, "range"), element.get("range"), ("here", "channel", "everyone"))
    if "style" in element:
        style = problems.object((*at, "style"), element["style"], STYLES)
        for name, on in (style or {}).items():
            problems.flag((*at, "style", name), on)
