"""What an answer costs: `Core.handle` with its rendering, beside a bare discord.py command and a bare coroutine.

Run by hand: `python benchmarks/handle.py [ROUNDS]`. All take turns in one run, so that the ratios hold where the
microseconds do not. The collector of garbage runs as it does in the bot. Ours is timed from the request to the web
chat's payload; writing that as JSON is a column of its own, as discord.py's JSON is left out too.
"""

from __future__ import annotations

import asyncio
import gc
import os
import platform
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._bare import discord_command, nothing
from benchmarks._many import many
from bot.adapters.web.wire import written
from bot.app import IN_MEMORY, kernel, library
from bot.core.clock import Clock
from bot.core.context import Account, Place
from bot.core.request import Line, Packed, Request
from bot.render.web import reply as rendered
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.core.core import Core
    from bot.core.request import Said
    from bot.render.web import Json

ROUNDS = 30
RUNS = 40  # in a round
CALLS = 100_000
GOAL, GOAL_MANY = 5.0, 3.0
ASKED = (
    ("/partners country=Romania", "1 partners country=RO", datetime(2026, 11, 22, 7, tzinfo=UTC)),
    ("/calls cancer within=60", "1 calls topic=cancer within=60", datetime(2026, 11, 22, 7, tzinfo=UTC)),
    ("/calls cancer within=60", "1 calls topic=cancer within=60", datetime(2027, 8, 1, 7, tzinfo=UTC)),
)


class Ticking(Clock):
    """A clock that is a second further at every look, so that nobody is too quick for the core."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.at = start

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class House:
    """A core, its clock, and somebody who asks it."""

    def __init__(self, core: Core, clock: Ticking) -> None:
        self.core = core
        self.clock = clock
        self._ids = map(str, count())
        self._me = Account("web", "ana"), Place("web", "dm-ana", direct=True)

    async def answer(self, said: Said) -> Json:
        """From the request to the payload."""
        request = Request(next(self._ids), *self._me, said, "Ана", "bg")
        return rendered(await self.core.handle(request))


@asynccontextmanager
async def house(calls: int = 0) -> AsyncIterator[House]:
    """The bot as it serves, with the shipped facts and so many calls more."""
    clock = Ticking(ASKED[0][2])
    async with library(IN_MEMORY, clock) as (database, shelf):
        if calls:
            wishes = list(many(calls))
            await database.write(lambda tx: tx.facts.apply(wishes, by=None, how="import", at=clock.at))
            del wishes
            gc.collect()
            stall = asyncio.create_task(longest_stall())
            start = perf_counter()
            await shelf.refresh()
            took = perf_counter() - start
            stall.cancel()
            print(
                f"the snapshot of {calls:,} calls took {took:.1f} s to build off the event loop, which meanwhile stood"
            )
            print(f"still for {await stall * 1e3:.0f} ms at most")
        yield House(kernel(Settings(), database, shelf, clock), clock)


async def longest_stall() -> float:
    """How many seconds the event loop kept others waiting, at most; until cancelled."""
    longest = 0.0
    try:
        while True:
            start = perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, perf_counter() - start - 0.001)
    except asyncio.CancelledError:
        return longest


async def timed(ways: dict[str, Callable[[], Awaitable[object]]], rounds: int) -> dict[str, list[float]]:
    """Microseconds of each in every round, taking turns."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):  # the first warms up
        for name, way in ways.items():
            start = perf_counter()
            for _ in range(RUNS):
                _ = await way()
            if turn:
                took[name].append((perf_counter() - start) / RUNS * 1e6)
    return took


def times(these: list[float], those: list[float]) -> float:
    """How many times as long these took, by the median of the rounds: what else the machine did slowed both."""
    return median(one / other for one, other in zip(these, those, strict=True))


async def measure(rounds: int) -> None:
    """Run and print."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; medians of {rounds} rounds of {RUNS}")
    async with AsyncExitStack() as stack:
        dispatch = await stack.enter_async_context(discord_command())
        few = await stack.enter_async_context(house())
        lot = await stack.enter_async_context(house(CALLS))
        for line, button, now in ASKED:
            few.clock.at = lot.clock.at = now
            payload, large = await few.answer(Line(line)), await lot.answer(Line(line))
            ways: dict[str, Callable[[], Awaitable[object]]] = {"nothing": nothing, "discord": dispatch}
            for name, said in (("line", Line(line)), ("button", Packed(button))):
                ways[name] = lambda said=said: few.answer(said)  # type: ignore[misc]
                ways[f"{name}, many"] = lambda said=said: lot.answer(said)  # type: ignore[misc]
            took = await timed(ways, rounds)
            us = {name: median(each) for name, each in took.items()}
            print(f"\n{line} on {now:%Y-%m-%d}: {cards(payload)}; with {CALLS:,} calls {cards(large)}")
            print(f"{'a coroutine that does nothing':<34}{us['nothing']:>8.2f} us")
            print(f"{'a bare discord.py command':<34}{us['discord']:>8.1f} us")
            for name in ("line", "button"):
                ratio, growth = times(took[name], took["discord"]), times(took[f"{name}, many"], took[name])
                print(
                    f"{'ours, as a ' + name:<34}{us[name]:>8.1f} us {ratio:>5.2f} times discord.py's,"
                    f" {kept(ratio, GOAL)}"
                )
                print(
                    f"{f'  with {CALLS:,} calls':<34}{us[f'{name}, many']:>8.1f} us {growth:>5.2f} times its own,"
                    f" {kept(growth, GOAL_MANY)}"
                )
            start = perf_counter()
            for _ in range(RUNS):
                written(payload)
            print(f"{'its JSON, on top':<34}{(perf_counter() - start) / RUNS * 1e6:>8.1f} us")


def cards(payload: Json) -> str:
    """How much was found."""
    shown = payload.get("cards", [])
    return f"{len(shown) if isinstance(shown, list) else 0} cards"


def kept(ratio: float, goal: float) -> str:
    """The goal, and whether it is kept."""
    return f"at most {goal:g}: {'ok' if ratio <= goal else 'missed'}"


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
