"""What is brought to the bot, again when it is not acknowledged: over Socket Mode, or over HTTP."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from tests.servers.slack.waiting import until

if TYPE_CHECKING:
    from tests.servers.slack.ids import Json
    from tests.servers.slack.posting import Posting
    from tests.servers.slack.socket import Socket

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(eq=False)
class Attempt:
    """One try; `failed` says why it was none, in Slack's words for a retry's reason."""

    number: int
    at: float = field(default_factory=time.monotonic)
    reason: str = ""  # why it is a retry
    failed: str = ""


@dataclass(eq=False)
class Delivery:
    """One envelope, and what the bot acknowledged it with."""

    kind: Kind
    payload: Json
    takes_answer: bool
    deadline: float = 3.0
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    attempts: list[Attempt] = field(default_factory=list)
    acks: list[Json] = field(default_factory=list)  # what came back each time, {} for nothing
    took: float | None = None  # seconds from an attempt to the first ack
    late: bool = False  # acknowledged when the person had been told that it failed
    over: bool = False  # delivered, or given up
    finish: asyncio.Event | None = None  # set when the ack came

    @property
    def acknowledged(self) -> bool:
        return bool(self.acks) and not self.late

    @property
    def response(self) -> Json:
        """What the first acknowledgement carried."""
        return self.acks[0] if self.acks else {}

    async def taken(self, times: int = 1, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until the bot acknowledged it so many times."""
        await until(lambda: len(self.acks) >= times, timeout, lambda: f"{len(self.acks)} acknowledgements, not {times}")

    def take(self, response: Json | None) -> None:
        """The bot acknowledges."""
        self.acks.append(response or {})
        if self.took is None and self.attempts:
            self.took = time.monotonic() - self.attempts[-1].at
            self.late = self.over
        if self.finish:
            self.finish.set()


Done = Callable[[Delivery], None]


class Deliveries:
    """Everything that was brought or is on its way. What is no event is brought once."""

    def __init__(self, socket: Socket, posting: Posting) -> None:
        self.all: list[Delivery] = []
        self.retries: tuple[float, ...] = (0.0, 60.0, 300.0)  # seconds to wait before each retry of an event
        self._socket = socket
        self._posting = posting
        self._tasks: set[asyncio.Task[Any]] = set()

    def bring(self, delivery: Delivery, done: Done = lambda _: None) -> None:
        """Bring it from now on; `done` is called when it was acknowledged, or given up."""
        self.all.append(delivery)
        self._start(self._carry(delivery, done))

    def again(self, delivery: Delivery, reason: str = "timeout") -> None:
        """Bring once more what was brought, acknowledged or not."""
        self._start(self._once(delivery, Attempt(len(delivery.attempts), reason=reason)))

    def of(self, id: str) -> Delivery | None:
        return next((each for each in self.all if each.id == id), None)

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, carrying: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(carrying)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, delivery: Delivery, done: Done) -> None:
        failed = ""
        for wait in (0.0, *(self.retries if delivery.kind == "events_api" else ())):
            await asyncio.sleep(wait)
            attempt = Attempt(len(delivery.attempts), reason=failed)
            if await self._once(delivery, attempt):
                break
            failed = attempt.failed
            if failed == "no_retry":
                break
        delivery.over = True
        done(delivery)

    async def _once(self, delivery: Delivery, attempt: Attempt) -> bool:
        delivery.attempts.append(attempt)
        carrier = self._posting if self._posting.url else self._socket
        before = len(delivery.acks)
        delivery.finish = asyncio.Event()
        try:
            async with asyncio.timeout(delivery.deadline):
                attempt.failed = await carrier.carry(delivery, attempt)
                if not attempt.failed and len(delivery.acks) == before:
                    await delivery.finish.wait()
        except TimeoutError:
            attempt.failed = "timeout"
        return not attempt.failed
