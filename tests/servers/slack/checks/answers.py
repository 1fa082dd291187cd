"""What may stand in acknowledgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.refusals import Refused

if TYPE_CHECKING:
    from tests.servers.slack.views import View


def check_errors(view: View, errors: object) -> None:
    """Errors stand at the block_ids of input blocks, and say something."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    right = isinstance(errors, dict) and errors and all(isinstance(each, str) and each for each in errors.values())
    if not right or not set(errors) <= inputs:  # type: ignore[call-overload]
        raise Refused("invalid_response_errors")


def check_options(response: object) -> None: ...
