"""Units of work that happen once for each request."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.clock import Clock
    from bot.storage.database import Database
    from bot.storage.store import Tx

T = TypeVar("T")


class Stored:
    """Commits a unit of work together with the id of the request that asked for it; a replay finds the first result."""

    def __init__(
        self,
        database: Database,
        request: str,
        clock: Clock,
        person_id: str | None = None,
        note: Callable[[Tx], None] | None = None,
    ) -> None:
        self._database = database
        self._request = request
        self._clock = clock
        self._person_id = person_id
        self._note = note  # writes the audit's line of what has changed something, if the unit has not
        self._steps = 0

    async def work(self, unit: Callable[[Tx], T]) -> T:
        """Run the unit in one transaction, unless this request has already done so."""
        step, self._steps = self._steps, self._steps + 1

        def once(tx: Tx) -> T:
            first = tx.requests.find(self._request, step)
            if first is not None:
                return cast("T", first.result)
            before = tx.changes()
            result = unit(tx)
            if self._note and not tx.audit.written and (before is None or tx.changes() != before):
                self._note(tx)
            tx.requests.record(self._request, step, result, self._clock.now(), self._person_id)
            return result

        return await self._database.write(once)
