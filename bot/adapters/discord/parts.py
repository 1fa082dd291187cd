"""A reply as the messages of one post, each with what makes it known again: a nonce for Discord, a mark for us."""

from __future__ import annotations

import json
from base64 import b32encode
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.core.messenger import Ping
from bot.render.discord import limits
from bot.render.discord.message import Message, marked, messages
from bot.render.text import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.reply import Reply
    from bot.core.words import Words
    from bot.render.held import Opens

NONCE = 25  # https://docs.discord.com/developers/resources/message#create-message-jsonform-params
MARK = 10
QUIET = "\u2060"  # a word joiner: nobody sees it, and what it stands in calls nobody


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a post. Without a `mark` it is known again by its words."""

    message: Message
    nonce: str
    mark: str

    def is_in(self, message: Mapping[str, Any]) -> bool:
        """Whether a message of the bot's own, from the channel's history, is this one."""
        return marked(message, self.mark) if self.mark else _words(message) == _words(self.message.body)


def parts(
    reply: Reply,
    t: Words,
    seed: str,
    *,
    traced: bool = False,
    ping: Ping = Ping.NONE,
    opens: Opens | None = None,
) -> tuple[Part, ...]:
    """The messages in their order. The same seed (what is posted, and where) gives the same nonces and marks."""
    common = _digest(seed, "")[:MARK] if traced else ""
    made = []
    for n, message in enumerate(_calling(messages(reply, t, mark=common, opens=opens), ping, common)):
        part = _part(seed, n)
        own = _marked(message, common, part.mark) if common else None
        made.append(replace(part, message=own) if own else replace(part, message=message, mark=""))
    return tuple(made)


def traces(seed: str, numbers: Iterable[int]) -> tuple[Part, ...]:
    """Messages of a traced post of which only the numbers are known, to be found by their marks."""
    return tuple(_part(seed, n) for n in numbers)


def title(reply: Reply, t: Words) -> str:
    """What a post is called in a forum: its first card's title, else its first line, within Discord's length."""
    said = "".join(map(inline, reply.text)).strip()
    name = " ".join((reply.cards[0].title if reply.cards else said.partition("\n")[0]).split())
    longest = limits.THREAD_NAME
    return (name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…") or t("Post")


def _part(seed: str, number: int) -> Part:
    digest = _digest(seed, number)
    return Part(Message({}), digest[:NONCE], digest[NONCE : NONCE + MARK])


def _digest(*of: object) -> str:
    return b32encode(sha256(json.dumps(of).encode()).digest()).decode().lower().rstrip("=")


def _marked(message: Message, common: str, own: str) -> Message | None:
    """The message with a mark of its own, so that each part is found by itself; None where it has none."""
    text = json.dumps(message.body, ensure_ascii=False)
    return replace(message, body=json.loads(text.replace(common, own))) if common in text else None


def _words(message: Mapping[str, Any]) -> tuple[object, ...]:
    """What is read in a message. Previews that Discord makes of links are none of it."""
    cards = [card for card in message.get("embeds") or () if card.get("type", "rich") == "rich"]
    shown = [str(card.get(key) or "").strip() for card in cards for key in ("title", "description")]
    return str(message.get("content") or "").strip(), *shown


def _calling(made: tuple[Message, ...], ping: Ping, mark: str = "") -> tuple[Message, ...]:
    """With the ping in front of the first text that has room for it, else in a message of its own."""
    if not ping.whom:
        return made
    said = f"<@&{ping.whom}>" if ping.role else f"@{ping.whom}"
    opened: dict[str, Any] = {"parse": [], "roles": [ping.whom]} if ping.role else {"parse": ["everyone"]}
    for n, message in enumerate(made):
        # Open for @here, Discord would obey an @everyone in the text as well.
        text = str(message.body.get("content") or "").replace("@everyone", f"@{QUIET}everyone")
        text = f"{said} {text.replace('@here', f'@{QUIET}here')}".rstrip()
        if len(text) <= limits.CONTENT:
            allowed = {**message.body.get("allowed_mentions", {}), **opened}
            called = replace(message, body={**message.body, "content": text, "allowed_mentions": allowed})
            return (*made[:n], called, *made[n + 1 :])
    shown = {"embeds": [{"footer": {"text": mark}}]} if mark else {}
    return (*made, Message({"content": said, **shown, "allowed_mentions": opened}))
