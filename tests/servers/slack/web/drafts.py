"""A message that the bot sends: read, checked and kept, by whichever way it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.checks.messages import check
from tests.servers.slack.views import named
from tests.servers.slack.world import Channel, Message, User

if TYPE_CHECKING:
    from typing import Any

    from tests.servers.slack.state import State

LONGEST = 40_000  # characters of a text, which is cut there
SENT = ("unfurl_links", "unfurl_media", "parse", "link_names", "mrkdwn", "reply_broadcast", "username", "icon_emoji")


def write(
    state: State, channel: Channel, args: dict[str, Any], seen_by: User | None = None, *, by_url: bool = False
) -> Message:
    """A message from the arguments of a request, not kept yet. Refused if Slack does not take it."""
    check(args, state.files, by_url=by_url)
    message = Message(channel, state.me, seen_by=seen_by)
    fill(message, args)
    message.thread_ts = str(args.get("thread_ts") or "")
    message.metadata = args.get("metadata")
    return message


def fill(message: Message, args: dict[str, Any]) -> None:
    """Put text and blocks into a message; text without blocks removes the blocks, neither given keeps them."""
    if args.get("text") is not None or args.get("blocks") is not None or args.get("markdown_text"):
        message.content = str(args.get("text") or args.get("markdown_text") or "")[:LONGEST]
        message.blocks = named(args.get("blocks") or [])
    message.extra |= {name: args[name] for name in SENT if name in args}
