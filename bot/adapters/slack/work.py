"""The queue behind the acknowledgements: each thing that was asked runs once, and tells if it could not be answered."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import structlog

from bot.core.reply import SILENCE, Reply, Tone

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.adapters.slack.turn import Turn
    from bot.core.core import Core

PATIENCE = 1.5  # seconds that what writes may take before it is acknowledged all the same; Slack allows three in all
REMEMBERED = 10_000  # things known by their id: Slack delivers again what it thinks was lost

log = structlog.get_logger()


class Work:
    """Runs turns through the core. `running` holds what is still being answered."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._seen: OrderedDict[str, None] = OrderedDict()
        self.running: set[asyncio.Task[Any]] = set()

    async def run(self, turn: Turn, *, form: bool = False) -> Reply | None:
        """Answer soon; what writes is stored when this returns.

        The answer to a `form` that is another form is returned instead: it can still stand in the place of the first.
        """
        who = turn.who.profile
        if who.bot or who.gone or not self._first(turn.request.id):
            return None
        handled = asyncio.ensure_future(self._core.handle(turn.request))
        if self._core.writes(turn.request):
            done, _ = await asyncio.wait({handled}, timeout=PATIENCE)
            if done and form and handled.result().form:
                return handled.result()
        self._track(self._finish(turn, handled))
        return None

    def soon(self, id: str, work: Coroutine[Any, Any, None]) -> None:
        """Do something besides, once for each id."""
        if self._first(id):
            self._track(_logged(work))
        else:
            work.close()

    async def settle(self, grace: float) -> None:
        """Let what is being answered come to its end, for so many seconds at most."""
        if self.running:
            await asyncio.wait(self.running, timeout=grace)

    async def _finish(self, turn: Turn, handled: asyncio.Future[Reply]) -> None:
        reply = await handled
        if reply == SILENCE:
            return
        try:
            await turn.give(reply)
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("an answer was not given", reference=reference, request=turn.request.id)
            t = await turn.words()
            said = t(
                "Something broke on our side; nothing was lost. Please try again, or tell an organiser: {reference}.",
                reference=reference,
            )
            await _logged(turn.give(Reply((said,), tone=Tone.BAD, private=True)))

    def _track(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)  # nothing else holds a task: unheld, it may be collected while it runs
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    def _first(self, id: str) -> bool:
        """Whether this is told for the first time."""
        if id in self._seen:
            return False
        self._seen[id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("something asked on Slack was not dealt with")
