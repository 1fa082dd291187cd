"""How the command line speaks: answers on standard output, one line about a failure on standard error."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from bot.core.errors import Oops
from bot.core.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.words import Words


def locale_language() -> str:
    """The language that the environment asks for, if it is one of ours; else an empty text."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    language = said[:2].lower()
    return language if language in LANGUAGES else ""


def operator() -> Words:
    """The words for whoever runs the program."""
    return words(locale_language() or "en")


def say(text: str) -> None:
    """Print to standard output at once, so that a reader at the other end of a pipe need not wait."""
    print(text, flush=True)  # noqa: T201 - the one place


def fail(text: str) -> NoReturn:
    """End with exit code 1, having said in one line what is wrong and what to do."""
    print(" ".join(text.split()), file=sys.stderr)  # noqa: T201
    raise typer.Exit(1)


def explained(oops: Oops) -> str:
    """What went wrong in the operator's language."""
    t = operator()
    right = getattr(oops, "right", "")
    return t(oops.text, **{**oops.names, "right": t(right)})


@contextmanager
def reported() -> Iterator[None]:
    """Turn what people can mend into one line and exit code 1; anything else is a fault of the program and shows."""
    from bot.storage.errors import StorageFault

    try:
        yield
    except Oops as oops:
        fail(explained(oops))
    except StorageFault as fault:
        fail(operator()("The database can't be used: {why}. Look at DATABASE_URL.", why=fault))
    except ExceptionGroup as group:
        one = group
        while isinstance(one, ExceptionGroup) and len(one.exceptions) == 1:
            one = one.exceptions[0]
        if isinstance(one, Oops):
            fail(explained(one))
        raise
    except BrokenPipeError:
        # The reader has what it wanted (`| head`); nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from None
