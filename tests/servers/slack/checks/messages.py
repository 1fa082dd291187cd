"""Texts, blocks and metadata of messages: https://docs.slack.dev/reference/methods/chat.postMessage"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.servers.slack.checks.blocks import check_blocks
from tests.servers.slack.checks.problems import Problems
from tests.servers.slack.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.slack.world import File

ALL = 13_200  # characters of all blocks of a message, as users report: https://github.com/slackapi/bolt-js/issues/2509
MARKDOWN = 12_000
UPDATED = 4000  # characters of a text that takes another's place
METADATA = 8000  # bytes; Slack refuses too much and does not say from where on
MANY = 100  # attachments


def check(
    args: dict[str, Any], files: Mapping[str, File] | None = None, *, again: bool = False, by_url: bool = False
) -> None:
    """Refuse a message that Slack does not take.

    `again` when it takes the place of one that is there; `by_url` when it comes by a response_url, where the size of
    all blocks is said not to matter.
    """
    text, blocks, markdown = args.get("text"), args.get("blocks"), args.get("markdown_text")
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    if markdown and len(str(markdown)) > MARKDOWN:
        raise Refused("msg_too_long")
    if text is not None and not isinstance(text, str | int | float):
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] text must be a string"]})
    if again and len(str(text or "")) > UPDATED:
        raise Refused("msg_too_long")
    if args.get("blocks") is not None:
        _blocks(blocks, files, by_url=by_url)
    attachments = args.get("attachments")
    if isinstance(attachments, list) and len(attachments) > MANY:
        raise Refused("too_many_attachments")
    if args.get("metadata") is not None:
        check_metadata(args["metadata"], empty=again)
    nothing = not str(text or "").strip() and not blocks and not attachments and not markdown
    if nothing and not (again and args.get("metadata") is not None):
        raise Refused("no_text")


def _blocks(blocks: object, files: Mapping[str, File] | None, *, by_url: bool) -> None:
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems = Problems(files)
    check_blocks(problems, ("blocks",), blocks, 50, 0, view=False)
    if problems.found:
        messages = {"messages": problems.messages}
        raise Refused("invalid_blocks", errors=problems.found, response_metadata=messages)
    if not by_url and problems.weight > ALL:
        raise Refused("msg_blocks_too_long")


def check_metadata(value: object, *, empty: bool = False) -> None:
    """https://docs.slack.dev/messaging/message-metadata; an empty object takes away what was there."""
    if value == {} and empty:
        return
    right = isinstance(value, dict) and set(value) <= {"event_type", "event_payload"}
    if not right or not isinstance(value, dict):
        raise Refused("invalid_metadata_format")
    kind, payload = value.get("event_type"), value.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise Refused("invalid_metadata_format")
    if not all(_plain(each) for each in payload.values()):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(value).encode()) > METADATA:
        raise Refused("metadata_too_large")


def _plain(value: object) -> bool:
    """A value of a payload: a scalar, an object of scalars, or a list of either."""
    if isinstance(value, list):
        return all(_plain(each) for each in value if not isinstance(each, list))
    if isinstance(value, dict):
        return all(isinstance(each, str | int | float | bool) for each in value.values())
    return isinstance(value, str | int | float | bool)
