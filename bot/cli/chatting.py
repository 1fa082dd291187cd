"""`chat`."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.adapters.terminal.client import TerminalChat
from bot.app import house
from bot.cli import logs
from bot.cli.speech import locale_language, reported
from bot.core.clock import Clock
from bot.settings import load

if TYPE_CHECKING:
    from prompt_toolkit.history import History

    from bot.adapters.terminal.asking import Asking
    from bot.adapters.terminal.screen import Screen


def chat(language: str) -> None:
    """Talk until the person leaves."""
    logs.configure(logging.WARNING)
    with reported():
        asyncio.run(_chat(language))


async def _chat(language: str) -> None:
    async with house(load(), Clock()) as core:
        await TerminalChat(core, *_surface(), language or locale_language()).run()


def _surface() -> tuple[Asking, Screen]:
    """A terminal's own editing and drawing, or plain lines where either end is a pipe."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from bot.adapters.terminal.asking import Piped
        from bot.adapters.terminal.screen import Lines

        return Piped(), Lines()
    from bot.adapters.terminal.cards import Rich
    from bot.adapters.terminal.prompting import Typing

    return Typing(_history()), Rich()


def _history() -> History:
    """What was typed before, kept where programs keep such things; in memory where that can't be written."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "clubbot"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "history"
        file.touch(mode=0o600)
        return FileHistory(file)
    return InMemoryHistory()
