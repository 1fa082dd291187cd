"""`manifest`: what a platform must be told about the bot, and the way to bring it there."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING

from bot.adapters.discord.access import INTENTS, PERMISSIONS, SCOPES, invite_link
from bot.cli.speech import operator, reported, say
from bot.core.errors import Oops

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACEHOLDER = "APPLICATION_ID"
APPS = "https://api.slack.com/apps"


def discord(application: str) -> None:
    """Print the invite link, then every permission, scope and intent with its reason."""
    t = operator()
    if not application:
        with reported():
            application = _configured()
    say(t("Open this link as somebody who may manage the server, and choose the server:"))
    say(invite_link(application or PLACEHOLDER))
    if not application:
        say(
            t(
                "In place of {placeholder} goes the number under “Application ID” in the Developer Portal, on the page"
                " “General Information”. Give it with --application, or set DISCORD_TOKEN.",
                placeholder=PLACEHOLDER,
            )
        )
    _list(t("The link gives these permissions:"), ((p.name, t(p.why)) for p in PERMISSIONS))
    _list(t("and these scopes:"), ((name, t(why)) for name, why in SCOPES.items()))
    _list(
        t("Switch this on in the Developer Portal, on the page “Bot”, under “Privileged Gateway Intents”:"),
        ((name, t(why)) for name, why in INTENTS.items()),
    )
    say(t("Leave the other intents off: mentions and direct messages bring their text without them."))


def slack(mode: str, url: str) -> None:
    """Print the app manifest as YAML, each permission with its reason: over HTTP if told an address, else by socket."""
    from bot.adapters.slack.manifest import Mode, manifest
    from bot.adapters.slack.noted import lines
    from bot.flows import EVERY
    from bot.settings import load

    t = operator()
    with reported():
        settings = load()
        if settings.slack.mode == "http" and not url:
            raise Oops(
                "The settings say that Slack comes over HTTP. Give the address where the bot is reached from outside:"
                " --url https://club.example"
            )
    say("# " + t("Paste all of this at {page} under Create New App, From a manifest, YAML.", page=APPS))
    made = manifest(settings.club.name, (command.spec for command in EVERY), Mode(mode), url)
    say("\n".join(lines(made, t)))


def _list(title: str, rows: Iterable[tuple[str, str]]) -> None:
    say(f"\n{title}")
    for name, why in rows:
        say(f"  {name}: {why}")


def _configured() -> str:
    """The application's id, by the token that is set; else an empty text."""
    from bot.settings import load

    token = load().discord_token
    return application_id(token.get_secret_value()) if token else ""


def application_id(token: str) -> str:
    """The id that a bot's token begins with, as base64url without padding."""
    head = token.partition(".")[0]
    try:
        id = urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except ValueError:
        id = ""
    if not id.isdigit():
        raise Oops(
            "DISCORD_TOKEN is no bot's token. Make one in the Developer Portal, on the page “Bot”, with “Reset Token”."
        )
    return id
