"""thin"""

from __future__ import annotations
from typing import Any
from tests.servers.slack.refusals import Refused


def check(args: dict[str, Any], *, again: bool = False) -> None:
    if not args.get("text") and not args.get("blocks") and not args.get("markdown_text") and not again:
        raise Refused("no_text")
