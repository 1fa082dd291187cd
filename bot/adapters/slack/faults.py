"""What Slack refuses, as what people can do about it.

The errors: https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.asked import lacking, limited, pause, reason
from bot.core.messenger import DirectClosed, NotAllowed, PlaceGone, PostGone, TryLater, Undelivered
from bot.core.words import later

if TYPE_CHECKING:
    from bot.core.context import Place

LOST = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError, TimeoutError)
GONE = frozenset(("channel_not_found", "is_archived", "channel_is_archived"))
CLOSED = frozenset(
    ("user_disabled", "cannot_dm_bot", "messages_tab_disabled", "user_not_found", "user_not_visible", "users_not_found")
)
NO_POST = frozenset(("message_not_found", "cant_update_message", "cant_delete_message", "thread_not_found"))
MAYBE = frozenset(("internal_error", "fatal_error", "service_unavailable", "request_timeout"))
SOON = timedelta(seconds=5)


def unsure(error: Exception) -> bool:
    """Whether nobody can say if the request was carried out."""
    if isinstance(error, LOST):
        return True
    if not isinstance(error, SlackApiError):
        return False
    return reason(error) in MAYBE or (error.response.status_code or 0) >= 500  # noqa: PLR2004


def told(error: Exception, place: Place) -> Undelivered | None:
    """The error in words of ours; None for a mistake of our own."""
    why, channel = reason(error), _shown(place)
    if limited(error):
        return TryLater(pause(error))
    if isinstance(error, LOST) or unsure(error):
        return TryLater(SOON)
    if lacking(error):
        return NotAllowed(
            "{name} lacks the scope {scope}. Add it in your app, and install the app again.",
            name="SLACK_BOT_TOKEN",
            scope=lacking(error),
        )
    if why in CLOSED:
        return DirectClosed()
    if why in GONE:
        return PlaceGone(channel)
    if why in NO_POST:
        return PostGone(channel)
    if why == "not_in_channel":
        said = later("I am not in {channel}. Ask somebody who is there to type /invite and my name.")
        return NotAllowed(said, channel=channel)
    if why.startswith("restricted_action"):
        said = later("I may not post in {channel}. Ask somebody who manages the channel to let me, in its settings.")
        return NotAllowed(said, channel=channel)
    return None


def _shown(place: Place) -> str:
    return f"<#{place.id}>" if place.id.startswith("C") else place.id
