"""A bot that is killed and born again while people use it."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from tests.scheduler.killing import Ground


@dataclass
class Bot:
    """The bot of a ground, one life after the other. `web` is where its web chat is now."""

    here: Ground
    web: str = field(default="", init=False)
    _pid: int = field(default=0, init=False)

    async def born(self) -> None:
        """Start it, and wait until it is on every platform."""
        assert self.here.nursery.stdin
        assert self.here.nursery.stdout
        self.here.nursery.stdin.write(json.dumps({"ahead": self.here.shift.seconds, "by": 0}).encode() + b"\n")
        said: dict[str, str] = {}
        while not {"born", "web", "there"} <= said.keys():
            line = (await self.here.nursery.stdout.readline()).decode().strip()
            first, _, said[first] = line.partition(" ")
            assert first != "died", line
        self._pid, self.web = int(said["born"]), said["web"]

    async def killed(self) -> None:
        """End it by SIGKILL."""
        os.kill(self._pid, signal.SIGKILL)
        assert await self.here._heard("died") == "-9"

    def pass_time(self, time: timedelta) -> None:
        """What its clock, and the platforms', show from its next life on is later."""
        self.here.shift.seconds += time.total_seconds()
