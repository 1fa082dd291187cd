"""What may stand in acknowledgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.checks.objects import check_groups, check_options
from tests.servers.slack.checks.problems import Problems
from tests.servers.slack.refusals import Refused

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.views import View


def check_errors(view: View, errors: object) -> None:
    """Errors stand at the block_ids of input blocks, and say something."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refused("invalid_response_errors")
    if not all(isinstance(said, str) and said for said in errors.values()):
        raise Refused("invalid_response_errors")


def check_suggestions(response: Json, kind: str) -> None:
    """Options, or groups of them, 100 at most; https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload"""
    problems = Problems()
    if ("options" in response) == ("option_groups" in response):
        raise Refused("invalid_response_options")
    if "options" in response:
        if response["options"]:  # none is no mistake
            check_options(problems, ("options",), response["options"], 100, kind)
    else:
        check_groups(problems, ("option_groups",), response["option_groups"], kind)
    if problems.found:
        raise Refused("invalid_response_options", response_metadata={"messages": problems.messages})
