"""The app manifest, made from the Specs, and how a slash command of it becomes a line that the core reads.

https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.adapters.slack.access import EVENTS, SCOPES
from bot.adapters.slack.noted import Noted
from bot.commands import QUESTION
from bot.core.book import Book
from bot.core.words import later, words
from bot.flows import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.spec import Spec

PATH = "/slack/events"  # where Slack delivers over HTTP
ROOT = "club"
PREFIX = f"{ROOT}-"
MOST = 50  # slash commands of an app
NAME, BOT_NAME = 35, 80  # characters
COLOUR = "#1d6b52"
# What Slack answers itself or keeps: https://slack.com/help/articles/201259356-Slash-commands-in-Slack
KEPT = frozenset(
    (
        *("active", "apps", "archive", "away", "call", "canvas", "clear", "collapse", "dm", "dnd", "expand", "feed"),
        *("feedback", "help", "huddle", "invite", "invite_people", "join", "keys", "kick", "leave", "list", "logout"),
        *("me", "msg", "mute", "open", "part", "prefs", "pro", "remind", "remove", "rename", "search", "shortcuts"),
        *("shrug", "star", "status", "todo", "topic", "unarchive", "who"),
    )
)
# By the command, as buttons carry its name, whose form or answer a shortcut opens.
SHORTCUTS: Mapping[str, tuple[str, str]] = {
    "search": ("Ask the club", "Ask about partners, programmes, projects, events and EU calls."),
    "events": ("Coming events", "What is coming, the soonest first."),
    "calls": ("Open EU calls", "EU funding calls, the soonest deadline first."),
    "wrong": ("Wrong? Tell us", "Tell the organisers what is wrong with a record."),
}
ABOUT = "Partners, programmes, projects, events and EU calls of the club, in English and Bulgarian."
ASK = "Ask in your own words, or name a command. Alone, it lists them all."
BY_SOCKET = later("the bot calls Slack, so that it needs no address of its own")
OVER_HTTP = later("Slack calls the bot, at the addresses given here")
HINT = "calls cancer | partners Romania | who works on AI?"


class Mode(StrEnum):
    """Which slash commands the workspace gets."""

    ONE = "one"
    EACH = "each"


def manifest(name: str, specs: Iterable[Spec], mode: Mode = Mode.ONE, url: str = "") -> dict[str, Any]:
    """The whole manifest of an app of that name; with an address (https://club.example) over HTTP, else Socket Mode."""
    address = f"{url}{PATH}" if url else ""
    commands = [_root(), *(_each(specs) if mode is Mode.EACH else ())]
    return {
        "display_information": {"name": name[:NAME], "description": ABOUT, "background_color": COLOUR},
        "features": {
            "app_home": {
                "home_tab_enabled": Noted(value=True, why=later("everybody's own page")),
                "messages_tab_enabled": Noted(value=True, why=later("without these two nobody could write to the bot")),
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name[:BOT_NAME], "always_online": True},
            "shortcuts": [
                {"name": title, "type": "global", "callback_id": command, "description": about}
                for command, (title, about) in SHORTCUTS.items()
            ],
            "slash_commands": [_at(address, command) for command in commands],
        },
        "oauth_config": {"scopes": {"bot": [Noted(scope, why) for scope, why in SCOPES.items()]}},
        "settings": {
            "event_subscriptions": {
                **({"request_url": address} if address else {}),
                "bot_events": [Noted(event, why) for event, why in EVENTS.items()],
            },
            "interactivity": {
                "is_enabled": Noted(value=True, why=later("buttons, lists and forms")),
                **({"request_url": address, "message_menu_options_url": address} if address else {}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": Noted(value=not address, why=OVER_HTTP if address else BY_SOCKET),
            "token_rotation_enabled": False,
        },
    }


def _root() -> dict[str, str]:
    return {"command": f"/{ROOT}", "description": ASK, "usage_hint": HINT}


def _each(specs: Iterable[Spec]) -> list[dict[str, str]]:
    """A slash command for every first word, as many as there is room for; the rest are reached through /club."""
    tops: dict[str, list[Spec]] = {}
    for spec in specs:
        if not spec.hidden:
            tops.setdefault(spec.name.split()[0], []).append(spec)
    return [_slash(top, found) for top, found in tops.items()][: MOST - 1]


def _slash(top: str, specs: Sequence[Spec]) -> dict[str, str]:
    """One slash command; of several commands it offers their second words."""
    command, first = f"/{_free(top)}", specs[0]
    if first.name != top:
        seconds = [spec.name.split()[1] for spec in specs]
        about = words("en")("One of these: {names}", names=", ".join(seconds))
        return {"command": command, "description": about, "usage_hint": " | ".join(seconds)}
    hint = first.usage.partition(" ")[2]
    return {"command": command, "description": first.help, **({"usage_hint": hint} if hint else {})}


def _free(name: str) -> str:
    return f"{PREFIX}{name}" if name in KEPT or name == ROOT else name


def _at(address: str, command: dict[str, str]) -> dict[str, str]:
    return {**command, "url": address} if address else command


def command_of(slash: str, text: str) -> str:
    """The line that a slash command and the text after it stand for.

    After /club a text that begins with no command's name is a question, and no text at all asks for help.
    """
    name, text = slash.strip().removeprefix("/").casefold(), text.strip()
    if name != ROOT:
        return f"/{name.removeprefix(PREFIX)} {text}".rstrip()
    if not text:
        return "/help"
    return f"/{text}" if text.split(maxsplit=1)[0].casefold() in names() else text


@cache
def names() -> frozenset[str]:
    """What a line may begin with, former names too."""
    return frozenset(name.split()[0] for name in Book(EVERY, QUESTION).by_name)
