"""A local Slack: Web API, Socket Mode and signed HTTP over real sockets, as slack-bolt and the bot meet them.

async with running() as slack:
    ana = slack.user("Ana", "bg-BG")
    general = slack.channel("general", ana)  # the bot is in it
    ...                     # start a bot with slack.token, slack.app_token and base_url=slack.api
    await slack.online()
    answer = await slack.command(ana, general, "/club partners Romania")
    await answer.settled()
    assert "Cluj" in answer.text

What breaks: `slack.drop`, `fail`, `refuse`, `slow`, `limit`, `bucket` for requests, and `watch`, which calls a test;
they are named by method, `response_url`, `upload` or `download`. For Socket Mode `slack.socket.drop()`, `warn()`,
`refresh()`, `disable()`, `most`; `slack.scopes`, `revoked`.
Over HTTP: `slack.deliver_to(url)`; then `slack.http.verify()`, `post(...)`, `replay(...)`, `secret`.
What can be set, in seconds: `deadline`, `trigger_life`, `url_life`, `url_uses`, `deliveries.retries`, `quiet`.
The logs: `requests`, `deliveries.all` (attempts, acks), `socket.frames`, `http.sent`.
"""

from tests.servers.slack.answers import Answer
from tests.servers.slack.deliveries import Attempt, Delivery
from tests.servers.slack.pointing import point, pointed
from tests.servers.slack.server import Slack, running
from tests.servers.slack.views import View
from tests.servers.slack.web.http import Requested
from tests.servers.slack.world import Channel, File, Group, Message, User

__all__ = [
    "Answer",
    "Attempt",
    "Channel",
    "Delivery",
    "File",
    "Group",
    "Message",
    "Requested",
    "Slack",
    "User",
    "View",
    "point",
    "pointed",
    "running",
]
