"""`import`: facts from files, with what changes said first, row by row."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING

import typer

from bot.app import IN_MEMORY, library
from bot.cli import logs
from bot.cli.speech import operator, reported, say
from bot.core.clock import Clock
from bot.core.errors import Oops
from bot.core.intake import compare, take
from bot.settings import is_there, load
from bot.sources.diff import Changes, describe
from bot.sources.problem import Problem, Problems
from bot.sources.table import load_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.sources.table import Table
    from bot.storage.store import Tx

MOST = 100  # problems shown


def import_files(files: Sequence[Path], *, dry_run: bool, replace: bool, yes: bool) -> None:
    """Show what the files change, and store it unless it is a dry run; nothing is stored if anything is wrong."""
    logs.configure(logging.WARNING)
    with reported():
        try:
            asyncio.run(_import(_tables(files), dry_run=dry_run, replace=replace, yes=yes))
        except Problems as problems:
            _complain(problems.problems)


def _tables(files: Sequence[Path]) -> list[Table]:
    """Every file that is given, or all that is wrong with any of them."""
    tables: list[Table] = []
    found: list[Problem] = []
    for file in files:
        try:
            tables.append(load_file(file))
        except Problems as problems:
            found += problems.problems
    if found:
        raise Problems(found)
    return tables


async def _import(tables: list[Table], *, dry_run: bool, replace: bool, yes: bool) -> None:
    url, clock = load().database_url, Clock()
    async with library(IN_MEMORY if dry_run and not is_there(url) else url, clock) as (database, _):
        shown = await database.read(lambda tx: compare(tx, tables, replace=replace))
        _show(shown, dry_run=dry_run)
        if dry_run or not shown.all():
            return
        if shown.removed and not yes:
            _confirm(len(shown.removed))

        def unit(tx: Tx) -> None:
            if compare(tx, tables, replace=replace) != shown:
                raise Oops("The facts were changed meanwhile, so nothing is stored. Please run the import again.")
            take(tx, shown, how="import", at=clock.now())

        await database.write(unit)


def _show(changes: Changes, *, dry_run: bool) -> None:
    from bot.render.text import clean

    for line in describe(changes):
        say(clean(line))
    t, counts = operator(), {"added": len(changes.added), "changed": len(changes.changed)}
    counts |= {"removed": len(changes.removed), "same": changes.same}
    say(
        t("Would be: {added} added, {changed} changed, {removed} removed, {same} as they are.", **counts)
        if dry_run
        else t("{added} added, {changed} changed, {removed} removed, {same} as they are.", **counts)
    )


def _confirm(removed: int) -> None:
    """Ask before anything is removed; where nobody can be asked, --yes must have said so."""
    t = operator()
    if not sys.stdin.isatty():
        raise Oops("{n} facts would be removed, so nothing is stored. Add --yes if that is meant.", n=removed)
    if not typer.confirm(t("Remove {n} facts?", n=removed)):
        raise Oops("Nothing is stored.")


def _complain(problems: Sequence[Problem]) -> None:
    t = operator()
    for problem in problems[:MOST]:
        text = t(problem.says, **problem.names)
        print(f"{problem.where}: {text}" if problem.where else text, file=sys.stderr)  # noqa: T201
    if len(problems) > MOST:
        print(t("And {n} more.", n=len(problems) - MOST), file=sys.stderr)  # noqa: T201
    raise typer.Exit(1)
