"""All that the server knows, and the rules that several methods share."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from tests.servers.slack import payloads
from tests.servers.slack.answers import Answer
from tests.servers.slack.deliveries import Deliveries, Delivery, Kind
from tests.servers.slack.faults import Faults
from tests.servers.slack.ids import Json, make_id
from tests.servers.slack.manifest import EVENTS, SCOPES
from tests.servers.slack.posting import Posting
from tests.servers.slack.socket import Socket
from tests.servers.slack.world import Channel, File, Group, Message, User

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.slack.views import View
    from tests.servers.slack.web.http import Requested


class State:
    """The truth of one local Slack. Times are seconds."""

    def __init__(self) -> None:
        self.api = ""
        self.team, self.team_id, self.domain = "Life Sciences Club", make_id("T"), "lifesciences"
        self.app_id, self.bot_id = make_id("A"), make_id("B")
        self.token, self.app_token = f"xoxb-{secrets.token_hex(12)}", f"xapp-1-{secrets.token_hex(12)}"
        self.me = User("clubbot", bot=True)
        self.users: dict[str, User] = {self.me.id: self.me}
        self.channels: list[Channel] = []
        self.direct: dict[str, Channel] = {}  # by the id of the other one
        self.groups: list[Group] = []
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.answers: list[Answer] = []
        self.requests: list[Requested] = []
        self.broken: list[str] = []  # tracebacks of this server's own mistakes
        self.faults = Faults()
        self.scopes: set[str] = set(SCOPES)
        self.app_scopes = {"connections:write"}
        self.events: set[str] = set(EVENTS)  # that the manifest subscribes to
        self.commands: set[str] | None = None  # that the manifest declares; None for any
        self.shortcuts: dict[str, str] | None = None  # callback_id by name; None for any
        self.terse = False  # files in forms are told by their ids alone, as those of other workspaces are
        self.reads = 0  # looks at an upload until Slack knows what it is
        self.messages_tab = True  # people may write to the bot, and the bot to them
        self.home_tab = True
        self.paid = True  # user groups are for paid plans
        self.revoked = ""  # the error for every token, such as account_inactive or token_revoked
        self.deadline = 3.0  # for an acknowledgement
        self.trigger_life = 3.0
        self.url_life, self.url_uses = 1800.0, 5  # of a response_url
        self.quiet = 0.05  # how long the bot must be silent to be done
        self.running, self.touched = 0, 0.0  # requests that are being carried out; when the last one ended
        self.socket = Socket(self.app_id, self._taken)
        self.http = Posting()
        self.deliveries = Deliveries(self.socket, self.http)

    def _taken(self, id: str, response: Json | None) -> None:
        if delivery := self.deliveries.of(id):
            delivery.take(response)

    def idle(self) -> float:
        """Seconds since the bot last asked anything; 0 while it does."""
        return 0.0 if self.running else time.monotonic() - self.touched

    def find_channel(self, id: str) -> Channel | None:
        return next((each for each in [*self.channels, *self.direct.values()] if each.id == id), None)

    def conversation(self, user: User) -> Channel:
        """The channel of direct messages with somebody."""
        if user.id not in self.direct:
            self.direct[user.id] = Channel("", recipient=user, members=[user, self.me], id=make_id("D"))
        return self.direct[user.id]

    def make_answer(self, user: User, channel: Channel | None, said: str) -> Answer:
        """Expect an answer to an act."""
        answer = Answer(user, channel, said, self.deadline, self.quiet, idle=self.idle)
        self.answers.append(answer)
        return answer

    def response_url(self, answer: Answer) -> str:
        return f"{self.api.removesuffix('/api/')}/respond/{self.team_id}/{answer.id}"

    def bring(
        self, answer: Answer, kind: Kind, payload: Json, done: Callable[[Delivery], None], *, takes_answer: bool = True
    ) -> None:
        """Bring an act to the bot; `done` is told how that ended."""
        answer.delivery = Delivery(kind, payload, takes_answer, self.deadline)
        self.deliveries.bring(answer.delivery, done)

    def tell(self, event: Json, answer: Answer | None = None, subscribed: str = "") -> Delivery | None:
        """Tell of an event, if the manifest subscribes to it."""
        if (subscribed or event["type"]) not in self.events:
            return None
        delivery = Delivery("events_api", payloads.event(self, event), takes_answer=False, deadline=self.deadline)
        if answer:
            answer.delivery = answer.delivery or delivery
        self.deliveries.bring(delivery)
        return delivery

    def wrote(self, message: Message, answer: Answer | None = None) -> None:
        """Keep a message of the bot, as a part of the answer to whoever asked last where it stands."""
        message.channel.messages.append(message)
        found = answer or self._asked_last(message)
        if found:
            found.sees(message)
        if message.seen_by is None:
            self.tell_message(payloads.message(self, message), message.channel)

    def _asked_last(self, message: Message) -> Answer | None:
        for answer in reversed(self.answers):
            alone = message.seen_by or message.channel.recipient
            if alone in (None, answer.user) and (answer.channel is message.channel or message.channel.direct):
                return answer
        return None

    def tell_message(self, event: Json, channel: Channel, answer: Answer | None = None) -> None:
        """Tell of a message, an edit or a deletion where the bot is."""
        if self.me not in channel.members:
            return
        kind = {"im": "im", "groups": "group", "channels": "channel"}[channel.kind]
        told = {"type": "message", **event, "channel": channel.id, "channel_type": kind}
        scope = f"{channel.kind}:history"
        if scope in self.scopes:
            self.tell(told, answer, f"message.{'groups' if kind == 'group' else kind + 's' * (kind == 'channel')}")
