"""What Slack says, as one Request, whatever it was: a slash command, a button, a list, a form, a line of text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.core.codec import Garbled, Parcel, pack, unpack
from bot.core.context import Account, Place
from bot.core.request import Filled, Request, Said
from bot.render.held import Carried, Held
from bot.render.slack import ids

if TYPE_CHECKING:
    from bot.adapters.slack.people import Profile
    from bot.core.reply import Form

PLATFORM = "slack"
LONGEST = 3000  # of a view's private_metadata, https://docs.slack.dev/reference/views/modal-views
# How a channel is called by name: https://docs.slack.dev/messaging/formatting-message-text#linking-channels
CHANNEL = re.compile(r"(?P<lead>[=:,;]\s*)?<#(?P<id>[CG][A-Z0-9]+)(?:\|(?P<name>[^<>|]*))?>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # as Slack escapes what people type, and nothing else

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is there, and where."""

    profile: Profile
    place: Place

    @property
    def account(self) -> Account:
        """Their account."""
        return Account(PLATFORM, self.profile.id)

    def asks(self, id: str, said: Said, *, aloud: bool = False, heard: str = "") -> Request:
        """Their request; its id names them, since writes are kept by it."""
        who = self.profile
        key = f"{PLATFORM}:{who.id}:{id}"
        return Request(
            key, self.account, self.place, said, who.name, who.language, aloud, who.role, heard, zone=who.zone
        )


@dataclass(frozen=True, slots=True)
class Way:
    """The way back to where a form was asked for, since a form's answers come without one; and what the form is for."""

    form: str  # packed, or `=TOKEN` of one set aside
    channel: str = ""
    thread: str = ""
    url: str = ""  # where an answer may be posted for half an hour
    direct: bool = False

    def written(self) -> str:
        """As a view's private_metadata carries it."""
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Way:
        """The way back; Garbled for what we never wrote."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise Garbled(text[:80]) from error


def packed(form: Form) -> str:
    """A form's command and what is hidden in it."""
    return pack(Parcel(form.command, dict(form.hidden)))


def filled(text: str, texts: Mapping[str, str]) -> Filled:
    """A form's answers."""
    parcel = unpack(text)
    return Filled(parcel.command, texts, parcel.texts)


def held(action: Json) -> Held:
    """What a button or the option picked from a list carries; of what we never wrote, nothing."""
    picked = action.get("selected_option") or action
    try:
        return ids.read(str(picked.get("value", "")))
    except Garbled:
        return Carried("")


def typed(text: str) -> str:
    """A text as it was typed, before Slack escaped it."""
    text = CHANNEL.sub(_channel, text)
    for escaped, sign in ENTITIES:
        text = text.replace(escaped, sign)
    return text.strip()


def _channel(called: re.Match[str]) -> str:
    """A channel's id where it is all that is said of an argument; in a sentence it keeps its name."""
    lead, name = called["lead"] or "", called["name"] or ""
    return f"#{name}" if name and not lead else f"{lead}{PLATFORM}:{called['id']}"


def bare(text: str, me: str) -> str:
    """What was said, without the mention."""
    return typed(_mention(me).sub(" ", text))


@cache
def _mention(me: str) -> re.Pattern[str]:
    """How the bot is called by name: https://docs.slack.dev/messaging/formatting-message-text#mentioning-users."""
    return re.compile(rf"<@{re.escape(me)}(?:\|[^>]*)?>[\s,:]*")
