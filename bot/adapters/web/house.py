"""What all windows share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.adapters.web.hub import Hub
from bot.adapters.web.talk import Talk
from bot.core.clock import Clock
from bot.core.core import Core


@dataclass(frozen=True, slots=True)
class House:
    """The core, the open windows, and whether this is the demo, where one may be anybody and move the clock."""

    core: Core
    hub: Hub
    talk: Talk
    clock: Clock
    demo: bool
