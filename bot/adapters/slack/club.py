"""Commands as they are typed on Slack: /calls is /club calls there, since its names are everybody's in a workspace."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from bot.adapters.slack.manifest import ROOT, names
from bot.core.reply import Blank, File, Image, Preview

if TYPE_CHECKING:
    from bot.core.reply import Form, Reply

PLATFORM = "slack"

T = TypeVar("T", "Reply", "Form")

KEPT = frozenset(("url", "does", "record", "command", "hidden", "kind", "content", "media_type"))
ALSO = {
    Blank: frozenset(("name", "value")),
    File: frozenset(("name",)),
    Image: frozenset(("name",)),
    Preview: frozenset(("platform", "language")),
}


def typed(said: T) -> T:
    """What is said, with every command in it as it can be typed here."""
    changed: T = _typed(said)
    return changed


def _typed(node: Any) -> Any:  # noqa: ANN401 - any node
    if isinstance(node, str):
        return _commands().sub(f"/{ROOT} ", node) if "/" in node else node
    if isinstance(node, tuple):
        return tuple(map(_typed, node))
    if is_dataclass(node) and not isinstance(node, type):
        kept = KEPT | ALSO.get(type(node), frozenset())
        if isinstance(node, Preview) and node.platform != PLATFORM:
            kept |= {"reply"}  # as it is typed there
        parts = {f.name: getattr(node, f.name) for f in fields(node) if f.name not in kept}
        changed = {name: new for name, part in parts.items() if (new := _typed(part)) is not part and new != part}
        return replace(node, **changed) if changed else node
    return node


@cache
def _commands() -> re.Pattern[str]:
    """The slash before a command's name, where no address or path has it."""
    known = "|".join(map(re.escape, sorted(names(), key=len, reverse=True)))
    return re.compile(rf"(?<![\w/:.<])/(?=(?:{known})\b)")
