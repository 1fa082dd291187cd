"""The small pages beside the chat: an invitation, and what is not there."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.core.words import LANGUAGES, words

if TYPE_CHECKING:
    from bot.core.words import Words

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/css/base.css">
<link rel="stylesheet" href="/static/css/page.css">
</head>
<body>
<main class="page">
<img src="/static/icon.svg" alt="" width="64" height="64">
<h1>{title}</h1>
<p>{text}</p>
{rest}
</main>
</body>
</html>
"""


def speech(accepted: str, club: str) -> Words:
    """The words for a browser by its Accept-Language, or the club's."""
    for part in accepted.split(","):
        language = part.split(";")[0].strip()[:2].casefold()
        if language in LANGUAGES:
            return words(language)
    return words(club)


def missing(t: Words) -> str:
    """There is nothing at this address."""
    home = f'<a class="button" href="/">{escape(t("To the chat"))}</a>'
    return _page(t, t("Nothing here"), t("This address leads nowhere. The chat is next door."), home)


def invitation(t: Words) -> str:
    """Asks before a one-time link is used, since programs that preview links open them too."""
    button = f'<form method="post"><button class="button">{escape(t("Accept the invitation"))}</button></form>'
    return _page(t, t("You are invited"), t("This link works once, for you and this browser."), button)


def accepted(t: Words, role: str) -> str:
    """The link was used."""
    home = f'<a class="button" href="/">{escape(t("To the chat"))}</a>'
    return _page(t, t("Welcome"), t("You are now: {role}.", role=role), home)


def refused(t: Words) -> str:
    """The link is no good; which of the reasons it is would tell guessers something."""
    home = f'<a class="button" href="/">{escape(t("To the chat"))}</a>'
    said = t("This invitation is not known, has been used, or is too old. Please ask an organiser for another one.")
    return _page(t, t("This link does not work"), said, home)


def _page(t: Words, title: str, text: str, rest: str) -> str:
    return _PAGE.format(language=t.language, title=escape(title), text=escape(text), rest=rest)
