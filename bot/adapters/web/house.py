"""What all windows share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.adapters.web import wire
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
    _journeys: set[asyncio.Task[datetime]] = field(default_factory=set)

    async def travel(self, by: timedelta) -> datetime:
        """Move the clock ahead, to its end also when whoever asked leaves, or is forgotten on the way."""
        journey = asyncio.create_task(self.clock.travel(by))
        self._journeys.add(journey)
        journey.add_done_callback(self._arrived)
        return await asyncio.shield(journey)

    def _arrived(self, journey: asyncio.Task[datetime]) -> None:
        self._journeys.discard(journey)
        if not journey.cancelled() and not journey.exception():
            self.hub.tell({"type": "clock", "now": wire.instant(journey.result())})
