"""How long the bot takes from its start to its first answer, how much memory it holds, and what it has imported.

Run by hand: `python benchmarks/start.py [ROUNDS]`. Every start is a process of its own, asked over the web chat's own
socket. Memory is as Linux counts it after the first answer: VmRSS, and VmHWM for the most it ever was.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, CookieJar

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Sequence

ROUNDS = 5
LINE = "/partners country=Romania"
GOAL_START, GOAL_ONE, GOAL_ALL = 2.0, 130, 170  # seconds, MiB, MiB
PLATFORMS = ("discord", "slack_bolt", "slack_sdk", "apscheduler")
OTHERS = ("prompt_toolkit", "rich", "alembic", "typer", "aiohttp", "tantivy", "babel", "sqlalchemy", "pydantic")
ALL = ("discord", "slack_bolt.async_app", "apscheduler.schedulers.asyncio")
# What `python -m bot` does, saying at the end what is imported.
PROGRAM = """
import atexit, json, sys
{imports}
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
sys.argv = ["bot", *{args!r}]
from bot.__main__ import main
main()
"""
HOME = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until it was healthy and until its first answer, MiB held and at most, modules imported."""

    healthy: float
    answered: float
    held: float
    most: float
    modules: tuple[str, ...]


async def ask(folder: str) -> float:
    """Seconds that one question from a shell takes, from start to end."""
    start = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "ask", LINE, "--sample"), cwd=folder, env=HOME, stdout=subprocess.DEVNULL
    )
    if await process.wait():
        sys.exit("the question was not answered")
    return perf_counter() - start


async def serve(folder: str, args: Sequence[str], imports: Sequence[str] = ()) -> Start:
    """Start it, ask it over its socket, look at it, and end it."""
    start = perf_counter()
    async with started(folder, args, imports) as (process, url):
        async with ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Origin": url.rstrip("/")}) as http:
            await until_healthy(http, url)
            healthy = perf_counter() - start
            await answer(http, url)
            answered = perf_counter() - start
        held, most = memory(process.pid)
        process.terminate()
        _, said = await process.communicate()
    modules = json.loads(said.decode().splitlines()[-1])
    return Start(healthy, answered, held, most, tuple(modules))


@asynccontextmanager
async def started(folder: str, args: Sequence[str], imports: Sequence[str]) -> AsyncIterator[tuple[Process, str]]:
    """The process, and the address that it printed."""
    program = PROGRAM.format(imports=f"import {', '.join(imports)}" if imports else "", args=list(args))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program),
        cwd=folder,
        env={**HOME, "WEB__LISTEN": "127.0.0.1:0", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        if process.stdout:
            async for line in process.stdout:
                if b"http://" in line:
                    yield process, next(word for word in line.decode().split() if word.startswith("http://"))
                    return
        sys.exit("it did not start")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def until_healthy(http: ClientSession, url: str) -> None:
    """Wait until /healthz says ok."""
    while True:
        try:
            async with http.get(f"{url}healthz") as said:
                if said.status == 200:
                    return
        except ClientError:
            await asyncio.sleep(0.005)


async def answer(http: ClientSession, url: str) -> None:
    """Open a window as a browser does, ask, and wait for the bot's post."""
    async with http.post(f"{url}session") as given:
        given.raise_for_status()
    async with http.ws_connect(f"{url}ws", max_msg_size=0) as socket:
        await socket.send_json({"type": "hello", "persona": "guest", "language": "en"})
        await socket.send_json({"type": "say", "id": "question-1", "place": "dm", "text": LINE})
        async for frame in socket:
            message = frame.json()
            if message["type"] == "error":
                sys.exit(f"the bot said: {message}")
            if message["type"] == "post" and message["post"]["bot"]:
                return


def memory(pid: int) -> tuple[float, float]:
    """MiB that a process holds, and the most it ever held."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan"), float("nan")
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
    held, most = (int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return held, most


def told(name: str, starts: Sequence[Start]) -> None:
    """Print the medians of a way to start."""
    healthy, answered = median(one.healthy for one in starts), median(one.answered for one in starts)
    held, most = median(one.held for one in starts), max(one.most for one in starts)
    print(
        f"{name:<42} healthy after {healthy:.2f} s, answered after {answered:.2f} s {kept(answered, GOAL_START)};"
        f" holds {held:.0f} MiB, at most {most:.0f}"
    )


def kept(value: float, goal: float) -> str:
    """The goal, and whether it is kept."""
    return f"(under {goal:g}: {'ok' if value < goal else 'missed'})"


async def measure(rounds: int) -> None:
    """Run and print."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; medians of {rounds} starts each")
    with TemporaryDirectory() as empty:
        took = median([await ask(empty) for _ in range(rounds)])
        print(f"{'ask, from start to end':<42} {took:.2f} s {kept(took, GOAL_START)}")
        told("demo", [await serve(empty, ["demo", "--listen", "127.0.0.1:0"]) for _ in range(rounds)])
    first, later, everything = [], [], []
    for _ in range(rounds):
        with TemporaryDirectory() as folder:
            first.append(await serve(folder, ["run"]))
            later.append(await serve(folder, ["run"]))
        with TemporaryDirectory() as folder:
            everything.append(await serve(folder, ["run"], ALL))
    told("run, first start (makes its database)", first)
    told("run, later starts", later)
    told("first start, platforms' libraries imported", everything)
    most, most_all = max(one.most for one in (*first, *later)), max(one.most for one in everything)
    print(f"no platform: at most {most:.0f} MiB {kept(most, GOAL_ONE)}")
    print(f"all platforms: at most {most_all:.0f} MiB {kept(most_all, GOAL_ALL)}, an estimate: {', '.join(ALL)} are")
    print("imported, not used, since the bot has no adapter for them yet")
    loaded = {name.partition(".")[0] for name in later[0].modules}
    for title, names in (("platforms", PLATFORMS), ("others", OTHERS)):
        print(
            f"{title} imported by a bot that serves: {', '.join(n for n in names if n in loaded) or 'none'};", end=" "
        )
        print(f"not imported: {', '.join(n for n in names if n not in loaded) or 'none'}")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
