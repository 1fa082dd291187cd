"""Modals and home tabs: https://docs.slack.dev/reference/views"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.servers.slack.checks.blocks import check_blocks
from tests.servers.slack.checks.objects import check_text
from tests.servers.slack.checks.problems import Problems
from tests.servers.slack.refusals import Refused

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json

LARGEST = 250_000  # bytes of a view
USUAL = ("type", "blocks", "private_metadata", "callback_id", "external_id")
MODAL = ("title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled")
AT = ("view",)


def check_view(data: object, kind: str) -> None:
    """Refuse a view that Slack does not take; `kind` is modal or home."""
    if len(json.dumps(data).encode()) > LARGEST:
        raise Refused("view_too_large")
    problems = Problems()
    view = problems.object(AT, data, (*USUAL, *(MODAL if kind == "modal" else ())), ("type", "blocks"))
    if view is not None:
        if view.get("type") != kind:
            problems.add((*AT, "type"), f"must be {kind}")
        if view.get("blocks") is not None:
            check_blocks(problems, (*AT, "blocks"), view["blocks"], 100, 1, view=True)
        for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
            if view.get(name) is not None:
                problems.text((*AT, name), view[name], most, 0)
        if kind == "modal":
            _modal(problems, view)
    if problems.found:
        raise Refused("invalid_arguments", response_metadata={"messages": problems.messages})


def _modal(problems: Problems, view: Json) -> None:
    if view.get("title") is None:
        problems.add(AT, "missing required field: title")
    for name in ("title", "submit", "close"):
        if view.get(name) is not None:
            check_text(problems, (*AT, name), view[name], 24, plain=True)
    for name in ("clear_on_close", "notify_on_close", "submit_disabled"):
        if name in view:
            problems.flag((*AT, name), view[name])
    blocks = view.get("blocks")
    inputs = (
        [each for each in blocks if isinstance(each, dict) and each.get("type") == "input"]
        if isinstance(blocks, list)
        else []
    )
    if inputs and view.get("submit") is None:
        problems.add(AT, "missing required field: submit")
