"""Errors as the Web API words them: https://docs.slack.dev/apis/web-api/#responses"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json


class Refused(Exception):
    """An answer that is no success: its error code, and what else the body holds."""

    def __init__(self, error: str, **more: Any) -> None:  # noqa: ANN401 - any JSON
        super().__init__(error)
        self.error = error
        self.body: Json = {"ok": False, "error": error, **more}


def invalid_arguments(*messages: str) -> Refused:
    """What is wrong with the arguments, as sentences."""
    return Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] {said}" for said in messages]})


def missing_scope(needed: str, provided: set[str]) -> Refused:
    return Refused("missing_scope", needed=needed, provided=",".join(sorted(provided)))
