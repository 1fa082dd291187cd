"""One thing that somebody did, and what the bot answers to it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.slack.ids import Json, make_id
from tests.servers.slack.reading import offered
from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from tests.servers.slack.deliveries import Delivery
    from tests.servers.slack.views import View
    from tests.servers.slack.world import Channel, Message, User


@dataclass(eq=False)
class Answer:
    """What somebody sees after an act of theirs. Times are seconds of `time.monotonic`."""

    user: User
    channel: Channel | None  # where it was; None in App Home and in forms
    said: str  # for messages of failed tests
    deadline: float = 3.0
    quiet: float = 0.05  # how long the bot must have been silent to be done
    delivery: Delivery | None = None  # None when nothing that the bot hears has happened
    heard: Message | None = None  # what the person wrote
    source: Message | None = None  # where the pressed button stands
    within: View | None = None  # the view that was used
    messages: list[Message] = field(default_factory=list)  # also those that were deleted since
    view: View | None = None  # that was opened, pushed or updated
    home: View | None = None  # that was published
    errors: dict[str, str] = field(default_factory=dict)  # at the fields of a form, by block_id
    choices: list[Json] = field(default_factory=list)  # what is offered while typing
    failure: str = ""  # what Slack tells the person when the bot did badly, such as operation_timeout
    uses: int = 0  # of its response_url
    trigger_used: bool = False
    idle: Callable[[], float] = lambda: 1e9  # seconds for which the bot has asked nothing
    asked: float = field(default_factory=time.monotonic)
    id: str = field(default_factory=lambda: make_id(""))

    @property
    def trigger(self) -> str:
        """Its trigger_id."""
        return f"{self.id}.{self.user.id}"

    @property
    def acknowledged(self) -> bool:
        return self.delivery is not None and self.delivery.acknowledged

    @property
    def took(self) -> float | None:
        """Seconds until it was acknowledged."""
        return self.delivery.took if self.delivery else None

    @property
    def shown(self) -> list[Message]:
        """The messages of the answer as they stand now."""
        return [message for message in self.messages if not message.deleted]

    @property
    def message(self) -> Message:
        """The first message of the answer as it stands now."""
        assert self.shown, f"{self.said}: no message came, but {self._state()}"
        return self.shown[0]

    @property
    def ephemeral(self) -> bool:
        """Whether its first message is for the asker alone."""
        return self.message.ephemeral

    @property
    def content(self) -> str:
        return self.message.content

    @property
    def text(self) -> str:
        """All that can be read in the answer's messages."""
        return "\n".join(message.text for message in self.shown)

    @property
    def names(self) -> list[str]:
        """What is offered while typing."""
        return [str(choice["text"]["text"]) for choice in offered({"options": self.choices})]

    @property
    def form(self) -> View:
        """The modal that was opened."""
        assert self.view, f"{self.said}: no form opened, but {self._state()}"
        return self.view

    @property
    def came(self) -> bool:
        """Whether anything came that the person sees, besides the acknowledgement."""
        return bool(self.messages or self.view or self.home or self.errors or self.choices or self.failure)

    async def answered(self, timeout: float | None = None) -> Self:  # noqa: ASYNC109
        """Wait until it is acknowledged, and Slack has read what with, for Slack's deadline at most."""
        limit, delivery = self.deadline + 0.2 if timeout is None else timeout, self.delivery
        assert delivery, f"{self.said}: nothing of it was delivered"
        await until(lambda: delivery.acknowledged and delivery.over, limit, lambda: f"{self.said}: {self._state()}")
        return self

    async def settled(self, timeout: float = 10.0) -> Self:  # noqa: ASYNC109
        """Wait until the bot is done: it acknowledged, something came, and nothing more did for a moment."""
        await self.answered()
        await until(lambda: self.came and self.idle() > self.quiet, timeout, lambda: f"{self.said}: {self._state()}")
        assert not self.failure, f"{self.said}: {self._state()}"
        return self

    async def failed(self, timeout: float | None = None) -> str:  # noqa: ASYNC109
        """Wait for what Slack tells the person because the bot did badly."""
        limit = self.deadline + 1.0 if timeout is None else timeout
        await until(lambda: bool(self.failure), limit, lambda: f"{self.said}: {self._state()}, nothing failed")
        return self.failure

    async def shows(self, number: int, timeout: float = 10.0) -> Self:  # noqa: ASYNC109
        """Wait until the answer has this many messages."""
        await until(
            lambda: len(self.shown) >= number,
            timeout,
            lambda: f"{self.said}: {len(self.shown)} messages, not {number}; {self._state()}",
        )
        return self

    async def opened(self, timeout: float = 10.0) -> View:  # noqa: ASYNC109
        """Wait for the form, or for the home tab."""
        await until(lambda: bool(self.view or self.home), timeout, lambda: f"{self.said}: {self._state()}, no form")
        found = self.view or self.home
        assert found
        return found

    def sees(self, message: Message) -> None:
        """Take a message as part of the answer."""
        if message not in self.messages:
            self.messages.append(message)

    def _state(self) -> str:
        if self.delivery is None:
            return "nothing of it was delivered"
        if self.failure:
            return f"the person saw {self.failure}"
        if not self.acknowledged:
            return "the application did not respond"
        parts = [f"{len(self.messages)} messages"] if self.messages else []
        parts += [f"errors {self.errors}"] if self.errors else []
        return ", ".join(["acknowledged", *(parts or ["nothing came"])])
