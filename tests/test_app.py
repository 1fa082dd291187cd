import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot import app
from bot.app import house, kernel, library, until_signalled, watch
from bot.core.clock import Clock
from bot.core.context import Account, Place
from bot.core.intake import compare, take
from bot.core.request import Line, Request
from bot.settings import Settings
from bot.settings.facts import DiscordFacts, InterestFacts
from bot.sources.table import load
from bot.storage.database import Database

LAB = b"partners:\n  - {id: moon-lab, name: Moon Lab, country: BG, relation: {type: partner}}\n"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'club.db'}")


async def imported(database: Database) -> None:
    tables = [load(LAB, "more.yaml")]
    await database.write(lambda tx: take(tx, compare(tx, tables), how="import", at=Clock().now()))


async def test_a_first_start_answers_from_the_clubs_own_facts(settings: Settings) -> None:
    async with house(settings, Clock()) as core:
        me, place = Account("test", "me"), Place("test", "dm", direct=True)
        reply = await core.handle(Request("1", me, place, Line("/partner KRIB"), language="en"))
    assert [card.record for card in reply.cards] == [("partner", "krib")]


async def test_a_second_start_finds_what_the_first_stored_and_adds_nothing(settings: Settings) -> None:
    async with house(settings, Clock()) as core:
        await imported(core.database)
        await core.shelf.refresh()
        first = core.shelf.library.version
    async with house(settings, Clock()) as core:
        assert core.shelf.library.version == first
        assert core.shelf.library.has("partner", "moon-lab")


async def test_facts_that_another_process_stores_are_seen(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "LOOK_EVERY", 0.01)
    async with house(settings, Clock()) as core, await Database.open(settings.database_url) as other:
        looking = asyncio.create_task(watch(core.shelf))
        await imported(other)
        while not core.shelf.library.has("partner", "moon-lab"):  # noqa: ASYNC110 - the shelf tells nobody
            await asyncio.sleep(0.01)
        looking.cancel()


async def test_a_database_out_of_order_does_not_end_the_looking(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(app, "LOOK_EVERY", 0.01)
    (tmp_path / "club.db").touch()
    async with library(settings.database_url, Clock()) as (database, shelf):
        await database.write(lambda tx: tx._connection.exec_driver_sql("ALTER TABLE fact_change RENAME TO gone"))
        looking = asyncio.create_task(watch(shelf))
        await asyncio.sleep(0.1)
        assert not looking.done()
        await database.write(lambda tx: tx._connection.exec_driver_sql("ALTER TABLE gone RENAME TO fact_change"))
        looking.cancel()


async def test_the_core_can_keep_people_elsewhere_than_the_facts(settings: Settings) -> None:
    async with (
        library(settings.database_url, Clock()) as (database, shelf),
        await Database.open(app.IN_MEMORY) as people,
    ):
        core = kernel(settings, people, shelf, Clock())
        await core.people.of(Account("test", "me"))
        assert await database.read(lambda tx: tx.people.find("test", "me")) is None


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_what_runs_and_what_it_opened_is_closed(sign: int) -> None:
    closed = []

    async def work() -> None:
        with until_signalled():
            try:
                os.kill(os.getpid(), sign)
                await asyncio.sleep(60)
            finally:
                closed.append(sign)

    await asyncio.create_task(work())
    assert closed == [sign]


async def test_a_cancellation_that_no_signal_asked_for_passes_through() -> None:
    async def work() -> None:
        with until_signalled():
            await asyncio.sleep(60)

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_an_adapter_that_is_not_used_is_not_imported(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys; from bot.app import house; from bot.core.clock import Clock;"
        "from bot.settings import load\n"
        "async def go():\n    async with house(load(), Clock()): pass\n"
        "asyncio.run(go()); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(app.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    unused = {"discord", "slack_bolt", "aiohttp", "prompt_toolkit", "typer", "apscheduler"}
    assert not unused & set(done.stdout.split())


def test_what_makes_somebody_a_member_or_an_organiser_is_not_given_by_interests(settings: Settings) -> None:
    own = DiscordFacts(member_roles=(1,), organiser_roles=(2,))
    given = {"cancer": InterestFacts(roles=(1, 2, 3), places=("slack:C1",)), "policy": InterestFacts(roles=(2,))}
    made = app.directory(settings.model_copy(update={"discord": own, "interests": given}))
    assert made.roles == {"cancer": ("3",), "policy": ()}
    assert made.interests == {"cancer": ("slack:C1",), "policy": ()}
