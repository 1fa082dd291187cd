"""What is to be sent, and when the planner has to look at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, true, update

from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.schema import delivery, schedule, schedule_change, schedule_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

_PLACES = (
    select(schedule_place.c.schedule_id, schedule_place.c.place)
    .where(schedule_place.c.schedule_id.in_(bindparam("ids", expanding=True)))
    .order_by(schedule_place.c.schedule_id, schedule_place.c.position)
)
_SEVERAL = select(*schedule.c).where(schedule.c.id.in_(bindparam("ids", expanding=True)))
_TO_PLAN = (
    select(*schedule.c)
    .where(schedule.c.plan_at <= bindparam("now"))
    .order_by(schedule.c.plan_at, schedule.c.id)
    .limit(bindparam("most"))
)
_PLANNED = (
    update(schedule)
    .where(schedule.c.id == bindparam("of"), schedule.c.version == bindparam("as_of"))
    .values(planned_to=bindparam("to"), plan_at=bindparam("then"), state=bindparam("is_now"))
)
_NEAREST = select(func.min(schedule.c.plan_at))
_LAST = (
    select(schedule_change.c.what)
    .where(schedule_change.c.schedule_id == schedule.c.id)
    .order_by(schedule_change.c.seq.desc())
    .limit(1)
    .correlate(schedule)
    .scalar_subquery()
)
_OPEN_TO_ALL = (
    select(schedule_place.c.place)
    .where(schedule_place.c.schedule_id == schedule.c.id, schedule_place.c.place.not_like("%:@%"))
    .correlate(schedule)
    .exists()
)
_SHARED = (
    schedule.c.sort.not_in([Sort.REMINDER.value, Sort.NOTICE.value]),
    schedule.c.state != State.DRAFT.value,
    func.coalesce(_LAST, "") != "discard",
    _OPEN_TO_ALL,
)


class StaleSchedule(Exception):
    """A schedule is not what the change expected. `current` is what is stored, None when it is gone."""

    def __init__(self, current: Schedule | None) -> None:
        super().__init__(f"{current.id if current else None} was changed meanwhile")
        self.current = current


@dataclass(frozen=True, slots=True)
class Pending:
    """A schedule that the planner has to look at; occurrences up to `planned_to` have their deliveries."""

    schedule: Schedule
    planned_to: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did to a schedule: as it was before (None: it was not there) and after."""

    seq: int
    schedule: int
    at: datetime
    by: str | None
    what: str
    before: Schedule | None
    after: Schedule | None


class Schedules:
    """Schedules, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, made: Schedule, at: datetime) -> Schedule:
        """Keep a schedule under an id of its own, and return it so; an active one is planned from that moment on."""
        made = replace(made, version=1)
        plan = {"planned_to": at, "plan_at": at if made.state is State.ACTIVE else None}
        row = {**_row(made), **plan, "made_at": at, "changed_at": at}
        del row["id"]
        id: int = self._connection.scalar(insert(schedule).returning(schedule.c.id), row)
        self._put_places(id, made.places)
        return replace(made, id=id)

    def notices(self, at: datetime, *, urgent: bool = False) -> int:
        """The id of the schedule that everything hangs on which the bot writes to people unasked."""
        these = (schedule.c.sort == Sort.NOTICE.value, schedule.c.urgent == int(urgent))
        id: int | None = self._connection.scalar(select(schedule.c.id).where(*these))
        if id is not None:
            return id
        series = Series(datetime(2026, 1, 1), "UTC")  # noqa: DTZ001 - a wall time; nothing is planned from it
        return self.add(Schedule(0, Sort.NOTICE, None, "", "", "", series, (), State.DONE, urgent=urgent), at).id

    def get(self, id: int) -> Schedule | None:
        """The schedule with this id."""
        return next(iter(self._read(select(*schedule.c).where(schedule.c.id == id))), None)

    def several(self, ids: Collection[int]) -> dict[int, Schedule]:
        """The schedules with these ids."""
        if not ids:
            return {}
        rows = self._connection.execute(_SEVERAL, {"ids": list(ids)}).all()
        return {one.id: one for one in self._whole(rows)}

    def put(self, changed: Schedule, at: datetime) -> Schedule:
        """Store a changed schedule in the place of the version it was made from; raises StaleSchedule.

        What was planned of it and not begun is dropped, and planned anew from that moment on if it is active. What is
        due by now stays, unless the schedule is to send nothing.
        """
        plan = {"planned_to": at, "plan_at": at if changed.state is State.ACTIVE else None, "changed_at": at}
        row = {**_row(changed), **plan, "version": changed.version + 1}
        del row["id"]
        this = update(schedule).where(schedule.c.id == changed.id, schedule.c.version == changed.version)
        if self._connection.execute(this.values(row)).rowcount != 1:
            raise StaleSchedule(self.get(changed.id))
        self._connection.execute(delete(schedule_place).where(schedule_place.c.schedule_id == changed.id))
        self._put_places(changed.id, changed.places)
        untouched = (
            delivery.c.stage == 0,
            delivery.c.attempts == 0,
            delivery.c.task == "post",
            delivery.c.key.not_like("now:%"),
            delivery.c.due_at > at if changed.state in (State.ACTIVE, State.DONE) else true(),
        )
        self._connection.execute(delete(delivery).where(delivery.c.schedule_id == changed.id, *untouched))
        return replace(changed, version=changed.version + 1)

    def remove(self, id: int) -> bool:
        """Drop a schedule with everything about it; for drafts that nobody wants."""
        return self._connection.execute(delete(schedule).where(schedule.c.id == id)).rowcount == 1

    def prune_drafts(self, before: datetime) -> int:
        """Drop drafts that nobody has touched since; returns how many."""
        old = (schedule.c.state == State.DRAFT.value, schedule.c.changed_at < before)
        return self._connection.execute(delete(schedule).where(*old)).rowcount

    def listed(
        self,
        states: Collection[State],
        *,
        sorts: Collection[Sort] = tuple(Sort),
        owner: str = "",
        shared_with: str = "",
        places: Collection[str] = (),
        offset: int = 0,
        limit: int = 100,
    ) -> list[Schedule]:
        """Schedules in these states, of one owner if given: what comes next first, then the newest.

        `shared_with` somebody who organises are the `shared` ones and what they prepare to be; of `places` one will do.
        """
        chosen = _chosen(states, sorts, owner, shared_with, places)
        order = (schedule.c.plan_at.is_(None), schedule.c.plan_at, schedule.c.id.desc())
        return self._read(select(*schedule.c).where(*chosen).order_by(*order).offset(offset).limit(limit))

    def count(
        self,
        states: Collection[State],
        owner: str = "",
        *,
        sorts: Collection[Sort] = tuple(Sort),
        shared_with: str = "",
        places: Collection[str] = (),
    ) -> int:
        """How many schedules `listed` has of these."""
        chosen = _chosen(states, sorts, owner, shared_with, places)
        return self._connection.scalar(select(func.count()).select_from(schedule).where(*chosen)) or 0

    def shared(self, id: int) -> bool:
        """Whether a schedule is the organisers' in common: for all to read, and not a draft that nobody else saw."""
        return self._connection.scalar(select(schedule.c.id).where(schedule.c.id == id, *_SHARED)) is not None

    def anchored(self) -> list[Schedule]:
        """The active schedules that follow a record's time."""
        active = schedule.c.state == State.ACTIVE.value
        return self._read(select(*schedule.c).where(schedule.c.anchor != "", active))

    def to_plan(self, now: datetime, most: int) -> list[Pending]:
        """What the planner has to look at by now."""
        rows = self._connection.execute(_TO_PLAN, {"now": now, "most": most}).all()
        return [Pending(one, row.planned_to) for one, row in zip(self._whole(rows), rows, strict=True)]

    def planned(self, marks: Iterable[tuple[Schedule, datetime, datetime | None]]) -> None:
        """Note up to when each was planned and when to look again; None: nothing is to come, it is done.

        One that was changed meanwhile keeps what the change noted.
        """
        rows = [
            {"of": s.id, "as_of": s.version, "to": to, "then": then, "is_now": (s.state if then else State.DONE).value}
            for s, to, then in marks
        ]
        if rows:
            self._connection.execute(_PLANNED, rows)

    def nearest(self) -> datetime | None:
        """When the planner has to look next."""
        nearest: datetime | None = self._connection.scalar(_NEAREST)
        return nearest

    def note(
        self, id: int, at: datetime, by: str | None, what: str, before: Schedule | None, after: Schedule | None
    ) -> int:
        """Keep what somebody did to a schedule, so that it can be undone; returns its number."""
        values = {
            "schedule_id": id,
            "at": at,
            "by": by,
            "what": what,
            "before": as_json(before),
            "after": as_json(after),
        }
        seq: int = self._connection.scalar(insert(schedule_change).returning(schedule_change.c.seq), values)
        return seq

    def change(self, seq: int) -> Change | None:
        """What was noted under this number."""
        row = self._connection.execute(select(*schedule_change.c).where(schedule_change.c.seq == seq)).first()
        return None if row is None else _change(row)

    def changes(self, id: int) -> list[Change]:
        """What was done to a schedule, the first first."""
        rows = self._connection.execute(
            select(*schedule_change.c).where(schedule_change.c.schedule_id == id).order_by(schedule_change.c.seq)
        )
        return [_change(row) for row in rows]

    def _read(self, statement: Any) -> list[Schedule]:  # noqa: ANN401 - SQLAlchemy's type names every column
        return self._whole(self._connection.execute(statement).all())

    def _whole(self, rows: Sequence[Row[Any]]) -> list[Schedule]:
        places: dict[int, list[str]] = {row.id: [] for row in rows}
        if rows:
            for id, place in self._connection.execute(_PLACES, {"ids": list(places)}):
                places[id].append(place)
        return [_schedule(row._mapping, tuple(places[row.id])) for row in rows]  # noqa: SLF001 - its public name

    def _put_places(self, id: int, places: Iterable[str]) -> None:
        rows = [{"schedule_id": id, "place": place, "position": n} for n, place in enumerate(places)]
        if rows:
            self._connection.execute(insert(schedule_place), rows)


def _chosen(
    states: Collection[State], sorts: Collection[Sort], owner: str, shared_with: str, places: Collection[str]
) -> Iterator[ColumnElement[bool]]:
    """The conditions of a list."""
    yield schedule.c.state.in_([state.value for state in states])
    yield schedule.c.sort.in_([sort.value for sort in sorts])
    if owner:
        yield schedule.c.owner == owner
    if shared_with:
        yield and_(_OPEN_TO_ALL, or_(schedule.c.owner == shared_with, and_(*_SHARED)))
    if places:
        here = schedule_place.c.schedule_id == schedule.c.id, schedule_place.c.place.in_(list(places))
        yield select(schedule_place.c.place).where(*here).exists()


def _change(row: Any) -> Change:  # noqa: ANN401 - a row of all its columns
    number, id, at, by, what, before, after = row
    return Change(number, id, at, by, what, _ofas_json(before), _ofas_json(after))


def _wall(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _row(s: Schedule) -> dict[str, Any]:
    return {
        "id": s.id,
        "sort": s.sort.value,
        "owner": s.owner,
        "via": s.via,
        "command": s.command,
        "title": s.title,
        "content_id": s.content,
        "start": _wall(s.series.start),
        "zone": s.series.zone,
        "rule": s.series.rule,
        "skips_holidays": int(s.series.skips_holidays),
        "anchor": s.anchor,
        "before": int(s.before.total_seconds()),
        "changes": {_wall(wall): to and _wall(to) for wall, to in s.changes.items()},
        "state": s.state.value,
        "grace": int(s.grace.total_seconds()),
        "patient": int(s.patient),
        "urgent": int(s.urgent),
        "silent": int(s.silent),
        "ping": s.ping,
        "approved_by": s.approved_by,
        "version": s.version,
    }


def _schedule(row: Mapping[Any, Any], places: tuple[str, ...]) -> Schedule:
    walls = {datetime.fromisoformat(wall): to and datetime.fromisoformat(to) for wall, to in row["changes"].items()}
    return Schedule(
        id=row["id"],
        sort=Sort(row["sort"]),
        owner=row["owner"],
        via=row["via"],
        command=row["command"],
        title=row["title"],
        series=Series(datetime.fromisoformat(row["start"]), row["zone"], row["rule"], bool(row["skips_holidays"])),
        places=places,
        state=State(row["state"]),
        content=row["content_id"],
        anchor=row["anchor"],
        before=timedelta(seconds=row["before"]),
        changes=walls,
        grace=timedelta(seconds=row["grace"]),
        patient=bool(row["patient"]),
        urgent=bool(row["urgent"]),
        silent=bool(row["silent"]),
        ping=row["ping"],
        approved_by=row["approved_by"],
        version=row["version"],
    )


def as_json(s: Schedule | None) -> dict[str, Any] | None:
    """A schedule as plain JSON."""
    return None if s is None else {**_row(s), "places": list(s.places)}


def _ofas_json(body: dict[str, Any] | None) -> Schedule | None:
    return None if body is None else _schedule(body, tuple(body["places"]))
