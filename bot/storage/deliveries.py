"""Each message to each place: planned once, leased by one, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, func, insert, literal, literal_column, null, or_, select, update
from sqlalchemy import delete as sql_delete

from bot.domain.delivery import ASIDE, Delivery, Stage, Task
from bot.domain.schedule import Sort
from bot.storage.schema import delivery, schedule
from bot.storage.types import encode, written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection, Select
    from sqlalchemy.sql.dml import ReturningUpdate

# The partial indexes serve only conditions that say their number in so many words.
_DUE = delivery.c.stage == literal_column("0")
_LEASED = delivery.c.stage == literal_column("1")
_TASKS = {task.value: task for task in Task}  # quicker than asking the enumerations, a thousand times over
_STAGES = {stage.value: stage for stage in Stage}
_ASIDE = [task.value for task in ASIDE]
_OVER = delivery.c.stage > literal_column("1")

_COLUMNS = (
    delivery.c.id,
    delivery.c.schedule_id,
    delivery.c.key,
    delivery.c.place,
    delivery.c.task,
    delivery.c.stage,
    delivery.c.due_at,
    delivery.c.ends_at,
    delivery.c.attempts,
    delivery.c.held_from,
    delivery.c.first_at,
    delivery.c.sent_at,
    delivery.c.message_ids,
    delivery.c.why,
    delivery.c.command,
    delivery.c.turned_at,
)
_NEXT = (
    select(delivery.c.id)
    .where(_DUE, delivery.c.due_at <= bindparam("now"))
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NEXT_ELSEWHERE = _NEXT.where(delivery.c.place.not_in(bindparam("busy", expanding=True)))


def _lease(rows: Select[tuple[int]]) -> ReturningUpdate[Any]:
    """Lease these rows and tell what they are then."""
    return (
        update(delivery)
        .where(delivery.c.id.in_(select(rows.cte("next").c.id)))  # chosen once: a subquery may be asked for each row
        .values(
            stage=literal_column(str(int(Stage.LEASED))),
            attempts=delivery.c.attempts + 1,
            first_at=func.coalesce(delivery.c.first_at, bindparam("now", type_=delivery.c.first_at.type)),
            leased_to=bindparam("to"),
        )
        .returning(*_COLUMNS)
    )


_LEASE, _LEASE_ELSEWHERE = _lease(_NEXT), _lease(_NEXT_ELSEWHERE)
_SENT = (  # nearly all of them: the rest of the row stays as it is
    update(delivery)
    .where(delivery.c.id == bindparam("of"), _LEASED)
    .values(
        stage=literal_column(str(int(Stage.SENT))),
        sent_at=bindparam("sent"),
        message_ids=bindparam("ids"),
        why=null(),
        leased_to=null(),
    )
)
# The same for all of them in one go: SQLite then works beside the event loop, instead of between its steps.
_SENT_IN_SQLITE = """
UPDATE delivery SET stage = 2, sent_at = mark.value ->> 1, message_ids = mark.value ->> 2, why = NULL, leased_to = NULL
FROM json_each(?) AS mark WHERE delivery.id = mark.value ->> 0 AND delivery.stage = 1
"""
_MARK = (
    update(delivery)
    .where(delivery.c.id == bindparam("of"), _LEASED)
    .values(
        stage=bindparam("now_is"),
        due_at=bindparam("due"),
        ends_at=bindparam("ends"),
        sent_at=bindparam("sent"),
        message_ids=bindparam("ids"),
        why=bindparam("because"),
        attempts=bindparam("tries"),
        held_from=bindparam("held"),
        first_at=bindparam("first"),
        leased_to=null(),
    )
)
_RENEW = update(delivery).where(delivery.c.id == bindparam("of"), _LEASED).values(leased_to=bindparam("to"))
_ABANDONED = select(delivery.c.id).where(_LEASED, delivery.c.leased_to <= bindparam("now"))
_FREE = update(delivery).where(delivery.c.id == bindparam("of"), _LEASED).values(stage=0, leased_to=null())
_NEXT_DUE = select(func.min(delivery.c.due_at)).where(_DUE)
_NEXT_FREED = select(func.min(delivery.c.leased_to)).where(_LEASED)


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery to plan."""

    schedule: int
    key: str
    place: str
    due_at: datetime
    ends_at: datetime
    held_from: datetime | None = None
    task: Task = Task.POST
    command: str | None = None


class Deliveries:
    """Deliveries, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, rows: Iterable[Row]) -> int:
        """Plan what is not planned yet; returns how many of them were new."""
        values = [
            {
                "schedule_id": row.schedule,
                "key": row.key,
                "place": row.place,
                "task": row.task.value,
                "stage": int(Stage.DUE),
                "due_at": row.due_at,
                "ends_at": row.ends_at,
                "held_from": row.held_from,
                "command": row.command,
            }
            for row in rows
        ]
        if not values:
            return 0
        before = self._connection.scalar(select(func.max(delivery.c.id))) or 0
        self._connection.execute(_once(self._connection), values)
        after = select(func.count()).where(delivery.c.id > before)
        return self._connection.scalar(after) or 0

    def claim(self, now: datetime, to: datetime, most: int, busy: Collection[str] = ()) -> list[Delivery]:
        """Lease what is due, the longest waiting first, to places that are not busy; nobody else gets it until then."""
        values = {"now": now, "to": to, "most": most}
        if busy:
            rows = self._connection.execute(_LEASE_ELSEWHERE, {**values, "busy": list(busy)}).all()
        else:
            rows = self._connection.execute(_LEASE, values).all()
        return sorted(map(_delivery, rows), key=_longest_first)

    def mark(self, rows: Iterable[Delivery]) -> None:
        """Store what became of leased deliveries, each as it is now; the lease ends with that."""
        rows = list(rows)
        self._mark_sent([row for row in rows if row.stage is Stage.SENT])
        values = [
            {
                "of": row.id,
                "now_is": int(row.stage),
                "due": row.due_at,
                "ends": row.ends_at,
                "sent": row.sent_at,
                "ids": list(row.message_ids) or None,
                "tries": row.attempts,
                "held": row.held_from,
                "first": row.first_at,
                "because": None if row.why is None else dict(row.why),
            }
            for row in rows
            if row.stage is not Stage.SENT
        ]
        if values:
            self._connection.execute(_MARK, values)

    def _mark_sent(self, rows: Collection[Delivery]) -> None:
        if not rows:
            return
        if self._connection.dialect.name == "sqlite":
            marks = [(row.id, row.sent_at and written(row.sent_at), row.message_ids) for row in rows]
            self._connection.exec_driver_sql(_SENT_IN_SQLITE, (encode(marks),))
        else:
            values = [{"of": row.id, "sent": row.sent_at, "ids": list(row.message_ids) or None} for row in rows]
            self._connection.execute(_SENT, values)

    def renew(self, ids: Collection[int], to: datetime) -> None:
        """Keep leases of what is still being sent."""
        if ids:
            self._connection.execute(_RENEW, [{"of": id, "to": to} for id in ids])

    def reap(self, now: datetime, mine: Collection[int] = ()) -> int:
        """Free what was leased by somebody who has not been heard of since; returns how many.

        What is `mine` is still being sent, whatever a clock that was moved says of its lease.
        """
        ids = [id for id in self._connection.scalars(_ABANDONED, {"now": now}) if id not in mine]
        if ids:
            self._connection.execute(_FREE, [{"of": id} for id in ids])
        return len(ids)

    def again(self, id: int, now: datetime, ends_at: datetime, task: Task | None = None) -> bool:
        """Let something that is over be tried once more; False when it is not over, or not there."""
        values = {"stage": int(Stage.DUE), "due_at": now, "ends_at": ends_at, "why": None}
        if task:
            values["task"] = task.value
        return self._connection.execute(update(delivery).where(delivery.c.id == id, _OVER).values(values)).rowcount == 1

    def settle(self, id: int, stage: Stage, was: Stage) -> bool:
        """A person says what became of something that nobody could tell; False when it is not `was` any more."""
        this = update(delivery).where(delivery.c.id == id, delivery.c.stage == int(was))
        return self._connection.execute(this.values(stage=int(stage))).rowcount == 1

    def nearest(self) -> datetime | None:
        """When the next one is due, or a lease ends."""
        due = self._connection.scalar(_NEXT_DUE)
        freed = self._connection.scalar(_NEXT_FREED)
        return min(filter(None, (due, freed)), default=None)

    def get(self, id: int) -> Delivery | None:
        """One delivery."""
        row = self._connection.execute(select(*_COLUMNS).where(delivery.c.id == id)).first()
        return None if row is None else _delivery(row)

    def keyed(self, schedule: int, key: str, place: str) -> Delivery | None:
        """The delivery of one occurrence to one place."""
        mine = (delivery.c.schedule_id == schedule, delivery.c.key == key, delivery.c.place == place)
        row = self._connection.execute(select(*_COLUMNS).where(*mine)).first()
        return None if row is None else _delivery(row)

    def set_aside(self, begins: str, mark: str) -> None:
        """Put a mark behind every key that begins so, so that another may have it."""
        these = update(delivery).where(delivery.c.key.startswith(begins, autoescape=True))
        self._connection.execute(these.values(key=delivery.c.key + mark))

    def of(self, schedule: int, limit: int | None = None) -> list[Delivery]:
        """What carries or carried a message of one schedule, the latest occurrence first; so many at most, or all."""
        mine = (delivery.c.schedule_id == schedule, delivery.c.task.not_in(_ASIDE))
        rows = self._connection.execute(
            select(*_COLUMNS).where(*mine).order_by(delivery.c.due_at.desc(), delivery.c.id).limit(limit)
        )
        return [_delivery(row) for row in rows]

    def receipts(
        self,
        stages: Collection[Stage],
        *,
        places: Collection[str] = (),
        schedule_id: int = 0,
        offset: int = 0,
        limit: int = 10,
    ) -> list[Delivery]:
        """What organisers posted to places and is at one of these stages: the latest first.

        What is still to be sent is told of the soonest first.
        """
        waits = Stage.DUE in stages
        found = select(*_COLUMNS).join(schedule, schedule.c.id == delivery.c.schedule_id)
        found = found.where(delivery.c.task.not_in(_ASIDE), schedule.c.sort != Sort.REMINDER.value)
        found = found.where(or_(delivery.c.task != Task.EDIT.value, schedule.c.sort != Sort.NOTICE.value))
        if not waits:
            found = found.where(delivery.c.stage.in_([int(stage) for stage in stages]))
        found = found.where(_DUE if waits else _OVER)
        found = found.where(delivery.c.place.not_like("%:@%"))
        if places:
            found = found.where(delivery.c.place.in_(list(places)))
        if schedule_id:
            found = found.where(delivery.c.schedule_id == schedule_id)
        order = (delivery.c.due_at, delivery.c.id) if waits else (delivery.c.due_at.desc(), delivery.c.id.desc())
        return [_delivery(row) for row in self._connection.execute(found.order_by(*order).offset(offset).limit(limit))]

    def waiting(self, owner: str, sorts: Collection[Sort]) -> list[Delivery]:
        """What is to be posted of somebody's schedules of these sorts and was not begun, the soonest first."""
        mine = (schedule.c.owner == owner, schedule.c.sort.in_([sort.value for sort in sorts]))
        fresh = (_DUE, delivery.c.attempts == 0, delivery.c.task == Task.POST.value)
        found = select(*_COLUMNS).join(schedule, schedule.c.id == delivery.c.schedule_id).where(*mine, *fresh)
        return [_delivery(row) for row in self._connection.execute(found.order_by(delivery.c.due_at, delivery.c.id))]

    def silenced(self, owner: str, sorts: Collection[Sort]) -> list[Delivery]:
        """What somebody's schedules of these sorts had to say while they had muted the bot, the earliest first."""
        mine = _silenced(owner, sorts)
        found = select(*_COLUMNS).where(delivery.c.id.in_(mine)).order_by(delivery.c.due_at, delivery.c.id)
        return [_delivery(row) for row in self._connection.execute(found)]

    def settle_silenced(self, owner: str, sorts: Collection[Sort]) -> None:
        """Keep no longer in mind what was not said."""
        mine = _silenced(owner, sorts)
        self._connection.execute(update(delivery).where(delivery.c.id.in_(mine)).values(why=null()))

    def defer(self, id: int, due_at: datetime, ends_at: datetime, held_from: datetime | None) -> None:
        """Have something that was not begun sent at another time, for its place's quiet hours are others now."""
        fresh = (delivery.c.id == id, _DUE, delivery.c.attempts == 0)
        values = {"due_at": due_at, "ends_at": ends_at, "held_from": held_from}
        self._connection.execute(update(delivery).where(*fresh).values(**values))

    def turn(self, id: int, task: Task, now: datetime, ends_at: datetime, command: str | None = None) -> bool:
        """Have something else done with what was posted, as its schedule or a command of its own is now.

        False while it is being sent.
        """
        begun = or_(_OVER, and_(_DUE, delivery.c.task == Task.EDIT.value))
        values = {**turned(task, now, ends_at), "why": None, "command": command}
        return self._connection.execute(update(delivery).where(delivery.c.id == id, begun).values(values)).rowcount == 1

    def restate(self, id: int, command: str) -> None:
        """Give what is being sent another command, for `overtaken` to find."""
        self._connection.execute(update(delivery).where(delivery.c.id == id, _LEASED).values(command=command))

    def overtaken(self, rows: Iterable[Delivery], now: datetime, ends_at: datetime) -> int:
        """Have those edited that were given another command while they were sent; returns how many."""
        rows = list(rows)
        if not rows:
            return 0
        other = (delivery.c.id == bindparam("of"), delivery.c.stage == int(Stage.SENT))
        this = update(delivery).where(*other, delivery.c.command != bindparam("sent_as"))
        this = this.values(turned(Task.EDIT, now, ends_at))
        values = ({"of": row.id, "sent_as": row.command} for row in rows)
        return sum(self._connection.execute(this, one).rowcount for one in values)

    def pin(self, schedule_id: int, command: str | None) -> None:
        """Let what was planned of a schedule say this, whatever the schedule says; None: what that says."""
        mine = (delivery.c.schedule_id == schedule_id, delivery.c.task.not_in(_ASIDE))
        other = delivery.c.command.is_(None) if command else delivery.c.command.is_not(None)
        self._connection.execute(update(delivery).where(*mine, other).values(command=command))

    def drop(self, schedule_id: int) -> int:
        """Take back what is still to be posted of a schedule and was not tried; returns how many."""
        fresh = (_DUE, delivery.c.attempts == 0, delivery.c.task == Task.POST.value)
        return self._connection.execute(
            sql_delete(delivery).where(delivery.c.schedule_id == schedule_id, *fresh)
        ).rowcount

    def stop(self, schedule_id: int, now: datetime) -> None:
        """Try nothing of a schedule again: what was tried in vain is only asked after."""
        tried = (_DUE, delivery.c.attempts > 0, delivery.c.task == Task.POST.value)
        this = update(delivery).where(delivery.c.schedule_id == schedule_id, *tried)
        self._connection.execute(this.values(ends_at=now, due_at=now))


def turned(task: Task, now: datetime, ends_at: datetime) -> dict[str, Any]:
    """What a row is told for its message to be changed or taken back.

    A change before it that did not come to its end may have left messages behind: then it counts as tried since that.
    """
    sent = delivery.c.stage == int(Stage.SENT)
    first = literal(now, delivery.c.turned_at.type)
    since = case((sent, first), else_=func.coalesce(delivery.c.turned_at, first))
    tried = case((sent, 0), else_=delivery.c.attempts)
    due = {"stage": int(Stage.DUE), "task": task.value, "due_at": now, "ends_at": ends_at}
    return {**due, "attempts": tried, "turned_at": since}


def _silenced(owner: str, sorts: Collection[Sort]) -> Select[tuple[int]]:
    mine = (schedule.c.owner == owner, schedule.c.sort.in_([sort.value for sort in sorts]))
    unsaid = (delivery.c.stage == int(Stage.IDLE), delivery.c.why.is_not(None), delivery.c.task == Task.POST.value)
    return select(delivery.c.id).join(schedule, schedule.c.id == delivery.c.schedule_id).where(*mine, *unsaid)


def _once(connection: Connection) -> Any:  # noqa: ANN401 - each dialect has an Insert of its own
    """An INSERT that leaves alone what is there."""
    if connection.dialect.name == "sqlite":
        return insert(delivery).prefix_with("OR IGNORE", dialect="sqlite")
    from sqlalchemy.dialects.postgresql import insert as upsert

    return upsert(delivery).on_conflict_do_nothing(constraint="uq_delivery_once")


def _longest_first(row: Delivery) -> tuple[datetime, int]:
    """The order in which a database that returns rows in no order would be asked for them."""
    return row.due_at, row.id


def _delivery(row: Any) -> Delivery:  # noqa: ANN401 - a row of `_COLUMNS`
    id, schedule, key, place, task, stage, due, ends, attempts, held, first, sent, ids, why, command, turned = row
    told = tuple(ids) if ids else ()
    return Delivery(
        id,
        schedule,
        key,
        place,
        _TASKS[task],
        _STAGES[stage],
        due,
        ends,
        attempts,
        held,
        first,
        sent,
        told,
        why,
        command,
        turned,
    )
