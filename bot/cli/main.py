"""The commands of the command line, each handed on to the file that does it."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="The bot of the Life Sciences Club.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # those print local variables, which may hold what people wrote
)


class Language(StrEnum):
    """The languages that the bot speaks."""

    BG = "bg"
    EN = "en"


class Platform(StrEnum):
    """The platforms that must be told about the bot."""

    DISCORD = "discord"
    SLACK = "slack"


class Slashes(StrEnum):
    """Which slash commands a Slack workspace gets."""

    ONE = "one"
    EACH = "each"


def _moment(text: str) -> datetime:
    from bot.cli.moment import read

    try:
        return read(text)
    except ValueError:
        message = f"{text!r} is not a moment such as 2026-11-22T09:00+02:00"
        raise typer.BadParameter(message) from None


def _address(text: str) -> tuple[str, int]:
    from bot.settings import address

    try:
        return address(text)
    except ValueError:
        message = f"{text!r} is not HOST:PORT, such as 127.0.0.1:8080"
        raise typer.BadParameter(message, param_hint="--listen") from None


def _application(text: str) -> str:
    if not (text.isascii() and text.isdigit()):
        message = f"{text!r} is not an application's id, such as 123456789012345678"
        raise typer.BadParameter(message)
    return text


def _outside(text: str) -> str:
    if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?", text):
        message = f"{text!r} is not an address such as https://club.example"
        raise typer.BadParameter(message)
    return text.rstrip("/")


Now = Annotated[
    datetime | None,
    typer.Option(
        parser=_moment, metavar="ISO", help="The time it is for the bot. Sofia time unless it says otherwise."
    ),
]
Lang = Annotated[Language | None, typer.Option(help="The language of the answers.")]


@app.command()
def run() -> None:
    """Serve whatever is configured; with no token at all, the web chat."""
    from bot.cli.serving import run

    run()


@app.command()
def demo(
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where to serve; on this machine only.")
    ] = "127.0.0.1:8080",
    now: Now = None,
) -> None:
    """Try the bot out: the web chat with sample facts in a database of its own, thrown away at the end."""
    where = _address(listen)
    from bot.cli.serving import demo

    demo(where, now)


@app.command()
def chat(lang: Lang = None) -> None:
    """Talk to the bot here in the terminal, as an organiser."""
    from bot.cli.chatting import chat

    chat(lang.value if lang else "")


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="A command or a question.")] = "",
    lang: Lang = None,
    now: Now = None,
    json: Annotated[bool, typer.Option("--json", help="Answer as one line of JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl", help="Answer every line {id, lang, text, context?} of a file; - reads input."
        ),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Ask the sample facts, whatever is configured.")] = False,
) -> None:
    """Print one answer, and nothing else."""
    if bool(text.strip()) == (batch is not None):
        message = "give either a text or --batch FILE.jsonl"
        raise typer.BadParameter(message)
    from bot.cli.asking import ask, ask_all

    if batch is not None:
        ask_all(batch, lang.value if lang else "", now, sample=sample)
    else:
        ask(text, lang.value if lang else "", now, json=json, sample=sample)


@app.command("import")
def import_facts(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="YAML or CSV.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="The files are the whole of their kinds: remove the rest.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
) -> None:
    """Take facts from files and show what changes."""
    from bot.cli.importing import import_files

    import_files(files, dry_run=dry_run, replace=replace, yes=yes)


@app.command()
def invite(
    address: Annotated[str, typer.Option(help="Where people open the web chat, if it is not where it listens.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Even if there is an organiser already.")] = False,
) -> None:
    """Print a one-time link that makes its user an organiser: for the first one."""
    from bot.cli.inviting import invite

    invite(address, force=force)


@app.command()
def manifest(
    platform: Annotated[Platform, typer.Argument(help="Where the bot is to live.")],
    application: Annotated[
        str | None,
        typer.Option(
            parser=_application,
            metavar="ID",
            help="Discord: the application's id, if DISCORD_TOKEN is not set to tell it.",
        ),
    ] = None,
    mode: Annotated[
        Slashes, typer.Option(help="Slack: one slash command, /club, or each command its own as well.")
    ] = Slashes.ONE,
    url: Annotated[
        str | None,
        typer.Option(
            parser=_outside,
            metavar="https://HOST",
            help="Slack: where the bot is reached from outside, for HTTP instead of Socket Mode.",
        ),
    ] = None,
) -> None:
    """Print what a platform must be told: Discord's invite link or Slack's app manifest, with what is asked and why."""
    from bot.cli import manifest

    match platform:
        case Platform.DISCORD:
            manifest.discord(application or "")
        case Platform.SLACK:
            manifest.slack(mode.value, url or "")
