"""Texts, options and confirmations: https://docs.slack.dev/reference/block-kit/composition-objects"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.servers.slack.checks.problems import Path, Problems

PLAIN, MARKED = "plain_text", "mrkdwn"
STYLES = ("primary", "danger")


def check_text(problems: Problems, at: Path, value: Any, most: int, *, plain: bool = False) -> None:  # noqa: ANN401
    """A text object; `plain` takes no mrkdwn."""
    kind = value.get("type") if isinstance(value, dict) else None
    own = "verbatim" if kind == MARKED else "emoji"
    text = problems.object(at, value, ("type", "text", own), ("type", "text"))
    if text is None:
        return
    problems.one_of((*at, "type"), kind, (PLAIN,) if plain else (PLAIN, MARKED))
    if own in text:
        problems.flag((*at, own), text[own])
    if text.get("text") is not None and problems.text((*at, "text"), text["text"], most):
        problems.weigh(text["text"])


def check_options(problems: Problems, at: Path, value: Any, most: int, kind: str) -> None:  # noqa: ANN401
    """The options of an element of that kind."""
    for n, each in enumerate(problems.items(at, value, most)):
        check_option(problems, (*at, n), each, kind)


def check_option(problems: Problems, at: Path, value: Any, kind: str) -> None:  # noqa: ANN401 - any JSON
    """One option: https://docs.slack.dev/reference/block-kit/composition-objects/option-object"""
    known = ("text", "value", "description", *(("url",) if kind == "overflow" else ()))
    option = problems.object(at, value, known, ("text", "value"))
    if option is None:
        return
    boxes = kind in ("checkboxes", "radio_buttons")
    if option.get("text") is not None:
        check_text(problems, (*at, "text"), option["text"], 75, plain=not boxes)
    if option.get("value") is not None:
        problems.text((*at, "value"), option["value"], 150)
    if option.get("description") is not None:
        check_text(problems, (*at, "description"), option["description"], 75, plain=not boxes)
    if option.get("url") is not None:
        problems.address((*at, "url"), option["url"])


def check_groups(problems: Problems, at: Path, value: Any, kind: str) -> None:  # noqa: ANN401 - any JSON
    """Options under headings."""
    for n, each in enumerate(problems.items(at, value, 100)):
        group = problems.object((*at, n), each, ("label", "options"), ("label", "options"))
        if group is None:
            continue
        if group.get("label") is not None:
            check_text(problems, (*at, n, "label"), group["label"], 75, plain=True)
        if group.get("options") is not None:
            check_options(problems, (*at, n, "options"), group["options"], 100, kind)


def check_confirm(problems: Problems, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
    """A question before an act."""
    parts = (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30))
    confirm = problems.object(at, value, ("title", "text", "confirm", "deny", "style"), [name for name, _ in parts])
    if confirm is None:
        return
    for name, most in parts:
        if confirm.get(name) is not None:
            check_text(problems, (*at, name), confirm[name], most, plain=name != "text")
    if "style" in confirm:
        problems.one_of((*at, "style"), confirm["style"], STYLES)
