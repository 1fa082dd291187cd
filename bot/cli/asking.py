"""`ask`: one answer, or one for every line of a file.

Whoever asks is a guest met for the first time, known to a database in memory alone: asking leaves no trace in the
club's own, which only lends its facts.
"""

from __future__ import annotations

import asyncio
import json as jsons
import logging
import sys
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import typer

from bot import settings as config
from bot.app import IN_MEMORY, kernel, library
from bot.cli import logs
from bot.cli.speech import fail, operator, reported, say
from bot.core import line
from bot.core.clock import Clock
from bot.core.codec import unpack
from bot.core.context import Account, Place
from bot.core.errors import Oops
from bot.core.line import Typed
from bot.core.reply import Reply, Tone
from bot.core.request import Line, Request
from bot.core.words import LANGUAGES, text_language, words
from bot.render.data import answer
from bot.render.text import lines
from bot.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping
    from datetime import datetime
    from typing import TextIO

    from bot.core.core import Core
    from bot.core.reply import Action
    from bot.settings import Settings

LONGEST = 100_000  # characters of a batch's line


class BadLine(Oops):
    """A line of a batch that is no question."""


def ask(text: str, language: str, now: datetime | None, *, json: bool, sample: bool) -> None:
    """Answer one question on standard output."""
    logs.configure(logging.WARNING)
    with reported():
        asyncio.run(_ask(text, language or text_language(text) or "en", now, json=json, sample=sample))


def ask_all(batch: Path, language: str, now: datetime | None, *, sample: bool) -> None:
    """Answer a file of questions, a line of JSON each; exit code 1 at the end if any line was no question."""
    logs.configure(logging.WARNING)
    with reported(), _opened(batch) as rows:
        if not asyncio.run(_ask_all(rows, language, now, sample=sample)):
            raise typer.Exit(1)


async def _ask(text: str, language: str, now: datetime | None, *, json: bool, sample: bool) -> None:
    async with _desk(now, sample=sample) as core:
        said = await _answer(core, None, text, language)
        say(jsons.dumps(said, ensure_ascii=False) if json else str(said["text"]))


async def _ask_all(rows: TextIO, language: str, now: datetime | None, *, sample: bool) -> bool:
    good = True
    async with _desk(now, sample=sample) as core:
        for number, row in enumerate(rows, start=1):
            if not row.strip():
                continue
            try:
                id, text, spoken = _question(row, language)
            except BadLine as bad:
                good = False
                out: Mapping[str, object] = {"line": number, "error": operator()(bad.text, **bad.names)}
            else:
                out = await _answer(core, id, text, spoken)
            say(jsons.dumps(out, ensure_ascii=False))
    return good


def _question(row: str, language: str) -> tuple[object, str, str]:
    """Id, text and language of a line. `context`, the earlier turns, must be a list."""
    if len(row) > LONGEST:
        raise BadLine("The line is too long: at most {most} characters.", most=LONGEST)
    try:
        given: Any = jsons.loads(row)
    except (ValueError, RecursionError) as error:
        raise BadLine("This is no JSON. Each line must be an object with id, lang and text.") from error
    if not isinstance(given, dict):
        raise BadLine("This is no object. Each line must be an object with id, lang and text.")
    text, spoken = given.get("text"), given.get("lang") or language
    if not isinstance(text, str) or not text.strip():
        raise BadLine("“text” is missing. Each line must be an object with id, lang and text.")
    if spoken and spoken not in LANGUAGES:
        raise BadLine("“lang” must be bg or en.")
    if not isinstance(given.get("context", []), list):
        raise BadLine("“context” must be a list of earlier turns, oldest first.")
    return given.get("id"), text, spoken or text_language(text) or "en"


@asynccontextmanager
async def _desk(now: datetime | None, *, sample: bool) -> AsyncIterator[Core]:
    """A core that knows the facts and nobody yet."""
    given, clock = config.load(), Clock(now)
    url = given.database_url if not sample and _configured(given) else IN_MEMORY
    async with library(url, clock) as (_, shelf), await Database.open(IN_MEMORY) as people:
        yield kernel(given, people, shelf, clock)


def _configured(given: Settings) -> bool:
    """Whether there is a database to ask: one that is set, or the default one's file."""
    return given.database_url != config.DATABASE_URL or config.is_there(given.database_url)


async def _answer(core: Core, id: object, text: str, language: str) -> dict[str, object]:
    t, reply = words(language), await _reply(core, text, language)
    shown = lines(reply, t, worth=lambda action: not _writes(core, action))
    return answer(id, "\n".join(shown).strip("\n"), reply, t)


async def _reply(core: Core, text: str, language: str) -> Reply:
    try:
        typed = line.read(text, core.book.by_name)
    except Oops:  # the core says it better
        typed = None
    if isinstance(typed, Typed) and typed.spec.writes:
        said = words(language)("/{command} changes something. It works in the chat, not here.", command=typed.spec.name)
        return Reply((said,), tone=Tone.WARN)
    me = Account("shell", uuid4().hex)
    place = Place("shell", me.id, direct=True)
    return await core.handle(Request(f"shell:{me.id}", me, place, Line(text), language=language))


def _writes(core: Core, action: Action) -> bool:
    command = core.book.find(unpack(action.pack()).command)
    return command is not None and command.spec.writes


@contextmanager
def _opened(batch: Path) -> Iterator[TextIO]:
    if str(batch) == "-":
        yield sys.stdin
        return
    try:
        with batch.open(encoding="utf-8-sig", errors="replace") as rows:
            yield rows
    except OSError as error:
        fail(operator()("{file} can't be read: {why}.", file=batch, why=error.strerror))
